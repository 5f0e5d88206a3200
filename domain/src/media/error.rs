//! What can go wrong with media.

use crate::accounts::Refused;
use crate::field::Faults;
use crate::store;

/// What can go wrong with media.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such item, or it is not the caller's to know or to change.
    #[error("no such media item")]
    Gone,
    /// Fields are not as they must be: `alt`, `creator`, `line`, `source`, `source_url`, `copyright`.
    #[error("faults in the form: {0:?}")]
    Faulty(Faults),
    /// It was changed meanwhile: the version that is there now.
    #[error("changed meanwhile, now at version {now}")]
    Stale {
        /// The version in the database.
        now: i32,
    },
    /// It stands on a slide or beside a biography, or somebody else holds it too.
    #[error("in use")]
    InUse,
    /// The caller has added as much as one person may.
    #[error("one person may add {limit_bytes} bytes")]
    PersonFull {
        /// What one person may add in all, in bytes.
        limit_bytes: u64,
    },
    /// The site holds as much as it may.
    #[error("the site may hold {limit_bytes} bytes")]
    SiteFull {
        /// What the site may hold in all, in bytes.
        limit_bytes: u64,
    },
    /// The role does not allow it.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}
