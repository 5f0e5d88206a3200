//! What readers see of articles, in the database: published ones through their live copy, and the addresses that lead there.

use super::{article, byline, live_article, slug};
use crate::articles::Slug;
use crate::ids::{ArticleId, PersonId};
use crate::people::Handle;
use crate::people::rows::person;
use crate::store::Error;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    RelationDef, Select,
};
use std::collections::HashMap;

/// A published article without its slides.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Live {
    pub(crate) id: ArticleId,
    pub(crate) slug: String,
    pub(crate) comments: String,
    pub(crate) title: String,
    pub(crate) standfirst: String,
    pub(crate) slide_count: i32,
    pub(crate) word_count: i32,
    pub(crate) cover: Option<String>,
    pub(crate) published_at: DateTime<Utc>,
    pub(crate) updated_at: Option<DateTime<Utc>>,
}

/// The place of an article in every list of them: newest first, by publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromQueryResult)]
pub(crate) struct Key {
    pub(crate) published_at: DateTime<Utc>,
    pub(crate) id: ArticleId,
}

impl Live {
    /// Its place in a list.
    pub(crate) fn key(&self) -> Key {
        Key { published_at: self.published_at, id: self.id }
    }
}

/// What an address belongs to.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct Address {
    pub(crate) id: ArticleId,
    /// The address in use now.
    pub(crate) slug: String,
    pub(crate) status: String,
    /// When it was first published, if it ever was.
    pub(crate) published_at: Option<DateTime<Utc>>,
}

/// What the address belongs to or once belonged to. One look-up by key.
pub(crate) async fn address(db: &impl ConnectionTrait, wanted: &Slug) -> Result<Option<Address>, Error> {
    let its_article: RelationDef =
        slug::Entity::belongs_to(article::Entity).from(slug::Column::ArticleId).to(article::Column::Id).into();
    Ok(slug::Entity::find_by_id(wanted.as_str())
        .select_only()
        .column(article::Column::Id)
        .column(article::Column::Slug)
        .column(article::Column::Status)
        .column(article::Column::PublishedAt)
        .join(JoinType::InnerJoin, its_article)
        .into_model()
        .one(db)
        .await?)
}

/// A published article.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<Live>, Error> {
    Ok(published().filter(live_article::Column::ArticleId.eq(id)).into_model().one(db).await?)
}

/// Those of these articles that are published, in no order.
pub(crate) async fn of_ids(db: &impl ConnectionTrait, ids: &[ArticleId]) -> Result<Vec<Live>, Error> {
    let found = published().filter(live_article::Column::ArticleId.is_in(ids.iter().copied()));
    Ok(found.into_model().all(db).await?)
}

/// The newest published articles after that place, at most so many.
pub(crate) async fn newest(db: &impl ConnectionTrait, after: Option<Key>, most: u64) -> Result<Vec<Live>, Error> {
    Ok(in_order(published(), after, most).into_model().all(db).await?)
}

/// The article that was published right after that place.
pub(crate) async fn next_after(db: &impl ConnectionTrait, Key { published_at, id }: Key) -> Result<Option<Live>, Error> {
    use live_article::Column::{ArticleId, PublishedAt};
    let after = Condition::any()
        .add(PublishedAt.gt(published_at))
        .add(Condition::all().add(PublishedAt.eq(published_at)).add(ArticleId.gt(id)));
    let first = published().filter(after).order_by_asc(PublishedAt).order_by_asc(ArticleId).limit(1);
    Ok(first.into_model().one(db).await?)
}

/// The newest published articles but one, at most so many.
pub(crate) async fn newest_but(db: &impl ConnectionTrait, id: ArticleId, most: u64) -> Result<Vec<Live>, Error> {
    let others = published().filter(live_article::Column::ArticleId.ne(id));
    Ok(in_order(others, None, most).into_model().all(db).await?)
}

/// The newest published articles of a person after that place, at most so many.
pub(crate) async fn newest_of(
    db: &impl ConnectionTrait,
    person: PersonId,
    after: Option<Key>,
    most: u64,
) -> Result<Vec<Live>, Error> {
    Ok(in_order(published_of(person), after, most).into_model().all(db).await?)
}

/// How many published articles a person has a by-line on.
pub(crate) async fn count_of(db: &impl ConnectionTrait, person: PersonId) -> Result<u64, Error> {
    Ok(published_of(person).count(db).await?)
}

/// How many articles are published.
pub(crate) async fn count(db: &impl ConnectionTrait) -> Result<u64, Error> {
    Ok(live_article::Entity::find().count(db).await?)
}

