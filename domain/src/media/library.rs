//! The library: which items there are, one of them in full, and which sizes may be sent to whom.

use super::item::{FindMedia, MAX_USES, MediaCounts, MediaFilter, MediaSheet, MediaTile, Use};
use super::rows::{self, Reach};
use super::{Error, Kind};
use crate::accounts::{Caller, DraftingDoor};
use crate::ids::MediaId;
use crate::page::Page;
use crate::settings;
use crate::stamp::Stamp;
use crate::store::{self, Store};

/// How many items a page of the library has.
const PAGE: u64 = 60;

/// A file as it was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// What it is.
    pub kind: Kind,
    /// The name that it had; empty when it had none.
    pub file_name: String,
    /// Its length in bytes.
    pub size_bytes: u64,
}

impl Reach {
    /// Editors reach everything; others what they hold.
    pub(crate) fn of(caller: &Caller) -> Self {
        if caller.role().edits() { Self::Everything } else { Self::HeldBy(caller.person()) }
    }
}

impl DraftingDoor<'_> {
    /// Items that the caller holds (editors: all), newest first. Two queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn media(&self, ask: &FindMedia) -> Result<Page<MediaTile>, Error> {
        let db = &self.0.store.read;
        let found = rows::page(db, Reach::of(self.0), ask, PAGE).await?;
        let ids: Vec<MediaId> = found.items.iter().map(|row| row.id).collect();
        let mut widths = rows::widths(db, &ids).await?;
        Ok(found.map(|row| rows::tile(&row, widths.remove(&row.id).unwrap_or_default())))
    }

    /// How many items each filter shows.
    ///
    /// # Errors
    /// What the database says.
    pub async fn media_counts(&self) -> Result<MediaCounts, Error> {
        let (db, reach) = (&self.0.store.read, Reach::of(self.0));
        Ok(MediaCounts {
            all: rows::count(db, reach, MediaFilter::All).await?,
            no_alt: rows::count(db, reach, MediaFilter::NoAlt).await?,
            no_credit: rows::count(db, reach, MediaFilter::NoCredit).await?,
            not_used: rows::count(db, reach, MediaFilter::NotUsed).await?,
        })
    }

    /// One item in full.
    ///
    /// # Errors
    /// [`Error::Gone`] when there is none, or the caller neither holds it nor writes an article that shows it.
    pub async fn media_sheet(&self, id: MediaId) -> Result<MediaSheet, Error> {
        let (store, reach) = (&self.0.store, Reach::of(self.0));
        let row = rows::reachable(&store.read, reach, id).await?.ok_or(Error::Gone)?;
        let widths = rows::widths(&store.read, &[id]).await?.remove(&id).unwrap_or_default();
        let uses: Vec<Use> = rows::uses(&store.read, reach, id, MAX_USES).await?;
        let is_anothers = !self.0.role().edits() && rows::has_other_holder(&store.read, &row, self.0.person()).await?;
        let is_in_use = is_anothers || rows::is_in_use(&store.read, id).await?;
        let time_zone = settings::rows::settings(&store.read).await?.time_zone;
        Ok(MediaSheet {
            id,
            version: row.version,
            kind: rows::kind(&row)?,
            sizes: rows::sizes(&row, widths),
            size_bytes: row.size_bytes.unsigned_abs(),
            added_by: rows::adder(&store.read, &row).await?,
            added: Stamp::new(row.created_at, &time_zone),
            credit: rows::credit(&row),
            uses,
            is_in_use,
            may_change: self.may_change(&row),
            file_name: row.file_name,
            alt: row.alt,
        })
    }

    /// The length in bytes of a size, if the caller may see it: those who hold it, who write an article that shows it, and
    /// editors.
    ///
    /// # Errors
    /// What the database says.
    pub async fn media_size(&self, hash: &str, kind: Kind, width_px: u32) -> Result<Option<u64>, store::Error> {
        let (db, reach) = (&self.0.store.read, Reach::of(self.0));
        let Some(row) = rows::by_hash(db, hash).await? else { return Ok(None) };
        match rows::reachable(db, reach, row.id).await? {
            Some(_) => rows::size_bytes(db, row.id, kind, width_px).await,
            None => Ok(None),
        }
    }

    /// The upload itself, if the caller may see it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn original(&self, hash: &str) -> Result<Option<Original>, store::Error> {
        let (db, reach) = (&self.0.store.read, Reach::of(self.0));
        let Some(row) = rows::by_hash(db, hash).await? else { return Ok(None) };
        let Some(row) = rows::reachable(db, reach, row.id).await? else { return Ok(None) };
        Ok(Some(Original { kind: rows::kind(&row)?, size_bytes: row.size_bytes.unsigned_abs(), file_name: row.file_name }))
    }
}

/// Which of these uploads, by their digests, have a row. One query.
///
/// # Errors
/// What the database says.
pub async fn held_hashes(store: &Store, hashes: Vec<String>) -> Result<Vec<String>, store::Error> {
    rows::held_hashes(&store.read, hashes).await
}

/// The length in bytes of a size that everybody may see: a published article shows it, or the biography of
/// somebody who wrote one. One query.
///
/// # Errors
/// What the database says.
pub async fn published_size(store: &Store, hash: &str, kind: Kind, width_px: u32) -> Result<Option<u64>, store::Error> {
    rows::published_size(&store.read, hash, kind, width_px).await
}
