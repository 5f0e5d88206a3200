//! The list of all addresses of a site, in parts. Only the live copy is read (security A6).
//!
//! Articles are counted from the oldest, so that what is published later changes the last part alone. The beginning of a part is
//! counted off on the index of publication, which holds nothing but dates and ids; from there on a part is read by key.

use crate::articles::rows::live;
use crate::articles::{Error, Slug, shown_figures, slug_of};
use crate::ids::ArticleId;
use crate::media::Sizes;
use crate::people::Handle;
use crate::people::rows::shown as people_rows;
use crate::slides::rows::live as slide_rows;
use crate::store::Store;
use crate::topics::TopicSlug;
use crate::topics::rows::live as topic_rows;
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// The articles of a part. The protocol takes 50,000 addresses, but here each comes with its pictures: a part is loaded and kept
/// in one piece, of a few megabytes.
pub const ARTICLES_A_PART: u64 = 1_000;
/// The most writers that are listed. Those of a larger site are found by their by-lines.
const WRITERS: u64 = 5_000;

/// An article in the list of all addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its address.
    pub slug: Slug,
    /// When it became what it is.
    pub changed: DateTime<Utc>,
    /// Its pictures, in order.
    pub pictures: Vec<Sizes>,
}

/// How many parts there are. One query, on an index.
///
/// # Errors
/// What the database says.
pub async fn part_count(store: &Store) -> Result<u64, Error> {
    Ok(live::count(&store.read).await?.div_ceil(ARTICLES_A_PART))
}

/// The articles of a part; parts are numbered from 1. Three queries; one when there is no such part.
///
/// # Errors
/// What the database says.
pub async fn part(store: &Store, number: u64) -> Result<Option<Vec<Listed>>, Error> {
    part_of(store, number, ARTICLES_A_PART).await
}

async fn part_of(store: &Store, number: u64, size: u64) -> Result<Option<Vec<Listed>>, Error> {
    let store = &store.at_one_moment().await?;
    let Some(before) = number.checked_sub(1).and_then(|parts| parts.checked_mul(size)) else { return Ok(None) };
    let Some(first) = live::nth(&store.read, before.saturating_add(1)).await? else { return Ok(None) };
    let rows = live::oldest_from(&store.read, first, size).await?;
    let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
    let mut pictures: HashMap<ArticleId, Vec<Sizes>> = HashMap::new();
    for (article, figures) in slide_rows::figures_of(&store.read, &ids).await? {
        pictures.entry(article).or_default().extend(shown_figures(&figures).into_iter().map(|figure| figure.sizes));
    }
    let listed = rows.into_iter().map(|row| Listed {
        slug: slug_of(&row),
        changed: row.updated_at.unwrap_or(row.published_at),
        pictures: pictures.remove(&row.id).unwrap_or_default(),
    });
    Ok(Some(listed.collect()))
}

/// The handles of those who have published something, in order. One query.
///
/// # Errors
/// What the database says.
pub async fn author_handles(store: &Store) -> Result<Vec<Handle>, Error> {
    Ok(people_rows::published_handles(&store.read, WRITERS).await?)
}

/// The addresses of the topics that there are articles about, by name. One query.
///
/// # Errors
/// What the database says.
pub async fn topic_slugs(store: &Store) -> Result<Vec<TopicSlug>, Error> {
    Ok(topic_rows::in_use(&store.read).await?.into_iter().map(|topic| topic.link.slug).collect())
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::store_tests;

    store_tests! {
        async fn l03_parts_follow_one_another_and_leave_nothing_out(scene: Scene) {
            let owner = scene.owner().await;
            for number in 1..=5 {
                // Of two articles that were published in one moment, the key tells which comes first.
                scene.published(&owner, &format!("Lamp {number}"), 1).await;
            }
            let mut listed = Vec::new();
            for number in 1..=3 {
                let (part, asked) = scene.counted(part_of(&scene.store, number, 2)).await;
                let part = part.unwrap().unwrap();
                assert_eq!((part.len(), asked), (if number == 3 { 1 } else { 2 }, 3), "{number}");
                listed.extend(part.into_iter().map(|article| article.slug.to_string()));
            }
            listed.sort();
            assert_eq!(listed, ["lamp-1", "lamp-2", "lamp-3", "lamp-4", "lamp-5"]);
            for number in [0, 4, u64::MAX] {
                assert_eq!(part_of(&scene.store, number, 2).await.unwrap(), None, "{number}");
            }
            assert_eq!(part_count(&scene.store).await.unwrap(), 1);
        }

        async fn a06_who_has_published_nothing_is_not_listed(scene: Scene) {
            let owner = scene.owner().await;
            scene.draft(&owner, "Quillwort").await;
            assert_eq!(author_handles(&scene.store).await.unwrap(), []);
            assert_eq!(part_count(&scene.store).await.unwrap(), 0);
            scene.published(&owner, "Lamps", 1).await;
            scene.published(&owner, "Candles", 1).await;
            assert_eq!(author_handles(&scene.store).await.unwrap(), [Handle::parse("marit-olsen").unwrap()]);
        }
    }
}
