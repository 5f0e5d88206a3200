//! What is wrong with a form, field by field, in a shape that every form shares.
//!
//! A rule names the field and the fault; the sentence for people stands in the component that shows it.

use serde::{Deserialize, Serialize};

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// Nothing was entered where something is needed.
    Empty,
    /// Longer than `max` characters: `has` were entered.
    TooLong {
        /// The most characters that fit.
        max: usize,
        /// The characters entered.
        has: usize,
    },
    /// Shorter than `min` characters.
    TooShort {
        /// The fewest characters that will do.
        min: usize,
    },
    /// Not in the form that the field asks for.
    Malformed,
    /// Somebody or something else has it already.
    Taken,
    /// A word that the program keeps for itself.
    Reserved,
    /// Known from a leak, or made of the site's or the person's own names.
    Guessable,
    /// Not the one on record.
    Wrong,
}

/// The faults of a form: the field's name and what is wrong with it. Never empty when it is an error.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Faults(pub Vec<(String, Fault)>);

impl Faults {
    /// One field, one fault.
    pub fn one(field: &str, fault: Fault) -> Self {
        Self(vec![(field.to_owned(), fault)])
    }

    /// Notes the fault of a field.
    pub fn add(&mut self, field: &str, fault: Fault) {
        self.0.push((field.to_owned(), fault));
    }

    /// The fault of the field, if it has one.
    pub fn of(&self, field: &str) -> Option<&Fault> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, fault)| fault)
    }

    /// Keeps the value of a field that parsed, notes the fault of one that did not.
    pub fn take<T>(&mut self, field: &str, parsed: Result<T, Fault>) -> Option<T> {
        parsed.map_err(|fault| self.add(field, fault)).ok()
    }

    /// `Ok` when nothing is wrong.
    ///
    /// # Errors
    /// The faults themselves.
    pub fn check(self) -> Result<(), Self> {
        if self.0.is_empty() { Ok(()) } else { Err(self) }
    }
}

/// A single line of text: trimmed, inner white space made single, control characters dropped, at most `max` characters.
///
/// # Errors
/// [`Fault::TooLong`], with both numbers. Empty text passes: whether it may be empty is the field's own rule.
pub fn line(text: &str, max: usize) -> Result<String, Fault> {
    let kept = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    within(kept, max)
}

/// Like [`line`], but something must be entered.
///
/// # Errors
/// [`Fault::Empty`] or [`Fault::TooLong`].
pub fn filled_line(text: &str, max: usize) -> Result<String, Fault> {
    let kept = line(text, max)?;
    if kept.is_empty() { Err(Fault::Empty) } else { Ok(kept) }
}

/// A text of many lines: line ends become `\n`, control characters but tab and line end are dropped, at most `max` characters.
///
/// # Errors
/// [`Fault::TooLong`].
pub fn text(text: &str, max: usize) -> Result<String, Fault> {
    let unix = text.replace("\r\n", "\n").replace('\r', "\n");
    within(unix.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect(), max)
}

/// An address that a link may lead to: http or https, with a host and without a user, as the parser writes it, at most `max`
/// characters. Empty text passes.
///
/// # Errors
/// [`Fault::TooLong`], or [`Fault::Malformed`] for everything that is no such address (security O3).
pub fn address(text: &str, max: usize) -> Result<String, Fault> {
    let kept = line(text, max)?;
    if kept.is_empty() {
        return Ok(kept);
    }
    let url = url::Url::parse(&kept).map_err(|_| Fault::Malformed)?;
    let is_link =
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty() && url.password().is_none();
    if is_link { within(url.into(), max) } else { Err(Fault::Malformed) }
}

/// Like [`address`], but https alone, and with a host that the net could have: the parser lets signs such as quotes pass.
///
/// # Errors
/// As [`address`].
pub fn secure_address(text: &str, max: usize) -> Result<String, Fault> {
    let kept = address(text, max)?;
    let host = kept.strip_prefix("https://").map(|rest| rest.split('/').next().unwrap_or_default());
    let is_plain = |host: &str| host.chars().all(|c| c.is_ascii_alphanumeric() || ".-_:[]".contains(c));
    if kept.is_empty() || host.is_some_and(is_plain) { Ok(kept) } else { Err(Fault::Malformed) }
}

fn within(kept: String, max: usize) -> Result<String, Fault> {
    let has = kept.chars().count();
    if has > max { Err(Fault::TooLong { max, has }) } else { Ok(kept) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_line_ends_and_no_control_characters() {
        assert_eq!(line("  Two\r\n lines\u{0}\u{7} ", 20), Ok("Two lines".to_owned()));
    }

    #[test]
    fn a_line_that_is_too_long_says_by_how_much() {
        assert_eq!(line("four", 3), Err(Fault::TooLong { max: 3, has: 4 }));
    }

    #[test]
    fn o03_an_address_is_a_link_or_a_fault() {
        assert_eq!(address(" HTTPS://Example.org/a b ", 99), Ok("https://example.org/a%20b".to_owned()));
        assert_eq!(address("  ", 99), Ok(String::new()));
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://me:secret@example.org/",
            "https://me@example.org/",
            "//example.org",
            "example.org/licence",
        ] {
            assert_eq!(address(refused, 99), Err(Fault::Malformed), "{refused}");
        }
        assert_eq!(address("https://e.org/äää", 20), Err(Fault::TooLong { max: 20, has: 32 }));
    }

    #[test]
    fn a_text_keeps_its_lines_with_one_kind_of_line_end() {
        assert_eq!(text("a\r\nb\rc\u{1b}", 9), Ok("a\nb\nc".to_owned()));
    }
}