/// The place of the article that was published `number`th, from 1. It is counted off on the index, and no row is read.
pub(crate) async fn nth(db: &impl ConnectionTrait, number: u64) -> Result<Option<Key>, Error> {
    use live_article::Column::{ArticleId, PublishedAt};
    let at = Alias::new("at");
    let numbered = Query::select()
        .columns([PublishedAt, ArticleId])
        .expr_as(Expr::cust("row_number() OVER (ORDER BY published_at, article_id)"), at.clone())
        .from(live_article::Entity)
        .to_owned();
    let wanted = Query::select()
        .column(PublishedAt)
        .expr_as(Expr::col(ArticleId), Alias::new("id"))
        .from_subquery(numbered, Alias::new("numbered"))
        .and_where(Expr::col(at).eq(i64::try_from(number).unwrap_or(i64::MAX)))
        .to_owned();
    Ok(Key::find_by_statement(db.get_database_backend().build(&wanted)).one(db).await?)
}

/// The published articles from that place on, oldest first, at most so many.
pub(crate) async fn oldest_from(db: &impl ConnectionTrait, first: Key, most: u64) -> Result<Vec<Live>, Error> {
    use live_article::Column::{ArticleId, PublishedAt};
    let Key { published_at, id } = first;
    let from = Condition::any()
        .add(PublishedAt.gt(published_at))
        .add(Condition::all().add(PublishedAt.eq(published_at)).add(ArticleId.gte(id)));
    let articles = published().filter(from).order_by_asc(PublishedAt).order_by_asc(ArticleId).limit(most);
    Ok(articles.into_model().all(db).await?)
}

/// The names and handles of those who wrote each of these, in order.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Vec<(String, Handle)>>, Error> {
    let its_person: RelationDef =
        byline::Entity::belongs_to(person::Entity).from(byline::Column::PersonId).to(person::Column::Id).into();
    let rows: Vec<(ArticleId, String, String)> = byline::Entity::find()
        .select_only()
        .column(byline::Column::ArticleId)
        .column(person::Column::Name)
        .column(person::Column::Handle)
        .join(JoinType::InnerJoin, its_person)
        .filter(byline::Column::ArticleId.is_in(articles.iter().copied()))
        .order_by_asc(byline::Column::Position)
        .into_tuple()
        .all(db)
        .await?;
    let mut names: HashMap<ArticleId, Vec<(String, Handle)>> = HashMap::new();
    for (article, name, handle) in rows {
        let handle = Handle::parse(&handle).expect("a handle is parsed before it is kept");
        names.entry(article).or_default().push((name, handle));
    }
    Ok(names)
}

/// Published articles: those with a live copy, which publishing makes and withdrawing takes away. Asking for the state too would
/// lead SQLite through all published articles and have it sort them.
fn published() -> Select<live_article::Entity> {
    live_article::Entity::find()
        .select_only()
        .column_as(live_article::Column::ArticleId, "id")
        .column(article::Column::Slug)
        .column(article::Column::Comments)
        .column(live_article::Column::Title)
        .column(live_article::Column::Standfirst)
        .column(live_article::Column::SlideCount)
        .column(live_article::Column::WordCount)
        .column(live_article::Column::Cover)
        .column(live_article::Column::PublishedAt)
        .column(live_article::Column::UpdatedAt)
        .join(JoinType::InnerJoin, article_of_live())
}

fn published_of(person: PersonId) -> Select<live_article::Entity> {
    let its_bylines: RelationDef = live_article::Entity::belongs_to(byline::Entity)
        .from(live_article::Column::ArticleId)
        .to(byline::Column::ArticleId)
        .into();
    published().join(JoinType::InnerJoin, its_bylines).filter(byline::Column::PersonId.eq(person))
}

fn article_of_live() -> RelationDef {
    live_article::Entity::belongs_to(article::Entity).from(live_article::Column::ArticleId).to(article::Column::Id).into()
}

fn in_order(articles: Select<live_article::Entity>, after: Option<Key>, most: u64) -> Select<live_article::Entity> {
    use live_article::Column::{ArticleId, PublishedAt};
    let articles = match after {
        Some(Key { published_at, id }) => articles.filter(
            Condition::any()
                .add(PublishedAt.lt(published_at))
                .add(Condition::all().add(PublishedAt.eq(published_at)).add(ArticleId.lt(id))),
        ),
        None => articles,
    };
    articles.order_by_desc(PublishedAt).order_by_desc(ArticleId).limit(most)
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn the_newest_articles_are_read_off_an_index() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (id, published_at) = (ArticleId::new(scene.store.rng(), scene.store.now()), scene.store.now());
        for after in [None, Some(Key { published_at, id })] {
            let plan = scene.plan(in_order(published(), after, 14)).await;
            assert!(plan.contains("live_articles_published") && !plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
