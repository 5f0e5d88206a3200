//! What everybody does with their own account: see and end sessions, change the password.

use super::password::{self, acceptable};
use super::rows::{self, session};
use super::sign_in::begin_session;
use super::throttle::{self, Limit, Pace, Whom};
use super::{ChangePassword, Error, OwnDoor, SessionModel, SessionToken};
use crate::audit::{self, Act, Deed, What};
use crate::field::{Fault, Faults};
use crate::settings;
use crate::stamp::Stamp;

/// Wrong guesses at the password in use, by somebody who sits before an open session (security S2).
const BY_CALLER: Limit = Limit { purpose: "accounts.change_password", pace: Pace::Doubling { free: 5 }, whom: Whom::Known };
/// How much of a session's hash names it in the list.
const ID_LENGTH: usize = 16;

impl OwnDoor<'_> {
    /// One's own sessions, the one seen last first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn sessions(&self) -> Result<Vec<SessionModel>, Error> {
        let caller = self.0;
        let zone = settings::rows::settings(&caller.store.read).await?.time_zone;
        let rows = session::of_account(&caller.store.read, caller.account()).await?;
        let now = caller.store.now();
        let alive = rows.into_iter().filter(|row| super::session::is_alive(caller.role(), row.created_at, row.seen_at, now));
        Ok(alive
            .map(|row| SessionModel {
                id: named(&row.token_hash).to_owned(),
                begun: Stamp::new(row.created_at, &zone),
                seen: Stamp::new(row.seen_at, &zone),
                is_this: row.token_hash == caller.session,
                device: row.device,
            })
            .collect())
    }

    /// Ends one of one's own sessions, by the name that the list gives it (security S6).
    ///
    /// # Errors
    /// [`Error::Gone`] when there is no such session, or it is somebody else's.
    pub async fn revoke(&self, id: &str) -> Result<(), Error> {
        let caller = self.0;
        let tx = caller.store.begin().await?;
        let rows = session::of_account(&*tx, caller.account()).await?;
        let ended = rows.iter().find(|row| named(&row.token_hash) == id).ok_or(Error::Gone)?;
        session::delete(&tx, &ended.token_hash).await?;
        let act = Act { by: Some(caller.person()), what: What::RevokedSession, subject: "", detail: "" };
        audit::record(&caller.store, &tx, act).await?;
        Ok(tx.commit_unseen().await?)
    }

    /// Ends all of one's own sessions but this one; gives how many they were.
    ///
    /// # Errors
    /// What the database says.
    pub async fn revoke_others(&self) -> Result<u64, Error> {
        let caller = self.0;
        let tx = caller.store.begin().await?;
        let ended = session::delete_others_of(&tx, caller.account(), &caller.session).await?;
        let detail = ended.to_string();
        let act = Act { by: Some(caller.person()), what: What::RevokedSessions, subject: "", detail: &detail };
        audit::record(&caller.store, &tx, act).await?;
        tx.commit_unseen().await?;
        Ok(ended)
    }

    /// Changes one's own password. Every session ends; the one that asks goes on under the new token (security S4, S6).
    ///
    /// # Errors
    /// [`Error::Faulty`] with the fields `current` and `new`; [`Error::Throttled`] after too many wrong guesses;
    /// [`Error::Gone`] when the session was ended, or the password changed, meanwhile.
    pub async fn change_password(&self, ask: ChangePassword) -> Result<SessionToken, Error> {
        let change = self.prove(ask).await?;
        self.carry_out(change).await
    }

    /// Compares the password in use, outside of any transaction: it takes long.
    pub(super) async fn prove(&self, ask: ChangePassword) -> Result<Change, Error> {
        let caller = self.0;
        let store = &caller.store;
        let account = rows::find(&store.read, caller.account()).await?.ok_or(Error::Gone)?;
        let site = settings::rows::settings(&store.read).await?.site_title;
        let fault = acceptable(&ask.new, &[&site, &caller.name, &account.email]);
        fault.map_err(|fault| Error::Faulty(Faults::one("new", fault)))?;

        self.count_guess().await?;
        let fits = ask.current.len() <= password::MAX_BYTES;
        if !(fits && store.hashing().verify(&ask.current, Some(account.password_hash.clone())).await?.matches) {
            return Err(Error::Faulty(Faults::one("current", Fault::Wrong)));
        }
        Ok(Change { from: account.password_hash, to: store.hashing().hash(&ask.new).await? })
    }

    /// Changes the password, if it is still the one that was compared and the session was not ended meanwhile: who was sent
    /// away does not come back in under a new token (security S4, S6).
    pub(super) async fn carry_out(&self, change: Change) -> Result<SessionToken, Error> {
        let caller = self.0;
        let store = &caller.store;
        let tx = store.begin().await?;
        let account = rows::find_for_update(&tx, caller.account()).await?.ok_or(Error::Gone)?;
        let device = session::find_for_update(&tx, &caller.session).await?.ok_or(Error::Gone)?.device;
        if account.password_hash != change.from || account.suspended_at.is_some() {
            return Err(Error::Gone);
        }
        throttle::forget(store, &tx, BY_CALLER, &caller.account().to_string()).await?;
        rows::set_password_hash(&tx, caller.account(), &change.to).await?;
        session::delete_all_of(&tx, caller.account()).await?;
        let token = begin_session(store, &tx, caller.account(), &device).await?;
        let act = Act { by: Some(caller.person()), what: Deed::ChangedPassword.into(), subject: "", detail: "" };
        audit::record(store, &tx, act).await?;
        tx.commit_unseen().await?;
        Ok(token)
    }

    async fn count_guess(&self) -> Result<(), Error> {
        let tx = self.0.store.begin().await?;
        throttle::count(&self.0.store, &tx, BY_CALLER, &self.0.account().to_string()).await?;
        Ok(tx.commit_unseen().await?)
    }
}

/// A change of a password by somebody who knows the one in use: the hash before and the hash after.
pub(super) struct Change {
    from: String,
    to: String,
}

/// The name of the session in the list: the beginning of the hash that the database keeps of its token.
fn named(token_hash: &str) -> &str {
    token_hash.get(..ID_LENGTH).unwrap_or(token_hash)
}
