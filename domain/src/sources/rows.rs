//! The source register in the database.

/// The table `sources`.
pub(crate) mod source {
    use crate::ids::SourceId;
    use sea_orm::entity::prelude::*;

    /// A row of `sources`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sources")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SourceId,
        pub name: String,
        pub folded: String,
        pub aliases: String,
        pub url: String,
        pub licence: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
