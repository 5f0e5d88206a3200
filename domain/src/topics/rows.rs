//! Topics in the database: those of the working copy, and those that readers see.

pub(crate) mod live;

use super::{Error, TopicChoice, TopicRow, TopicSlug};
use crate::articles;
use crate::ids::{ArticleId, TopicId};
use crate::store::{self, Tx, first_free};
use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

/// The table `topics`.
pub(crate) mod topic {
    use crate::ids::TopicId;
    use sea_orm::entity::prelude::*;

    /// A row of `topics`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "topics")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: TopicId,
        pub slug: String,
        pub name: String,
        pub folded: String,
        pub description: String,
        pub version: i32,
        pub article_count: i32,
        pub was_public: bool,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `topic_slugs`.
pub(crate) mod topic_slug {
    use crate::ids::TopicId;
    use sea_orm::entity::prelude::*;

    /// A row of `topic_slugs`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "topic_slugs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub slug: String,
        pub topic_id: Option<TopicId>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `article_topics`.
pub(crate) mod article_topic {
    use crate::ids::{ArticleId, TopicId};
    use sea_orm::entity::prelude::*;

    /// A row of `article_topics`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "article_topics")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub topic_id: TopicId,
        pub position: i32,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The topic of that id.
pub(crate) async fn find(db: &impl ConnectionTrait, id: TopicId) -> Result<Option<topic::Model>, Error> {
    Ok(topic::Entity::find_by_id(id).one(db).await?)
}

/// All topics, by name.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<TopicRow>, Error> {
    Ok(topic::Entity::find().order_by_asc(topic::Column::Folded).all(db).await?.into_iter().map(TopicRow::from).collect())
}

/// What an article can be given, by name.
pub(crate) async fn choices(db: &impl ConnectionTrait) -> Result<Vec<TopicChoice>, articles::Error> {
    let rows = topic::Entity::find().select_only().columns([topic::Column::Id, topic::Column::Name]);
    let rows: Vec<(TopicId, String)> = rows.order_by_asc(topic::Column::Folded).into_tuple().all(db).await?;
    Ok(rows.into_iter().map(|(id, name)| TopicChoice { id, name }).collect())
}

/// How many topics there are.
pub(crate) async fn count(tx: &Tx) -> Result<u64, Error> {
    Ok(topic::Entity::find().count(&**tx).await?)
}

/// The topic whose name is the same but for the way its letters are written.
pub(crate) async fn of_folded(tx: &Tx, folded: &str) -> Result<Option<TopicId>, Error> {
    let id = topic::Entity::find().select_only().column(topic::Column::Id).filter(topic::Column::Folded.eq(folded));
    Ok(id.into_tuple().one(&**tx).await?)
}

/// Whether the address is another topic's, or was.
pub(crate) async fn is_taken(tx: &Tx, slug: &TopicSlug, by_other_than: Option<TopicId>) -> Result<bool, Error> {
    let row = topic_slug::Entity::find_by_id(slug.as_str()).one(&**tx).await?;
    Ok(row.and_then(|row| row.topic_id).is_some_and(|id| Some(id) != by_other_than))
}

/// The address itself, or the first numbered one that no topic has or had.
pub(crate) async fn free_slug(tx: &Tx, wanted: &TopicSlug) -> Result<TopicSlug, Error> {
    let taken = topic_slug::Entity::find().filter(topic_slug::Column::TopicId.is_not_null());
    Ok(first_free(&**tx, (taken, topic_slug::Column::Slug), wanted, TopicSlug::numbered).await?)
}

/// Adds a topic.
pub(crate) async fn insert(tx: &Tx, row: topic::Model) -> Result<(), Error> {
    let (id, slug) = (row.id, TopicSlug::try_from(row.slug.clone()).expect("a new topic has an address"));
    topic::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&**tx).await?;
    keep_slug(tx, id, &slug).await
}

/// Writes a topic over the version that the change is based on; whether that was still the one stored.
pub(crate) async fn update(tx: &Tx, row: &topic::Model, based_on: i32) -> Result<bool, Error> {
    use topic::Column as C;
    let done = topic::Entity::update_many()
        .col_expr(C::Slug, Expr::value(row.slug.as_str()))
        .col_expr(C::Name, Expr::value(row.name.as_str()))
        .col_expr(C::Folded, Expr::value(row.folded.as_str()))
        .col_expr(C::Description, Expr::value(row.description.as_str()))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(row.id))
        .filter(C::Version.eq(based_on))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Lets the address lead to the topic from now on; one whose topic is gone can be given again.
pub(crate) async fn keep_slug(tx: &Tx, id: TopicId, slug: &TopicSlug) -> Result<(), Error> {
    let row = topic_slug::Model { slug: slug.to_string(), topic_id: Some(id) };
    topic_slug::Entity::delete_by_id(slug.as_str()).exec(&**tx).await?;
    topic_slug::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Takes a topic away, from articles and from readers too; whether it was there. Readers are told that it is gone only if they ever
/// knew of it (security A7).
pub(crate) async fn delete(tx: &Tx, row: &topic::Model) -> Result<bool, Error> {
    // It is taken before its addresses, as by whoever changes it.
    topic::Entity::find_by_id(row.id).lock(LockType::Update).one(&**tx).await?;
    if !row.was_public {
        topic_slug::Entity::delete_many().filter(topic_slug::Column::TopicId.eq(row.id)).exec(&**tx).await?;
    }
    Ok(topic::Entity::delete_by_id(row.id).exec(&**tx).await?.rows_affected == 1)
}

/// The topics of a working copy, in order.
pub(crate) async fn of_article(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<TopicId>, articles::Error> {
    use article_topic::Column as C;
    let ids = article_topic::Entity::find().select_only().column(C::TopicId).filter(C::ArticleId.eq(article));
    Ok(ids.order_by_asc(C::Position).into_tuple().all(db).await?)
}

/// Holds these topics, so that nobody deletes them before the transaction ends; gives back those that are there. Whoever deletes one
/// takes it from all articles afterwards, so that everybody holds topics before they touch what articles have of them, and in one
/// order. SQLite has one writer at a time.
pub(crate) async fn hold(tx: &Tx, wanted: &[TopicId]) -> Result<Vec<TopicId>, store::Error> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let there = topic::Entity::find().select_only().column(topic::Column::Id);
    let there = there.filter(topic::Column::Id.is_in(wanted.iter().copied())).order_by_asc(topic::Column::Id);
    Ok(there.lock(LockType::KeyShare).into_tuple().all(&**tx).await?)
}

/// Gives a working copy these topics, those of them that are there, in that order.
pub(crate) async fn set(tx: &Tx, article: ArticleId, wanted: &[TopicId]) -> Result<Vec<TopicId>, articles::Error> {
    use article_topic::{Column as C, Entity};
    let there = hold(tx, wanted).await?;
    Entity::delete_many().filter(C::ArticleId.eq(article)).exec(&**tx).await?;
    let kept: Vec<TopicId> = wanted.iter().copied().filter(|id| there.contains(id)).collect();
    let rows = kept.iter().zip(1..).map(|(&topic_id, position)| article_topic::Model { article_id: article, topic_id, position });
    let rows: Vec<_> = rows.map(|row| row.into_active_model().reset_all()).collect();
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(kept)
}

/// Gives working copies that are new these topics, in order. All of them are there.
pub(crate) async fn set_new(tx: &Tx, articles: &[(ArticleId, &[TopicId])]) -> Result<(), store::Error> {
    let rows = articles.iter().flat_map(|(article_id, topics)| {
        let row = |(&topic_id, position)| article_topic::Model { article_id: *article_id, topic_id, position };
        topics.iter().zip(1..).map(row)
    });
    store::insert_all(tx, rows.collect()).await
}

/// What an address of topics leads to: its topic, or none when that was deleted.
pub(crate) async fn at(db: &impl ConnectionTrait, slug: &TopicSlug) -> Result<Option<Option<topic::Model>>, store::Error> {
    let its_topic: RelationDef =
        topic_slug::Entity::belongs_to(topic::Entity).from(topic_slug::Column::TopicId).to(topic::Column::Id).into();
    let found = topic_slug::Entity::find_by_id(slug.as_str()).join(JoinType::LeftJoin, its_topic).select_also(topic::Entity);
    Ok(found.one(db).await?.map(|(_, topic)| topic))
}

impl From<topic::Model> for TopicRow {
    fn from(row: topic::Model) -> Self {
        Self {
            id: row.id,
            slug: slug_of(&row),
            article_count: usize::try_from(row.article_count).unwrap_or(0),
            name: row.name,
            description: row.description,
            version: row.version,
        }
    }
}

/// The address of the topic.
pub(crate) fn slug_of(row: &topic::Model) -> TopicSlug {
    TopicSlug::try_from(row.slug.clone()).expect("a topic's address has its form before it is kept")
}
