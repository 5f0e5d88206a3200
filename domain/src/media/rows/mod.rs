//! Media in the database: the tables, and what a row says.

mod find;
mod folded;
mod reach;
#[cfg(feature = "scene")]
pub(crate) mod scene;
mod write;

pub(crate) use find::{
    adder, by_hash, count, files, has_other_holder, held_hashes, is_in_use, page, published_size, reachable, size_bytes, uses,
    widths,
};
pub(crate) use reach::Reach;
pub(crate) use write::{begun, check_room, delete, hold, insert, update};

use super::item::{Lack, MediaTile};
use super::{Fallback, Kind, Sizes};
use crate::credits::Credit;
use crate::store;
use sea_orm::DbErr;

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
        pub placeholder: Option<String>,
        pub added_by: PersonId,
        pub version: i32,
        pub created_at: DateTime<Utc>,
        /// What words are looked for in: [`insert`](super::insert) and [`update`](super::update) write it.
        pub folded: String,
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
        pub kind: String,
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

/// The table `media_holders`: those who uploaded the file of an item that somebody else had added.
pub(crate) mod holder {
    use crate::ids::{MediaId, PersonId};
    use sea_orm::entity::prelude::*;

    /// A row of `media_holders`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media_holders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub media_id: MediaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The credit that a row holds.
pub(crate) fn credit(row: &media::Model) -> Credit {
    Credit {
        creator: row.creator.clone(),
        line: row.credit_line.clone(),
        source: row.source.clone(),
        source_url: row.source_url.clone(),
        copyright: row.copyright.clone(),
        licence: row.licence.as_deref().and_then(|code| code.parse().ok()),
    }
}

/// What kind of file a row names.
pub(crate) fn kind(row: &media::Model) -> Result<Kind, store::Error> {
    Kind::from_code(&row.kind).ok_or_else(|| DbErr::Type(format!("the kind of media {}", row.id)).into())
}

/// The widths in which there is a file: as WebP, ascending, and in the format that everything reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Widths {
    pub(crate) webp_px: Vec<u32>,
    pub(crate) fallback: Option<Fallback>,
}

/// The sizes of a row.
pub(crate) fn sizes(row: &media::Model, widths: Widths) -> Sizes {
    Sizes {
        hash: row.hash.clone(),
        width_px: row.width_px.unsigned_abs(),
        height_px: row.height_px.unsigned_abs(),
        widths_px: widths.webp_px,
        fallback: widths.fallback,
        placeholder: row.placeholder.as_deref().and_then(|colours| colours.parse().ok()),
    }
}

/// A row as a tile of the grid.
pub(crate) fn tile(row: &media::Model, widths: Widths) -> MediaTile {
    MediaTile { id: row.id, file_name: row.file_name.clone(), lack: Lack::of(&row.alt, &credit(row)), sizes: sizes(row, widths) }
}
