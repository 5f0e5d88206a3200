//! What readers are shown of pages. Only what was published is read (security A6).

use super::{StaticPage, rows};
use crate::articles::live::LiveSlide;
use crate::articles::{Error, Slug};
use crate::ids::ArticleId;
use crate::slides::{SafeHtml, SlideModel};
use crate::stamp::Stamp;
use crate::store::Store;
use chrono::{DateTime, Utc};

/// The page; none when it was withdrawn meanwhile. Two queries, or one.
pub(crate) async fn shown(store: &Store, (id, at): (ArticleId, &Slug)) -> Result<Option<StaticPage>, Error> {
    let Some(row) = rows::find(&store.read, id).await? else { return Ok(None) };
    let site = store.site().await?;
    Ok(Some(StaticPage {
        site: site.frame(),
        slug: at.clone(),
        changed: Stamp::new(row.updated_at.unwrap_or(row.published_at), &site.time_zone),
        slides: rows::slides(&row).into_iter().zip(1..).map(|(slide, number)| model(slide, number)).collect(),
        title: row.title,
        standfirst: row.standfirst,
    }))
}

/// A slide as a page shows it. Nobody is told what is new on an imprint.
fn model(slide: LiveSlide, number: usize) -> SlideModel {
    SlideModel {
        id: slide.id,
        number,
        heading: slide.heading,
        body: SafeHtml::stored(slide.body_html),
        figures: slide.figures,
        added_ms: None,
        changed_ms: None,
        corrections: Vec::new(),
    }
}

/// The addresses of the pages that readers see, by title, each with when it became what it is. One query.
///
/// # Errors
/// What the database says.
pub async fn page_addresses(store: &Store) -> Result<Vec<(Slug, DateTime<Utc>)>, Error> {
    Ok(rows::addresses(&store.read).await?)
}
