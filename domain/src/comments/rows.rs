//! Comments in the database.

use crate::comments::State;
use crate::ids::ArticleId;
use crate::store::Error;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

/// The table `comments`.
pub(crate) mod comment {
    use crate::ids::{ArticleId, CommentId, PersonId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `comments`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "comments")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: CommentId,
        pub article_id: ArticleId,
        pub slide_id: Option<SlideId>,
        pub parent_id: Option<CommentId>,
        pub name: String,
        pub email: String,
        pub person_id: Option<PersonId>,
        pub body: String,
        pub body_html: String,
        pub state: String,
        pub held_because: String,
        pub version: i32,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// How many comments under the article are published.
pub(crate) async fn count_published(db: &impl ConnectionTrait, id: ArticleId) -> Result<u64, Error> {
    Ok(comment::Entity::find()
        .filter(comment::Column::ArticleId.eq(id))
        .filter(comment::Column::State.eq(State::Published.code()))
        .count(db)
        .await?)
}
