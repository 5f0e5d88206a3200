//! Tells maker from source in the names of a credit line.

use super::labels::{Label, after, cut_label};
use crate::sources::Register;

/// Who a credit line names. Empty where it names none.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    /// Who made the picture.
    pub creator: String,
    /// Who supplied it.
    pub source: String,
    /// Whether one name stood alone under a word that fits both.
    pub is_open: bool,
}

/// Reads the names that are left once label and licence are gone.
pub(super) fn read(text: &str, label: Label, register: &Register) -> Names {
    let (mut text, mut label) = (tidy(text), label);
    while let Some(maker) = after(text, "by").filter(|rest| rest.starts_with(' ')) {
        (text, label) = (tidy(maker), Label::Maker);
    }
    if text.is_empty() {
        return Names::default();
    }
    split_by_words(text)
        .or_else(|| split_at_slash(text))
        .or_else(|| split_at_known(text, register))
        .unwrap_or_else(|| single(text, label, register))
}

/// "A via B", "A, courtesy of B", "B by A".
fn split_by_words(text: &str) -> Option<Names> {
    for words in [" via ", " courtesy of ", " provided by ", " supplied by "] {
        if let Some((maker, source)) = cut_at(text, words) {
            return Some(pair(maker, source));
        }
    }
    let (source, maker) = cut_at(text, " by ")?;
    Some(pair(maker, source))
}

/// "A / B", and "A / B / C", whose source is "B / C". The slashes of an address do not count.
fn split_at_slash(text: &str) -> Option<Names> {
    if text.contains("://") {
        return None;
    }
    let (maker, source) = text.split_once(['/', '|'])?;
    let source: Vec<&str> = source.split(['/', '|']).map(tidy).filter(|name| !name.is_empty()).collect();
    Some(pair(maker, &source.join(" / ")))
}

/// "A on B", "A, B" and "A (B)", where B is known to be a source.
fn split_at_known(text: &str, register: &Register) -> Option<Names> {
    [cut_at(text, " on "), text.rsplit_once(','), text.rsplit_once('('), text.rsplit_once(" - "), text.rsplit_once(" – ")]
        .into_iter()
        .flatten()
        .find(|(_, source)| register.find(source).is_some())
        .map(|(maker, source)| pair(maker, source))
}

fn single(text: &str, label: Label, register: &Register) -> Names {
    let is_known = register.find(text).is_some();
    match label {
        Label::Maker if !is_known => Names { creator: text.to_owned(), ..Names::default() },
        Label::Open | Label::Maker | Label::Source | Label::Supplier | Label::Sign => {
            Names { source: text.to_owned(), is_open: label == Label::Open && !is_known, ..Names::default() }
        }
    }
}

fn pair(maker: &str, source: &str) -> Names {
    Names { creator: name(maker).to_owned(), source: name(source).to_owned(), is_open: false }
}

/// A name without labels of its own: "A / © B".
fn name(text: &str) -> &str {
    let mut text = tidy(text);
    while let Some((_, rest)) = cut_label(text) {
        text = tidy(rest);
    }
    without_years(text)
}

/// Cuts at the last place of `words` (ASCII, with its spaces), case aside.
fn cut_at<'a>(text: &'a str, words: &str) -> Option<(&'a str, &'a str)> {
    let at = text.to_ascii_lowercase().rfind(words)?;
    Some((&text[..at], &text[at + words.len()..]))
}

/// A text without the years before it: "2019–2024 A".
pub(super) fn without_years(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | ' '));
    let years = &text[..text.len() - rest.len()];
    let is_year = |digits: &str| digits.len() == 4 && matches!(&digits[..2], "18" | "19" | "20");
    let are_years = years
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .all(|digits| is_year(digits) || digits.len() == 2);
    let first_is_year = years.get(..4).is_some_and(|first| first.bytes().all(|b| b.is_ascii_digit()) && is_year(first));
    let is_apart = rest.is_empty() || years.ends_with([' ', ',']);
    if first_is_year && are_years && is_apart { tidy(rest) } else { text }
}

/// A name without the marks that stand around it.
pub(super) fn tidy(text: &str) -> &str {
    let text = text
        .trim_start_matches([' ', ',', ';', ':', '/', '|', '-', '–', '—', '[', '"', '“', '.', '·'])
        .trim_end_matches([' ', ',', ';', ':', '/', '|', '-', '–', '—', ']', '"', '”', '·']);
    let text = match (text.matches('(').count(), text.matches(')').count()) {
        (1, 1) => text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text),
        (1, 0) => text.strip_prefix('(').unwrap_or(text),
        (0, 1) => text.strip_suffix(')').unwrap_or(text),
        _ => text,
    };
    match text.strip_suffix('.') {
        // The full stop of a sentence goes, that of an initial stays.
        Some(before) if before.rsplit([' ', '.']).next().is_some_and(|word| word.chars().count() > 3) => before,
        _ => text,
    }
    .trim()
}

#[cfg(test)]
mod tests {
    use super::{Label, Names, Register, read, without_years};

    fn check(text: &str, label: Label, creator: &str, source: &str) {
        let Names { creator: maker, source: supplier, .. } = read(text, label, &Register::default());
        assert_eq!((maker.as_str(), supplier.as_str()), (creator, source), "{text}");
    }

    #[test]
    fn maker_and_source_are_told_apart() {
        check("Wiki Commons By CIA", Label::Open, "CIA", "Wiki Commons");
        check("Mara Lind / Northern Archive", Label::Open, "Mara Lind", "Northern Archive");
        check("Mara Lind/AFP/Getty Images", Label::Sign, "Mara Lind", "AFP / Getty Images");
        check("Mara Lind on Unsplash", Label::Maker, "Mara Lind", "Unsplash");
        check("Mara Lind, via Wikimedia Commons", Label::Open, "Mara Lind", "Wikimedia Commons");
        check("Mara Lind (Flickr)", Label::Open, "Mara Lind", "Flickr");
        check("Mara Lind, Reuters", Label::Open, "Mara Lind", "Reuters");
        check("by Mara Lind", Label::Sign, "Mara Lind", "");
        check("Mara Lind", Label::Maker, "Mara Lind", "");
        check("Northern Archive", Label::Sign, "", "Northern Archive");
        check("NASA, ESA, HUDF09 Team", Label::Sign, "", "NASA, ESA, HUDF09 Team");
        check("House on Fire Pictures", Label::Sign, "", "House on Fire Pictures");
        check("", Label::Sign, "", "");
    }

    #[test]
    fn years_go_and_numbers_stay() {
        assert_eq!(without_years("2024 Mara Lind"), "Mara Lind");
        assert_eq!(without_years("2019–2024, Mara Lind"), "Mara Lind");
        assert_eq!(without_years("2000AD Pictures"), "2000AD Pictures");
        assert_eq!(without_years("500px"), "500px");
        assert_eq!(without_years("2024"), "");
    }
}
