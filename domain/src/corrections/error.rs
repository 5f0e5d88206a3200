//! What can go wrong with corrections and reports.

use crate::accounts::Refused;
use crate::accounts::throttle::Limited;
use crate::comments;
use crate::field::Faults;
use crate::store;

/// What can go wrong with corrections and reports.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such slide or report, or it is not the caller's to know.
    #[error("no such slide or report")]
    Gone,
    /// Fields are not as they must be.
    #[error("faults in the form: {0:?}")]
    Faulty(Faults),
    /// The form was sent faster than a person writes.
    #[error("sent too fast")]
    TooFast,
    /// The form is more than a day old, or none of ours.
    #[error("the form is too old or not ours")]
    FormIsOld,
    /// Too many reports; the next one is taken after so many seconds.
    #[error("too many reports, wait {seconds} s")]
    Throttled {
        /// Whole seconds.
        seconds: u64,
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

impl From<Limited> for Error {
    fn from(error: Limited) -> Self {
        match error {
            Limited::Over { seconds } => Error::Throttled { seconds },
            Limited::Store(error) => error.into(),
        }
    }
}

/// What the form's token said: it is the one of the comment form.
impl From<comments::Error> for Error {
    fn from(error: comments::Error) -> Self {
        use comments::Error as E;
        match error {
            E::TooFast => Error::TooFast,
            E::Store(error) => Error::Store(error),
            E::Faulty(faults) => Error::Faulty(faults),
            E::Throttled { seconds } => Error::Throttled { seconds },
            E::TooOld | E::NotOurForm | E::Closed => Error::FormIsOld,
            E::Gone | E::NoSuchParent | E::NoSuchSlide => Error::Gone,
        }
    }
}
