//! What happened, in the database.

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

/// Everything that happened, oldest first.
#[cfg(test)]
pub(crate) async fn all(db: &impl sea_orm::ConnectionTrait) -> Result<Vec<entry::Model>, sea_orm::DbErr> {
    use sea_orm::{EntityTrait, QueryOrder};
    entry::Entity::find().order_by_asc(entry::Column::Id).all(db).await
}
