//! What can go wrong with the menus.

use crate::field::Faults;
use crate::store;

/// What can go wrong with the menus.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Entries are not as they must be.
    #[error("faults in the menus: {0:?}")]
    Faulty(Faults),
    /// Somebody saved them meanwhile; they are at this version now.
    #[error("the menus are at version {now}")]
    Stale {
        /// The version that is stored now.
        now: i32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}
