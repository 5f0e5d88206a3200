//! A credit as data, and the one way in which it is printed.

use super::licence::Licence;
use crate::field::{self, Faults};
use serde::{Deserialize, Serialize};

/// Whose a picture is and under which licence it is shown. An empty text means not known.
///
/// Limits, in characters: `creator` and `source` [`Credit::NAME_MAX_CHARS`], `line` and `copyright`
/// [`Credit::LINE_MAX_CHARS`], `source_url` [`Credit::URL_MAX_CHARS`]; [`Credit::parsed`] tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Credit {
    /// Who made the picture.
    pub creator: String,
    /// The credit line, where the owner asks for a certain one: printed in place of creator and source.
    pub line: String,
    /// Who supplied it: the name of an entry of the source register. A supplier is not the owner.
    pub source: String,
    /// The page on which the source shows this picture.
    pub source_url: String,
    /// The copyright notice, with or without its sign: "2024 Mara Lind".
    pub copyright: String,
    /// The licence.
    pub licence: Option<Licence>,
}

impl Credit {
    /// The most characters of `creator` and `source`.
    pub const NAME_MAX_CHARS: usize = 200;
    /// The most characters of `line` and `copyright`.
    pub const LINE_MAX_CHARS: usize = 500;
    /// The most characters of `source_url`.
    pub const URL_MAX_CHARS: usize = 2_048;

    /// The credit as it is kept: each text on one line, the address as its parser writes it. What is wrong is noted by field,
    /// `creator`, `line`, `source`, `source_url` and `copyright`, each with `prefix` before it.
    pub fn parsed(self, prefix: &str, faults: &mut Faults) -> Self {
        let mut take = |name, parsed| faults.take(&format!("{prefix}{name}"), parsed).unwrap_or_default();
        Self {
            creator: take("creator", field::line(&self.creator, Self::NAME_MAX_CHARS)),
            line: take("line", field::line(&self.line, Self::LINE_MAX_CHARS)),
            source: take("source", field::line(&self.source, Self::NAME_MAX_CHARS)),
            source_url: take("source_url", field::address(&self.source_url, Self::URL_MAX_CHARS)),
            copyright: take("copyright", field::line(&self.copyright, Self::LINE_MAX_CHARS)),
            licence: self.licence,
        }
    }

    /// The credit as readers see it: "Mara Lind / Northern Archive, CC BY 4.0". None when it names nobody.
    ///
    /// The credit line, else creator / source; then a copyright notice with its ©, unless the licence gives the
    /// picture free; then the licence. A © that stands in another field goes when the licence gives the picture free.
    pub fn printed(&self) -> Option<String> {
        let names = self.names();
        let notice = self.notice();
        let mut parts: Vec<String> = match (names, notice) {
            (None, None) => return None,
            (Some(names), None) => vec![names],
            (None, Some(notice)) => vec![notice],
            (Some(names), Some(notice)) if ends_with_words(&notice, &names) => vec![notice],
            (Some(names), Some(notice)) if ends_with_words(&names, &notice) => vec![names],
            (Some(names), Some(notice)) => vec![names, notice],
        };
        if let Some(licence) = self.licence.and_then(Licence::printed)
            && !parts.iter().any(|part| ends_with_words(part, licence))
        {
            parts.push(licence.to_owned());
        }
        Some(parts.join(", "))
    }

    /// Whether it names somebody: what does not is a missing credit.
    pub fn is_missing(&self) -> bool {
        self.printed().is_none()
    }

    /// The credit of a picture on a slide: what the slide says of it goes before what the media library says.
    ///
    /// Names are taken from one of the two, never mixed; a licence that the slide leaves open is the media item's.
    #[must_use]
    pub fn resolved(slide: Option<&Self>, media: &Self) -> Self {
        let Some(slide) = slide else {
            return media.clone();
        };
        let names = if slide.is_missing() { media } else { slide };
        Self {
            licence: slide.licence.or(media.licence),
            source_url: if names.source_url.trim().is_empty() { media.source_url.clone() } else { names.source_url.clone() },
            ..names.clone()
        }
    }

    /// Whether a © may be printed. Without a known licence the law reserves the rights.
    fn may_have_sign(&self) -> bool {
        self.licence.is_none_or(Licence::reserves_rights)
    }

    fn names(&self) -> Option<String> {
        let [line, creator, source] = [&self.line, &self.creator, &self.source].map(|name| {
            let name = name.trim();
            if self.may_have_sign() { name } else { without_sign(name) }
        });
        match (line, creator, source) {
            ("", "", "") => None,
            ("", "", name) | ("", name, "") => Some(name.to_owned()),
            ("", creator, source) if creator.to_lowercase() == source.to_lowercase() => Some(creator.to_owned()),
            ("", creator, source) => Some(format!("{creator} / {source}")),
            (line, _, _) => Some(line.to_owned()),
        }
    }

    fn notice(&self) -> Option<String> {
        let owner = without_sign(self.copyright.trim());
        (self.may_have_sign() && !owner.is_empty()).then(|| format!("© {owner}"))
    }
}

