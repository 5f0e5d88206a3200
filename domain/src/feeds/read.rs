//! Loads feeds, each in a fixed number of queries. Only the live copy is read (security A6).

use super::{Feed, FeedItem, FeedOf};
use crate::articles::rows::live::{self, Live, Which};
use crate::articles::{Error, Found, corrected, shown_slides, slug_of};
use crate::corrections::{self, Correction};
use crate::ids::{ArticleId, SlideId};
use crate::people::rows::shown as people_rows;
use crate::people::{Handle, shown};
use crate::slides::SlideModel;
use crate::slides::rows::live::{self as slide_rows, live_slide};
use crate::store::Store;
use crate::topics::rows::{self as topic_rows, live as topic_live};
use crate::topics::{Topic, TopicSlug};

/// The most articles in a feed.
const ITEMS: u64 = 20;

/// The newest articles of the site. At most six queries, two while there is no article.
///
/// # Errors
/// What the database says.
pub async fn site_feed(store: &Store) -> Result<Feed, Error> {
    let store = &store.at_one_moment().await?;
    let site = store.site().await?;
    let newest = live::newest(&store.read, Which::Every, None, ITEMS).await?;
    Ok(Feed { site: site.frame(), of: FeedOf::Site, items: items(store, &site.time_zone, newest).await? })
}

/// The newest articles of a person who has published something; of nobody else, so that no feed tells who has an account
/// (security S1). At most nine queries, two when there is nothing of theirs, one when there is nobody of that handle.
///
/// # Errors
/// What the database says.
pub async fn author_feed(store: &Store, at: &Handle) -> Result<Option<Feed>, Error> {
    let store = &store.at_one_moment().await?;
    let Some(person) = people_rows::of_handle(&store.read, at).await? else { return Ok(None) };
    let newest = live::newest(&store.read, Which::By(person.id), None, ITEMS).await?;
    if newest.is_empty() {
        return Ok(None);
    }
    let site = store.site().await?;
    let author = shown::boxes(store, vec![person]).await?.remove(0);
    Ok(Some(Feed {
        site: site.frame(),
        of: FeedOf::Author(Box::new(author)),
        items: items(store, &site.time_zone, newest).await?,
    }))
}

/// The newest articles about a topic. At most seven queries; one when there is nothing about it.
///
/// # Errors
/// What the database says.
pub async fn topic_feed(store: &Store, at: &TopicSlug) -> Result<Found<Feed, TopicSlug>, Error> {
    let store = &store.at_one_moment().await?;
    let row = match topic_rows::at(&store.read, at).await? {
        None => return Ok(Found::Nothing),
        Some(None) => return Ok(Found::Withdrawn),
        Some(Some(row)) => row,
    };
    let slug = topic_rows::slug_of(&row);
    if row.article_count <= 0 {
        return Ok(Found::Nothing);
    }
    if slug != *at {
        return Ok(Found::Moved(slug));
    }
    let site = store.site().await?;
    let newest = live::newest(&store.read, Which::About(row.id), None, ITEMS).await?;
    let topic = Topic { slug, name: row.name, description: row.description };
    Ok(Found::Page(Feed { site: site.frame(), of: FeedOf::Topic(topic), items: items(store, &site.time_zone, newest).await? }))
}

fn with_corrections(rows: Option<Vec<live_slide::Model>>, made: Option<Vec<(Option<SlideId>, Correction)>>) -> Vec<SlideModel> {
    let mut slides = shown_slides(rows.unwrap_or_default());
    // What is about the whole article is no slide's.
    let _of_the_whole = corrected(&mut slides, made.unwrap_or_default());
    slides
}

/// The articles with all their slides. Four queries, or none for no articles.
async fn items(store: &Store, time_zone: &str, rows: Vec<Live>) -> Result<Vec<FeedItem>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
    let mut names = live::names(&store.read, &ids).await?;
    let mut topics = topic_live::of_articles(&store.read, &ids).await?;
    let mut slides = slide_rows::of_all(&store.read, &ids).await?;
    let mut made = corrections::rows::of_articles(&store.read, &ids, time_zone).await?;
    Ok(rows
        .into_iter()
        .map(|row| FeedItem {
            id: row.id,
            slug: slug_of(&row),
            published: row.published_at,
            updated: row.updated_at,
            authors: names.remove(&row.id).unwrap_or_default(),
            topics: topics.remove(&row.id).unwrap_or_default(),
            slides: with_corrections(slides.remove(&row.id), made.remove(&row.id)),
            title: row.title,
            standfirst: row.standfirst,
        })
        .collect())
}
