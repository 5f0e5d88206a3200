//! Where else a person is: the addresses of their profiles on other sites.

use crate::field::{self, Fault};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most addresses of a person.
pub const MAX_LINKS: usize = 5;
/// The most characters of an address.
pub const MAX_LINK: usize = 300;

/// The address of a profile on another site: https, with a host and without a user, as the parser writes it (security O3).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String")]
// What the browser reads of it was parsed by the server: the parser with its tables stays there.
#[cfg_attr(feature = "store", serde(try_from = "String"))]
pub struct ProfileLink(String);

impl ProfileLink {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::TooLong`], or [`Fault::Malformed`] for everything that is no such address.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let address = field::secure_address(text, MAX_LINK)?;
        if address.is_empty() { Err(Fault::Empty) } else { Ok(Self(address)) }
    }

    /// The addresses in a text, one a line; lines of nothing are passed over, and an address that stands there twice is there once.
    ///
    /// # Errors
    /// As [`Self::parse`] for the first that is none; [`Fault::TooLong`] with [`MAX_LINKS`] for more than those.
    pub fn parse_lines(text: &str) -> Result<Vec<Self>, Fault> {
        let mut links: Vec<Self> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let link = Self::parse(line)?;
            if !links.contains(&link) {
                links.push(link);
            }
        }
        if links.len() > MAX_LINKS { Err(Fault::TooLong { max: MAX_LINKS, has: links.len() }) } else { Ok(links) }
    }

    /// The addresses as they are kept and typed, one a line.
    pub fn lines(links: &[Self]) -> String {
        links.iter().map(Self::as_str).collect::<Vec<_>>().join("\n")
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address as people read it: without `https://`, and without a slash at its end.
    pub fn words(&self) -> &str {
        let words = self.0.strip_prefix("https://").unwrap_or(&self.0);
        words.strip_suffix('/').unwrap_or(words)
    }
}

impl fmt::Display for ProfileLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for ProfileLink {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not the https address of a profile")
    }
}

impl From<ProfileLink> for String {
    fn from(link: ProfileLink) -> Self {
        link.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn o03_a_profile_is_at_an_https_address_and_nowhere_else() {
        for (typed, address, words) in [
            ("https://mastodon.example/@nadia", "https://mastodon.example/@nadia", "mastodon.example/@nadia"),
            (" HTTPS://Example.ORG ", "https://example.org/", "example.org"),
            ("https://bücher.example/ä b", "https://xn--bcher-kva.example/%C3%A4%20b", "xn--bcher-kva.example/%C3%A4%20b"),
        ] {
            let link = ProfileLink::parse(typed).unwrap();
            assert_eq!((link.as_str(), link.words()), (address, words));
        }
        for typed in [
            "http://example.org/nadia",
            "javascript:alert(1)",
            "//example.org/nadia",
            "/by/nadia",
            "example.org/nadia",
            "mailto:nadia@example.org",
            "https://nadia@example.org/",
            "https://nadia:secret@example.org/",
            "https://",
            "https://a\"b.example/",
            "@nadia@mastodon.example",
        ] {
            assert_eq!(ProfileLink::parse(typed), Err(Fault::Malformed), "{typed}");
        }
        assert_eq!(ProfileLink::parse(" "), Err(Fault::Empty));
        let long = format!("https://example.org/{}", "x".repeat(281));
        assert_eq!(ProfileLink::parse(&long), Err(Fault::TooLong { max: 300, has: 301 }));
    }

    #[test]
    fn five_are_taken_each_once() {
        let five = "https://1.example\n\nhttps://2.example\n\nhttps://3.example\nhttps://4.example\nhttps://5.example\n";
        assert_eq!(ProfileLink::parse_lines(five).unwrap().len(), 5);
        assert_eq!(ProfileLink::parse_lines(&format!("{five}HTTPS://1.example/")).unwrap().len(), 5);
        let six = format!("{five}https://6.example");
        assert_eq!(ProfileLink::parse_lines(&six), Err(Fault::TooLong { max: 5, has: 6 }));
        assert_eq!(ProfileLink::parse_lines("https://1.example\nx"), Err(Fault::Malformed));
        assert_eq!(ProfileLink::parse_lines(" \r\n "), Ok(Vec::new()));
    }

    proptest! {
        #[test]
        fn o03_what_was_taken_is_taken_again_as_it_stands(
            typed in "(https?:|HTTPS:|javascript:)?[/\\\\]{0,3}([a-z@:.&#;?%\t-]{0,12}@)?[a-zä.:/@\\\\&#\"<>\t %-]{0,20}",
        ) {
            if let Ok(links) = ProfileLink::parse_lines(&typed) {
                prop_assert_eq!(&ProfileLink::parse_lines(&ProfileLink::lines(&links)), &Ok(links.clone()));
                for link in links {
                    prop_assert!(link.as_str().starts_with("https://"));
                    prop_assert!(!link.as_str().contains(['"', '<', '>', ' ', '\n', '\t']), "{}", link);
                }
            }
        }
    }
}
