//! Finding. No door: what is published is everybody's, and nothing else is in the index (security A6).

use super::rows::{self, entry};
use super::{FoundArticle, FoundSlide, Hindrance, Query, SearchPage, extract};
use crate::articles::{self, ArticleCard};
use crate::ids::{ArticleId, PersonId};
use crate::people::Handle;
use crate::store::{Error, Store};
use std::collections::{HashMap, HashSet};
use std::time::Duration;

/// The most entries that are looked at.
const MOST_ENTRIES: usize = 200;
/// The articles on the page.
const ARTICLES: usize = 20;
/// The slides that are shown of an article.
const SLIDES: usize = 3;
/// The people on the page.
const PEOPLE: usize = 5;

/// How long is looked for. What takes longer is too much for anybody to read (security L3).
const PATIENCE: Duration = Duration::from_secs(1);

/// What was found of what somebody typed. At most eight queries; one when there is no word in it, or when it takes too long.
///
/// # Errors
/// What the database says.
pub async fn find(store: &Store, query: Query) -> Result<SearchPage, Error> {
    find_within(store, query, PATIENCE).await
}

async fn find_within(store: &Store, query: Query, patience: Duration) -> Result<SearchPage, Error> {
    let settings = store.site().await?;
    let nothing = SearchPage::nothing(settings.frame(), &query);
    if query.terms.is_empty() {
        return Ok(nothing);
    }
    let Some(ids) = ids(store, &query, patience).await? else {
        return Ok(SearchPage { hindrance: Some(Hindrance::TooMuch), ..nothing });
    };
    let mut by_id: HashMap<i64, entry::Model> =
        rows::of_ids(&store.read, &ids).await?.into_iter().map(|entry| (entry.id, entry)).collect();
    let entries: Vec<entry::Model> = ids.iter().filter_map(|id| by_id.remove(id)).collect();

    let mut order: Vec<ArticleId> = Vec::new();
    let mut seen = HashSet::new();
    order.extend(entries.iter().filter_map(|entry| entry.article_id).filter(|id| seen.insert(*id)));
    let has_more = order.len() > ARTICLES || ids.len() == MOST_ENTRIES;
    order.truncate(ARTICLES);
    let mut cards: HashMap<ArticleId, ArticleCard> = articles::cards_of(store, &settings, &order).await?.into_iter().collect();
    let people = people(store, &entries).await?;
    let drawn = move || order.iter().filter_map(|id| Some(article(cards.remove(id)?, *id, &entries, &query))).collect();
    Ok(SearchPage { articles: store.aside(drawn).await, people, has_more, ..nothing })
}

/// The entries that hold what is looked for; none when that takes too long. However many look, they leave connections to others:
/// who has given up waiting asks nothing more, and keeps their place until the database is done with what was asked.
async fn ids(store: &Store, query: &Query, patience: Duration) -> Result<Option<Vec<i64>>, Error> {
    let looking = async {
        // `_waiting` is dropped here by who gives up or goes away.
        let (place, _waiting) = store.searching.take().await;
        let (store, query) = (store.at_place(&place), query.clone());
        let at_work = tokio::spawn(async move {
            let _place = place;
            rows::found::find(&store, (&query, patience), MOST_ENTRIES).await
        });
        at_work.await.expect("looking does not panic")
    };
    match tokio::time::timeout(patience, looking).await {
        Ok(found) => found.map(Some),
        Err(_late) => Ok(None),
    }
}

fn article(card: ArticleCard, id: ArticleId, entries: &[entry::Model], query: &Query) -> FoundArticle {
    let its = || entries.iter().filter(|entry| entry.article_id == Some(id));
    let head = its().find(|entry| entry.slide_id.is_none());
    let count = its().filter(|entry| entry.slide_id.is_some()).count();
    FoundArticle {
        card,
        standfirst: head.map(|head| extract(&head.text, query)).unwrap_or_default(),
        slides: its().filter_map(|entry| slide(entry, query)).take(SLIDES).collect(),
        more_slides: count.saturating_sub(SLIDES),
    }
}

fn slide(entry: &entry::Model, query: &Query) -> Option<FoundSlide> {
    Some(FoundSlide {
        id: entry.slide_id.clone()?,
        number: usize::try_from(entry.position).unwrap_or(1),
        heading: extract(&entry.heading, query),
        text: extract(&entry.text, query),
    })
}

/// The people among the entries who have published something, the best first.
async fn people(store: &Store, entries: &[entry::Model]) -> Result<Vec<(String, Handle)>, Error> {
    let ids: Vec<PersonId> = entries.iter().filter_map(|entry| entry.person_id).collect();
    let mut found: HashMap<PersonId, (String, String)> =
        rows::published_people(&store.read, &ids).await?.into_iter().map(|(id, name, handle)| (id, (name, handle))).collect();
    let named = ids.iter().filter_map(|id| found.remove(id));
    Ok(named.filter_map(|(name, handle)| Some((name, Handle::parse(&handle).ok()?))).take(PEOPLE).collect())
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
