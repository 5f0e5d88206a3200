//! What readers are shown of topics. Only the live copy is read (security A6).

use super::rows::{self, live as live_rows};
use super::{Topic, TopicPage, TopicSlug, TopicsPage};
use crate::articles::rows::live::Which;
use crate::articles::{Found, listed};
use crate::page::Cursor;
use crate::store::{self, Store};

/// Everything that there are articles about. At most two queries.
///
/// # Errors
/// What the database says.
pub async fn topics_page(store: &Store) -> Result<TopicsPage, store::Error> {
    let store = &store.at_one_moment().await?;
    let site = store.site().await?.frame();
    Ok(TopicsPage { site, topics: live_rows::in_use(&store.read).await? })
}

/// A topic with its articles. At most five queries; one when there is nothing to show. A topic without a published article is
/// nobody's to know. A cursor that is none is the first page's.
///
/// # Errors
/// What the database says.
pub async fn topic_page(
    store: &Store,
    at: &TopicSlug,
    from: Option<&Cursor>,
) -> Result<Found<TopicPage, TopicSlug>, store::Error> {
    let store = &store.at_one_moment().await?;
    let row = match rows::at(&store.read, at).await? {
        None => return Ok(Found::Nothing),
        Some(None) => return Ok(Found::Withdrawn),
        Some(Some(row)) => row,
    };
    let slug = rows::slug_of(&row);
    if row.article_count <= 0 {
        return Ok(Found::Nothing);
    }
    if slug != *at {
        return Ok(Found::Moved(slug));
    }
    let site = store.site().await?;
    let (articles, from) = listed(store, &site, Which::About(row.id), from).await?;
    Ok(Found::Page(TopicPage {
        site: site.frame(),
        article_count: usize::try_from(row.article_count).unwrap_or(0),
        topic: Topic { slug, name: row.name, description: row.description },
        from,
        articles,
    }))
}
