//! The language of a site: a tag in the shape of BCP 47.

use crate::field::Fault;

/// The most characters of a tag.
const MAX: usize = 35;

/// Reads a language tag and writes it as it is usually written: `DE-at` becomes `de-AT`, `zh-hant` becomes `zh-Hant`.
///
/// The shape alone is checked, not whether anybody registered the parts. Source: RFC 5646, 2.1, without the grandfathered
/// tags and those that are private as a whole.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::Malformed`].
pub fn language_tag(text: &str) -> Result<String, Fault> {
    let text = text.trim();
    let has = text.chars().count();
    if has == 0 {
        return Err(Fault::Empty);
    }
    if has > MAX {
        return Err(Fault::TooLong { max: MAX, has });
    }
    let mut parts = text.split('-').peekable();
    let language = parts.next().filter(|part| (2..=3).contains(&part.len()) && is_letters(part)).ok_or(Fault::Malformed)?;
    let mut tag = language.to_ascii_lowercase();
    let mut add = |part: String| {
        tag.push('-');
        tag.push_str(&part);
    };
    if let Some(script) = parts.next_if(|part| part.len() == 4 && is_letters(part)) {
        let (first, rest) = script.split_at(1);
        add(first.to_ascii_uppercase() + &rest.to_ascii_lowercase());
    }
    if let Some(region) = parts.next_if(|part| (part.len() == 2 && is_letters(part)) || (part.len() == 3 && is_digits(part))) {
        add(region.to_ascii_uppercase());
    }
    while let Some(variant) = parts.next_if(|part| is_variant(part)) {
        add(variant.to_ascii_lowercase());
    }
    if let Some(private) = parts.next_if(|part| part.eq_ignore_ascii_case("x")) {
        parts.peek().ok_or(Fault::Malformed)?;
        add(private.to_ascii_lowercase());
        while let Some(part) = parts.next_if(|part| (1..=8).contains(&part.len()) && is_letters_or_digits(part)) {
            add(part.to_ascii_lowercase());
        }
    }
    if parts.next().is_some() { Err(Fault::Malformed) } else { Ok(tag) }
}

/// Five to eight letters or digits, or four that begin with a digit: `1996`, `valencia`.
fn is_variant(part: &str) -> bool {
    let is_long = (5..=8).contains(&part.len());
    let is_year = part.len() == 4 && part.starts_with(|c: char| c.is_ascii_digit());
    (is_long || is_year) && is_letters_or_digits(part)
}

fn is_letters(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_digits(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_letters_or_digits(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_tag_is_written_as_it_is_usually_written() {
        for (typed, kept) in [
            ("en", "en"),
            (" DE-at ", "de-AT"),
            ("zh-hant", "zh-Hant"),
            ("sr-LATN-rs", "sr-Latn-RS"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("ca-ES-Valencia", "ca-ES-valencia"),
            ("en-x-Lantern", "en-x-lantern"),
        ] {
            assert_eq!(language_tag(typed), Ok(kept.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for typed in ["e", "English", "en_GB", "en-", "-en", "en--GB", "en-GB-DE", "en-x", "de-\"", "日本"] {
            assert_eq!(language_tag(typed), Err(Fault::Malformed), "{typed}");
        }
        assert_eq!(language_tag("  "), Err(Fault::Empty));
        assert_eq!(language_tag(&"a".repeat(36)), Err(Fault::TooLong { max: 35, has: 36 }));
    }

    proptest! {
        #[test]
        fn o04_a_kept_tag_is_of_letters_digits_and_hyphens_and_reads_back(typed in "\\PC{0,40}|[a-zA-Z0-9-]{0,20}") {
            if let Ok(kept) = language_tag(&typed) {
                prop_assert!(kept.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-'));
                prop_assert_eq!(language_tag(&kept), Ok(kept.clone()));
            }
        }
    }
}
