//! Reads one credit line as people write it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::credit::Credit;
use super::labels::{Label, cut_label};
use super::licence::Licence;
use super::licence_words::cut_licence;
use super::names::{self, tidy, without_years};
use crate::sources::Register;

/// The most bytes of a line that is taken apart.
pub const READ_MAX_BYTES: usize = 2_000;

/// A credit line and what was understood of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditReading {
    /// The line as it was written.
    pub raw: String,
    /// Who supplied the picture.
    pub source: Option<String>,
    /// Who made the picture.
    pub creator: Option<String>,
    /// The licence that the line names.
    pub licence: Option<Licence>,
}

/// What a person should look at in a credit line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CreditRemark {
    /// The line names a supplier only.
    SupplierIsNotOwner(String),
    /// The line names a licence that is not offered.
    OtherLicence(String),
    /// One name that may be the maker's or the source's.
    MakerOrSource(String),
    /// The line names nobody.
    NamesNobody(String),
    /// The line is too long to be a credit; its start.
    TooLong(String),
    /// A spelling was replaced by that of the source's entry, or by the page's most usual one.
    ReadAs {
        /// The spelling on the page.
        spelling: String,
        /// The source's name.
        name: String,
    },
}

impl fmt::Display for CreditRemark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SupplierIsNotOwner(name) => {
                write!(f, "“{name}” only supplied the picture. The line does not say who owns it.")
            }
            Self::OtherLicence(words) => {
                write!(f, "“{words}” is none of the licences to choose from. Check it and choose one.")
            }
            Self::MakerOrSource(name) => {
                write!(f, "“{name}” was taken as the source. It may be the maker.")
            }
            Self::TooLong(start) => write!(f, "“{start}” is too long to be read as a credit."),
            Self::NamesNobody(raw) => write!(f, "The credit “{raw}” names nobody."),
            Self::ReadAs { spelling, name } => write!(f, "“{spelling}” was read as “{name}”."),
        }
    }
}

impl CreditReading {
    /// The credit that this line proposes.
    ///
    /// A copyright notice is taken only from a line that gives a year or reserves all rights, never from a bare
    /// "© Provided by". The source's usual licence fills in when the credit is kept, where the line names none.
    pub fn credit(&self) -> Credit {
        Credit {
            creator: self.creator.clone().unwrap_or_default(),
            source: self.source.clone().unwrap_or_default(),
            copyright: notice(&self.raw).unwrap_or_default(),
            licence: self.licence,
            ..Credit::default()
        }
    }
}

/// Reads one credit line by itself. Whatever cannot be read stays in `raw`.
///
/// "Provided by" and its like name the source, never the owner. A line of more than [`READ_MAX_BYTES`] is no credit
/// line and is not taken apart, which keeps the time linear.
pub fn read(raw: &str, register: &Register) -> (CreditReading, Vec<CreditRemark>) {
    let raw = raw.trim();
    if raw.len() > READ_MAX_BYTES {
        return unread(raw);
    }
    let opened = Opened::of(raw);
    let (rest, words) = cut_licence(opened.rest);
    let names = names::read(without_years(tidy(&rest)), opened.label, register);
    let licence = words.as_ref().and_then(|words| words.licence);

    let mut remarks = Vec::new();
    if opened.is_supplied && !names.source.is_empty() {
        remarks.push(CreditRemark::SupplierIsNotOwner(names.source.clone()));
    }
    if let Some(words) = words.filter(|words| words.licence.is_none()) {
        remarks.push(CreditRemark::OtherLicence(words.words));
    }
    if names.is_open {
        remarks.push(CreditRemark::MakerOrSource(names.source.clone()));
    }
    if names.creator.is_empty() && names.source.is_empty() {
        remarks.push(CreditRemark::NamesNobody(raw.to_owned()));
    }
    let known = |name: String| (!name.is_empty()).then_some(name);
    let reading = CreditReading { raw: raw.to_owned(), source: known(names.source), creator: known(names.creator), licence };
    (reading, remarks)
}

fn unread(raw: &str) -> (CreditReading, Vec<CreditRemark>) {
    let reading = CreditReading { raw: raw.to_owned(), source: None, creator: None, licence: None };
    let start: String = raw.chars().take(60).collect();
    (reading, vec![CreditRemark::TooLong(format!("{start}…"))])
}

/// A line after the labels that open it, and what they say together.
struct Opened<'a> {
    label: Label,
    is_supplied: bool,
    rest: &'a str,
}

