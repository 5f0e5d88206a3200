//! Decisions in the database: added, never changed.

/// The table `decisions`.
pub(crate) mod decision {
    use crate::ids::{CommentId, DecisionId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `decisions`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "decisions")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: DecisionId,
        pub comment_id: CommentId,
        pub comment_version: i32,
        pub from_state: String,
        pub to_state: String,
        pub reason: String,
        pub note: String,
        pub person_id: Option<PersonId>,
        pub undoes: Option<DecisionId>,
        pub made_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
