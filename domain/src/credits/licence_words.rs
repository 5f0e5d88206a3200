//! Finds a licence among the words of a credit line.

use super::licence::Licence;

/// A licence as a line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenceWords {
    /// The licence; none when the words name one that Lantern does not offer, such as a Creative Commons 2.0.
    pub licence: Option<Licence>,
    /// The words as they stood in the line.
    pub words: String,
}

/// Words that name a licence. Lower case; ASCII letters are compared without case.
const WORDS: &[(&str, Licence)] = &[
    ("public domain mark 1.0", Licence::PublicDomain),
    ("public domain", Licence::PublicDomain),
    ("gemeinfrei", Licence::PublicDomain),
    ("domaine public", Licence::PublicDomain),
    ("dominio público", Licence::PublicDomain),
    ("cc0 1.0 universal", Licence::Cc0),
    ("cc0 1.0", Licence::Cc0),
    ("cc0", Licence::Cc0),
    ("cc zero", Licence::Cc0),
    ("creative commons zero", Licence::Cc0),
    ("all rights reserved", Licence::AllRightsReserved),
    ("alle rechte vorbehalten", Licence::AllRightsReserved),
    ("tous droits réservés", Licence::AllRightsReserved),
    ("own work", Licence::OwnWork),
    ("eigenes werk", Licence::OwnWork),
    ("press photo", Licence::Press),
    ("press picture", Licence::Press),
    ("press image", Licence::Press),
    ("press handout", Licence::Press),
    ("handout", Licence::Press),
    ("pressefoto", Licence::Press),
    ("pressebild", Licence::Press),
];

/// The words of Creative Commons licences, and the letters that each stands for.
const ELEMENTS: &[(&str, &str)] = &[
    ("attribution", "by"),
    ("noncommercial", "nc"),
    ("non-commercial", "nc"),
    ("sharealike", "sa"),
    ("share alike", "sa"),
    ("share-alike", "sa"),
    ("noderivatives", "nd"),
    ("noderivs", "nd"),
    ("by", "by"),
    ("nc", "nc"),
    ("sa", "sa"),
    ("nd", "nd"),
];

/// What stands between and around the words of a credit.
const BETWEEN: &[char] = &[' ', ',', ';', ':', '/', '|', '-', '–', '—', '(', ')', '[', ']', '.', '·'];

/// The line without its licence, and that licence. The line itself and none when it names none.
pub fn cut_licence(line: &str) -> (String, Option<LicenceWords>) {
    // ASCII folding keeps every byte in its place.
    let folded = line.to_ascii_lowercase();
    let Some((start, end, licence)) = creative_commons(line, &folded).or_else(|| in_words(&folded)) else {
        return (line.trim().to_owned(), None);
    };
    let before = line[..start].trim_end_matches(|c| BETWEEN.contains(&c) && c != '.');
    let before = strip_under(before).trim_end_matches(|c| BETWEEN.contains(&c) && c != '.');
    let after = line[end..].trim_matches(BETWEEN);
    let rest = match (before.trim_start_matches(BETWEEN), after) {
        ("", after) => after.to_owned(),
        (before, "") => without_full_stop(before).to_owned(),
        (before, after) => format!("{before}, {after}"),
    };
    let words = line[start..end].trim().to_owned();
    (rest, Some(LicenceWords { licence, words }))
}

/// Takes the full stop of a sentence, not the one of an initial or of "Jr.".
fn without_full_stop(text: &str) -> &str {
    match text.strip_suffix('.') {
        Some(before) if before.rsplit(' ').next().is_some_and(|word| word.chars().count() > 3) => before,
        _ => text,
    }
}

fn strip_under(before: &str) -> &str {
    for words in [" is licensed under", " licensed under", " under", " Lizenz", " licence", " license"] {
        if let Some(rest) = before.strip_suffix(words) {
            return rest;
        }
    }
    before
}

fn in_words(folded: &str) -> Option<(usize, usize, Option<Licence>)> {
    WORDS.iter().find_map(|(words, licence)| {
        let start = find_words(folded, words)?;
        Some((start, start + words.len(), Some(*licence)))
    })
}

