//! Everything that was put right, for readers: on the articles that they see, and on those alone (security A6).

use super::{CorrectionRow, CorrectionsPage, rows};
use crate::page::Cursor;
use crate::settings::SiteFrame;
use crate::store::{Error, Store, paging};
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
    let found = rows::newest(&store.read, after, LIST + 1).await?;
    let corrections = paging::cut(found, LIST, rows::Listed::key).map(|row| rows::shown(row, &site.time_zone));
    let from = after.map(|key| Cursor(key.to_string()));
    Ok(CorrectionsPage { site: site.frame(), from, corrections })
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
