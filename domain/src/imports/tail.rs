//! Finds where the article ends and the page's furniture goes on: author box, comments, lists of links.

use super::body::{Kind, Piece};
use super::reasons::Reason;

/// What the tail of a page says of the article.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Tail {
    /// The name in the heading of an author box.
    pub author: Option<String>,
    /// How many pieces of text were left out only for where they stand.
    pub taken: usize,
}

/// Leaves out what stands below the article.
///
/// The tail starts at an author box or a comment box after which no credit stands, and before which most of the words
/// do: a count of comments under the title starts nothing.
pub(super) fn leave_tail(pieces: &mut [Piece]) -> Tail {
    let mut tail = Tail::default();
    let Some(start) = start(pieces) else {
        leave_footer(pieces);
        return tail;
    };
    let mut is_biography = false;
    for piece in &mut pieces[start..] {
        if let Kind::Left(reason) = piece.kind {
            is_biography &= !reason.opens_tail();
            continue;
        }
        if piece.is(Kind::Credit) {
            piece.leave(Reason::FooterNotice);
        } else if let Some(found) = author_box(&piece.text).filter(|_| tail.author.is_none()) {
            tail.author = match found {
                AuthorBox::Named(name) => Some(name.to_owned()),
                AuthorBox::Unnamed => None,
            };
            is_biography = true;
            piece.leave(Reason::AuthorBox);
        } else {
            tail.taken += 1;
            piece.leave(if is_biography { Reason::Biography } else { Reason::BelowArticle });
        }
    }
    tail
}

fn start(pieces: &[Piece]) -> Option<usize> {
    let after_credits =
        pieces.iter().rposition(|piece| piece.is(Kind::Credit) && !reserves_all(&piece.text)).map_or(0, |at| at + 1);
    let words = |piece: &Piece| if piece.is_left() { 0 } else { piece.words() };
    let all: usize = pieces.iter().map(words).sum();
    let mut before = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let opens = match piece.kind {
            Kind::Left(reason) => reason.opens_tail(),
            Kind::Text => author_box(&piece.text).is_some() && is_among_furniture(pieces, at),
            Kind::Heading | Kind::Credit | Kind::Counter | Kind::Title | Kind::Standfirst => false,
        };
        if opens && at >= after_credits && before * 2 > all {
            return Some(at);
        }
        before += words(piece);
    }
    None
}

/// Whether furniture stands just before a piece, or within the few pieces after it.
fn is_among_furniture(pieces: &[Piece], at: usize) -> bool {
    let end = pieces.len().min(at + 6);
    (at > 0 && pieces[at - 1].is_left()) || pieces[at + 1..end].iter().any(Piece::is_left)
}

/// A notice that closes a page beneath other furniture is that of the page, not of a picture.
fn leave_footer(pieces: &mut [Piece]) {
    let after_text = pieces.iter().rposition(|piece| piece.is(Kind::Text)).map_or(0, |at| at + 1);
    for at in after_text.max(1)..pieces.len() {
        if pieces[at].is(Kind::Credit) && reserves_all(&pieces[at].text) && pieces[at - 1].is_left() {
            pieces[at].leave(Reason::FooterNotice);
        }
    }
}

fn reserves_all(credit: &str) -> bool {
    credit.to_ascii_lowercase().contains("rights reserved")
}

/// The heading of an author box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AuthorBox<'a> {
    Named(&'a str),
    Unnamed,
}

fn author_box(line: &str) -> Option<AuthorBox<'_>> {
    let rest = line.strip_prefix("About ").or_else(|| line.strip_prefix("ABOUT "))?;
    let rest = rest.trim_start_matches(':').trim();
    if ["the author", "the writer", "author", "me"].iter().any(|words| rest.eq_ignore_ascii_case(words)) {
        return Some(AuthorBox::Unnamed);
    }
    let name = rest.strip_prefix("the author:").or_else(|| rest.strip_prefix("the Author:")).unwrap_or(rest).trim();
    is_person_name(name).then_some(AuthorBox::Named(name))
}

/// Whether a text is built like the name of a person: two to five words, with capitals where a script has them.
pub(super) fn is_person_name(text: &str) -> bool {
    const PARTICLES: &[&str] =
        &["de", "del", "da", "di", "du", "van", "von", "der", "den", "al", "bin", "ibn", "la", "le", "y", "e"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_name_word = |word: &&str| {
        PARTICLES.contains(word)
            || (word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
                && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-') || is_mark(c)))
    };
    (2..=5).contains(&words.len()) && text.chars().count() <= 60 && words.iter().all(is_name_word)
}

/// Accents that are characters of their own.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::{AuthorBox, author_box, is_person_name};

    #[test]
    fn an_author_box_gives_a_name() {
        assert_eq!(author_box("About Mara Lind"), Some(AuthorBox::Named("Mara Lind")));
        assert_eq!(author_box("About the author: Mara Lind"), Some(AuthorBox::Named("Mara Lind")));
        assert_eq!(author_box("About the Author"), Some(AuthorBox::Unnamed));
        assert_eq!(author_box("About ferries"), None);
        assert_eq!(author_box("About half of them sank"), None);
    }

    #[test]
    fn names_of_persons_are_known_by_their_build() {
        for name in ["Mara Lind", "J. R. van der Lind", "Ólafur Þór Lind-Berg", "मारा लिंड"] {
            assert!(is_person_name(name), "{name}");
        }
        for text in ["Mara", "the last ferry", "Mara Lind 2024", "All Of The Last Ferries Sank", ""] {
            assert!(!is_person_name(text), "{text}");
        }
    }
}
