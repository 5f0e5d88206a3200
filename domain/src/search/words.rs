//! The words of a text as they are indexed and looked for: the same on both databases, because they are folded here.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a word that are looked at: PostgreSQL takes no word of more than 2,046 bytes, and nobody looks for one.
const LONGEST: usize = 64;

/// A word and where it stands in its text, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without accents, letters and digits only.
    pub folded: String,
    /// Where it stands.
    pub at: Range<usize>,
}

/// The words of a text, in order. Each character of a script that writes no spaces is a word of its own.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut start = None;
    let mut end_word = |start: &mut Option<usize>, end: usize| {
        if let Some(begun) = start.take() {
            let folded = fold(&text[begun..end]);
            if !folded.is_empty() {
                words.push(Word { folded, at: begun..end });
            }
        }
    };
    for (at, c) in text.char_indices() {
        if stands_alone(c) {
            end_word(&mut start, at);
            start = Some(at);
            end_word(&mut start, at + c.len_utf8());
        } else if c.is_alphanumeric() || (start.is_some() && is_combining_mark(c)) {
            start.get_or_insert(at);
        } else {
            end_word(&mut start, at);
        }
    }
    end_word(&mut start, text.len());
    words
}

/// The words alone, with single spaces between: what the index is given.
#[cfg(any(feature = "store", test))]
pub fn folded(text: &str) -> String {
    words(text).into_iter().map(|word| word.folded).collect::<Vec<_>>().join(" ")
}

fn fold(word: &str) -> String {
    let bare = word.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    // What a letter was taken apart into may be no letter: ½ has a slash, and lower case can bring a mark.
    bare.flat_map(letters).filter(|c| c.is_alphanumeric()).take(LONGEST).collect()
}

/// Letters that no decomposition takes their stroke or their tail from, and two that capitals write otherwise.
fn letters(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'ø' => ('o', None),
        'đ' | 'ð' => ('d', None),
        'ł' => ('l', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        'ß' => ('s', Some('s')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

/// Han and kana: written without spaces, so that a run of them is no word that anybody would look for.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_word_is_found_however_it_is_written() {
        for (written, expected) in [
            ("Café", "cafe"),
            ("CAFE\u{301}", "cafe"),
            ("Smørrebrød", "smorrebrod"),
            ("Łódź", "lodz"),
            ("İstanbul", "istanbul"),
            ("well-known", "well known"),
            ("don’t", "don t"),
            ("ﬁlm x²", "film x2"),
            ("日本のcafé", "日 本 の cafe"),
            ("Straße STRASSE", "strasse strasse"),
            ("ΟΔΟΣ οδος", "οδοσ οδοσ"),
            ("«…»", ""),
            ("\u{301}a", "a"),
        ] {
            assert_eq!(folded(written), expected, "{written}");
        }
    }

    proptest! {
        #[test]
        fn a_word_stands_where_it_says_and_is_folded_once_and_for_all(text in ".{0,60}") {
            let mut before = 0;
            for word in words(&text) {
                prop_assert!(word.at.start >= before && word.at.end > word.at.start);
                prop_assert!(text.get(word.at.clone()).is_some());
                prop_assert!(word.folded.chars().all(char::is_alphanumeric) && word.folded.chars().count() <= LONGEST);
                before = word.at.end;
            }
        }
    }
}