impl<'a> Opened<'a> {
    fn of(line: &'a str) -> Self {
        let mut opened = Self { label: Label::Sign, is_supplied: false, rest: tidy(line) };
        while let Some((label, rest)) = cut_label(opened.rest) {
            opened.is_supplied |= label == Label::Supplier;
            // "© Photo: A" and "Photo: © A": the sign says least of who A is.
            if label != Label::Sign || opened.label == Label::Open {
                opened.label = label;
            }
            opened.rest = without_years(rest.trim_start_matches([' ', ':', '-', '–', '—']));
        }
        opened
    }
}

/// The copyright notice in a line that has a sign and gives a year or reserves all rights.
fn notice(raw: &str) -> Option<String> {
    let (Label::Sign, rest) = cut_label(raw)? else {
        return None;
    };
    let (owner, words) = cut_licence(rest);
    let owner = tidy(&owner);
    let reserves = words.is_some_and(|words| words.licence == Some(Licence::AllRightsReserved));
    let has_year = without_years(owner) != owner;
    let is_supplied = cut_label(owner).is_some();
    ((reserves || has_year) && !is_supplied && !owner.is_empty()).then(|| owner.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{CreditReading, Licence, Register, read};
    use proptest::prelude::*;

    /// Writes a reading as "creator / source, licence code; remarks".
    fn written(raw: &str) -> String {
        let (CreditReading { source, creator, licence, .. }, remarks) = read(raw, &Register::default());
        let names = [&creator, &source].map(|name| name.as_deref().unwrap_or("-").to_owned());
        let read = format!("{}, {}", names.join(" / "), licence.map_or("-", Licence::code));
        let remarks = remarks.iter().map(ToString::to_string);
        std::iter::once(read).chain(remarks).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn lines_of_every_kind_are_read() {
        for (raw, expected) in [
            ("©Provided by X Press", "- / X Press, -; “X Press” only supplied the picture. The line does not say who owns it."),
            ("© X Press", "- / X Press, -"),
            ("(c) 2021 X Press", "- / X Press, -"),
            ("Photo Credit: Wiki Commons By CIA, Public Domain", "CIA / Wiki Commons, public-domain"),
            ("Image: A Lind / B Press, CC BY 4.0", "A Lind / B Press, cc-by-4.0"),
            ("Foto: B Press", "- / B Press, -; “B Press” was taken as the source. It may be the maker."),
            ("Photo by Mara Lind on Unsplash", "Mara Lind / Unsplash, -"),
            ("[Photo: Mara Lind/AFP]", "Mara Lind / AFP, -"),
            ("Image courtesy of NASA", "- / NASA, -"),
            ("Mara Lind, CC BY-SA 4.0, via Wikimedia Commons", "Mara Lind / Wikimedia Commons, cc-by-sa-4.0"),
            (
                "Photo: Mara Lind / Flickr, CC BY 2.0",
                "Mara Lind / Flickr, -; “CC BY 2.0” is none of the licences to choose from. Check it and choose one.",
            ),
            ("© Mara Lind. All rights reserved.", "- / Mara Lind, all-rights-reserved"),
            ("Public domain", "- / -, public-domain; The credit “Public domain” names nobody."),
            ("", "- / -, -; The credit “” names nobody."),
        ] {
            assert_eq!(written(raw), expected, "{raw}");
        }
    }

    #[test]
    fn a_copyright_notice_is_taken_only_from_a_full_one() {
        let register = Register::default();
        let credit = |raw: &str| read(raw, &register).0.credit().copyright;
        assert_eq!(credit("© 2024 Mara Lind"), "2024 Mara Lind");
        assert_eq!(credit("© Mara Lind. All rights reserved"), "Mara Lind");
        assert_eq!(credit("© Provided by X Press"), "");
        assert_eq!(credit("© X Press"), "");
    }

    proptest! {
        #[test]
        fn any_line_is_read(raw in ".{0,200}") {
            let (reading, _) = read(&raw, &Register::default());
            prop_assert_eq!(reading.raw, raw.trim());
        }

        #[test]
        fn any_mix_of_credit_words_is_read(parts in prop::collection::vec(prop::sample::select(vec![
            "©", "(c)", "Photo:", "Provided by", " by ", "via", "/", ",", "(", ")", "CC BY", "4.0", "CC", "-SA", "Public Domain",
            "2024", "Ä", "名", " ", "http://", "creativecommons.org/licenses/", "İ",
        ]), 0..30)) {
            read(&parts.concat(), &Register::default());
        }
    }

    #[test]
    fn l02_a_long_line_is_read() {
        for part in ["©", "(c)", "by ", "Photo: ", "/", "cc ", "cc by ", "(", " via ", "2024 "] {
            let long = part.repeat(1_000_000 / part.len());
            assert_eq!(read(&long, &Register::default()).0.raw, long.trim());
        }
    }
}
