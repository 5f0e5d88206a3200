//! The slides that readers see, in the database: made by publishing and by nothing else.

use crate::articles::Error;
use crate::articles::rows::live_article;
use crate::ids::{ArticleId, MediaId, SlideId};
use crate::media::rows::live_media;
use crate::store::{Tx, insert_all};
use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef};
use std::collections::HashMap;

/// The table `live_slides`.
pub(crate) mod live_slide {
    use crate::ids::{ArticleId, SlideId};
    use chrono::{DateTime, Utc};
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
        pub added_at: Option<DateTime<Utc>>,
        pub changed_at: Option<DateTime<Utc>>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The first live slide of an article that has a picture.
pub(crate) async fn first_with_figures(
    db: &impl ConnectionTrait,
    article: ArticleId,
) -> Result<Option<live_slide::Model>, Error> {
    let slides = live_slide::Entity::find().filter(live_slide::Column::ArticleId.eq(article));
    let with_figures = slides.filter(live_slide::Column::Figures.ne("[]"));
    Ok(with_figures.order_by_asc(live_slide::Column::Position).limit(1).one(db).await?)
}

/// A live slide of that article. One look-up by key.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    article: ArticleId,
    id: &SlideId,
) -> Result<Option<live_slide::Model>, Error> {
    let of_article = live_slide::Column::ArticleId.eq(article);
    Ok(live_slide::Entity::find_by_id(id.clone()).filter(of_article).one(db).await?)
}

/// The live slides of an article, in order.
pub(crate) async fn of(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<live_slide::Model>, Error> {
    let slides = live_slide::Entity::find().filter(live_slide::Column::ArticleId.eq(article));
    Ok(slides.order_by_asc(live_slide::Column::Position).all(db).await?)
}

/// The live slides of these articles, each article's in order. One query.
pub(crate) async fn of_all(
    db: &impl ConnectionTrait,
    articles: &[ArticleId],
) -> Result<HashMap<ArticleId, Vec<live_slide::Model>>, Error> {
    let slides = live_slide::Entity::find().filter(live_slide::Column::ArticleId.is_in(articles.iter().copied()));
    let mut by_article: HashMap<ArticleId, Vec<live_slide::Model>> = HashMap::new();
    for slide in slides.order_by_asc(live_slide::Column::Position).all(db).await? {
        by_article.entry(slide.article_id).or_default().push(slide);
    }
    Ok(by_article)
}

/// The pictures of the live slides of these articles, as they are kept, each article's in order. One query.
pub(crate) async fn figures_of(db: &impl ConnectionTrait, articles: &[ArticleId]) -> Result<Vec<(ArticleId, String)>, Error> {
    use live_slide::Column as C;
    let slides = live_slide::Entity::find().select_only().columns([C::ArticleId, C::Figures]);
    let with_figures = slides.filter(C::ArticleId.is_in(articles.iter().copied())).filter(C::Figures.ne("[]"));
    Ok(with_figures.order_by_asc(C::Position).into_tuple().all(db).await?)
}

/// The table `gone_slides`.
pub(crate) mod gone_slide {
    use crate::ids::{ArticleId, SlideId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `gone_slides`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "gone_slides")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub slide_id: SlideId,
        pub gone_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The title of another article that shows readers one of these slides.
pub(crate) async fn shown_elsewhere(tx: &Tx, article: ArticleId, slides: &[SlideId]) -> Result<Option<String>, Error> {
    use live_slide::Column as C;
    let its_article: RelationDef =
        live_slide::Entity::belongs_to(live_article::Entity).from(C::ArticleId).to(live_article::Column::ArticleId).into();
    let found = live_slide::Entity::find()
        .select_only()
        .column(live_article::Column::Title)
        .join(JoinType::InnerJoin, its_article)
        .filter(C::SlideId.is_in(slides.iter().cloned()))
        .filter(C::ArticleId.ne(article))
        .limit(1);
    Ok(found.into_tuple().one(&**tx).await?)
}

/// Notes which slides readers see no more on that article from now on, and that those which are shown are there.
pub(crate) async fn note_gone(
    tx: &Tx,
    (article, now): (ArticleId, DateTime<Utc>),
    gone: &[SlideId],
    shown: impl Iterator<Item = SlideId>,
) -> Result<(), Error> {
    use gone_slide::{Column, Entity, Model};
    let told = Column::SlideId.is_in(shown.chain(gone.iter().cloned()));
    Entity::delete_many().filter(Column::ArticleId.eq(article)).filter(told).exec(&**tx).await?;
    let rows = gone.iter().map(|id| Model { slide_id: id.clone(), article_id: article, gone_at: now });
    insert_all(tx, rows.collect()).await?;
    Ok(())
}

/// Adds live slides, and the files that readers may fetch because of an article.
pub(crate) async fn insert(
    tx: &Tx,
    slides: Vec<live_slide::Model>,
    files: impl IntoIterator<Item = (ArticleId, MediaId)>,
) -> Result<(), Error> {
    insert_all(tx, slides).await?;
    let shown = files.into_iter().map(|(article_id, media_id)| live_media::Model { media_id, article_id });
    Ok(insert_all(tx, shown.collect()).await?)
}
