//! Where a slide is, found by its id and the address that it is asked for at.

use super::{article, live_article, slug};
use crate::articles::{Slug, Status};
use crate::ids::{ArticleId, SlideId};
use crate::slides::rows::live::{gone_slide, live_slide};
use crate::store::Error;
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, FromQueryResult, JoinType};

/// Where a slide is, for readers who ask for it at an article's address.
#[derive(Debug, Clone, FromQueryResult)]
pub(crate) struct SlidePlace {
    /// The article that has, or had, the address.
    pub(crate) article: ArticleId,
    /// The address in use now.
    pub(crate) slug: String,
    /// The title that readers see; none while they see no such article.
    pub(crate) title: Option<String>,
    status: String,
    /// When it was first published, if it ever was.
    pub(crate) published_at: Option<DateTime<Utc>>,
    /// Whether readers saw the slide on it and see it there no more.
    pub(crate) was_here: bool,
    /// The article that shows readers the slide now.
    pub(crate) shown_on: Option<ArticleId>,
    /// Its address.
    pub(crate) shown_at: Option<String>,
}

impl SlidePlace {
    /// Where the article stands; none for a word that nobody wrote.
    pub(crate) fn status(&self) -> Option<Status> {
        Status::from_code(&self.status)
    }
}

/// Where the slide is, and what the address belongs to; none when it belongs to nothing. One query, each table by its key.
pub(crate) async fn find(db: &impl ConnectionTrait, at: &Slug, id: &SlideId) -> Result<Option<SlidePlace>, Error> {
    let (gone, shown, place) = (gone_slide::Entity, live_slide::Entity, Alias::new("place"));
    let of_article = |column| Expr::col((gone, column));
    let its_gone = Condition::all()
        .add(of_article(gone_slide::Column::ArticleId).equals((article::Entity, article::Column::Id)))
        .add(of_article(gone_slide::Column::SlideId).eq(id.clone()));
    let query = Query::select()
        .expr_as(Expr::col((article::Entity, article::Column::Id)), "article")
        .columns([(article::Entity, article::Column::Slug), (article::Entity, article::Column::Status)])
        .expr_as(Expr::col((live_article::Entity, live_article::Column::Title)), "title")
        .column((article::Entity, article::Column::PublishedAt))
        .expr_as(of_article(gone_slide::Column::GoneAt).is_not_null(), "was_here")
        .expr_as(Expr::col((shown, live_slide::Column::ArticleId)), "shown_on")
        .expr_as(Expr::col((place.clone(), article::Column::Slug)), "shown_at")
        .from(slug::Entity)
        .inner_join(
            article::Entity,
            Expr::col((slug::Entity, slug::Column::ArticleId)).equals((article::Entity, article::Column::Id)),
        )
        .left_join(
            live_article::Entity,
            Expr::col((live_article::Entity, live_article::Column::ArticleId)).equals((article::Entity, article::Column::Id)),
        )
        .left_join(gone, its_gone)
        .left_join(shown, Expr::col((shown, live_slide::Column::SlideId)).eq(id.clone()))
        .join_as(
            JoinType::LeftJoin,
            article::Entity,
            place.clone(),
            Expr::col((shown, live_slide::Column::ArticleId)).equals((place, article::Column::Id)),
        )
        .and_where(Expr::col((slug::Entity, slug::Column::Slug)).eq(at.as_str()))
        .to_owned();
    let found = db.query_one(&query).await?;
    Ok(found.map(|row| SlidePlace::from_query_result(&row, "")).transpose()?)
}
