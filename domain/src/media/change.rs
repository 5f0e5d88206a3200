//! Changing what is said of an item, and taking an item out of the library.

use super::item::ChangeMedia;
use super::rows::{self, Reach, media};
use super::{Error, MAX_TEXT_CHARS};
use crate::accounts::DraftingDoor;
use crate::audit::{self, Act, What};
use crate::credits::Credit;
use crate::field::{self, Faults};
use crate::ids::MediaId;
use crate::store::Tx;

impl DraftingDoor<'_> {
    /// Changes the texts of an item as it was at version `ask.based_on`; gives the new version.
    ///
    /// # Errors
    /// [`Error::Faulty`], [`Error::Stale`]; [`Error::Gone`] when there is none or it is neither the caller's own nor the
    /// caller an editor.
    pub async fn change_media(&self, ask: ChangeMedia) -> Result<i32, Error> {
        let (alt, credit) = checked(&ask)?;
        let tx = self.0.store.begin().await?;
        let row = self.changeable(&tx, ask.id).await?;
        if row.version != ask.based_on {
            return Err(Error::Stale { now: row.version });
        }
        // On PostgreSQL two changes can read the same version; the second finds no such row any more.
        if !rows::update(&tx, &row, &alt, &credit).await? {
            return Err(Error::Stale { now: row.version + 1 });
        }
        if row.added_by != self.0.person() {
            let subject = ask.id.to_string();
            audit::record(
                &self.0.store,
                &tx,
                Act { by: Some(self.0.person()), what: What::ChangedMedia, subject: &subject, detail: "" },
            )
            .await?;
        }
        // A biography shows its portrait's text and credit as they are here.
        tx.commit().await?;
        Ok(row.version + 1)
    }

    /// Takes an item that nothing shows out of the library; gives the digest of the file, which is to be removed next.
    ///
    /// # Errors
    /// [`Error::InUse`]; [`Error::Gone`] as for [`change_media`](Self::change_media).
    pub async fn delete_media(&self, id: MediaId) -> Result<String, Error> {
        let tx = self.0.store.begin().await?;
        let row = self.changeable(&tx, id).await?;
        if rows::is_in_use(&*tx, id).await?
            || (!self.0.role().edits() && rows::has_other_holder(&*tx, &row, self.0.person()).await?)
        {
            return Err(Error::InUse);
        }
        if !rows::delete(&tx, id).await? {
            return Err(Error::InUse);
        }
        let subject = id.to_string();
        audit::record(
            &self.0.store,
            &tx,
            Act { by: Some(self.0.person()), what: What::DeletedMedia, subject: &subject, detail: "" },
        )
        .await?;
        tx.commit_unseen().await?;
        Ok(row.hash)
    }

    /// An item is changed by the one who added it, and by editors.
    pub(super) fn may_change(&self, row: &media::Model) -> bool {
        self.0.role().edits() || row.added_by == self.0.person()
    }

    async fn changeable(&self, tx: &Tx, id: MediaId) -> Result<media::Model, Error> {
        let row = rows::reachable(&**tx, Reach::of(self.0), id).await?.ok_or(Error::Gone)?;
        if self.may_change(&row) { Ok(row) } else { Err(Error::Gone) }
    }
}

/// The texts in their form.
fn checked(ask: &ChangeMedia) -> Result<(String, Credit), Error> {
    let mut faults = Faults::default();
    let alt = faults.take("alt", field::line(&ask.alt, MAX_TEXT_CHARS)).unwrap_or_default();
    let credit = ask.credit.clone().parsed("", &mut faults);
    faults.check().map_err(Error::Faulty)?;
    Ok((alt, credit))
}
