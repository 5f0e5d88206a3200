//! Everything that was put right, for readers: on the articles that they see, and on those alone (security A6).

use super::{CorrectionRow, CorrectionsPage, rows};
use crate::page::{Cursor, Page};
use crate::settings::SiteFrame;
use crate::store::{Error, Store};
use chrono::{DateTime, Utc};

/// The corrections of a page of the list.
const LIST: u64 = 30;

/// A page of the corrections, newest first. At most two queries. A cursor that is none is the first page's.
///
/// # Errors
/// What the database says.
pub async fn corrections(store: &Store, from: Option<&Cursor>) -> Result<CorrectionsPage, Error> {
    let store = &store.at_one_moment().await?;
    let site = store.site().await?;
    let after = from.and_then(rows::Key::parse);
    let mut found = rows::newest(&store.read, after, LIST + 1).await?;
    let has_more = found.len() as u64 > LIST;
    found.truncate(usize::try_from(LIST).unwrap_or(usize::MAX));
    let next = found.last().filter(|_| has_more).map(|row| Cursor(rows::Key::of(row).to_string()));
    let items = found.into_iter().map(|row| rows::shown(row, &site.time_zone)).collect();
    let from = after.map(|key| Cursor(key.to_string()));
    Ok(CorrectionsPage { site: site.frame(), from, corrections: Page { items, next } })
}

/// The newest corrections for a feed, each with its moment. At most two queries.
///
/// # Errors
/// What the database says.
pub async fn feed(store: &Store) -> Result<(SiteFrame, Vec<(CorrectionRow, DateTime<Utc>)>), Error> {
    let store = &store.at_one_moment().await?;
    let site = store.site().await?;
    let found = rows::newest(&store.read, None, LIST).await?;
    let items = found.into_iter().map(|row| {
        let at = row.made_at;
        (rows::shown(row, &site.time_zone), at)
    });
    let items = items.collect();
    Ok((site.frame(), items))
}
