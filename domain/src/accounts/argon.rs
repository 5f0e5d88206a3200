//! Argon2id in memory that is kept from one hash to the next.

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::sync::{Mutex, PoisonError};

/// OWASP's Password Storage Cheat Sheet: 19 MiB, two passes, one lane (security S7).
const PARAMS: (u32, u32, u32) = (19 * 1024, 2, 1);

/// Makes and compares hashes.
///
/// A system allocator would keep 19 MiB for every thread that ever hashed. The memory is kept here instead: there is
/// never more of it than hashes have been at work at the same time (security S8).
#[derive(Default)]
pub(super) struct Argon {
    idle: Mutex<Vec<Vec<Block>>>,
}

/// What comparing a password with a hash has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verified {
    /// The password belongs to the hash.
    pub(crate) matches: bool,
    /// The hash was made with less work than today's: it is to be made again while the password is at hand (security S7).
    pub(crate) is_weak: bool,
}

impl Argon {
    /// A PHC string with that salt.
    pub(super) fn hash(&self, password: &str, salt: [u8; 16]) -> String {
        let params = todays();
        let output = self.output(password, &salt, &params).expect("a password of at most 1,024 bytes can be hashed");
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params).expect("the parameters can be written"),
            salt: Some(Salt::new(&salt).expect("sixteen bytes are a salt")),
            hash: Some(output),
        };
        hash.to_string()
    }

    /// Compares, in constant time. Only argon2id counts: a hash of another kind matches nothing (security S7).
    pub(super) fn verified(&self, password: &str, hash: &str) -> Verified {
        let known = PasswordHash::new(hash).ok().filter(|hash| hash.algorithm == Algorithm::Argon2id.ident());
        let params = known.as_ref().and_then(|hash| Params::try_from(hash).ok());
        let (Some(known), Some(params)) = (known, params) else { return Verified { matches: false, is_weak: false } };
        let made = known.salt.as_ref().and_then(|salt| self.output(password, salt, &params));
        let today = todays();
        let is_weak = params.m_cost() < today.m_cost() || params.t_cost() < today.t_cost();
        Verified { matches: made.is_some() && made == known.hash, is_weak }
    }

    fn output(&self, password: &str, salt: &[u8], params: &Params) -> Option<Output> {
        let mut bytes = [0; Output::MAX_LENGTH];
        let bytes = bytes.get_mut(..params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN))?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
        let mut memory = self.idle().pop().unwrap_or_default();
        memory.resize(memory.len().max(params.block_count()), Block::default());
        let made = argon2.hash_password_into_with_memory(password.as_bytes(), salt, bytes, &mut memory);
        self.idle().push(memory);
        made.ok().and_then(|()| Output::new(bytes).ok())
    }

    /// Invariant: nobody hashes while the list is held, so that a panic leaves it whole.
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Vec<Block>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn todays() -> Params {
    let (memory_kib, passes, lanes) = PARAMS;
    Params::new(memory_kib, passes, lanes, None).expect("the parameters are within argon2's limits")
}

/// A hash made with less work than today's.
#[cfg(test)]
pub(super) fn weak_hash(password: &str) -> String {
    use argon2::password_hash::PasswordHasher;
    let params = Params::new(8 * 1024, 1, 1, None).expect("the parameters are within argon2's limits");
    let weak = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    weak.hash_password(password.as_bytes()).expect("it can be hashed").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::password_hash::PasswordVerifier;

    #[test]
    fn s07_a_hash_is_what_the_standard_form_says() {
        let hash = Argon::default().hash("lamplight", [7; 16]);
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$BwcHBwcHBwcHBwcHBwcHBw$"), "{hash}");
        assert!(Argon2::default().verify_password(b"lamplight", &PasswordHash::new(&hash).unwrap()).is_ok());
    }

    #[test]
    fn s07_hashes_of_other_kinds_match_nothing() {
        let argon = Argon::default();
        let right = argon.hash("lamplight", [7; 16]);
        assert_eq!(argon.verified("lamplight", &right), Verified { matches: true, is_weak: false });
        for wrong in ["", "none", &right.replace("argon2id", "argon2i"), &right.replace("$m=", "$x="), &right[..right.len() - 1]]
        {
            assert!(!argon.verified("lamplight", wrong).matches, "{wrong}");
        }
        assert!(!argon.verified("Lamplight", &right).matches);
        assert_eq!(argon.verified("lamplight", &weak_hash("lamplight")), Verified { matches: true, is_weak: true });
    }

    #[test]
    fn s08_memory_is_used_again() {
        let argon = Argon::default();
        for salt in 0..5 {
            argon.hash("lamplight", [salt; 16]);
        }
        let idle = argon.idle();
        assert_eq!(idle.iter().map(Vec::len).collect::<Vec<_>>(), [19 * 1024]);
    }
}
