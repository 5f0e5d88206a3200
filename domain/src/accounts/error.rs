//! What can go wrong with accounts.

use super::Refused;
use super::throttle::Limited;
use crate::field::Faults;
use crate::store;

/// What can go wrong with accounts.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Fields of a form are not as they must be.
    #[error("faults in the form: {0:?}")]
    Faulty(Faults),
    /// Address and password do not belong together; which of them is wrong is nobody's business (security S1).
    #[error("address and password do not match")]
    NoMatch,
    /// Too many tries; the next one counts after so many seconds.
    #[error("too many tries, wait {seconds} s")]
    Throttled {
        /// Whole seconds until the next try.
        seconds: u64,
    },
    /// More passwords are being checked than this machine can bear; nothing was tried.
    #[error("too many sign-ins at once")]
    Busy,
    /// The site has an owner already: set-up is over for ever.
    #[error("the site is set up already")]
    AlreadySetUp,
    /// There is no such account, or it is not the caller's to know.
    #[error("no such account")]
    Gone,
    /// The role does not allow it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<Limited> for Error {
    fn from(limited: Limited) -> Self {
        match limited {
            Limited::Over { seconds } => Error::Throttled { seconds },
            Limited::Store(error) => Error::Store(error),
        }
    }
}

impl From<crate::store::DbErr> for Error {
    fn from(error: crate::store::DbErr) -> Self {
        Error::Store(error.into())
    }
}
