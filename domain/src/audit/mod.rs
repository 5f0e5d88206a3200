//! Audit: what was done to accounts, people, settings and articles, by whom and when. Rows are added, never changed.

pub(crate) mod rows;

use crate::ids::{AuditId, PersonId};
use crate::store::{Error, Store, Tx};
use sea_orm::{ActiveValue::Set, EntityTrait};

/// What was done.
pub(crate) struct Act<'a> {
    /// Who did it; none for a stranger or the command line.
    pub(crate) by: Option<PersonId>,
    /// The verb, as `room.verb`: `accounts.sign_in`.
    pub(crate) act: &'a str,
    /// What it was done to: an id, a handle, a slug. Never an address, a password or a text.
    pub(crate) subject: &'a str,
    /// What else matters, such as the role before and after. Never anything personal (security D2).
    pub(crate) detail: &'a str,
}

/// Writes the act into the same transaction: without the row it did not happen.
pub(crate) async fn record(store: &Store, tx: &Tx, act: Act<'_>) -> Result<(), Error> {
    let now = store.now();
    let row = rows::entry::ActiveModel {
        id: Set(AuditId::new(store.rng(), now)),
        made_at: Set(now),
        person_id: Set(act.by),
        act: Set(act.act.to_owned()),
        subject: Set(act.subject.to_owned()),
        detail: Set(act.detail.to_owned()),
    };
    rows::entry::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}