/// Finds "CC BY-SA 4.0", "Creative Commons Attribution 4.0 International" or an address of a licence.
fn creative_commons(line: &str, folded: &str) -> Option<(usize, usize, Option<Licence>)> {
    let (start, mut at) = ["creativecommons.org/licenses/", "creative commons", "cc"].iter().find_map(|opening| {
        let start = find_words(folded, opening)?;
        Some((start, start + opening.len()))
    })?;
    let mut elements: Vec<&str> = Vec::new();
    loop {
        let next = skip(folded, at, &[' ', '-', ':', '/', ',']);
        let found =
            ELEMENTS.iter().find(|(words, _)| folded[next..].starts_with(words) && !continues(folded, next + words.len()));
        let Some((words, element)) = found else { break };
        // A name may follow: in "CC BY-SA by Nc. Name" nothing repeats within a licence.
        if elements.contains(element) {
            break;
        }
        elements.push(element);
        at = next + words.len();
    }
    if elements.first() != Some(&"by") {
        return None;
    }
    let digits = skip(folded, at, &[' ', '-', '/']);
    let version: String = folded[digits..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').take(4).collect();
    let version = version.trim_end_matches('.');
    let mut is_whole = version == "4.0";
    if !version.is_empty() {
        at = digits + version.len();
        let next = skip(folded, at, &[' ']);
        for words in ["international", "unported", "generic", "deed.en", "/deed.en"] {
            if folded[next..].starts_with(words) {
                at = next + words.len();
            }
        }
        // Ported versions, "3.0 DE", are licences of their own.
        let port: String = line[next..].chars().take_while(char::is_ascii_uppercase).collect();
        if at <= next && port.len() == 2 && !continues(folded, next + 2) {
            at = next + 2;
            is_whole = false;
        }
    }
    let start =
        line[..start].rfind("http").filter(|http| line[*http..start].chars().all(|c| !c.is_whitespace())).unwrap_or(start);
    let licence = is_whole.then(|| by_elements(&elements)).flatten();
    Some((start, at, licence))
}

fn by_elements(elements: &[&str]) -> Option<Licence> {
    match elements {
        ["by"] => Some(Licence::CcBy),
        ["by", "sa"] => Some(Licence::CcBySa),
        ["by", "nd"] => Some(Licence::CcByNd),
        ["by", "nc"] => Some(Licence::CcByNc),
        ["by", "nc", "sa"] => Some(Licence::CcByNcSa),
        ["by", "nc", "nd"] => Some(Licence::CcByNcNd),
        _ => None,
    }
}

/// The first place of `words` in `text` at which they are whole words.
fn find_words(text: &str, words: &str) -> Option<usize> {
    if text.len() < words.len() {
        return None;
    }
    let ends_open = words.ends_with('/');
    text.match_indices(words)
        .find(|(start, _)| {
            let is_start = !text[..*start].ends_with(|c: char| c.is_alphanumeric() || c == '-');
            is_start && (ends_open || !continues(text, start + words.len()))
        })
        .map(|(start, _)| start)
}

fn continues(text: &str, at: usize) -> bool {
    text[at..].starts_with(char::is_alphanumeric)
}

fn skip(text: &str, at: usize, chars: &[char]) -> usize {
    text.len() - text[at..].trim_start_matches(chars).len()
}

#[cfg(test)]
mod tests {
    use super::{Licence, cut_licence};

    fn check(line: &str, rest: &str, licence: Option<Licence>, words: &str) {
        let (left, found) = cut_licence(line);
        let found = found.unwrap_or_else(|| panic!("no licence in {line:?}"));
        assert_eq!((left.as_str(), found.licence, found.words.as_str()), (rest, licence, words), "{line}");
    }

    #[test]
    fn licences_are_cut_from_a_line() {
        check("CIA, Public Domain", "CIA", Some(Licence::PublicDomain), "Public Domain");
        check("A / B, CC BY 4.0", "A / B", Some(Licence::CcBy), "CC BY 4.0");
        check("A (CC-BY-NC-SA-4.0)", "A", Some(Licence::CcByNcSa), "CC-BY-NC-SA-4.0");
        check("A, CC0", "A", Some(Licence::Cc0), "CC0");
        check("A. All rights reserved.", "A.", Some(Licence::AllRightsReserved), "All rights reserved");
        check("Anna Lind. CC0 1.0", "Anna Lind", Some(Licence::Cc0), "CC0 1.0");
        check("A, CC BY-SA 4.0, via Wikimedia Commons", "A, via Wikimedia Commons", Some(Licence::CcBySa), "CC BY-SA 4.0");
        check(
            "A, Creative Commons Attribution-ShareAlike 4.0 International",
            "A",
            Some(Licence::CcBySa),
            "Creative Commons Attribution-ShareAlike 4.0 International",
        );
        check(
            "A https://creativecommons.org/licenses/by-nd/4.0/",
            "A",
            Some(Licence::CcByNd),
            "https://creativecommons.org/licenses/by-nd/4.0",
        );
        check("Mara Lind (own work)", "Mara Lind", Some(Licence::OwnWork), "own work");
        check("Public domain", "", Some(Licence::PublicDomain), "Public domain");
    }

    #[test]
    fn other_versions_are_not_taken_for_ours() {
        check("A, CC BY-SA 3.0", "A", None, "CC BY-SA 3.0");
        check("A, CC BY-SA 4.0 DE", "A", None, "CC BY-SA 4.0 DE");
        check("A, CC BY 2.0 Generic", "A", None, "CC BY 2.0 Generic");
        check("A, CC BY", "A", None, "CC BY");
    }

    #[test]
    fn names_are_not_taken_for_licences() {
        for line in ["public-domain-image.com", "CCTV", "Accord", "CC Sabathia", "CC / AFP", "Handouts & Co", ""] {
            assert_eq!(cut_licence(line).1, None, "{line}");
        }
    }
}
