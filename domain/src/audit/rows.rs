//! What happened, in the database.

use crate::accounts::rows::account;
use crate::articles::rows::{article, byline, written_by};
use crate::ids::{AccountId, ArticleId, PersonId};
use crate::people::{self, rows::person};
use crate::store::{Error, Tx, insert_all};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
};
use std::collections::HashMap;

/// The table `audit`.
pub(crate) mod entry {
    use crate::ids::{AuditId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `audit`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: AuditId,
        pub made_at: DateTime<Utc>,
        pub person_id: Option<PersonId>,
        pub act: String,
        pub subject: String,
        pub detail: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Adds acts.
pub(crate) async fn insert(tx: &Tx, rows: Vec<entry::Model>) -> Result<(), Error> {
    insert_all(tx, rows).await
}

/// Which acts somebody is told of.
pub(crate) struct Heard<'a> {
    /// Those of everybody, by their words.
    pub(crate) of_all: Vec<&'a str>,
    /// Those of their own, by their words.
    pub(crate) own: Vec<&'a str>,
    /// Those of others to an article with a by-line of theirs, by their words.
    pub(crate) to_own: Vec<&'a str>,
    /// Who they are.
    pub(crate) person: PersonId,
    /// Those since then.
    pub(crate) since: DateTime<Utc>,
}

/// The latest of these acts, each with the name of who did it.
pub(crate) async fn latest(
    db: &impl ConnectionTrait,
    heard: Heard<'_>,
    most: u64,
) -> Result<Vec<(entry::Model, Option<String>)>, Error> {
    let own = Condition::all().add(entry::Column::PersonId.eq(heard.person)).add(entry::Column::Act.is_in(heard.own));
    let to_own = own_articles(db, heard.person).await?.iter().map(ToString::to_string).collect::<Vec<_>>();
    let to_own = Condition::all().add(entry::Column::Act.is_in(heard.to_own)).add(entry::Column::Subject.is_in(to_own));
    let told = Condition::any().add(entry::Column::Act.is_in(heard.of_all)).add(own).add(to_own);
    let rows = entry::Entity::find()
        .filter(entry::Column::MadeAt.gte(heard.since))
        .filter(told)
        .order_by_desc(entry::Column::MadeAt)
        .order_by_desc(entry::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let names = people::rows::names(db, rows.iter().filter_map(|row| row.person_id)).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.person_id.and_then(|id| names.get(&id).cloned()), row))
        .map(|(by, row)| (row, by))
        .collect())
}

/// The newest articles with a by-line of that person, so many that an act of the last weeks to any other is not to be expected.
async fn own_articles(db: &impl ConnectionTrait, person: PersonId) -> Result<Vec<ArticleId>, Error> {
    const MOST: u64 = 200;
    let found = byline::Entity::find()
        .select_only()
        .column(byline::Column::ArticleId)
        .filter(byline::Column::PersonId.eq(person))
        .order_by_desc(byline::Column::ArticleId)
        .limit(MOST);
    Ok(found.into_tuple().all(db).await?)
}

/// The titles of these articles; for a writer only of those with a by-line of theirs.
pub(crate) async fn titles(
    db: &impl ConnectionTrait,
    ids: Vec<ArticleId>,
    writer: Option<PersonId>,
) -> Result<HashMap<ArticleId, String>, Error> {
    let found = article::Entity::find()
        .select_only()
        .columns([article::Column::Id, article::Column::Title])
        .filter(article::Column::Id.is_in(ids))
        .apply_if(writer, |found, writer| found.filter(article::Column::Id.in_subquery(written_by(writer))));
    Ok(found.into_tuple().all(db).await?.into_iter().collect())
}

/// The names of the people whom these accounts belong to.
pub(crate) async fn names(db: &impl ConnectionTrait, ids: Vec<AccountId>) -> Result<HashMap<AccountId, String>, Error> {
    let of_person: RelationDef =
        account::Entity::belongs_to(person::Entity).from(account::Column::PersonId).to(person::Column::Id).into();
    let found = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(person::Column::Name)
        .join(JoinType::InnerJoin, of_person)
        .filter(account::Column::Id.is_in(ids));
    Ok(found.into_tuple().all(db).await?.into_iter().collect())
}

/// Everything that happened, oldest first.
#[cfg(test)]
pub(crate) async fn all(db: &impl sea_orm::ConnectionTrait) -> Result<Vec<entry::Model>, sea_orm::DbErr> {
    use sea_orm::{EntityTrait, QueryOrder};
    entry::Entity::find().order_by_asc(entry::Column::Id).all(db).await
}
