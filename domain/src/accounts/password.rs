//! Passwords: argon2id off the async threads, with a bound on how many at once.

use super::argon::{Argon, Verified};
use super::{Error, breached};
use crate::field::Fault;
use crate::readable;
use crate::store::Rng;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
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
    } else if is_made_of(password, words) || repeats_itself(password) || breached::is_breached(password) {
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

/// Whether the password is a few characters over and over: `adminadminadmin`, `abcabcabcabca`.
fn repeats_itself(password: &str) -> bool {
    const LONGEST_UNIT: usize = 6;
    let characters: Vec<char> = password.to_lowercase().chars().collect();
    (1..=LONGEST_UNIT).any(|unit| characters.len() > unit && characters.iter().zip(&characters[unit..]).all(|(a, b)| a == b))
}

/// A password that nobody has thought of: 100 random bits in groups that can be read aloud.
pub(crate) fn made(rng: &dyn Rng) -> String {
    readable::groups(rng, 4, 5)
}

/// The places at which passwords are hashed: at most two or one a core at once.
pub(crate) struct Hashing {
    argon: Arc<Argon>,
    places: Arc<Semaphore>,
    waiting: Semaphore,
    patience: Duration,
    /// How many have been made or compared, for tests of what is refused before.
    made: AtomicU64,
    /// The hash of a password nobody has, so that an unknown address costs the same work as a known one (security S1).
    nobody: tokio::sync::OnceCell<String>,
}

impl Hashing {
    pub(crate) fn new() -> Self {
        Self::patient(PATIENCE)
    }

    /// The same, with another time that is waited for a place.
    fn patient(patience: Duration) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            argon: Arc::default(),
            places: Arc::new(Semaphore::new(cores.max(2))),
            waiting: Semaphore::new(MAX_WAITING + cores.max(2)),
            patience,
            made: AtomicU64::new(0),
            nobody: tokio::sync::OnceCell::new(),
        }
    }

    /// How many hashes were made or compared since the start.
    #[cfg(test)]
    pub(crate) fn made(&self) -> u64 {
        self.made.load(Ordering::Relaxed)
    }

    /// Hashes a password into a PHC string with a salt of 16 random bytes.
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Error> {
        let (argon, password) = (self.argon.clone(), password.to_owned());
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).expect("the system has random bytes");
        self.work(move || argon.hash(&password, salt)).await
    }

    /// Whether the password belongs to the hash; without a hash the same work is done for nothing.
    ///
    /// Only argon2id counts: a hash of another kind matches nothing (security S7).
    ///
    /// # Errors
    /// [`Error::Busy`] when too many wait.
    pub(crate) async fn verify(&self, password: &str, hash: Option<String>) -> Result<Verified, Error> {
        let is_known = hash.is_some();
        let hash = match hash {
            Some(hash) => hash,
            None => self.nobody.get_or_try_init(|| self.hash("nobody has this password")).await?.clone(),
        };
        let (argon, password) = (self.argon.clone(), password.to_owned());
        let verified = self.work(move || argon.verified(&password, &hash)).await?;
        Ok(Verified { matches: is_known && verified.matches, ..verified })
    }

    async fn work<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
        let _queue = self.waiting.try_acquire().map_err(|_| Error::Busy)?;
        let place = tokio::time::timeout(self.patience, self.places.clone().acquire_owned()).await.map_err(|_| Error::Busy)?;
        self.made.fetch_add(1, Ordering::Relaxed);
        let done = tokio::task::spawn_blocking(move || {
            // The place is given back when the hash is made, not when the caller goes away.
            let _place = place;
            job()
        });
        Ok(done.await.expect("hashing does not panic"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    #[tokio::test]
    async fn s07_argon2id_with_19_mebibytes_two_passes_and_a_salt_of_sixteen_bytes() {
        let hashing = Hashing::new();
        let (one, other) = (hashing.hash("the same").await.unwrap(), hashing.hash("the same").await.unwrap());
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        let salt = |hash: &str| hash.split('$').nth(4).unwrap().to_owned();
        assert_eq!(salt(&one).len(), 22, "sixteen bytes in base64");
        assert_ne!(salt(&one), salt(&other));
        assert_eq!(hashing.verify("the same", Some(one)).await.unwrap(), Verified { matches: true, is_weak: false });
        assert!(!hashing.verify("another", Some(other)).await.unwrap().matches);
    }

    #[tokio::test]
    async fn s08_two_hundred_at_once_are_two_at_work_thirty_two_waiting_and_the_rest_turned_away() {
        let hashing = Arc::new(Hashing::new());
        let places = std::thread::available_parallelism().map_or(2, usize::from).max(2);
        let (at_work, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (open, gate) = std::sync::mpsc::channel::<()>();
        let gate = Arc::new(std::sync::Mutex::new(gate));

        let tries: Vec<_> = (0..200)
            .map(|_| {
                let (hashing, at_work, most, gate) = (hashing.clone(), at_work.clone(), most.clone(), gate.clone());
                tokio::spawn(async move {
                    let job = move || {
                        most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        // Nobody gets on before the gate opens; once it is open every receiver gets on at once.
                        let _opened = gate.lock().map(|gate| gate.recv());
                        at_work.fetch_sub(1, Ordering::SeqCst);
                    };
                    hashing.work(job).await
                })
            })
            .collect();
        let (turned_away, let_in): (Vec<_>, Vec<_>) = {
            // Whoever is turned away is so at once; the others are still there when every task has had its turn.
            while tries.iter().filter(|one| one.is_finished()).count() < 200 - places - MAX_WAITING {
                tokio::task::yield_now().await;
            }
            tries.into_iter().partition(tokio::task::JoinHandle::is_finished)
        };
        assert_eq!((turned_away.len(), let_in.len()), (200 - places - MAX_WAITING, places + MAX_WAITING));
        for one in turned_away {
            assert!(matches!(one.await.unwrap(), Err(Error::Busy)));
        }
        drop(open);
        for one in let_in {
            one.await.unwrap().unwrap();
        }
        assert!(most.load(Ordering::SeqCst) <= places, "{most:?} at once");
    }

    #[tokio::test]
    async fn s08_whoever_has_waited_long_enough_is_turned_away() {
        assert_eq!(Hashing::new().patience.as_secs(), 5);
        let hashing = Hashing::patient(Duration::from_millis(1));
        let places = u32::try_from(hashing.places.available_permits()).unwrap();
        let _taken = hashing.places.clone().acquire_many_owned(places).await.unwrap();
        assert!(matches!(hashing.hash("anything").await, Err(Error::Busy)));
    }

    #[test]
    fn s09_long_passwords_of_any_characters_are_taken_as_they_are() {
        for fine in ["lamplight over the harbour", "é🦝 ", &"long enough, and then some ".repeat(30), "пароль из тумана ночью"]
        {
            let verdict = acceptable(fine, &[]);
            let expected = if fine.chars().count() < MIN_CHARACTERS { Err(Fault::TooShort { min: 12 }) } else { Ok(()) };
            assert_eq!(verdict, expected, "{fine}");
        }
        assert_eq!(acceptable(&"x y z ".repeat(171), &[]), Err(Fault::TooLong { max: 1_024, has: 1_026 }));
    }

    #[test]
    fn s09_a_few_characters_over_and_over_are_guessable() {
        for poor in ["adminadminadmin", "aaaaaaaaaaaa", "abcabcabcabca", "LanTernlanternLANTERN", "🦝🦝🦝🦝🦝🦝🦝🦝🦝🦝🦝🦝"]
        {
            let expected = if poor.starts_with('L') { Ok(()) } else { Err(Fault::Guessable) };
            assert_eq!(acceptable(poor, &[]), expected, "{poor}");
        }
        assert!(!repeats_itself("lamplight over the harbour"));
    }
}
