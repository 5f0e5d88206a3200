//! Passwords: argon2id off the async threads, with a bound on how many at once.

use super::{Error, breached};
use crate::field::Fault;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use std::time::Duration;
use tokio::sync::Semaphore;

/// The longest password in bytes; it is checked before anything is hashed (security S8).
pub const MAX_BYTES: usize = 1_024;
/// The fewest characters of a password (security S9).
pub const MIN_CHARACTERS: usize = 12;
/// How many may wait for their turn, and how long, before they are turned away.
const MAX_WAITING: usize = 32;
const PATIENCE: Duration = Duration::from_secs(5);

/// Whether a password may be chosen: long enough, not too long to hash, not known from a leak, and not made of the words
/// around it: site, name, address (security S9).
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::Guessable`].
pub(crate) fn acceptable(password: &str, words: &[&str]) -> Result<(), Fault> {
    let has = password.chars().count();
    if has == 0 {
        Err(Fault::Empty)
    } else if password.len() > MAX_BYTES {
        Err(Fault::TooLong { max: MAX_BYTES, has: password.len() })
    } else if has < MIN_CHARACTERS {
        Err(Fault::TooShort { min: MIN_CHARACTERS })
    } else if is_made_of(password, words) || breached::is_breached(password) {
        Err(Fault::Guessable)
    } else {
        Ok(())
    }
}

/// Whether little is left of the password once the words around it, and digits and signs, are taken out.
fn is_made_of(password: &str, words: &[&str]) -> bool {
    let lower = password.to_lowercase();
    let mut rest = lower.clone();
    let parts = words.iter().flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    for part in parts.map(str::to_lowercase).filter(|part| part.chars().count() >= 3) {
        rest = rest.replace(&part, "");
    }
    rest != lower && rest.chars().filter(|c| c.is_alphabetic()).count() < 4
}

/// Argon2id with the parameters of OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane (security S7).
fn argon2() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("the parameters are within argon2's limits");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// The places at which passwords are hashed: at most two or one a core at once.
pub(crate) struct Hashing {
    places: std::sync::Arc<Semaphore>,
    waiting: Semaphore,
    /// The hash of a password nobody has, so that an unknown address costs the same work as a known one (security S1).
    nobody: tokio::sync::OnceCell<String>,
}

impl Hashing {
    pub(crate) fn new() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            places: std::sync::Arc::new(Semaphore::new(cores.max(2))),
            waiting: Semaphore::new(MAX_WAITING + cores.max(2)),
            nobody: tokio::sync::OnceCell::new(),
        }
    }

    /// Hashes a password into a PHC string with a salt of 16 random bytes.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Error> {
        let password = password.to_owned();
        self.work(move || {
            argon2().hash_password(password.as_bytes()).expect("a password of at most 1,024 bytes can be hashed").to_string()
        })
        .await
    }

    /// Whether the password belongs to the hash; without a hash the same work is done for nothing.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait.
    pub(crate) async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool, Error> {
        let known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => self.nobody.get_or_try_init(|| self.hash("nobody has this password")).await?.clone(),
        };
        let password = password.to_owned();
        let matches = self
            .work(move || {
                PasswordHash::new(&hash).is_ok_and(|parsed| argon2().verify_password(password.as_bytes(), &parsed).is_ok())
            })
            .await?;
        Ok(known && matches)
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let _queue = self.waiting.try_acquire().map_err(|_| Error::Busy)?;
        let place = tokio::time::timeout(PATIENCE, self.places.clone().acquire_owned()).await.map_err(|_| Error::Busy)?;
        let done = tokio::task::spawn_blocking(move || {
            // The place is given back when the hash is made, not when the caller goes away.
            let _place = place;
            job()
        });
        Ok(done.await.expect("hashing does not panic"))
    }
}
