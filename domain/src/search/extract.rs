//! What is shown of a text that was found: the words around the first that was looked for, each of those marked.

use super::query::Query;
use super::words::{Word, words};
use serde::{Deserialize, Serialize};

/// How many words stand before and after the first that was looked for.
const BEFORE: usize = 8;
const AFTER: usize = 16;

/// A piece of an extract.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub is_marked: bool,
}

/// The extract of a text of one or more lines: of the first line that holds a word that was looked for, else of the first. Empty
/// for an empty text.
pub fn extract(text: &str, query: &Query) -> Vec<Piece> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else { return Vec::new() };
    std::iter::once(first).chain(lines).find_map(|line| around(line, query)).unwrap_or_else(|| beginning(first))
}

fn around(line: &str, query: &Query) -> Option<Vec<Piece>> {
    let words = words(line);
    let found = words.iter().position(|word| query.names(&word.folded))?;
    let (from, to) = (found.saturating_sub(BEFORE), (found + AFTER).min(words.len()));
    Some(pieces(line, &words, (from, to), query))
}

fn beginning(line: &str) -> Vec<Piece> {
    let words = words(line);
    let to = (BEFORE + AFTER).min(words.len());
    let end = if to < words.len() { words[to].at.start } else { line.len() };
    let ending = if end < line.len() { " …" } else { "" };
    vec![Piece { text: format!("{}{ending}", line[..end].trim()), is_marked: false }]
}

fn pieces(line: &str, words: &[Word], (from, to): (usize, usize), query: &Query) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = if from == 0 { 0 } else { words[from].at.start };
    let mut plain = if from == 0 { String::new() } else { "… ".to_owned() };
    for word in words[from..to].iter().filter(|word| query.names(&word.folded)) {
        plain.push_str(&line[at..word.at.start]);
        if !plain.is_empty() {
            pieces.push(Piece { text: std::mem::take(&mut plain), is_marked: false });
        }
        pieces.push(Piece { text: line[word.at.clone()].to_owned(), is_marked: true });
        at = word.at.end;
    }
    if to < words.len() {
        plain.push_str(line[at..words[to].at.start].trim_end());
        plain.push_str(" …");
    } else {
        plain.push_str(line[at..].trim_end());
    }
    if !plain.is_empty() {
        pieces.push(Piece { text: plain, is_marked: false });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, typed: &str) -> String {
        let pieces = extract(text, &Query::read(typed));
        pieces.into_iter().map(|piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked_with_the_words_around_it() {
        assert_eq!(shown("A Café, and cafes.", "café"), "A [Café], and [cafes].");
        let long = (0..40).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
        assert_eq!(
            shown(&long, "w20"),
            "… w12 w13 w14 w15 w16 w17 w18 w19 [w20] w21 w22 w23 w24 w25 w26 w27 w28 w29 w30 w31 w32 w33 w34 w35 …"
        );
        assert_eq!(shown("First line.\n\nThe lamp is lit.", "lamp"), "The [lamp] is lit.");
        assert_eq!(shown("First line.\nSecond.", "lamp"), "First line.");
        assert_eq!(shown("", "lamp"), "");
    }

    proptest! {
        #[test]
        fn an_extract_is_of_the_text(text in ".{0,200}", typed in ".{0,20}") {
            for piece in extract(&text, &Query::read(&typed)) {
                let bare = piece.text.trim_start_matches("… ").trim_end_matches(" …");
                prop_assert!(text.contains(bare.trim()), "{bare:?}");
            }
        }
    }
}
