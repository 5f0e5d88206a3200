//! What can go wrong with a profile.

use crate::field::Faults;
use crate::store;

/// What can go wrong with a profile.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields are not as they must be.
    #[error("faults in the profile: {0:?}")]
    Faulty(Faults),
    /// The profile was saved meanwhile, in another window perhaps; it is at this version now.
    #[error("the profile is at version {now}")]
    Stale {
        /// The version that is stored now.
        now: i32,
    },
    /// There is no such person.
    #[error("no such person")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<crate::store::DbErr> for Error {
    fn from(error: crate::store::DbErr) -> Self {
        Error::Store(error.into())
    }
}
