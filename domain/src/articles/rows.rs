//! Articles in the database, the working copy and the live one.

pub(crate) mod live;

use super::Error;
use crate::ids::{ArticleId, PersonId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// The table `articles`.
pub(crate) mod article {
    use crate::ids::{ArticleId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `articles`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "articles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: ArticleId,
        pub slug: String,
        pub title: String,
        pub standfirst: String,
        pub status: String,
        pub comments: String,
        pub version: i32,
        pub created_by: PersonId,
        pub created_at: DateTime<Utc>,
        pub changed_at: DateTime<Utc>,
        pub published_at: Option<DateTime<Utc>>,
        pub updated_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `slugs`.
pub(crate) mod slug {
    use crate::ids::ArticleId;
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `slugs`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "slugs")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub slug: String,
        pub article_id: ArticleId,
        pub since: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `bylines`.
pub(crate) mod byline {
    use crate::ids::{ArticleId, PersonId};
    use sea_orm::entity::prelude::*;

    /// A row of `bylines`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "bylines")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
        pub position: i32,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_articles`.
pub(crate) mod live_article {
    use crate::ids::ArticleId;
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `live_articles`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_articles")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        pub title: String,
        pub standfirst: String,
        pub slide_count: i32,
        pub word_count: i32,
        pub cover: Option<String>,
        pub published_at: DateTime<Utc>,
        pub updated_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The article of that id.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<article::Model>, Error> {
    Ok(article::Entity::find_by_id(id).one(db).await?)
}

/// The article of that id if the person has a by-line on it.
pub(crate) async fn find_of(db: &impl ConnectionTrait, id: ArticleId, person: PersonId) -> Result<Option<article::Model>, Error> {
    let byline = byline::Entity::find_by_id((id, person)).filter(byline::Column::ArticleId.eq(id)).one(db).await?;
    match byline {
        Some(_) => find(db, id).await,
        None => Ok(None),
    }
}
