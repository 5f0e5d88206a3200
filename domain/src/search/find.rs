//! Finding. No door: what is published is everybody's, and nothing else is in the index (security A6).

use super::rows::{self, entry};
use super::{FoundArticle, FoundSlide, Query, SearchPage, dialect, extract};
use crate::articles::{self, ArticleCard};
use crate::ids::{ArticleId, PersonId};
use crate::people::Handle;
use crate::settings;
use crate::store::{Error, Store};
use std::collections::{HashMap, HashSet};

/// The most entries that are looked at.
const MOST_ENTRIES: u64 = 200;
/// The articles on the page.
const ARTICLES: usize = 20;
/// The slides that are shown of an article.
const SLIDES: usize = 3;
/// The people on the page.
const PEOPLE: usize = 5;

/// What was found of what somebody typed. At most six queries; one when there is no word in it.
///
/// # Errors
/// What the database says.
pub async fn find(store: &Store, typed: &str) -> Result<SearchPage, Error> {
    let query = Query::read(typed);
    let settings = settings::rows::settings(&store.read).await?;
    let nothing = SearchPage {
        site: settings.frame(),
        typed: query.typed.clone(),
        has_words: !query.terms.is_empty(),
        articles: Vec::new(),
        people: Vec::new(),
        has_more: false,
    };
    if query.terms.is_empty() {
        return Ok(nothing);
    }
    let ids = dialect::find(&store.read, &query, MOST_ENTRIES).await?;
    let mut by_id: HashMap<i64, entry::Model> =
        rows::of_ids(&store.read, &ids).await?.into_iter().map(|entry| (entry.id, entry)).collect();
    let entries: Vec<entry::Model> = ids.iter().filter_map(|id| by_id.remove(id)).collect();

    let mut order: Vec<ArticleId> = Vec::new();
    let mut seen = HashSet::new();
    order.extend(entries.iter().filter_map(|entry| entry.article_id).filter(|id| seen.insert(*id)));
    let has_more = order.len() > ARTICLES || ids.len() as u64 == MOST_ENTRIES;
    order.truncate(ARTICLES);
    let mut cards: HashMap<ArticleId, ArticleCard> = articles::cards_of(store, &settings, &order).await?.into_iter().collect();
    let found = order.iter().filter_map(|id| Some(article(cards.remove(id)?, *id, &entries, &query))).collect();
    let people = people(store, &entries).await?;
    Ok(SearchPage { articles: found, people, has_more, ..nothing })
}

fn article(card: ArticleCard, id: ArticleId, entries: &[entry::Model], query: &Query) -> FoundArticle {
    let its = || entries.iter().filter(|entry| entry.article_id == Some(id));
    let head = its().find(|entry| entry.slide_id.is_none());
    let all: Vec<FoundSlide> = its().filter_map(|entry| slide(entry, query)).collect();
    let more_slides = all.len().saturating_sub(SLIDES);
    FoundArticle {
        card,
        standfirst: head.map(|head| extract(&head.text, query)).unwrap_or_default(),
        slides: all.into_iter().take(SLIDES).collect(),
        more_slides,
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
    let ids: Vec<PersonId> = entries.iter().filter_map(|entry| entry.person_id).take(PEOPLE).collect();
    let mut found: HashMap<PersonId, (String, String)> =
        rows::published_people(&store.read, &ids).await?.into_iter().map(|(id, name, handle)| (id, (name, handle))).collect();
    let named = ids.iter().filter_map(|id| found.remove(id));
    Ok(named.filter_map(|(name, handle)| Some((name, Handle::parse(&handle).ok()?))).collect())
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
