//! Items for scenes.

use super::media;
use crate::media::{Kind, NewSize};
use crate::store::{Error, Store};

/// Adds an item for a scene in its full width alone, without a file on the disk.
pub(crate) async fn add(store: &Store, row: media::Model) -> Result<(), Error> {
    let size = NewSize {
        kind: Kind::WebP,
        width_px: row.width_px.unsigned_abs(),
        height_px: row.height_px.unsigned_abs(),
        size_bytes: row.size_bytes.unsigned_abs(),
    };
    let tx = store.begin().await?;
    super::insert(&tx, row, &[size]).await?;
    tx.commit_unseen().await
}
