//! Loads feeds, each in a fixed number of queries. Only the live copy is read (security A6).

use super::{Feed, FeedItem};
use crate::articles::rows::live::{self, Live};
use crate::articles::{Error, shown_slides, slug_of};
use crate::ids::ArticleId;
use crate::people::rows::shown as people_rows;
use crate::people::{Handle, shown};
use crate::settings::rows as settings_rows;
use crate::slides::rows::live as slide_rows;
use crate::store::Store;

/// The most articles in a feed.
const ITEMS: u64 = 20;

/// The newest articles of the site. Four queries, two while there is no article.
///
/// # Errors
/// What the database says.
pub async fn site_feed(store: &Store) -> Result<Feed, Error> {
    let site = settings_rows::settings(&store.read).await?.frame();
    let newest = live::newest(&store.read, None, ITEMS).await?;
    Ok(Feed { site, author: None, items: items(store, newest).await? })
}

/// The newest articles of a person who has published something; of nobody else, so that no feed tells who has an account
/// (security S1). At most seven queries, two when there is nothing of theirs, one when there is nobody of that handle.
///
/// # Errors
/// What the database says.
pub async fn author_feed(store: &Store, at: &Handle) -> Result<Option<Feed>, Error> {
    let Some(person) = people_rows::of_handle(&store.read, at).await? else { return Ok(None) };
    let newest = live::newest_of(&store.read, person.id, None, ITEMS).await?;
    if newest.is_empty() {
        return Ok(None);
    }
    let site = settings_rows::settings(&store.read).await?.frame();
    let author = shown::boxes(store, vec![person]).await?.pop();
    Ok(Some(Feed { site, author, items: items(store, newest).await? }))
}

/// The articles with all their slides. Two queries, or none for no articles.
async fn items(store: &Store, rows: Vec<Live>) -> Result<Vec<FeedItem>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
    let mut names = live::names(&store.read, &ids).await?;
    let mut slides = slide_rows::of_all(&store.read, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| FeedItem {
            id: row.id,
            slug: slug_of(&row),
            published: row.published_at,
            updated: row.updated_at,
            authors: names.remove(&row.id).unwrap_or_default(),
            slides: shown_slides(slides.remove(&row.id).unwrap_or_default()),
            title: row.title,
            standfirst: row.standfirst,
        })
        .collect())
}
