//! People in the database.

pub(crate) mod shown;

use super::{Handle, ProfileLink};
use crate::ids::{MediaId, PersonId};
use crate::slides::SafeHtml;
use crate::store::{Error, Tx, first_free};
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};

/// The table `people`.
pub(crate) mod person {
    use crate::ids::{MediaId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `people`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "people")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PersonId,
        pub handle: String,
        pub name: String,
        pub role_line: String,
        pub pronouns: String,
        pub bio: String,
        pub bio_html: String,
        pub links: String,
        pub portrait_id: Option<MediaId>,
        pub version: i32,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The handle itself, or the first numbered one that nobody has.
pub(crate) async fn free_handle(db: &impl ConnectionTrait, wanted: &Handle) -> Result<Handle, Error> {
    first_free(db, (person::Entity::find(), person::Column::Handle), wanted, Handle::numbered).await
}

/// A person who is new: a name and nothing else yet.
pub(crate) struct NewPerson<'a> {
    pub(crate) id: PersonId,
    pub(crate) handle: &'a Handle,
    pub(crate) name: &'a str,
    pub(crate) now: DateTime<Utc>,
}

/// Adds a person.
pub(crate) async fn insert(tx: &Tx, new: NewPerson<'_>) -> Result<(), Error> {
    let NewPerson { id, handle, name, now } = new;
    let row = person::ActiveModel {
        id: Set(id),
        handle: Set(handle.to_string()),
        name: Set(name.to_owned()),
        role_line: Set(String::new()),
        pronouns: Set(String::new()),
        bio: Set(String::new()),
        bio_html: Set(String::new()),
        links: Set(String::new()),
        portrait_id: Set(None),
        version: Set(1),
        created_at: Set(now),
    };
    person::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// A profile as it is written.
pub(crate) struct Written {
    pub(crate) name: String,
    pub(crate) handle: Handle,
    pub(crate) role_line: String,
    pub(crate) pronouns: String,
    pub(crate) bio: String,
    pub(crate) bio_html: SafeHtml,
    pub(crate) links: Vec<ProfileLink>,
    pub(crate) portrait: Option<MediaId>,
}

/// The person of that id.
pub(crate) async fn find(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<person::Model>, Error> {
    Ok(person::Entity::find_by_id(id).one(db).await?)
}

/// The names of these people. One query, or none for nobody.
pub(crate) async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, String>, Error> {
    let ids: HashSet<PersonId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let named = person::Entity::find().select_only().columns([person::Column::Id, person::Column::Name]);
    Ok(named.filter(person::Column::Id.is_in(ids)).into_tuple::<(PersonId, String)>().all(db).await?.into_iter().collect())
}

/// Who has the handle.
pub(crate) async fn holder(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<PersonId>, Error> {
    let held = person::Entity::find().select_only().column(person::Column::Id).filter(person::Column::Handle.eq(handle.as_str()));
    Ok(held.into_tuple().one(db).await?)
}

/// The version of a person's profile.
pub(crate) async fn version(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<i32>, Error> {
    Ok(person::Entity::find_by_id(id).select_only().column(person::Column::Version).into_tuple().one(db).await?)
}

/// Writes a profile over the version that it is based on; whether that was still the one stored.
pub(crate) async fn update(tx: &Tx, id: PersonId, written: &Written, based_on: i32) -> Result<bool, Error> {
    use person::Column as C;
    let done = person::Entity::update_many()
        .col_expr(C::Name, Expr::value(written.name.clone()))
        .col_expr(C::Handle, Expr::value(written.handle.as_str()))
        .col_expr(C::RoleLine, Expr::value(written.role_line.clone()))
        .col_expr(C::Pronouns, Expr::value(written.pronouns.clone()))
        .col_expr(C::Bio, Expr::value(written.bio.clone()))
        .col_expr(C::BioHtml, Expr::value(written.bio_html.as_str()))
        .col_expr(C::Links, Expr::value(ProfileLink::lines(&written.links)))
        .col_expr(C::PortraitId, Expr::value(written.portrait))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(id))
        .filter(C::Version.eq(based_on))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}
