//! What can go wrong at the moderators' desk.

use crate::accounts::Refused;
use crate::comments::State;
use crate::field::Faults;
use crate::stamp::Stamp;
use crate::store;

/// What can go wrong at the moderators' desk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such comment or decision, or it is not the caller's to know.
    #[error("no such comment")]
    Gone,
    /// Somebody was quicker.
    #[error("decided meanwhile: {what:?} by {by} at {}", at.time)]
    DecidedMeanwhile {
        /// Who; empty when the account is gone.
        by: String,
        /// Where the comment stands since.
        what: State,
        /// When.
        at: Stamp,
    },
    /// The comment stands there already.
    #[error("the comment is {0:?} already")]
    Already(State),
    /// Only a comment that waits or is published is answered.
    #[error("a comment that is {0:?} is not answered")]
    NotAnswered(State),
    /// Coming in is not a decision that can be undone.
    #[error("nothing to undo")]
    NothingToUndo,
    /// More comments at once than are decided together.
    #[error("more than {max} comments together")]
    TooMany {
        /// The most that are.
        max: usize,
    },
    /// The role does not allow it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Fields are not as they must be: `reason`, `note`, `body`.
    #[error("faults in the form: {0:?}")]
    Faulty(Faults),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<crate::store::DbErr> for Error {
    fn from(error: crate::store::DbErr) -> Self {
        Error::Store(error.into())
    }
}

impl From<Faults> for Error {
    fn from(faults: Faults) -> Self {
        Error::Faulty(faults)
    }
}
