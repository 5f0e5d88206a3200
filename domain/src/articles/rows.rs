//! Articles in the database, the working copy and the live one.

pub(crate) mod live;
pub(crate) mod slide_place;

use super::live::LiveCopy;
use super::publish::Times;
use super::{Error, Kind, Slug, Status};
use crate::comments;
use crate::ids::{ArticleId, MediaId, PersonId};
use crate::media::rows::live_media;
use crate::people::rows::person;
use crate::store::{Tx, first_free, insert_all, paging};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query, SelectStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use std::collections::HashMap;

/// The table `articles`.
pub(crate) mod article {
    use crate::ids::{ArticleId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `articles`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "articles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ArticleId,
        pub kind: String,
        pub slug: String,
        pub title: String,
        pub standfirst: String,
        pub status: String,
        pub comments: String,
        pub version: i32,
        pub created_by: PersonId,
        pub created_at: DateTime<Utc>,
        pub changed_at: DateTime<Utc>,
        pub published_at: Option<DateTime<Utc>>,
        pub updated_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `slugs`.
pub(crate) mod slug {
    use crate::ids::ArticleId;
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `slugs`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "slugs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub slug: String,
        pub article_id: ArticleId,
        pub since: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `bylines`.
pub(crate) mod byline {
    use crate::ids::{ArticleId, PersonId};
    use sea_orm::entity::prelude::*;

    /// A row of `bylines`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bylines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub position: i32,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {
        /// Who wrote.
        #[sea_orm(
            belongs_to = "crate::people::rows::person::Entity",
            from = "Column::PersonId",
            to = "crate::people::rows::person::Column::Id"
        )]
        Person,
    }
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_articles`.
pub(crate) mod live_article {
    use crate::ids::ArticleId;
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `live_articles`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_articles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        pub title: String,
        pub standfirst: String,
        pub slide_count: i32,
        pub word_count: i32,
        pub cover: Option<String>,
        pub published_at: DateTime<Utc>,
        pub updated_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_bylines`.
pub(crate) mod live_byline {
    use crate::ids::{ArticleId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `live_bylines`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_bylines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub published_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The article of that id.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<article::Model>, Error> {
    Ok(article::Entity::find_by_id(id).one(db).await?)
}

/// The article of that id if the person has a by-line on it.
pub(crate) async fn find_of(db: &impl ConnectionTrait, id: ArticleId, person: PersonId) -> Result<Option<article::Model>, Error> {
    let byline = byline::Entity::find_by_id((id, person)).filter(byline::Column::ArticleId.eq(id)).one(db).await?;
    match byline {
        Some(_) => find(db, id).await,
        None => Ok(None),
    }
}

/// The place of an article in the list of those that are written: the last changed first.
pub(crate) type Key = paging::Key<ArticleId>;

/// The place of that row.
pub(crate) fn key(row: &article::Model) -> Key {
    Key { at: row.changed_at, id: row.id }
}

/// Which rows of the list are wanted.
pub(crate) struct Wanted {
    /// Of this kind.
    pub(crate) kind: Kind,
    /// Only those with a by-line of this person.
    pub(crate) person: Option<PersonId>,
    /// Only those in this state.
    pub(crate) status: Option<Status>,
    /// Only those after this one.
    pub(crate) from: Option<Key>,
    /// At most so many.
    pub(crate) limit: u64,
}

/// Articles, the last changed first.
pub(crate) async fn changed_last(db: &impl ConnectionTrait, wanted: Wanted) -> Result<Vec<article::Model>, Error> {
    let mut found = visible_to(article::Entity::find(), wanted.person).filter(article::Column::Kind.eq(wanted.kind.code()));
    if let Some(status) = wanted.status {
        found = found.filter(article::Column::Status.eq(status.code()));
    }
    if let Some(place) = wanted.from {
        found = found.filter(paging::before((article::Column::ChangedAt, article::Column::Id), place));
    }
    let found = found.order_by_desc(article::Column::ChangedAt).order_by_desc(article::Column::Id);
    Ok(found.limit(wanted.limit).all(db).await?)
}

/// How many articles there are in each state; pages are not counted.
pub(crate) async fn count_by_status(db: &impl ConnectionTrait, person: Option<PersonId>) -> Result<HashMap<String, u64>, Error> {
    let counted = visible_to(article::Entity::find(), person)
        .filter(article::Column::Kind.eq(Kind::Article.code()))
        .select_only()
        .column(article::Column::Status)
        .column_as(article::Column::Id.count(), "count")
        .group_by(article::Column::Status)
        .into_tuple::<(String, i64)>();
    Ok(counted.all(db).await?.into_iter().map(|(status, count)| (status, count.unsigned_abs())).collect())
}

/// How many of the articles that person is an author of, or of all, are in that state.
pub(crate) async fn count_of_status(db: &impl ConnectionTrait, person: Option<PersonId>, status: Status) -> Result<u64, Error> {
    let articles = visible_to(article::Entity::find(), person).filter(article::Column::Kind.eq(Kind::Article.code()));
    Ok(articles.filter(article::Column::Status.eq(status.code())).count(db).await?)
}

fn visible_to(articles: sea_orm::Select<article::Entity>, person: Option<PersonId>) -> sea_orm::Select<article::Entity> {
    let Some(person) = person else { return articles };
    articles.filter(article::Column::Id.in_subquery(written_by(person)))
}

/// The articles with a by-line of that person: what is the person's own, and for a writer all that there is (security A2).
pub(crate) fn written_by(person: PersonId) -> SelectStatement {
    Query::select()
        .column(byline::Column::ArticleId)
        .from(byline::Entity)
        .and_where(byline::Column::PersonId.eq(person))
        .to_owned()
}

/// The names on the by-lines of those articles, in order.
pub(crate) async fn authors_of(
    db: &impl ConnectionTrait,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Vec<String>>, Error> {
    let lines = byline::Entity::find()
        .select_only()
        .column(byline::Column::ArticleId)
        .column(person::Column::Name)
        .join(JoinType::InnerJoin, byline::Relation::Person.def())
        .filter(byline::Column::ArticleId.is_in(articles.iter().copied()))
        .order_by_asc(byline::Column::Position)
        .into_tuple::<(ArticleId, String)>();
    let mut authors: HashMap<ArticleId, Vec<String>> = HashMap::new();
    for (article, name) in lines.all(db).await? {
        authors.entry(article).or_default().push(name);
    }
    Ok(authors)
}

/// How many comments readers see under each of those articles.
pub(crate) async fn comment_counts(db: &impl ConnectionTrait, articles: &[ArticleId]) -> Result<HashMap<ArticleId, u64>, Error> {
    use comments::rows::comment::{Column, Entity};
    let counted = Entity::find()
        .select_only()
        .column(Column::ArticleId)
        .column_as(Column::Id.count(), "count")
        .filter(Column::ArticleId.is_in(articles.iter().copied()))
        .filter(Column::State.eq(comments::State::Published.code()))
        .group_by(Column::ArticleId)
        .into_tuple::<(ArticleId, i64)>();
    Ok(counted.all(db).await?.into_iter().map(|(article, count)| (article, count.unsigned_abs())).collect())
}

/// Adds articles, each with its address and one by-line.
pub(crate) async fn insert(tx: &Tx, articles: Vec<(article::Model, PersonId)>) -> Result<(), Error> {
    let line = |(row, author): &(article::Model, PersonId)| byline::Model { article_id: row.id, person_id: *author, position: 1 };
    let lines: Vec<byline::Model> = articles.iter().map(line).collect();
    let rows: Vec<article::Model> = articles.into_iter().map(|(row, _)| row).collect();
    let address = |row: &article::Model| slug::Model { slug: row.slug.clone(), article_id: row.id, since: row.created_at };
    let addresses: Vec<slug::Model> = rows.iter().map(address).collect();
    insert_all(tx, rows).await?;
    insert_all(tx, addresses).await?;
    Ok(insert_all(tx, lines).await?)
}

/// Adds a page with its address. Nobody is named as its writer.
pub(crate) async fn insert_page(tx: &Tx, row: article::Model) -> Result<(), Error> {
    let address = slug::Model { slug: row.slug.clone(), article_id: row.id, since: row.created_at };
    insert_all(tx, vec![row]).await?;
    Ok(insert_all(tx, vec![address]).await?)
}

/// How many there are of that kind.
pub(crate) async fn count_of(tx: &Tx, kind: Kind) -> Result<u64, Error> {
    Ok(article::Entity::find().filter(article::Column::Kind.eq(kind.code())).count(&**tx).await?)
}

/// Notes that the article was changed.
pub(crate) async fn touch(tx: &Tx, id: ArticleId, now: DateTime<Utc>) -> Result<(), Error> {
    let touched = change(id).col_expr(article::Column::ChangedAt, Expr::value(now)).exec(&**tx).await?;
    if touched.rows_affected == 1 { Ok(()) } else { Err(Error::Gone) }
}

/// Writes title and standfirst, and raises the version.
pub(crate) async fn save_head(tx: &Tx, id: ArticleId, title: &str, standfirst: &str) -> Result<(), Error> {
    change(id)
        .col_expr(article::Column::Title, Expr::value(title))
        .col_expr(article::Column::Standfirst, Expr::value(standfirst))
        .col_expr(article::Column::Version, Expr::col(article::Column::Version).add(1))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Puts the article into a state.
pub(crate) async fn set_status(tx: &Tx, id: ArticleId, status: Status) -> Result<(), Error> {
    change(id).col_expr(article::Column::Status, Expr::value(status.code())).exec(&**tx).await?;
    Ok(())
}

/// Puts the article before readers with its dates.
pub(crate) async fn set_published(tx: &Tx, id: ArticleId, times: Times) -> Result<(), Error> {
    change(id)
        .col_expr(article::Column::Status, Expr::value(Status::Published.code()))
        .col_expr(article::Column::PublishedAt, Expr::value(times.published_at))
        .col_expr(article::Column::UpdatedAt, Expr::value(times.updated_at))
        .exec(&**tx)
        .await?;
    Ok(())
}

fn change(id: ArticleId) -> sea_orm::UpdateMany<article::Entity> {
    article::Entity::update_many().filter(article::Column::Id.eq(id))
}

/// The address itself, or the first numbered one that no article has or ever had.
pub(crate) async fn free_slug(tx: &Tx, wanted: &Slug) -> Result<Slug, Error> {
    Ok(first_free(&**tx, (slug::Entity::find(), slug::Column::Slug), wanted, Slug::numbered).await?)
}

/// Whether another article has this address or had it.
pub(crate) async fn is_taken(tx: &Tx, wanted: &Slug, by_other_than: ArticleId) -> Result<bool, Error> {
    let row = slug::Entity::find_by_id(wanted.as_str()).one(&**tx).await?;
    Ok(row.is_some_and(|row| row.article_id != by_other_than))
}

/// Drops the addresses of an article that nobody was ever told.
pub(crate) async fn forget_slugs(tx: &Tx, article: ArticleId) -> Result<(), Error> {
    slug::Entity::delete_many().filter(slug::Column::ArticleId.eq(article)).exec(&**tx).await?;
    Ok(())
}

/// Gives the article an address; those it had go on leading to it.
pub(crate) async fn set_slug(tx: &Tx, article: ArticleId, wanted: &Slug, now: DateTime<Utc>) -> Result<(), Error> {
    if slug::Entity::find_by_id(wanted.as_str()).one(&**tx).await?.is_none() {
        let row = slug::Model { slug: wanted.to_string(), article_id: article, since: now };
        slug::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&**tx).await?;
    }
    change(article).col_expr(article::Column::Slug, Expr::value(wanted.as_str())).exec(&**tx).await?;
    Ok(())
}

/// What readers see of an article, its slides aside.
pub(crate) async fn live(db: &impl ConnectionTrait, article: ArticleId) -> Result<Option<live_article::Model>, Error> {
    Ok(live_article::Entity::find_by_id(article).one(db).await?)
}

/// The files that readers may fetch because of an article, in order.
pub(crate) async fn live_files(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<MediaId>, Error> {
    let files = live_media::Entity::find()
        .select_only()
        .column(live_media::Column::MediaId)
        .filter(live_media::Column::ArticleId.eq(article))
        .into_tuple::<MediaId>();
    let mut files = files.all(db).await?;
    files.sort_unstable();
    Ok(files)
}

/// Takes the live copy away: slides and files go with it.
pub(crate) async fn delete_live(tx: &Tx, article: ArticleId) -> Result<(), Error> {
    live_article::Entity::delete_by_id(article).exec(&**tx).await?;
    Ok(())
}

/// Puts live copies there with who wrote them, their slides aside.
pub(crate) async fn insert_live(tx: &Tx, copies: Vec<live_article::Model>) -> Result<(), Error> {
    let dates: HashMap<ArticleId, DateTime<Utc>> = copies.iter().map(|copy| (copy.article_id, copy.published_at)).collect();
    insert_all(tx, copies).await?;
    let lines = byline::Entity::find().filter(byline::Column::ArticleId.is_in(dates.keys().copied())).all(&**tx).await?;
    let lines = lines.into_iter().map(|byline::Model { article_id, person_id, .. }| live_byline::Model {
        article_id,
        person_id,
        published_at: dates[&article_id],
    });
    Ok(insert_all(tx, lines.collect()).await?)
}

/// The row of a live copy.
pub(crate) fn live_row(article: ArticleId, copy: &LiveCopy, times: Times) -> live_article::Model {
    let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
    live_article::Model {
        article_id: article,
        title: copy.title.clone(),
        standfirst: copy.standfirst.clone(),
        slide_count: count(copy.slides.len()),
        word_count: count(copy.word_count),
        cover: copy.cover.as_ref().map(|cover| serde_json::to_string(cover).expect("a cover is plain data")),
        published_at: times.published_at,
        updated_at: times.updated_at,
    }
}
