//! What can go wrong with articles and their slides.

use crate::accounts::Refused;
use crate::field::Faults;
use crate::store;

/// What can go wrong with articles and their slides.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such thing, or it is not the caller's to know.
    #[error("no such article or slide")]
    Gone,
    /// Fields are not as they must be.
    #[error("faults in the form: {0:?}")]
    Faulty(Faults),
    /// It was changed meanwhile: the version that is there now. The caller loads it and shows both.
    #[error("changed meanwhile, now at version {now}")]
    Stale {
        /// The version in the database.
        now: i32,
    },
    /// What readers must not meet stands in the way of publishing.
    #[error("not ready to publish")]
    NotReady,
    /// Another article still shows readers one of its slides: that one is published or withdrawn first.
    #[error("a slide is still shown elsewhere")]
    ShownElsewhere {
        /// The title of the other article, as readers see it.
        title: String,
    },
    /// The article is not in a state in which this can be done.
    #[error("not possible in this state")]
    WrongState,
    /// There are as many pages as there can be.
    #[error("at most {max} pages")]
    TooMany {
        /// The most there can be.
        max: usize,
    },
    /// The role does not allow it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<crate::store::DbErr> for Error {
    fn from(error: crate::store::DbErr) -> Self {
        Error::Store(error.into())
    }
}
