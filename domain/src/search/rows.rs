//! What can be found, in the database.

use super::dialect::{self, Words};
use crate::articles::rows::{article, byline, live_article};
use crate::ids::{ArticleId, PersonId, SlideId};
use crate::people::rows::person;
use crate::people::rows::shown::has_published;
use crate::store::{ConnectionTrait, Error, Tx};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ColumnTrait, DbBackend, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
};

pub(super) mod found;

/// The table `search_entries`. PostgreSQL has the words beside it, in a column that no row is read with.
pub(super) mod entry {
    use crate::ids::{ArticleId, PersonId, SlideId};
    use sea_orm::entity::prelude::*;

    /// A row of `search_entries`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "search_entries")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub article_id: Option<ArticleId>,
        pub slide_id: Option<SlideId>,
        pub person_id: Option<PersonId>,
        pub position: i32,
        pub heading: String,
        #[sea_orm(column_type = "Text")]
        pub text: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Something that can be found.
pub(crate) struct NewEntry {
    of: Of,
    heading: String,
    /// What an extract is cut from: beside what the text shows it can be of a credit.
    text: String,
    words: Words,
}

impl NewEntry {
    /// An entry with its words, which are folded here.
    pub(super) fn new(of: Of, heading: &str, text: &str, credits: &str) -> Self {
        let words = Words::of(heading, text, credits);
        let text = if credits.is_empty() { text.to_owned() } else { format!("{text}\n{credits}") };
        Self { of, heading: heading.to_owned(), text, words }
    }
}

/// What an entry is of.
#[derive(Clone)]
pub(super) enum Of {
    Article(ArticleId),
    Slide(ArticleId, SlideId, i32),
    Person(PersonId),
}

/// Adds entries with their words.
pub(super) async fn add(tx: &Tx, entries: Vec<NewEntry>) -> Result<(), Error> {
    let first = dialect::next_id(tx).await?;
    let entries = entries.into_iter().zip(first..).map(|(new, id)| {
        let NewEntry { of, heading, text, words } = new;
        let (article_id, slide_id, person_id, position) = match of {
            Of::Article(article) => (Some(article), None, None, 0),
            Of::Slide(article, slide, position) => (Some(article), Some(slide), None, position),
            Of::Person(person) => (None, None, Some(person), 0),
        };
        (entry::Model { id, article_id, slide_id, person_id, position, heading, text }, words)
    });
    dialect::insert(tx, entries.collect()).await
}

/// Takes out what can be found of an article; the words go with it.
pub(super) async fn remove_article(tx: &Tx, article: ArticleId) -> Result<(), Error> {
    entry::Entity::delete_many().filter(entry::Column::ArticleId.eq(article)).exec(&**tx).await?;
    Ok(())
}

/// Takes a person out.
pub(super) async fn remove_person(tx: &Tx, person: PersonId) -> Result<(), Error> {
    entry::Entity::delete_many().filter(entry::Column::PersonId.eq(person)).exec(&**tx).await?;
    Ok(())
}

/// These entries, in the order of their ids.
pub(super) async fn of_ids(db: &impl ConnectionTrait, ids: &[i64]) -> Result<Vec<entry::Model>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(entry::Entity::find().filter(entry::Column::Id.is_in(ids.iter().copied())).order_by_asc(entry::Column::Id).all(db).await?)
}

/// Those of these people who have published something, with name and handle.
pub(super) async fn published_people(
    db: &impl ConnectionTrait,
    people: &[PersonId],
) -> Result<Vec<(PersonId, String, String)>, Error> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let found = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::Name, person::Column::Handle])
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .filter(has_published());
    Ok(found.into_tuple().all(db).await?)
}

/// Published articles that cannot be found yet, after that one in the order of their ids, at most so many.
pub(super) async fn unindexed(db: &impl ConnectionTrait, after: Option<ArticleId>, most: u64) -> Result<Vec<ArticleId>, Error> {
    use live_article::Column::ArticleId as Id;
    let entries = Query::select()
        .expr(Expr::val(1))
        .from(entry::Entity)
        .and_where(Expr::col((entry::Entity, entry::Column::ArticleId)).equals((live_article::Entity, Id)))
        .to_owned();
    let found = live_article::Entity::find()
        .select_only()
        .column(Id)
        .filter(Expr::exists(entries).not())
        .apply_if(after, |found, after| found.filter(Id.gt(after)))
        .order_by_asc(Id)
        .limit(most);
    Ok(found.into_tuple().all(db).await?)
}

/// Lets nobody else publish or withdraw the article before the transaction ends: on SQLite nobody writes beside it anyway.
pub(super) async fn hold(tx: &Tx, article: ArticleId) -> Result<(), Error> {
    if tx.get_database_backend() == DbBackend::Postgres {
        article::Entity::find_by_id(article).lock_exclusive().one(&**tx).await?;
    }
    Ok(())
}

/// Whether the article can be found.
pub(super) async fn is_indexed(db: &impl ConnectionTrait, article: ArticleId) -> Result<bool, Error> {
    Ok(entry::Entity::find().filter(entry::Column::ArticleId.eq(article)).limit(1).one(db).await?.is_some())
}

/// The name that a person can be found by.
pub(super) async fn name_of(db: &impl ConnectionTrait, person: PersonId) -> Result<Option<String>, Error> {
    let found = entry::Entity::find().select_only().column(entry::Column::Heading).filter(entry::Column::PersonId.eq(person));
    Ok(found.into_tuple().one(db).await?)
}

/// The names of the people on an article's by-line.
pub(super) async fn writers(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<(PersonId, String)>, Error> {
    let its_person: RelationDef =
        byline::Entity::belongs_to(person::Entity).from(byline::Column::PersonId).to(person::Column::Id).into();
    let found = byline::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .column(person::Column::Name)
        .join(JoinType::InnerJoin, its_person)
        .filter(byline::Column::ArticleId.eq(article))
        .order_by_asc(byline::Column::Position);
    Ok(found.into_tuple().all(db).await?)
}
