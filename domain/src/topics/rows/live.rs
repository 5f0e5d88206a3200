//! The topics that readers see: made by publishing and by nothing else.

use super::topic;
use crate::ids::{ArticleId, TopicId};
use crate::store::{Error, Tx, insert_all};
use crate::topics::{TopicCount, TopicLink, TopicSlug};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
};
use std::collections::{BTreeMap, HashMap};

/// The table `live_topics`.
pub(crate) mod live_topic {
    use crate::ids::{ArticleId, TopicId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `live_topics`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_topics")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub topic_id: TopicId,
        pub position: i32,
        pub published_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The topics that published articles have, by name, with how many.
pub(crate) async fn in_use(db: &impl ConnectionTrait) -> Result<Vec<TopicCount>, Error> {
    let counted = in_use_by_name().all(db).await?.into_iter().map(|row| TopicCount {
        article_count: usize::try_from(row.article_count).unwrap_or(0),
        link: TopicLink { slug: super::slug_of(&row), name: row.name },
    });
    Ok(counted.collect())
}

fn in_use_by_name() -> Select<topic::Entity> {
    topic::Entity::find().filter(is_in_use()).order_by_asc(topic::Column::Folded)
}

/// The query that says whether any published article has a topic.
pub(crate) fn any_in_use() -> SelectStatement {
    Query::select().expr(Expr::value(1)).from(topic::Entity).and_where(is_in_use()).limit(1).to_owned()
}

/// The same words as in the index of those in use, by which the database finds it.
fn is_in_use() -> SimpleExpr {
    Expr::col(topic::Column::ArticleCount).gt(Expr::Constant(0.into()))
}

/// The topics of each of these published articles, in order.
pub(crate) async fn of_articles(
    db: &impl ConnectionTrait,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Vec<TopicLink>>, Error> {
    use live_topic::Column as C;
    let its_topic: RelationDef = live_topic::Entity::belongs_to(topic::Entity).from(C::TopicId).to(topic::Column::Id).into();
    let rows: Vec<(ArticleId, String, String)> = live_topic::Entity::find()
        .select_only()
        .column(C::ArticleId)
        .column(topic::Column::Name)
        .column(topic::Column::Slug)
        .join(JoinType::InnerJoin, its_topic)
        .filter(C::ArticleId.is_in(articles.iter().copied()))
        .order_by_asc(C::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut topics: HashMap<ArticleId, Vec<TopicLink>> = HashMap::new();
    for (article, name, slug) in rows {
        let slug = TopicSlug::try_from(slug).expect("a topic's address has its form before it is kept");
        topics.entry(article).or_default().push(TopicLink { name, slug });
    }
    Ok(topics)
}

/// The topics that readers see on an article, in order.
pub(crate) async fn of_article(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<TopicId>, Error> {
    use live_topic::Column as C;
    let ids = live_topic::Entity::find().select_only().column(C::TopicId).filter(C::ArticleId.eq(article));
    Ok(ids.order_by_asc(C::Position).into_tuple().all(db).await?)
}

/// Counts an article out of the topics that it leaves and into those that it joins; gives back those of the wanted ones that are
/// there, in their order. Whoever counts takes all topics in one order, so that nobody waits for somebody who waits for them.
pub(crate) async fn count_change(tx: &Tx, article: ArticleId, wanted: &[TopicId]) -> Result<Vec<TopicId>, Error> {
    let before = of_article(&**tx, article).await?;
    let mut all: Vec<TopicId> = before.iter().chain(wanted).copied().collect();
    all.sort_unstable();
    all.dedup();
    let there = super::hold(tx, &all).await?;
    for &topic in &there {
        match (before.contains(&topic), wanted.contains(&topic)) {
            (true, false) => count(tx, topic, -1).await?,
            (false, true) => count(tx, topic, 1).await?,
            (true, true) | (false, false) => {}
        }
    }
    Ok(wanted.iter().copied().filter(|topic| there.contains(topic)).collect())
}

/// Puts a published article under these topics, which are there and were counted, in order.
pub(crate) async fn insert(
    tx: &Tx,
    (article_id, published_at): (ArticleId, DateTime<Utc>),
    topics: &[TopicId],
) -> Result<(), Error> {
    let rows =
        topics.iter().zip(1..).map(|(&topic_id, position)| live_topic::Model { article_id, topic_id, position, published_at });
    insert_all(tx, rows.collect()).await
}

/// Puts published articles that are new, with their times, under these topics of each, in order. All of them are there.
pub(crate) async fn join_new(tx: &Tx, articles: &[(ArticleId, DateTime<Utc>, &[TopicId])]) -> Result<(), Error> {
    let mut counts: BTreeMap<TopicId, i32> = BTreeMap::new();
    let mut rows = Vec::new();
    for (article_id, published_at, topics) in articles {
        for (topic_id, position) in topics.iter().copied().zip(1..) {
            *counts.entry(topic_id).or_default() += 1;
            rows.push(live_topic::Model { article_id: *article_id, topic_id, position, published_at: *published_at });
        }
    }
    for (topic, more) in counts {
        count(tx, topic, more).await?;
    }
    insert_all(tx, rows).await
}

/// Counts the articles of a topic up or down.
async fn count(tx: &Tx, topic: TopicId, by: i32) -> Result<(), Error> {
    use topic::Column as C;
    topic::Entity::update_many()
        .col_expr(C::ArticleCount, Expr::col(C::ArticleCount).add(by))
        .col_expr(C::WasPublic, Expr::value(true))
        .filter(C::Id.eq(topic))
        .exec(&**tx)
        .await?;
    Ok(())
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn the_topics_in_use_are_found_by_their_index() {
        let plan = Scene::on(Backend::Sqlite).await.plan(in_use_by_name()).await;
        assert!(plan.contains("topics_in_use") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
}
