//! Adding a file to the library. The files themselves are on the disk before the row that names them (security X5).

use super::{Error, Kind, Placeholder, Rights, rows};
use crate::accounts::DraftingDoor;
use crate::ids::MediaId;
use crate::store::Tx;

/// How much may be added (security U6).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// What one person may add in all, in bytes.
    pub person_bytes: u64,
    /// What the site may hold in all, in bytes.
    pub site_bytes: u64,
}

impl Default for Quota {
    fn default() -> Self {
        Self { person_bytes: 10_000_000_000, site_bytes: 100_000_000_000 }
    }
}

/// A file that was taken and lies on the disk in all its sizes.
#[derive(Debug, Clone)]
pub struct NewMedia {
    /// The SHA-256 of the upload: 64 lower-case hexadecimal digits.
    pub hash: String,
    /// What was uploaded.
    pub kind: Kind,
    /// The name that it had; empty when it had none.
    pub file_name: String,
    /// Pixels from left to right, as it is seen.
    pub width_px: u32,
    /// Pixels from top to bottom, as it is seen.
    pub height_px: u32,
    /// The length of the upload in bytes.
    pub size_bytes: u64,
    /// What the file says about its rights: what the item begins with.
    pub rights: Rights,
    /// What stands in the picture's place until it has come; none when it can be seen through.
    pub placeholder: Option<Placeholder>,
    /// The sizes. Never empty.
    pub sizes: Vec<NewSize>,
}

/// A size that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewSize {
    /// The format: [`Kind::WebP`], or that of the one fallback.
    pub kind: Kind,
    /// Pixels from left to right.
    pub width_px: u32,
    /// Pixels from top to bottom.
    pub height_px: u32,
    /// The length of the file in bytes.
    pub size_bytes: u64,
}

/// An item that was added, or was there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Added {
    /// The item.
    pub id: MediaId,
    /// The same file had been added before: its texts were kept as they are.
    pub was_there: bool,
}

impl DraftingDoor<'_> {
    /// Whether there is room under the quota for any more. It is asked before the bytes of an upload are let in.
    ///
    /// # Errors
    /// [`Error::PersonFull`] or [`Error::SiteFull`].
    pub async fn check_room(&self, quota: Quota) -> Result<(), Error> {
        rows::check_room(&self.0.store.read, self.0.person(), quota).await
    }

    /// Adds a file. Of the same file there is one item, which everybody who uploads it holds.
    ///
    /// # Errors
    /// [`Error::PersonFull`] or [`Error::SiteFull`] when no more may be added.
    pub async fn add_media(&self, new: NewMedia, quota: Quota) -> Result<Added, Error> {
        match self.try_add(&new, quota).await {
            // On PostgreSQL two can miss the row together; the second finds it when it looks again.
            Err(Error::Store(error)) if error.is_duplicate() => self.try_add(&new, quota).await,
            other => other,
        }
    }

    async fn try_add(&self, new: &NewMedia, quota: Quota) -> Result<Added, Error> {
        let tx = self.0.store.begin().await?;
        let added = self.add_in(&tx, new, quota).await?;
        tx.commit_unseen().await?;
        Ok(added)
    }

    async fn add_in(&self, tx: &Tx, new: &NewMedia, quota: Quota) -> Result<Added, Error> {
        let (store, person) = (&self.0.store, self.0.person());
        if let Some(there) = rows::by_hash(&**tx, &new.hash).await? {
            if there.added_by != person {
                rows::hold(tx, there.id, person).await?;
            }
            return Ok(Added { id: there.id, was_there: true });
        }
        rows::check_room(&**tx, person, quota).await?;
        let now = store.now();
        let id = MediaId::new(store.rng(), now);
        rows::insert(tx, rows::begun(new, id, person, now), &new.sizes).await?;
        Ok(Added { id, was_there: false })
    }
}
