//! Pages in the database, as readers see them.

use crate::articles::Slug;
use crate::articles::live::{LiveCopy, LiveSlide};
use crate::articles::publish::Times;
use crate::articles::rows::article;
use crate::ids::{ArticleId, MediaId};
use crate::store::{Error, Tx, insert_all};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef};

/// The table `live_pages`.
pub(crate) mod live_page {
    use crate::ids::ArticleId;
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `live_pages`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_pages")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        pub title: String,
        pub standfirst: String,
        #[sea_orm(column_type = "Text")]
        pub slides: String,
        pub published_at: DateTime<Utc>,
        pub updated_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_page_media`.
pub(crate) mod live_page_media {
    use crate::ids::{ArticleId, MediaId};
    use sea_orm::entity::prelude::*;

    /// A row of `live_page_media`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_page_media")]
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

/// What readers see of a page.
pub(crate) async fn find(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<live_page::Model>, Error> {
    Ok(live_page::Entity::find_by_id(id).one(db).await?)
}

/// The slides of the row.
pub(crate) fn slides(row: &live_page::Model) -> Vec<LiveSlide> {
    serde_json::from_str(&row.slides).unwrap_or_else(|error| {
        tracing::error!(%error, "the slides of a page could not be read");
        Vec::new()
    })
}

/// The same as a copy that a new one is compared with. At most two queries.
pub(crate) async fn load(db: &impl ConnectionTrait, id: ArticleId) -> Result<Option<LiveCopy>, Error> {
    use live_page_media::Column as C;
    let Some(row) = find(db, id).await? else { return Ok(None) };
    let files = live_page_media::Entity::find().select_only().column(C::MediaId).filter(C::ArticleId.eq(id));
    let mut files: Vec<MediaId> = files.into_tuple().all(db).await?;
    files.sort_unstable();
    let slides = slides(&row);
    Ok(Some(LiveCopy { title: row.title, standfirst: row.standfirst, slides, files, ..LiveCopy::default() }))
}

/// Puts a page before readers, in the place of what they saw.
pub(crate) async fn replace(tx: &Tx, id: ArticleId, copy: &LiveCopy, times: Times) -> Result<(), Error> {
    delete(tx, id).await?;
    let row = live_page::Model {
        article_id: id,
        title: copy.title.clone(),
        standfirst: copy.standfirst.clone(),
        slides: serde_json::to_string(&copy.slides).expect("slides are plain data"),
        published_at: times.published_at,
        updated_at: times.updated_at,
    };
    insert_all(tx, vec![row]).await?;
    let files = copy.files.iter().map(|file| live_page_media::Model { media_id: *file, article_id: id });
    insert_all(tx, files.collect()).await
}

/// Takes a page from readers; its files go with it.
pub(crate) async fn delete(tx: &Tx, id: ArticleId) -> Result<(), Error> {
    live_page::Entity::delete_by_id(id).exec(&**tx).await?;
    Ok(())
}

/// The addresses of the pages that readers see, by title, each with when it became what it is.
pub(crate) async fn addresses(db: &impl ConnectionTrait) -> Result<Vec<(Slug, DateTime<Utc>)>, Error> {
    use live_page::Column as C;
    let its_article: RelationDef =
        live_page::Entity::belongs_to(article::Entity).from(C::ArticleId).to(article::Column::Id).into();
    let rows: Vec<(String, DateTime<Utc>, Option<DateTime<Utc>>)> = live_page::Entity::find()
        .select_only()
        .column(article::Column::Slug)
        .column(C::PublishedAt)
        .column(C::UpdatedAt)
        .join(JoinType::InnerJoin, its_article)
        .order_by_asc(C::Title)
        .order_by_asc(C::ArticleId)
        .into_tuple()
        .all(db)
        .await?;
    let slug = |slug| Slug::try_from(slug).expect("a slug has its form before it is kept");
    Ok(rows.into_iter().map(|(at, published, updated)| (slug(at), updated.unwrap_or(published))).collect())
}
