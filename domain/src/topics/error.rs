//! What can go wrong with topics.

use crate::accounts::Refused;
use crate::field::Faults;
use crate::store;

/// What can go wrong with topics.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such topic.
    #[error("no such topic")]
    Gone,
    /// Fields are not as they must be.
    #[error("faults in a topic: {0:?}")]
    Faulty(Faults),
    /// Somebody saved it meanwhile; it is at this version now.
    #[error("the topic is at version {now}")]
    Stale {
        /// The version that is stored now.
        now: i32,
    },
    /// There are as many as there can be.
    #[error("there are {max} topics already")]
    TooMany {
        /// How many there can be.
        max: usize,
    },
    /// The role does not allow it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<store::DbErr> for Error {
    fn from(error: store::DbErr) -> Self {
        Error::Store(error.into())
    }
}
