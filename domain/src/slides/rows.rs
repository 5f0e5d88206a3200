//! Slides and their pictures in the database, the working copy and the live one.

use crate::ids::ArticleId;
use crate::store::Error;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The table `slides`.
pub(crate) mod slide {
    use crate::ids::{ArticleId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `slides`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "slides")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: SlideId,
        pub article_id: ArticleId,
        pub position: i32,
        pub heading: String,
        pub body: String,
        pub body_html: String,
        pub version: i32,
        pub changed_at: DateTime<Utc>,
        pub removed_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `pictures`.
pub(crate) mod picture {
    use crate::ids::{MediaId, PictureId, SlideId};
    use sea_orm::entity::prelude::*;

    /// A row of `pictures`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pictures")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: PictureId,
        pub slide_id: SlideId,
        pub position: i32,
        pub media_id: Option<MediaId>,
        pub alt: String,
        pub decorative: bool,
        pub caption: String,
        pub creator: String,
        pub credit_line: String,
        pub source: String,
        pub source_url: String,
        pub copyright: String,
        pub licence: Option<String>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_slides`.
pub(crate) mod live_slide {
    use crate::ids::{ArticleId, SlideId};
    use sea_orm::entity::prelude::*;

    /// A row of `live_slides`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_slides")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub slide_id: SlideId,
        pub article_id: ArticleId,
        pub position: i32,
        pub heading: String,
        pub body_html: String,
        pub figures: String,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The slides of an article as readers see them, in order.
pub(crate) async fn live_of(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<live_slide::Model>, Error> {
    let slides = live_slide::Entity::find().filter(live_slide::Column::ArticleId.eq(article));
    Ok(slides.order_by_asc(live_slide::Column::Position).all(db).await?)
}
