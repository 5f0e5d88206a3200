//! Comments in the database.

use super::State;
use crate::accounts::EmailAddress;
use crate::articles::rows::{article, byline, live_article, slug};
use crate::articles::{Slug, Status};
use crate::ids::{ArticleId, CommentId, PersonId, SlideId};
use crate::people::rows::person;
use crate::slides::rows::live_slide;
use crate::store::{Error, Tx};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

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
    pub(crate) is_open: bool,
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

/// The published article of that id.
pub(crate) async fn place_by_id(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<Place>, Error> {
    match article::Entity::find_by_id(id).one(db).await? {
        Some(row) => place_of(db, row).await,
        None => Ok(None),
    }
}

async fn place_of(db: &impl ConnectionTrait, row: article::Model) -> Result<Option<Place>, Error> {
    if row.status != Status::Published.code() {
        return Ok(None);
    }
    let live = live_article::Entity::find_by_id(row.id).one(db).await?;
    let slug = Slug::try_from(row.slug).ok();
    Ok(live.zip(slug).map(|(live, slug)| Place { article: row.id, slug, title: live.title, is_open: row.comments != "closed" }))
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

/// Adds a comment.
pub(crate) async fn insert(tx: &Tx, row: comment::Model) -> Result<(), Error> {
    comment::Entity::insert(row.into_active_model()).exec_without_returning(&**tx).await?;
    Ok(())
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

/// Who wrote the article.
pub(crate) async fn writers(db: &impl ConnectionTrait, id: ArticleId) -> Result<Vec<PersonId>, Error> {
    Ok(byline::Entity::find()
        .select_only()
        .column(byline::Column::PersonId)
        .filter(byline::Column::ArticleId.eq(id))
        .into_tuple()
        .all(db)
        .await?)
}

/// How many comments under the article are published.
pub(crate) async fn count_published(db: &impl ConnectionTrait, id: ArticleId) -> Result<u64, Error> {
    Ok(comment::Entity::find()
        .filter(comment::Column::ArticleId.eq(id))
        .filter(comment::Column::State.eq(State::Published.code()))
        .count(db)
        .await?)
}

/// What one reader may see under an article: what is published, and what they wrote themselves.
pub(crate) struct Seen<'a> {
    pub(crate) article: ArticleId,
    pub(crate) own: &'a [CommentId],
}

impl Seen<'_> {
    fn filter(&self) -> Condition {
        let published = comment::Column::State.eq(State::Published.code());
        Condition::all()
            .add(comment::Column::ArticleId.eq(self.article))
            .add(Condition::any().add(published).add(comment::Column::Id.is_in(self.own.iter().copied())))
    }
}

/// The first comments of the threads that hold something to see, oldest first, after that one.
pub(crate) async fn roots(
    db: &impl ConnectionTrait,
    seen: &Seen<'_>,
    after: Option<CommentId>,
    most: u64,
) -> Result<Vec<CommentId>, Error> {
    Ok(comment::Entity::find()
        .select_only()
        .column(comment::Column::RootId)
        .distinct()
        .filter(seen.filter())
        .filter(Condition::all().add_option(after.map(|after| comment::Column::RootId.gt(after))))
        .order_by_asc(comment::Column::RootId)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?)
}

/// The first comments of the threads that hold one of those comments, after that one.
pub(crate) async fn roots_of(
    db: &impl ConnectionTrait,
    article: ArticleId,
    own: &[CommentId],
    after: Option<CommentId>,
) -> Result<Vec<CommentId>, Error> {
    Ok(comment::Entity::find()
        .select_only()
        .column(comment::Column::RootId)
        .distinct()
        .filter(comment::Column::ArticleId.eq(article))
        .filter(comment::Column::Id.is_in(own.iter().copied()))
        .filter(Condition::all().add_option(after.map(|after| comment::Column::RootId.gt(after))))
        .into_tuple()
        .all(db)
        .await?)
}

/// What is to be seen in those threads, thread by thread, oldest first.
pub(crate) async fn in_threads(
    db: &impl ConnectionTrait,
    seen: &Seen<'_>,
    roots: &[CommentId],
    most: u64,
) -> Result<Vec<comment::Model>, Error> {
    Ok(comment::Entity::find()
        .filter(seen.filter())
        .filter(comment::Column::RootId.is_in(roots.iter().copied()))
        .order_by_asc(comment::Column::RootId)
        .order_by_asc(comment::Column::Id)
        .limit(most)
        .all(db)
        .await?)
}

/// Comments by their ids.
pub(crate) async fn by_ids(db: &impl ConnectionTrait, ids: &[CommentId]) -> Result<Vec<comment::Model>, Error> {
    Ok(comment::Entity::find().filter(comment::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}
