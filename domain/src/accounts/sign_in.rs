//! Signing in and out.

use super::rows::{self, account, session};
use super::throttle::{self, Limit, Limited, Pace, Whom};
use super::visitor::{KnownDevice, Visitor};
use super::{EmailAddress, Error, SessionToken, password};
use crate::audit::{self, Act, What};
use crate::ids::AccountId;
use crate::store::{Store, Tx};
use chrono::TimeDelta;

/// What signing in asks for.
pub struct SignIn {
    /// The address.
    pub email: String,
    /// The password.
    pub password: String,
}

/// What somebody who signed in takes along.
pub struct Welcome {
    /// The token of the new session.
    pub session: SessionToken,
    /// The mark by which the device is known from now on.
    pub mark: String,
}

/// Wrong guesses at one account from devices that it does not know (security S2).
const BY_ACCOUNT: Limit = Limit { purpose: "accounts.sign_in.account", pace: Pace::Doubling { free: 5 }, whom: Whom::Known };
/// The same from one device that it knows: a bucket of its own, so that nobody else can fill it (security S3).
const BY_DEVICE: Limit = Limit { purpose: "accounts.sign_in.device", pace: Pace::Doubling { free: 5 }, whom: Whom::Known };
/// Wrong guesses from one address (security S2).
const BY_ADDRESS: Limit =
    Limit { purpose: "accounts.sign_in.address", pace: Pace::Most(20, TimeDelta::minutes(15)), whom: Whom::Network };
/// Wrong guesses at the whole site from devices that nobody knows: across the edge of two stretches at most sixty in any ten
/// minutes (security S2).
const BY_SITE: Limit =
    Limit { purpose: "accounts.sign_in.site", pace: Pace::Most(30, TimeDelta::minutes(10)), whom: Whom::Known };

/// Signs in: a new session with a token that nobody chose but us (security S4).
///
/// # Errors
/// [`Error::NoMatch`] with the same work and words whether the address is known or not (security S1);
/// [`Error::Throttled`] before anything is hashed (S2); [`Error::Busy`].
pub async fn sign_in(store: &Store, ask: SignIn, visitor: &Visitor) -> Result<Welcome, Error> {
    let proven = prove(store, &ask, visitor).await?;
    enter(store, proven, visitor).await
}

/// A password that belonged to the account when it was compared.
pub(super) struct Proven {
    account: account::Model,
    known: Option<KnownDevice>,
    limits: Vec<(Limit, String)>,
    /// The hash of the same password with today's work, where the account's was made with less.
    renewed: Option<String>,
}

/// Compares the password with the account's, outside of any transaction: it takes long.
pub(super) async fn prove(store: &Store, ask: &SignIn, visitor: &Visitor) -> Result<Proven, Error> {
    if ask.password.len() > password::MAX_BYTES {
        return Err(Error::NoMatch);
    }
    let account = match EmailAddress::parse(&ask.email) {
        Ok(email) => rows::by_email(&store.read, &email).await?.filter(|account| account.suspended_at.is_none()),
        Err(_) => None,
    };
    let known = account.as_ref().and_then(|account| KnownDevice::of(store, account.id, visitor.mark.as_deref()?));
    let limits = limits(ask, visitor, known.as_ref());
    count(store, &limits).await?;

    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let verified = store.hashing().verify(&ask.password, hash).await?;
    let (Some(account), true) = (account, verified.matches) else { return Err(Error::NoMatch) };
    let renewed = if verified.is_weak { Some(store.hashing().hash(&ask.password).await?) } else { None };
    Ok(Proven { account, known, limits, renewed })
}

/// Begins the session, if the account still has the password that was compared and is not suspended: whoever was given
/// another one meanwhile, or sent away, has ended every session, and none may begin after that (security S4, S6).
pub(super) async fn enter(store: &Store, proven: Proven, visitor: &Visitor) -> Result<Welcome, Error> {
    let Proven { account, known, limits, renewed } = proven;
    let tx = store.begin().await?;
    let now = rows::find_for_update(&tx, account.id).await?;
    if now.is_none_or(|now| now.password_hash != account.password_hash || now.suspended_at.is_some()) {
        return Err(Error::NoMatch);
    }
    was_no_guess(store, &tx, &limits).await?;
    if let Some(hash) = renewed {
        rows::set_password_hash(&tx, account.id, &hash).await?;
    }
    let device = known.unwrap_or_else(|| KnownDevice::new(store));
    let session = begin_session(store, &tx, account.id, &visitor.device).await?;
    audit::record(store, &tx, Act { by: Some(account.person_id), what: What::SignedIn, subject: "", detail: "" }).await?;
    tx.commit_unseen().await?;
    Ok(Welcome { session, mark: device.mark(store, account.id) })
}

/// What this try counts towards. The account is counted by the address that was typed, so that a known and an unknown one
/// are counted alike (security S1); the site comes first, so that its limit bounds the rows that the others make.
fn limits(ask: &SignIn, visitor: &Visitor, known: Option<&KnownDevice>) -> Vec<(Limit, String)> {
    match known {
        Some(device) => vec![(BY_DEVICE, device.counted_as())],
        None => vec![(BY_SITE, String::new()), (BY_ADDRESS, visitor.counted_as()), (BY_ACCOUNT, ask.email.trim().to_lowercase())],
    }
}

/// Counts the try before its password is looked at: of many at once no more than the limits allow get further.
async fn count(store: &Store, limits: &[(Limit, String)]) -> Result<(), Limited> {
    throttle::look(store, limits).await?;
    let tx = store.begin().await?;
    for (limit, whom) in limits {
        throttle::count(store, &tx, *limit, whom).await?;
    }
    Ok(tx.commit_unseen().await?)
}

/// Takes back what a right password had counted: the limits are about guesses.
async fn was_no_guess(store: &Store, tx: &Tx, limits: &[(Limit, String)]) -> Result<(), Error> {
    for (limit, whom) in limits {
        match limit.pace {
            Pace::Most(..) => throttle::take_back(store, tx, *limit, whom).await?,
            Pace::Doubling { .. } => throttle::forget(store, tx, *limit, whom).await?,
        }
    }
    Ok(())
}

/// Signs out: the session ends at the server, whatever the browser keeps.
///
/// # Errors
/// What the database says.
pub async fn sign_out(store: &Store, token: &SessionToken) -> Result<(), Error> {
    let tx = store.begin().await?;
    session::delete(&tx, &token.hash()).await?;
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
    session::insert(tx, row).await?;
    Ok(token)
}
