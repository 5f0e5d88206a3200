//! Writing an act into the trail.

use super::What;
use super::rows::{self, entry};
use crate::ids::{AuditId, PersonId};
use crate::store::{Error, Store, Tx};
use chrono::{DateTime, Utc};

/// What was done.
pub(crate) struct Act<'a> {
    /// Who did it; none for a stranger or the command line.
    pub(crate) by: Option<PersonId>,
    /// What it was.
    pub(crate) what: What,
    /// What it was done to: an id, a handle, a slug. Never an address, a password or a text.
    pub(crate) subject: &'a str,
    /// What else matters, such as the role before and after. Never anything personal (security D2).
    pub(crate) detail: &'a str,
}

/// Writes the act into the same transaction: without the row it did not happen.
pub(crate) async fn record(store: &Store, tx: &Tx, act: Act<'_>) -> Result<(), Error> {
    record_all(store, tx, [(store.now(), act)]).await
}

/// Writes acts into the same transaction, each at its own time.
pub(crate) async fn record_all(
    store: &Store,
    tx: &Tx,
    acts: impl IntoIterator<Item = (DateTime<Utc>, Act<'_>)>,
) -> Result<(), Error> {
    let rows = acts.into_iter().map(|(at, act)| entry::Model {
        id: AuditId::new(store.rng(), at),
        made_at: at,
        person_id: act.by,
        act: act.what.code().to_owned(),
        subject: act.subject.to_owned(),
        detail: act.detail.to_owned(),
    });
    rows::insert(tx, rows.collect()).await
}
