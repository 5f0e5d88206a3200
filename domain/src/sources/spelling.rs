//! When two spellings mean one name: folded to be equal, or one slip apart.

use unicode_normalization::UnicodeNormalization as _;

/// The form under which spellings of one name are equal: letters and digits only, case and Latin accents folded.
///
/// Spaces and punctuation do not count ("`FlashExpress`", "Flash-Express"). A leading "the" is dropped when at least
/// two words follow. Empty when the name has neither letter nor digit.
pub fn key(name: &str) -> String {
    words(name).concat()
}

/// Whether two names are probably one, with a slip of the keys in a single longer word.
///
/// Meant to be safe rather than clever: the same number of words, one word different, that word starting with the
/// same letter and differing by one letter left out, added or swapped with its neighbour in at least six letters, or
/// by one letter replaced in at least eight. Digits are never a slip. Equal names are not near.
pub fn are_near(one: &str, other: &str) -> bool {
    near_words(&words(one), &words(other))
}

fn near_words(one: &[String], other: &[String]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut different = one.iter().zip(other).filter(|(a, b)| a != b);
    match (different.next(), different.next()) {
        (Some((a, b)), None) => is_slip(a, b),
        _ => false,
    }
}

fn is_slip(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same_start = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    let same_end = short[same_start.min(short.len())..]
        .iter()
        .rev()
        .zip(long[same_start..].iter().rev())
        .take_while(|(x, y)| x == y)
        .count();
    let (left, right) = (&short[same_start..short.len() - same_end], &long[same_start..long.len() - same_end]);
    if same_start == 0 || left.iter().chain(right).any(|c| c.is_numeric()) {
        return false;
    }
    match (left, right) {
        ([], [_]) => short.len() >= 6,
        ([_], [_]) => short.len() >= 8,
        ([a, b], [c, d]) => short.len() >= 6 && a == d && b == c,
        _ => false,
    }
}

/// The folded words of a name.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_latin = false;
    for c in name.nfkd().flat_map(char::to_lowercase) {
        let current = words.last_mut().expect("there is always a word being built");
        if c.is_alphanumeric() {
            current.push(c);
            after_latin = c.is_ascii_alphabetic();
        } else if ('\u{300}'..='\u{36f}').contains(&c) {
            // An accent goes only from Latin letters: in other scripts it can make another letter.
            if !after_latin && !current.is_empty() {
                current.push(c);
            }
        } else if !matches!(c, '\'' | '\u{2019}') && !current.is_empty() {
            words.push(String::new());
        }
    }
    words.retain(|word| !word.is_empty());
    if words.len() > 2 && words[0] == "the" {
        words.remove(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{are_near, key};
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_name_share_a_key() {
        for same in ["Flash Express", "flash  express", "FLASH EXPRESS", "Flash\u{a0}Express", "FlashExpress", "Flash-Express."] {
            assert_eq!(key(same), "flashexpress", "{same:?}");
        }
        assert_eq!(key("The Daily Digest"), key("Daily Digest"));
        assert_ne!(key("The Sun"), key("Sun"));
        assert_eq!(key("Agência Lusa"), key("Agencia Lusa"));
        assert_ne!(key("कोलकाता"), key("कलकत्ता"));
        assert_eq!(key("©  — "), "");
    }

    #[test]
    fn a_slip_in_a_long_word_is_near() {
        assert!(are_near("Flash Expres", "Flash Express"));
        assert!(are_near("northern archive", "Northern Archives"));
        assert!(are_near("Wikimedia Comomns", "Wikimedia Commons"));
        assert!(are_near("Shuttorstock", "Shutterstock"));
    }

    #[test]
    fn different_short_names_stay_apart() {
        for (one, other) in [
            ("AP", "AFP"),
            ("BBC", "ABC"),
            ("CNN", "CBN"),
            ("DPA", "EPA"),
            ("Iran Press", "Iraq Press"),
            ("Channel 4 Newsroom", "Channel 5 Newsroom"),
            ("Studio2000", "Studio2001"),
            ("Austrian Press", "Australian Press"),
            ("Slovenian News", "Slovakian News"),
            ("Bremer Kurier", "Bremen Kurier"),
            ("Daily Mail", "Daily Mall"),
            ("Reuters", "Reuters Pictures"),
            ("Flash Express", "Flash Express"),
            ("", "A"),
        ] {
            assert!(!are_near(one, other), "{one} and {other}");
        }
    }

    proptest! {
        #[test]
        fn names_of_short_words_are_never_near(one in "[A-Za-z]{1,5}( [A-Za-z]{1,5}){0,3}", other in "[A-Za-z]{1,5}( [A-Za-z]{1,5}){0,3}") {
            prop_assert!(!are_near(&one, &other));
        }

        #[test]
        fn near_works_both_ways_and_never_on_equals(one in ".{0,24}", other in ".{0,24}") {
            prop_assert_eq!(are_near(&one, &other), are_near(&other, &one));
            prop_assert!(!are_near(&one, &one));
        }

        #[test]
        fn a_key_is_its_own_key(name in ".{0,24}") {
            // The article is dropped once from words; a key is a single word.
            prop_assert_eq!(key(&key(&name)), key(&name));
        }
    }
}
