//! Slugs: an article's address.

use super::Kind;
use crate::field::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// An article's address: words of a–z and 0–9 with single hyphens between, at most 80 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// The words that Lantern keeps for its own addresses.
pub const RESERVED: [&str; 39] = [
    "account",
    "admin",
    "api",
    "appeal",
    "archive",
    "articles",
    "assets",
    "authors",
    "by",
    "cards",
    "comment",
    "comments",
    "corrections",
    "favicon",
    "feed",
    "feeds",
    "health",
    "healthz",
    "login",
    "logout",
    "media",
    "metrics",
    "page",
    "pkg",
    "preview",
    "robots",
    "rss",
    "search",
    "set-up",
    "setup",
    "sheets",
    "sign-in",
    "sign-out",
    "sitemap",
    "sitemaps",
    "slides",
    "static",
    "theme",
    "topics",
];

/// The words that are kept for pages: whoever looks for an imprint tries its name.
pub const FOR_PAGES: [&str; 3] = ["about", "imprint", "privacy"];

impl Slug {
    /// The most characters of a slug.
    pub const MAX: usize = 80;

    /// Reads a slug as it was typed.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::TooLong`], [`Fault::Malformed`], or [`Fault::Reserved`] for the program's own words.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let has = text.chars().count();
        if text.is_empty() {
            Err(Fault::Empty)
        } else if has > Self::MAX {
            Err(Fault::TooLong { max: Self::MAX, has })
        } else if !Self::has_form(text) {
            Err(Fault::Malformed)
        } else if RESERVED.contains(&text) {
            Err(Fault::Reserved)
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The same for something of that kind.
    ///
    /// # Errors
    /// As [`Self::parse`]; [`Fault::Reserved`] also for an article that would have a word that is kept for pages.
    pub fn parse_for(kind: Kind, text: &str) -> Result<Self, Fault> {
        let slug = Self::parse(text)?;
        match kind {
            Kind::Article if FOR_PAGES.contains(&slug.as_str()) => Err(Fault::Reserved),
            Kind::Article | Kind::Page => Ok(slug),
        }
    }

    /// The slug that an article's title suggests: folded to a–z and 0–9, cut at a word. `article` when nothing is left.
    pub fn suggested(title: &str) -> Self {
        Self::suggested_for(Kind::Article, title)
    }

    /// The slug that the title of something of that kind suggests.
    pub fn suggested_for(kind: Kind, title: &str) -> Self {
        let words = Self::words(title);
        let what = kind.code();
        let is_kept = RESERVED.contains(&words.as_str()) || (kind == Kind::Article && FOR_PAGES.contains(&words.as_str()));
        match words.as_str() {
            // No page is called what all of them are.
            "" if kind == Kind::Page => Self("a-page".to_owned()),
            "" => Self(what.to_owned()),
            word if is_kept => Self(format!("{word}-{what}")),
            _ => Self(words),
        }
    }

    /// The words of a text in the form of a slug; empty where it has no letter or digit of ours.
    pub(crate) fn words(text: &str) -> String {
        let mut slug = String::new();
        for word in folded(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            if slug.is_empty() {
                slug.extend(word.chars().take(Self::MAX));
            } else if slug.len() + 1 + word.len() <= Self::MAX {
                slug.push('-');
                slug.push_str(word);
            } else {
                break;
            }
        }
        slug
    }

    /// The slug with a number behind it, for when it is taken: `what-we-ate-2`.
    pub fn numbered(&self, number: u32) -> Self {
        Self(Self::words_numbered(&self.0, number, Self::MAX))
    }

    /// Words in the form of a slug with a number behind them, cut so that both have room in `max` characters.
    pub(crate) fn words_numbered(words: &str, number: u32, max: usize) -> String {
        let ending = format!("-{number}");
        let kept = words[..words.len().min(max - ending.len())].trim_end_matches('-');
        format!("{kept}{ending}")
    }

    /// Whether the text has the form of a slug, whatever its length and meaning.
    pub(crate) fn has_form(text: &str) -> bool {
        !text.is_empty()
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--")
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Lower case without accents; the few letters that decomposition leaves are spelt out, apostrophes fall away.
fn folded(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for c in title.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'ł' => out.push('l'),
            'þ' => out.push_str("th"),
            'ı' => out.push('i'),
            '\'' | '’' | '‘' => {}
            _ => out.push(c),
        }
    }
    out
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Slug {
    type Error = &'static str;
    /// By its form alone: what was stored stays an address when the program keeps another word for itself.
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if Self::has_form(&text) && text.len() <= Self::MAX { Ok(Self(text)) } else { Err("not a slug") }
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_becomes_words_with_hyphens() {
        assert_eq!(Slug::suggested("How long is a blur?").as_str(), "how-long-is-a-blur");
        assert_eq!(Slug::suggested("L’été à Łódź: Æthel & ßtraße").as_str(), "lete-a-lodz-aethel-sstrasse");
    }

    #[test]
    fn a_title_without_letters_still_has_an_address() {
        assert_eq!(Slug::suggested("…?!").as_str(), "article");
        assert_eq!(Slug::suggested("月の光").as_str(), "article");
    }

    #[test]
    fn the_programs_own_words_are_kept_for_it() {
        assert_eq!(Slug::parse("admin"), Err(Fault::Reserved));
        assert_eq!(Slug::suggested("Search").as_str(), "search-article");
    }

    #[test]
    fn an_address_that_was_stored_stays_one_when_its_word_is_kept_by_the_program() {
        assert_eq!(Slug::try_from("search".to_owned()).unwrap().as_str(), "search");
        assert!(Slug::try_from("Search".to_owned()).is_err() && Slug::try_from("a".repeat(81)).is_err());
    }

    #[test]
    fn a_slug_has_one_form() {
        for text in ["Upper", "two--hyphens", "-first", "last-", "with space", "ünder", "a/b", "a.b"] {
            assert_eq!(Slug::parse(text), Err(Fault::Malformed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_title_suggests_a_slug_that_parses(title in "\\PC{0,200}", number in 2_u32..1_000_000) {
            let slug = Slug::suggested(&title);
            prop_assert_eq!(Slug::parse(slug.as_str()), Ok(slug.clone()));
            let numbered = slug.numbered(number);
            prop_assert_eq!(Slug::parse(numbered.as_str()), Ok(numbered));
        }
    }
}
