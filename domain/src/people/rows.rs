//! People in the database.

pub(crate) mod shown;

use super::Handle;
use crate::ids::PersonId;
use crate::store::{Error, Tx};
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

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
    let taken: Vec<String> = person::Entity::find()
        .select_only()
        .column(person::Column::Handle)
        .filter(person::Column::Handle.starts_with(wanted.as_str()))
        .into_tuple()
        .all(db)
        .await?;
    let is_free = |handle: &Handle| !taken.iter().any(|other| other == handle.as_str());
    let numbered = (2..).map(|number| wanted.numbered(number));
    let free = std::iter::once(wanted.clone()).chain(numbered).find(is_free);
    Ok(free.expect("among more numbers than people one is free"))
}

/// Adds a person with a name and nothing else yet.
pub(crate) async fn insert(tx: &Tx, id: PersonId, handle: &Handle, name: &str, now: DateTime<Utc>) -> Result<(), Error> {
    let row = person::ActiveModel {
        id: Set(id),
        handle: Set(handle.to_string()),
        name: Set(name.to_owned()),
        role_line: Set(String::new()),
        pronouns: Set(String::new()),
        bio: Set(String::new()),
        bio_html: Set(String::new()),
        portrait_id: Set(None),
        version: Set(1),
        created_at: Set(now),
    };
    person::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
