//! An address that a menu may lead to.

use crate::field::{self, Fault};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most characters of an address.
const MAX_ADDRESS: usize = 500;

/// Where relative addresses are parsed; no address of a menu is ever at it.
const HERE: &str = "https://here.invalid";

/// A path of this site, or an http or https address elsewhere without a user, as the URL parser writes it (security O3).
///
/// Source: WHATWG URL, serialisation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String")]
// What the browser reads of it was parsed by the server: the parser with its tables stays there.
#[cfg_attr(feature = "store", serde(try_from = "String"))]
pub struct MenuAddress(String);

impl MenuAddress {
    /// Parses what was typed.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::TooLong`], or [`Fault::Malformed`] for everything that is no such address.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let typed = field::filled_line(text, MAX_ADDRESS)?;
        if typed.starts_with('/') { Self::path(&typed) } else { field::address(&typed, MAX_ADDRESS).map(Self) }
    }

    fn path(typed: &str) -> Result<Self, Fault> {
        let here = url::Url::parse(HERE).expect("it is an address");
        let url = here.join(typed).map_err(|_| Fault::Malformed)?;
        // Of `//host`, `/\host` and their like the parser makes a host, and of `/.//host` a path that begins with two slashes.
        if url.origin() != here.origin() || url.path().starts_with("//") {
            return Err(Fault::Malformed);
        }
        let path = &url[url::Position::BeforePath..];
        let has = path.chars().count();
        if has > MAX_ADDRESS { Err(Fault::TooLong { max: MAX_ADDRESS, has }) } else { Ok(Self(path.to_owned())) }
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for MenuAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<MenuAddress> for String {
    fn from(address: MenuAddress) -> Self {
        address.0
    }
}

impl TryFrom<String> for MenuAddress {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an address that a menu leads to")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn o03_a_menu_leads_to_paths_here_and_to_pages_elsewhere() {
        for (typed, kept) in [
            ("/archive/2026-11?x=1#s", "/archive/2026-11?x=1#s"),
            (" /a b/../ü ", "/%C3%BC"),
            ("/\t/example.org", "/%20/example.org"),
            ("HTTPS://Example.org", "https://example.org/"),
            ("http://example.org/ü", "http://example.org/%C3%BC"),
        ] {
            assert_eq!(MenuAddress::parse(typed).map(String::from), Ok(kept.to_owned()), "{typed}");
        }
        assert_eq!(MenuAddress::parse("  "), Err(Fault::Empty));
    }

    #[test]
    fn o03_a_menu_leads_nowhere_that_runs_or_hides() {
        for refused in [
            "javascript:alert(1)",
            "JaVaScript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "mailto:me@example.org",
            "//example.org/",
            "/\\example.org",
            "/.//example.org",
            "https://me@example.org/",
            "https://me:secret@example.org/",
            "ftp://example.org/",
            "example.org",
            "archive",
        ] {
            assert_eq!(MenuAddress::parse(refused), Err(Fault::Malformed), "{refused}");
        }
    }

    proptest! {
        #[test]
        fn o03_what_is_kept_is_a_path_or_an_address_and_stays_what_it_is(typed in "[/\\\\:a-zA-Z.@?#%\\t\\n é0-9]{0,40}") {
            for typed in [typed.clone(), format!("/{typed}"), format!("https:{typed}"), format!("javascript:{typed}")] {
                let Ok(kept) = MenuAddress::parse(&typed) else { continue };
                let text = kept.as_str();
                let is_path = text.starts_with('/') && !text.starts_with("//") && !text.starts_with("/\\");
                prop_assert!(is_path || text.starts_with("https://") || text.starts_with("http://"), "{typed} {text}");
                prop_assert!(text.is_ascii() && !text.contains(|c: char| c.is_whitespace() || c.is_control()), "{text}");
                prop_assert_eq!(MenuAddress::parse(text), Ok(kept.clone()));
            }
        }
    }
}
