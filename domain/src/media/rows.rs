//! Media in the database.

/// The table `media`.
pub(crate) mod media {
    use crate::ids::{MediaId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `media`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MediaId,
        pub hash: String,
        pub kind: String,
        pub file_name: String,
        pub width_px: i32,
        pub height_px: i32,
        pub size_bytes: i64,
        pub alt: String,
        pub creator: String,
        pub credit_line: String,
        pub source: String,
        pub source_url: String,
        pub copyright: String,
        pub licence: Option<String>,
        pub added_by: PersonId,
        pub version: i32,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `media_sizes`.
pub(crate) mod size {
    use crate::ids::MediaId;
    use sea_orm::entity::prelude::*;

    /// A row of `media_sizes`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media_sizes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub media_id: MediaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub width_px: i32,
        pub height_px: i32,
        pub size_bytes: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_media`.
pub(crate) mod live_media {
    use crate::ids::{ArticleId, MediaId};
    use sea_orm::entity::prelude::*;

    /// A row of `live_media`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_media")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub media_id: MediaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}
