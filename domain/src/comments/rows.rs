//! Comments in the database.

use super::State;
use crate::accounts::EmailAddress;
use crate::articles::rows::{article, live_article, slug};
use crate::articles::{Slug, Status};
use crate::ids::{ArticleId, CommentId, SlideId};
use crate::people::rows::person;
use crate::slides::rows::live::live_slide;
use crate::store::{Error, Tx, insert_all};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect, Select,
};

pub(crate) mod counts;

/// The table `comments`.
pub(crate) mod comment {
    use crate::ids::{ArticleId, CommentId, PersonId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `comments`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommentId,
        pub article_id: ArticleId,
        pub slide_id: Option<SlideId>,
        pub parent_id: Option<CommentId>,
        pub root_id: CommentId,
        pub name: String,
        pub email: String,
        pub person_id: Option<PersonId>,
        pub body: String,
        pub body_html: String,
        pub state: String,
        pub held_because: String,
        pub version: i32,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// An article that readers see, as far as comments are concerned.
pub(crate) struct Place {
    pub(crate) article: ArticleId,
    pub(crate) slug: Slug,
    pub(crate) title: String,
    /// How comments are let in, as the article has it: for [`is_open`](super::is_open).
    pub(crate) comments: String,
}

/// The published article at that address, or at one that it once had.
pub(crate) async fn place(db: &impl ConnectionTrait, at: &Slug) -> Result<Option<Place>, Error> {
    let row = article::Entity::find().filter(article::Column::Slug.eq(at.as_str())).one(db).await?;
    let row = match row {
        Some(row) => Some(row),
        None => match slug::Entity::find_by_id(at.as_str()).one(db).await? {
            Some(old) => article::Entity::find_by_id(old.article_id).one(db).await?,
            None => None,
        },
    };
    let Some(row) = row else { return Ok(None) };
    place_of(db, row).await
}

async fn place_of(db: &impl ConnectionTrait, row: article::Model) -> Result<Option<Place>, Error> {
    if row.status != Status::Published.code() {
        return Ok(None);
    }
    let live = live_article::Entity::find_by_id(row.id).one(db).await?;
    let slug = Slug::try_from(row.slug).ok();
    Ok(live.zip(slug).map(|(live, slug)| Place { article: row.id, slug, title: live.title, comments: row.comments }))
}

/// The slides that readers see of the article: id and heading, in order.
pub(crate) async fn slides(db: &impl ConnectionTrait, id: ArticleId) -> Result<Vec<(SlideId, String)>, Error> {
    Ok(live_slide::Entity::find()
        .select_only()
        .columns([live_slide::Column::SlideId, live_slide::Column::Heading])
        .filter(live_slide::Column::ArticleId.eq(id))
        .order_by_asc(live_slide::Column::Position)
        .into_tuple()
        .all(db)
        .await?)
}

/// Whether readers see that slide in the article.
pub(crate) async fn is_slide_of(db: &impl ConnectionTrait, id: ArticleId, slide: &SlideId) -> Result<bool, Error> {
    let row = live_slide::Entity::find_by_id(slide.clone()).one(db).await?;
    Ok(row.is_some_and(|row| row.article_id == id))
}

/// The published comment of that id under the article.
pub(crate) async fn published(
    db: &impl ConnectionTrait,
    article: ArticleId,
    id: CommentId,
) -> Result<Option<comment::Model>, Error> {
    Ok(comment::Entity::find_by_id(id)
        .filter(comment::Column::ArticleId.eq(article))
        .filter(comment::Column::State.eq(State::Published.code()))
        .one(db)
        .await?)
}

/// Adds comments, each after the one that it answers, and counts them.
pub(crate) async fn insert_many(tx: &Tx, rows: Vec<comment::Model>) -> Result<(), Error> {
    let states: Vec<String> = rows.iter().map(|row| row.state.clone()).collect();
    insert_all(tx, rows).await?;
    counts::moved(tx, states.iter().map(|to| ("", to.as_str()))).await
}

/// Adds a comment, and counts it.
pub(crate) async fn insert(tx: &Tx, row: comment::Model) -> Result<(), Error> {
    let state = row.state.clone();
    comment::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await?;
    counts::moved(tx, [("", state.as_str())]).await
}

/// Whether anything from the address was ever published.
pub(crate) async fn is_known(tx: &Tx, email: &EmailAddress) -> Result<bool, Error> {
    let found = comment::Entity::find()
        .select_only()
        .column(comment::Column::Id)
        .filter(comment::Column::Email.eq(email.as_str()))
        .filter(comment::Column::State.eq(State::Published.code()))
        .limit(1)
        .into_tuple::<CommentId>()
        .one(&**tx)
        .await?;
    Ok(found.is_some())
}

/// Whether the address left the same text since then, anywhere.
pub(crate) async fn said_since(tx: &Tx, email: &EmailAddress, body: &str, since: DateTime<Utc>) -> Result<bool, Error> {
    let found = comment::Entity::find()
        .select_only()
        .column(comment::Column::Id)
        .filter(comment::Column::Email.eq(email.as_str()))
        .filter(comment::Column::CreatedAt.gte(since))
        .filter(comment::Column::Body.eq(body))
        .limit(1)
        .into_tuple::<CommentId>()
        .one(&**tx)
        .await?;
    Ok(found.is_some())
}

/// The names of those who write and decide here: the first thousand.
pub(crate) async fn names_of_people(db: &impl ConnectionTrait) -> Result<Vec<String>, Error> {
    const MOST: u64 = 1_000;
    Ok(person::Entity::find()
        .select_only()
        .column(person::Column::Name)
        .order_by_asc(person::Column::Id)
        .limit(MOST)
        .into_tuple()
        .all(db)
        .await?)
}

/// How many comments are published under the article whose row a query is at.
pub(crate) fn count_published() -> SimpleExpr {
    let published = Condition::all()
        .add(Expr::col((comment::Entity, comment::Column::ArticleId)).equals((article::Entity, article::Column::Id)))
        .add(Expr::col((comment::Entity, comment::Column::State)).eq(State::Published.code()));
    let counted = Query::select().expr(Expr::val(1).count()).from(comment::Entity).cond_where(published).to_owned();
    SimpleExpr::SubQuery(None, Box::new(counted.into()))
}

/// Those of the comments that stand under the article, whatever became of them: what one reader wrote.
pub(crate) async fn own(db: &impl ConnectionTrait, article: ArticleId, ids: &[CommentId]) -> Result<Vec<comment::Model>, Error> {
    Ok(comment::Entity::find()
        .filter(comment::Column::ArticleId.eq(article))
        .filter(comment::Column::Id.is_in(ids.iter().copied()))
        .all(db)
        .await?)
}

/// The first comments of the threads that hold something published, oldest first, after that one.
pub(crate) async fn roots(
    db: &impl ConnectionTrait,
    article: ArticleId,
    after: Option<CommentId>,
    most: u64,
) -> Result<Vec<CommentId>, Error> {
    Ok(published_roots(article, after, most).into_tuple().all(db).await?)
}

fn published_roots(article: ArticleId, after: Option<CommentId>, most: u64) -> Select<comment::Entity> {
    published_under(article)
        .select_only()
        .column(comment::Column::RootId)
        .distinct()
        .filter(Condition::all().add_option(after.map(|after| comment::Column::RootId.gt(after))))
        .order_by_asc(comment::Column::RootId)
        .limit(most)
}

/// What is published in those threads, thread by thread, oldest first.
pub(crate) async fn in_threads(
    db: &impl ConnectionTrait,
    article: ArticleId,
    roots: &[CommentId],
    most: u64,
) -> Result<Vec<comment::Model>, Error> {
    Ok(published_in(article, roots, most).all(db).await?)
}

fn published_in(article: ArticleId, roots: &[CommentId], most: u64) -> Select<comment::Entity> {
    published_under(article)
        .filter(comment::Column::RootId.is_in(roots.iter().copied()))
        .order_by_asc(comment::Column::RootId)
        .order_by_asc(comment::Column::Id)
        .limit(most)
}

fn published_under(article: ArticleId) -> Select<comment::Entity> {
    comment::Entity::find()
        .filter(comment::Column::ArticleId.eq(article))
        .filter(comment::Column::State.eq(State::Published.code()))
}

/// Comments by their ids.
pub(crate) async fn by_ids(db: &impl ConnectionTrait, ids: &[CommentId]) -> Result<Vec<comment::Model>, Error> {
    Ok(comment::Entity::find().filter(comment::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene};

    #[tokio::test]
    async fn what_is_said_under_an_article_is_found_by_index_and_comes_in_order() {
        let scene = Scene::on(Backend::Sqlite).await;
        let id = CommentId::new(scene.store.rng(), scene.store.now());
        let article = ArticleId::new(scene.store.rng(), scene.store.now());
        for select in [published_roots(article, Some(id), 201), published_in(article, &[id, id], 2_001)] {
            let plan = scene.plan(select).await;
            assert!(plan.contains("comments_thread (article_id=? AND state=?"), "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{plan}");
        }
    }
}
