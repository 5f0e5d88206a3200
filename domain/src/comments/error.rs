//! What can go wrong with comments.

use crate::field::Faults;
use crate::store;

/// What can go wrong when somebody comments.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such article, or readers may not know of it.
    #[error("no such article")]
    Gone,
    /// The comment that is answered is not there, or not under this article (security A2).
    #[error("no such comment to answer")]
    NoSuchParent,
    /// The slide is not of this article (security A2).
    #[error("no such slide")]
    NoSuchSlide,
    /// Nobody can comment here.
    #[error("comments are closed")]
    Closed,
    /// Fields are not as they must be: `name`, `email`, `body`.
    #[error("faults in the form: {0:?}")]
    Faulty(Faults),
    /// Sent faster than a person writes.
    #[error("sent too fast")]
    TooFast,
    /// The form was made more than a day ago.
    #[error("the form is too old")]
    TooOld,
    /// The form's token is not one of ours for this article.
    #[error("not a form of ours")]
    NotOurForm,
    /// Too many comments; the next one is taken after so many seconds.
    #[error("too many comments, wait {seconds} s")]
    Throttled {
        /// Whole seconds until the next one.
        seconds: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<crate::store::DbErr> for Error {
    fn from(error: crate::store::DbErr) -> Self {
        Error::Store(error.into())
    }
}
