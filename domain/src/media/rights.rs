//! Who made a picture, whom to credit and how it may be used, as its file says.

use crate::credits::{Credit, Licence};
use serde::{Deserialize, Serialize};

/// The most people that are named as makers of one picture.
pub const MAX_CREATORS: usize = 20;
/// The most characters of a person's name.
pub const MAX_NAME_CHARS: usize = 200;
/// The most characters of a credit line, notice or source.
pub const MAX_LINE_CHARS: usize = 500;
/// The most characters of a description or an alternative text.
pub const MAX_TEXT_CHARS: usize = 2_000;

/// What a file says about its own rights. Every text is one line, without controls and without space around it, and never
/// empty.
///
/// Source of the names and meanings: IPTC Photo Metadata Standard 2023.1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rights {
    /// Who made the picture, in order: at most [`MAX_CREATORS`], each of at most [`MAX_NAME_CHARS`] characters.
    pub creators: Vec<String>,
    /// How the supplier wants to be credited; at most [`MAX_LINE_CHARS`] characters.
    pub credit_line: Option<String>,
    /// Who holds the copyright, since when; at most [`MAX_LINE_CHARS`] characters.
    pub copyright_notice: Option<String>,
    /// How the picture may be used, in words; at most [`MAX_LINE_CHARS`] characters.
    pub usage_terms: Option<String>,
    /// Where the licence or the statement of rights stands: an absolute http or https address.
    pub licence_url: Option<String>,
    /// Where the picture was got from; at most [`MAX_NAME_CHARS`] characters.
    pub source: Option<String>,
    /// What the picture shows; at most [`MAX_TEXT_CHARS`] characters.
    pub description: Option<String>,
    /// What stands in for the picture where it cannot be seen; at most [`MAX_TEXT_CHARS`] characters.
    pub alt_text: Option<String>,
}

/// Something about a picture that its uploader should know, though it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Remark {
    /// The XMP packet was not read, so rights that stand only there are missing.
    XmpNotRead,
    /// The picture has a colour profile, and its sizes are made as if it were sRGB: colours may come out paler.
    ColourProfileIgnored,
}

impl Rights {
    /// What is said here, and where nothing is said, what `other` says.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            creators: if self.creators.is_empty() { other.creators } else { self.creators },
            credit_line: self.credit_line.or(other.credit_line),
            copyright_notice: self.copyright_notice.or(other.copyright_notice),
            usage_terms: self.usage_terms.or(other.usage_terms),
            licence_url: self.licence_url.or(other.licence_url),
            source: self.source.or(other.source),
            description: self.description.or(other.description),
            alt_text: self.alt_text.or(other.alt_text),
        }
    }

    /// The credit that a media item begins with. Of many creators those are named whose names fit whole.
    pub fn credit(&self) -> Credit {
        let mut creator = String::new();
        for name in &self.creators {
            let longer = if creator.is_empty() { name.clone() } else { format!("{creator}, {name}") };
            if longer.chars().count() <= Credit::NAME_MAX_CHARS {
                creator = longer;
            }
        }
        Credit {
            creator,
            line: self.credit_line.clone().unwrap_or_default(),
            source: self.source.clone().unwrap_or_default(),
            source_url: String::new(),
            copyright: self.copyright_notice.clone().unwrap_or_default(),
            licence: self.licence_url.as_deref().and_then(licence_at),
        }
    }
}

/// The licence whose own text stands at that address: the scheme, a language and the page within do not matter, the version
/// does.
fn licence_at(address: &str) -> Option<Licence> {
    let found = place(address)?;
    Licence::ALL.into_iter().find(|licence| {
        let own = licence.url().and_then(place);
        own.and_then(|own| found.strip_prefix(own)).is_some_and(|page| page.is_empty() || page.starts_with('/'))
    })
}

/// An address without its scheme, `www.` and the slash at its end.
fn place(address: &str) -> Option<&str> {
    let (_, place) = address.split_once("://")?;
    Some(place.trim_start_matches("www.").trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_licence(address: &str, licence: Option<Licence>) {
        assert_eq!(licence_at(address), licence, "{address}");
    }

    #[test]
    fn a_licence_is_known_by_its_address() {
        check_licence("https://creativecommons.org/licenses/by/4.0/", Some(Licence::CcBy));
        check_licence("http://www.creativecommons.org/licenses/by-nc-sa/4.0", Some(Licence::CcByNcSa));
        check_licence("https://creativecommons.org/publicdomain/zero/1.0/deed.en", Some(Licence::Cc0));
        check_licence("https://creativecommons.org/licenses/by/3.0/", None);
        check_licence("https://creativecommons.org/licenses/by/4.01/", None);
        check_licence("https://example.org/licenses/by/4.0/", None);
        check_licence("nothing", None);
    }

    #[test]
    fn a_credit_names_as_many_creators_as_fit() {
        let mut rights = Rights { creators: vec!["Ada".to_owned(), "B".repeat(200), "Cleo".to_owned()], ..Rights::default() };
        assert_eq!(rights.credit().creator, "Ada, Cleo");
        rights.credit_line = Some("Ada / Desk".to_owned());
        assert_eq!(rights.credit().printed().as_deref(), Some("Ada / Desk"));
    }
}