/// A text without the copyright signs and words before it.
fn without_sign(text: &str) -> &str {
    let mut text = text.trim_start();
    loop {
        let rest = ["©", "(c)", "(C)", "Copyright ", "copyright "].iter().find_map(|sign| text.strip_prefix(sign));
        match rest {
            Some(rest) => text = rest.trim_start(),
            None => return text,
        }
    }
}

/// Whether `text` closes with `words`, case aside, not in the middle of a word.
fn ends_with_words(text: &str, words: &str) -> bool {
    let (text, words) = (text.to_lowercase(), words.to_lowercase());
    text.trim_end_matches(['.', ' ']).strip_suffix(words.as_str()).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::{Credit, Faults, Licence};
    use crate::field::Fault;

    fn credit(creator: &str, source: &str, licence: Option<Licence>) -> Credit {
        Credit { creator: creator.to_owned(), source: source.to_owned(), licence, ..Credit::default() }
    }

    fn check(credit: &Credit, printed: &str) {
        assert_eq!(credit.printed().as_deref(), Some(printed));
    }

    #[test]
    fn maker_and_agency_then_licence() {
        check(&credit("Mara Lind", "Northern Archive", Some(Licence::CcBy)), "Mara Lind / Northern Archive, CC BY 4.0");
        check(&credit("Mara Lind", "", Some(Licence::PublicDomain)), "Mara Lind, public domain");
        check(&credit("", "Northern Archive", None), "Northern Archive");
        check(&credit("Mara Lind", "mara lind", Some(Licence::OwnWork)), "Mara Lind");
    }

    #[test]
    fn a_credit_line_goes_before_creator_and_source() {
        let mut wanted = credit("Mara Lind", "Northern Archive", Some(Licence::Cc0));
        wanted.line = "Lind for the Archive".to_owned();
        check(&wanted, "Lind for the Archive, CC0 1.0");
        wanted.line = "Lind for the Archive. CC0 1.0".to_owned();
        check(&wanted, "Lind for the Archive. CC0 1.0");
    }

    #[test]
    fn a_sign_stands_only_where_rights_are_reserved() {
        let mut owned = credit("Mara Lind", "", Some(Licence::AllRightsReserved));
        check(&owned, "Mara Lind, all rights reserved");
        owned.copyright = "© 2024 Northern Archive".to_owned();
        check(&owned, "Mara Lind, © 2024 Northern Archive, all rights reserved");
        owned.copyright = "(c) Mara Lind".to_owned();
        check(&owned, "© Mara Lind, all rights reserved");
        owned.creator.clear();
        owned.licence = None;
        check(&owned, "© Mara Lind");
        for licence in Licence::ALL {
            let free = Credit {
                line: "© Mara Lind".to_owned(),
                copyright: "© 2024 Mara Lind".to_owned(),
                licence: Some(licence),
                ..Credit::default()
            };
            assert_eq!(free.printed().unwrap().contains('©'), licence.reserves_rights(), "{licence}");
        }
    }

    #[test]
    fn a_credit_that_names_nobody_is_missing() {
        assert_eq!(Credit::default().printed(), None);
        assert_eq!(credit(" ", "", Some(Licence::PublicDomain)).printed(), None);
        let notice_only = Credit { copyright: "2024 Mara Lind".to_owned(), licence: Some(Licence::Cc0), ..Credit::default() };
        assert!(notice_only.is_missing());
    }

    #[test]
    fn the_slide_speaks_before_the_media_library() {
        let media = credit("Mara Lind", "Northern Archive", Some(Licence::CcBy));
        assert_eq!(Credit::resolved(None, &media), media);
        let slide = credit("", "Harbour Desk", None);
        check(&Credit::resolved(Some(&slide), &media), "Harbour Desk, CC BY 4.0");
        let licence_only = credit("", "", Some(Licence::CcBySa));
        check(&Credit::resolved(Some(&licence_only), &media), "Mara Lind / Northern Archive, CC BY-SA 4.0");
    }

    #[test]
    fn a_credit_is_kept_on_one_line_with_its_address_as_a_link() {
        let mut faults = Faults::default();
        let mut typed = credit(" Mara\n Lind ", "", Some(Licence::CcBy));
        typed.source_url = "HTTPS://Example.org".to_owned();
        let kept = typed.parsed("", &mut faults);
        assert_eq!((kept.creator.as_str(), kept.source_url.as_str()), ("Mara Lind", "https://example.org/"));
        assert_eq!((kept.licence, faults), (Some(Licence::CcBy), Faults::default()));
    }

    #[test]
    fn a_field_over_its_limit_is_named() {
        let mut faults = Faults::default();
        let mut wrong = credit(&"ä".repeat(200), &"ä".repeat(201), None);
        wrong.source_url = "javascript:alert(1)".to_owned();
        wrong.parsed("pictures.0.", &mut faults);
        let too_long = Fault::TooLong { max: Credit::NAME_MAX_CHARS, has: 201 };
        let expected = [("pictures.0.source", too_long), ("pictures.0.source_url", Fault::Malformed)];
        assert_eq!(faults.0, expected.map(|(field, fault)| (field.to_owned(), fault)));
    }
}
