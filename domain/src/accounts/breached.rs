//! The passwords that break-ins have made known, looked up without leaving the machine.
//!
//! Source: the million most common passwords of a public collection; `breached/README.md` names it, says which were
//! kept and how the list is made again.

use sha2::{Digest, Sha256};

/// The first bytes of a password's SHA-256: enough to tell it from the rest, too few to read the list back.
const PREFIX: usize = 6;

/// Prefixes one after another. Invariant: ascending, none twice, nothing before, between or after them.
static PREFIXES: &[u8] = include_bytes!("breached/prefixes.bin");

/// Whether `password` is on the list of breached passwords, in whatever case its letters are typed.
///
/// A password that is not on the list is taken for one about once in two thousand million times.
///
/// Standard: OWASP ASVS 5.0.0, V6.2.4 and V6.2.12.
pub fn is_breached(password: &str) -> bool {
    let digest = Sha256::digest(password.to_lowercase());
    listed().binary_search_by(|prefix| prefix.as_slice().cmp(&digest[..PREFIX])).is_ok()
}

/// The list as prefixes, ascending.
fn listed() -> &'static [[u8; PREFIX]] {
    let (prefixes, _) = PREFIXES.as_chunks();
    prefixes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s09_the_list_has_at_least_a_hundred_thousand_entries() {
        assert!(listed().len() >= 100_000, "{} entries", listed().len());
    }

    #[test]
    fn s09_the_list_is_whole_and_in_ascending_order() {
        assert_eq!(PREFIXES.len() % PREFIX, 0);
        assert!(listed().is_sorted_by(|one, next| one < next));
    }

    #[test]
    fn s09_long_and_well_known_passwords_are_found() {
        for known in [
            "password1234",
            "password12345",
            "passwordpassword",
            "123456789012",
            "qwertyuiop123",
            "qwerty123456",
            "1q2w3e4r5t6y",
            "iloveyou1234",
            "letmeinletmein",
            "administrator",
        ] {
            assert!(is_breached(known), "{known}");
        }
    }

    #[test]
    fn s09_short_ones_are_listed_too() {
        for known in ["123456", "password", "dragon", "trustno1"] {
            assert!(is_breached(known), "{known}");
        }
    }

    #[test]
    fn s09_capital_letters_hide_nothing() {
        assert!(is_breached("Password1234"));
        assert!(is_breached("QWERTYUIOP123"));
    }

    #[test]
    fn s09_other_passwords_pass() {
        for other in [
            "",
            "marsh heron over the weir",
            "Zx4-lunar-teapot",
            "fjord Kessel 88 Anemone",
            "пароль из тумана",
            "🦝🦝🦝🦝🦝🦝🦝🦝🦝🦝🦝🦝",
        ] {
            assert!(!is_breached(other), "{other}");
        }
    }

    #[test]
    fn s09_numbered_phrases_nobody_uses_pass() {
        let taken: Vec<String> =
            (0..20_000).map(|number| format!("weir heron {number:05} lantern")).filter(|phrase| is_breached(phrase)).collect();
        assert!(taken.is_empty(), "{taken:?}");
    }
}
