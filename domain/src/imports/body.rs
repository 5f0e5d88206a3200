//! The pieces of a page, before it is known what each is.

use super::credit_lines::{self, Cut};
use super::furniture::{Furniture, recognise};
use super::lines::Line;
use super::placeholder::is_placeholder;
use super::reasons::Reason;
use crate::sources::Register;

/// What a piece of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words whose place is still open, and later those of a slide's text.
    Text,
    /// The heading of a slide.
    Heading,
    /// A credit line.
    Credit,
    /// A slide's counter on a line of its own. A slide starts here.
    Counter,
    /// The article's title.
    Title,
    /// The article's standfirst.
    Standfirst,
    /// No part of the article.
    Left(Reason),
}

/// A line of a page, or a part of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub kind: Kind,
    pub text: String,
    /// Whether it starts a block.
    pub starts_block: bool,
    /// The level of a marked heading.
    pub level: Option<usize>,
    /// Whether a slide's number was taken off it.
    pub is_numbered: bool,
}

/// At most this many characters, and words, make a heading.
const HEADING_MAX_CHARS: usize = 110;
const HEADING_MAX_WORDS: usize = 18;

impl Piece {
    pub fn is(&self, kind: Kind) -> bool {
        self.kind == kind
    }

    pub fn is_left(&self) -> bool {
        matches!(self.kind, Kind::Left(_))
    }

    pub fn leave(&mut self, reason: Reason) {
        self.kind = Kind::Left(reason);
    }

    /// Whether it could be a heading by its own looks: short, with letters, and not closed like a sentence.
    pub fn looks_like_heading(&self) -> bool {
        self.level.is_some()
            || (self.text.chars().nth(HEADING_MAX_CHARS).is_none()
                && self.text.split_whitespace().count() <= HEADING_MAX_WORDS
                && self.text.chars().any(char::is_alphabetic)
                && !self.text.ends_with(['.', ',', ';', ':', '…']))
    }

    pub fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }
}

/// The pieces of a page: furniture and credits known, everything else text.
pub(super) fn pieces(lines: Vec<Line>, register: &Register) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::with_capacity(lines.len());
    let mut weak: Vec<(usize, Reason)> = Vec::new();
    let mut numbers_a_list = false;
    for Line { text, starts_block, level } in lines {
        let piece =
            |kind, text: &str, starts_block| Piece { kind, text: text.to_owned(), starts_block, level, is_numbered: false };
        // After "(b)" comes "(c)", which is no copyright sign.
        let is_c_of_list = numbers_a_list && text.starts_with("(c)");
        numbers_a_list = text.starts_with("(b)") || is_c_of_list;
        let furniture = recognise(&text);
        if let Some(Furniture::Sure(reason)) = furniture {
            pieces.push(piece(Kind::Left(reason), &text, starts_block));
        } else if is_placeholder(&text) {
            pieces.push(piece(Kind::Left(Reason::Placeholder), &text, starts_block));
        } else if let Some(Cut { before, credits }) = credit_lines::cut(&text, register).filter(|_| !is_c_of_list) {
            if !before.is_empty() {
                pieces.push(piece(Kind::Text, before, starts_block));
            }
            pieces.extend(
                credits
                    .into_iter()
                    .map(|credit| Piece { level: None, ..piece(Kind::Credit, credit, starts_block && before.is_empty()) }),
            );
        } else {
            if let Some(Furniture::AmongOthers(reason)) = furniture {
                weak.push((pieces.len(), reason));
            }
            pieces.push(piece(Kind::Text, &text, starts_block));
        }
    }
    settle_weak(&mut pieces, &weak);
    pieces
}

/// Leaves out weak furniture that stands beside sure furniture or in a run of three, unless a slide follows from it.
fn settle_weak(pieces: &mut [Piece], weak: &[(usize, Reason)]) {
    let mut rest = weak;
    while let Some(&(first, _)) = rest.first() {
        let length = rest.iter().enumerate().take_while(|(offset, (at, _))| *at == first + offset).count();
        let (run, later) = rest.split_at(length);
        rest = later;
        let is_beside = (first > 0 && pieces[first - 1].is_left()) || pieces.get(first + length).is_some_and(Piece::is_left);
        let is_followed = pieces.get(first + length).is_some_and(|next| !next.is_left());
        let settled = match (length >= 3, is_beside, is_followed) {
            (true, _, _) | (false, true, false) => run,
            // "Share", "Facebook" and then text: the last may be a heading.
            (false, true, true) => &run[..length - 1],
            (false, false, _) => &[],
        };
        for (at, reason) in settled {
            pieces[*at].leave(*reason);
        }
    }
}
