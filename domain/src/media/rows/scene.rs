//! Items for scenes.

use super::media;
use crate::store::{Error, Store};

/// Adds an item for a scene in its full width alone, without a file on the disk.
pub(crate) async fn add(store: &Store, row: media::Model) -> Result<(), Error> {
    let sizes = [(row.width_px.unsigned_abs(), row.height_px.unsigned_abs(), row.size_bytes.unsigned_abs())];
    let tx = store.begin().await?;
    super::insert(&tx, row, &sizes).await?;
    tx.commit_unseen().await
}
