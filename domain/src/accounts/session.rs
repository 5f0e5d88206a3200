//! Sessions: a random token with the browser, its hash in the database.

use super::rows::session;
use super::{Caller, Error, Role, throttle};
use crate::store::{Rng, Store};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// The random bytes of a token: 256 bits (security S4 asks for at least 128).
pub const TOKEN_LENGTH: usize = 32;

/// A session's token, as the cookie carries it. The database keeps its SHA-256 alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken([u8; TOKEN_LENGTH]);

impl SessionToken {
    /// A new token.
    pub fn new(rng: &dyn Rng) -> Self {
        let mut bytes = [0; TOKEN_LENGTH];
        rng.fill(&mut bytes);
        Self(bytes)
    }

    /// Reads a token as the cookie carries it; none for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The token as the cookie carries it: base64url.
    pub fn secret(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The SHA-256 of the token, in base64url: what the database keeps.
    pub(crate) fn hash(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.0))
    }
}

/// How long a session lives after it was last seen, and at most (security S6).
pub(crate) fn lives(role: Role) -> (TimeDelta, TimeDelta) {
    if role.administers() { (TimeDelta::hours(12), TimeDelta::days(7)) } else { (TimeDelta::days(7), TimeDelta::days(30)) }
}

/// How much the clocks of two nodes may differ.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(1);

/// Whether a session made at `created` and last seen at `seen` is still good at `now`.
///
/// One that was made in the future is over: a clock went back, and the session would end as much later (security S6).
pub(crate) fn is_alive(role: Role, created: DateTime<Utc>, seen: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let (idle, absolute) = lives(role);
    now - seen < idle && now - created < absolute && created <= now + CLOCKS_DIFFER
}

/// How long a session goes on being noted as seen when it was.
const SEEN_FOR: TimeDelta = TimeDelta::minutes(1);

impl Caller {
    /// Whether the session was last noted as seen more than a minute ago, so that it is time to do it again.
    pub fn is_to_be_noted(&self) -> bool {
        let now = self.store.now();
        // A clock that went back leaves the note in the future, where it would never be renewed.
        self.seen + SEEN_FOR <= now || self.seen > now
    }

    /// Notes that the session was seen now. It is a write of its own, beside what the request asked for.
    ///
    /// # Errors
    /// What the database says.
    pub async fn note_seen(&self) -> Result<(), Error> {
        let now = self.store.now();
        let tx = self.store.begin().await?;
        session::set_seen(&tx, &self.session, self.seen, now).await?;
        Ok(tx.commit_unseen().await?)
    }
}

/// Deletes the sessions and the counters that are over. It is safe to run at any time, and twice (security S6, L4).
///
/// # Errors
/// What the database says.
pub async fn sweep(store: &Store) -> Result<(), Error> {
    let now = store.now();
    let tx = store.begin().await?;
    for administers in [true, false] {
        let roles: Vec<Role> = Role::ALL.into_iter().filter(|role| role.administers() == administers).collect();
        let (idle, absolute) = lives(roles[0]);
        let codes: Vec<&str> = roles.iter().map(|role| role.code()).collect();
        session::delete_over(&tx, &codes, now - idle, now - absolute).await?;
    }
    session::delete_begun_after(&tx, now + CLOCKS_DIFFER).await?;
    throttle::sweep(&tx, now).await?;
    Ok(tx.commit_unseen().await?)
}
