//! Files that no row holds: left by an upload that was refused after its files were made, or by a machine that stopped.

use std::collections::HashSet;
use std::time::SystemTime;

use domain::store::Store;

use super::{Intake, MediaHash, Refusal};

/// How many digests are looked up at once.
const A_LOOK: usize = 500;

/// Why the sweep did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum Unswept {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] domain::store::Error),
    /// The disk refused.
    #[error(transparent)]
    Files(#[from] Refusal),
}

/// Removes the files of this upload unless a row holds them by now.
///
/// # Errors
/// [`Unswept`]; the files stay then, for the next sweep.
pub async fn remove_unless_held(media: &Intake, store: &Store, hash: MediaHash) -> Result<bool, Unswept> {
    // Nobody adds the same file in between.
    let _held = media.deleting().await;
    let held = domain::media::held_hashes(store, vec![hash.to_string()]).await?;
    if held.is_empty() {
        media.remove(hash).await?;
    }
    Ok(held.is_empty())
}

/// Removes every upload that no row holds and of which nothing was written since `before`; gives how many they were.
///
/// Another node may be adding a file right now, which is why what is young is left.
///
/// # Errors
/// [`Unswept`]; the rest stays, for the next sweep.
pub async fn sweep(media: &Intake, store: &Store, before: SystemTime) -> Result<usize, Unswept> {
    let mut removed = 0;
    for some in media.settled(before).await?.chunks(A_LOOK) {
        let held = domain::media::held_hashes(store, some.iter().map(ToString::to_string).collect()).await?;
        let held: HashSet<MediaHash> = held.iter().filter_map(|hash| hash.parse().ok()).collect();
        for hash in some.iter().filter(|hash| !held.contains(hash)) {
            removed += usize::from(remove_unless_held(media, store, *hash).await?);
        }
    }
    Ok(removed)
}
