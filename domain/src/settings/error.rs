//! What can go wrong with settings.

use crate::field::Faults;
use crate::store;

/// What can go wrong with settings.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields are not as they must be.
    #[error("faults in the settings: {0:?}")]
    Faulty(Faults),
    /// Somebody saved them meanwhile; they are at this version now.
    #[error("the settings are at version {now}")]
    Stale {
        /// The version that is stored now.
        now: i32,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}
