//! Signing in and out.

use super::rows::{self, session};
use super::{EmailAddress, Error, SessionToken, password};
use crate::audit::{self, Act};
use crate::ids::AccountId;
use crate::store::{Store, Tx};

/// What signing in asks for.
pub struct SignIn {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// Signs in: a new session with a token that nobody chose but us (security S4).
///
/// # Errors
/// [`Error::NoMatch`] with the same work and words whether the address is known or not (security S1), [`Error::Busy`].
pub async fn sign_in(store: &Store, ask: SignIn, device: &str) -> Result<SessionToken, Error> {
    if ask.password.len() > password::MAX_BYTES {
        return Err(Error::NoMatch);
    }
    let account = match EmailAddress::parse(&ask.email) {
        Ok(email) => rows::by_email(&store.read, &email).await?.filter(|account| account.suspended_at.is_none()),
        Err(_) => None,
    };
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let matches = store.hashing().verify(&ask.password, hash).await?;
    let (Some(account), true) = (account, matches) else { return Err(Error::NoMatch) };

    let tx = store.begin().await?;
    let token = begin_session(store, &tx, account.id, device).await?;
    audit::record(store, &tx, Act { by: Some(account.person_id), act: "accounts.sign_in", subject: "", detail: "" }).await?;
    tx.commit_unseen().await?;
    Ok(token)
}

/// Signs out: the session ends at the server, whatever the browser keeps.
///
/// # Errors
/// What the database says.
pub async fn sign_out(store: &Store, token: &SessionToken) -> Result<(), Error> {
    let tx = store.begin().await?;
    rows::delete_session(&tx, &token.hash()).await?;
    Ok(tx.commit_unseen().await?)
}

/// Begins a session for the account inside the transaction. `device` is what the browser calls itself, for the list of
/// sessions.
pub(crate) async fn begin_session(store: &Store, tx: &Tx, account: AccountId, device: &str) -> Result<SessionToken, Error> {
    const MAX_DEVICE: usize = 200;
    let token = SessionToken::new(store.rng());
    let now = store.now();
    let device = device.chars().filter(|c| !c.is_control()).take(MAX_DEVICE).collect();
    let row = session::Model { token_hash: token.hash(), account_id: account, device, created_at: now, seen_at: now };
    rows::insert_session(tx, row).await?;
    Ok(token)
}
