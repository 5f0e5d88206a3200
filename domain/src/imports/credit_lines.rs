//! Finds credit lines: on lines of their own, and glued to the end of other words.

use crate::credits::{Label, cut_label, cut_licence, glued_label};
use crate::sources::Register;

/// Longer pieces are no credits.
const CREDIT_MAX_CHARS: usize = 200;
/// A credit of more words than this must be a list of names.
const NAME_MAX_WORDS: usize = 12;
/// Above this many characters, what stands before a sign is a paragraph.
const HEADING_MAX_CHARS: usize = 120;

/// A line with the credits in it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Cut<'a> {
    /// What stands before the credits; empty when the line is nothing else.
    pub before: &'a str,
    /// The credits, each as it stands.
    pub credits: Vec<&'a str>,
}

/// Cuts the credits off a line; none when it has none.
pub(super) fn cut<'a>(line: &'a str, register: &Register) -> Option<Cut<'a>> {
    if is_credit(line) || is_credit_without_label(line, register) {
        return Some(Cut { before: "", credits: at_signs(line) });
    }
    let at = glued_sign(line).or_else(|| glued_label(line).filter(|at| is_credit(&line[*at..]))).or_else(|| bracketed(line))?;
    Some(Cut { before: line[..at].trim_end(), credits: at_signs(&line[at..]) })
}

/// Whether a line that was not cut looks as if it held a credit.
pub(super) fn may_hold_credit(line: &str) -> bool {
    line.contains('©') || (cut_label(line).is_some() && line.chars().nth(CREDIT_MAX_CHARS).is_some())
}

/// A line that opens with a label and goes on as credits do.
fn is_credit(line: &str) -> bool {
    if line.chars().nth(CREDIT_MAX_CHARS).is_some() {
        return false;
    }
    let line = line.trim_start_matches(['(', '[']);
    cut_label(line).is_some_and(|(_, rest)| goes_on_as_credit(rest))
}

fn goes_on_as_credit(rest: &str) -> bool {
    let (names, licence) = cut_licence(rest);
    if names.is_empty() {
        return licence.is_some();
    }
    let is_sentence = names.split_whitespace().count() > 6 && names.ends_with(['.', '!', '?']);
    names.chars().any(char::is_alphanumeric) && !is_sentence && are_names(&names)
}

/// Whether a text is short enough for a name, or a list of names.
fn are_names(text: &str) -> bool {
    let words = text.split_whitespace().count();
    words <= NAME_MAX_WORDS || text.matches(['/', ',', '|']).count() * 4 >= words
}

/// "A / B" and "A via B" with a known B, and "A, CC BY 4.0".
fn is_credit_without_label(line: &str, register: &Register) -> bool {
    if line.chars().nth(HEADING_MAX_CHARS).is_some() {
        return false;
    }
    let (names, licence) = cut_licence(line);
    if let Some(licence) = licence
        && are_names(&names)
    {
        let before = line.split(licence.words.as_str()).next().unwrap_or_default();
        let before = before.trim_end();
        // A licence after a mark is one; in "now in the public domain" it is a part of the sentence.
        return before.is_empty() || before.ends_with([',', '.', ';', '(', '[', '/', '|', '-', '–', '—', ':']);
    }
    let source =
        line.rsplit_once('/').or_else(|| line.rsplit_once(" via ")).map(|(_, source)| source.trim().trim_end_matches(['.', ')']));
    source.is_some_and(|source| register.find(source).is_some())
}

/// Where a copyright sign ends other words: "A headline© Agency".
fn glued_sign(line: &str) -> Option<usize> {
    let first = line.find('©')?;
    let at = if is_credit(&line[first..]) { first } else { line.rfind('©')? };
    let before = &line[..at];
    let is_words = before.chars().any(char::is_alphanumeric);
    let is_short = before.chars().nth(HEADING_MAX_CHARS).is_none();
    let is_whole = before.trim_end().ends_with(['.', '!', '?', '”', '"', ')', '…']);
    let is_glued = !before.ends_with(char::is_whitespace);
    // "The © in his name" goes on in small letters: it only speaks of the sign.
    let names = line[at..].trim_start_matches(['©', ' ']);
    let is_named = is_glued || !names.starts_with(char::is_lowercase) || cut_label(names).is_some();
    (is_words && is_named && (is_short || is_whole || is_glued) && is_credit(&line[at..])).then_some(at)
}

/// Where a credit in brackets ends a line: "The end. (Photo: A)".
fn bracketed(line: &str) -> Option<usize> {
    let inside = line.trim_end_matches('.').strip_suffix([')', ']'])?;
    let at = inside.rfind(['(', '['])?;
    let (label, rest) = cut_label(&inside[at + 1..])?;
    let is_credit = match label {
        Label::Open | Label::Maker | Label::Supplier | Label::Sign => true,
        Label::Source => false,
    };
    (is_credit && rest.chars().nth(CREDIT_MAX_CHARS).is_none() && goes_on_as_credit(rest)).then_some(at)
}

/// The credits of "© A © B", which are two. "© A / © B" is one.
fn at_signs(line: &str) -> Vec<&str> {
    let mut credits = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices('©') {
        let before = line[start..at].trim_end();
        let named = cut_label(before).is_some_and(|(_, rest)| rest.chars().any(char::is_alphanumeric));
        if named && !before.ends_with(['/', '|', ',', '(']) {
            credits.push(before);
            start = at;
        }
    }
    credits.push(line[start..].trim());
    credits
}

#[cfg(test)]
mod tests {
    use super::{Register, cut};

    fn check(line: &str, before: &str, credits: &[&str]) {
        let found = cut(line, &Register::default()).unwrap_or_else(|| panic!("no credit in {line:?}"));
        assert_eq!((found.before, found.credits.as_slice()), (before, credits), "{line}");
    }

    #[test]
    fn a_credit_on_its_own_line() {
        for line in [
            "©Provided by Harbour Wire",
            "Photo Credit: Wiki Commons By A. Lind, Public Domain",
            "Image: A / B, CC BY 4.0",
            "Foto: Harbour Wire",
            "(Photo: Harbour Wire)",
            "© A / © B",
            "Mara Lind / Getty Images",
            "Mara Lind via Wikimedia Commons",
            "NASA, public domain",
            "NASA, ESA, G. Illingworth, D. Magee and P. Oesch (UCSC), R. Bouwens, HUDF09 Team. Public domain",
        ] {
            check(line, "", &[line]);
        }
        check("© Harbour Wire © Tide Press", "", &["© Harbour Wire", "© Tide Press"]);
    }

    #[test]
    fn a_credit_glued_to_other_words() {
        check("The last ferry© Harbour Wire", "The last ferry", &["© Harbour Wire"]);
        check("The last ferry ©Harbour Wire", "The last ferry", &["©Harbour Wire"]);
        check("The last ferryPhoto: Harbour Wire", "The last ferry", &["Photo: Harbour Wire"]);
        check("It sailed at dusk. (Photo: M. Lind)", "It sailed at dusk.", &["(Photo: M. Lind)"]);
    }

    #[test]
    fn sentences_hold_no_credit() {
        for line in [
            "The map is now in the public domain",
            "He wrote © on every page he had ever touched, and his heirs, who could not read it, copied it faithfully into \
             all the later editions.",
            "The river (via Basel) runs north",
            "A paragraph that mentions © in passing and then goes on",
            "Image: a very long caption that explains in so many words what is to be seen that it cannot be a credit",
            "©",
            "Either/or",
            "",
        ] {
            assert_eq!(cut(line, &Register::default()), None, "{line}");
        }
    }
}
