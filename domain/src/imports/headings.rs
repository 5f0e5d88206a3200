//! Decides which lines are headings of slides, by what follows them.

use super::body::{Kind, Piece};
use super::numbers::{Numbered, are_in_order, numbered};
use super::reasons::Reason;

/// Lines above this length are not broken to a width.
const BROKEN_MAX_CHARS: usize = 120;

/// Where a page puts the credits of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CreditPlace {
    /// Below the heading, or there are none.
    BelowHeading,
    /// Below the text.
    BelowText,
    /// Above the heading.
    AboveHeading,
}

/// Marks counters and numbered headings, when their numbers run on. Gives the numbers as they stood.
pub(super) fn mark_numbers(pieces: &mut [Piece]) -> String {
    let mut headings: Vec<(usize, u32)> = Vec::new();
    let mut counters: Vec<(usize, u32)> = Vec::new();
    let mut follows_number = 0;
    let mut was_number = false;
    for (at, piece) in pieces.iter().enumerate() {
        if !piece.is(Kind::Text) {
            was_number &= piece.is_left();
            continue;
        }
        let found = numbered(&piece.text).filter(|found| piece.starts_block || is_plain_counter(found));
        let is_heading = found.is_some_and(|found| !found.rest.is_empty()) && piece.words() <= 24;
        match found {
            Some(found) if is_heading => {
                follows_number += usize::from(was_number);
                headings.push((at, found.number));
            }
            Some(found) if found.rest.is_empty() => counters.push((at, found.number)),
            Some(_) | None => {}
        }
        was_number = is_heading;
    }
    let numbers = |found: &[(usize, u32)]| found.iter().map(|(_, number)| *number).collect::<Vec<_>>();
    // A list within a text runs on too, but its numbers follow each other without anything between.
    if !are_in_order(&numbers(&headings)) || follows_number * 2 > headings.len() {
        headings.clear();
    }
    if !are_in_order(&numbers(&counters)) {
        counters.clear();
    }
    let mut marks = Vec::new();
    for (at, _) in headings {
        let piece = &mut pieces[at];
        if let Some(found) = numbered(&piece.text) {
            marks.push((at, found.mark.to_owned()));
            piece.text = found.rest.to_owned();
            piece.kind = Kind::Heading;
            piece.is_numbered = true;
        }
    }
    for (at, _) in counters {
        marks.push((at, std::mem::take(&mut pieces[at].text)));
        pieces[at].kind = Kind::Counter;
    }
    marks.sort_by_key(|(at, _)| *at);
    let marks: Vec<String> = marks.into_iter().map(|(_, mark)| mark).collect();
    marks.join(" ")
}

/// "3/15" may stand close below a heading; "3" may not.
fn is_plain_counter(found: &Numbered<'_>) -> bool {
    found.rest.is_empty() && !found.mark.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where this page puts its credits, by how often each order stands there.
pub(super) fn credit_place(pieces: &[Piece]) -> CreditPlace {
    let kept: Vec<&Piece> = pieces.iter().filter(|piece| !piece.is_left()).collect();
    let is_paragraph = |piece: &Piece| piece.is(Kind::Text) && !piece.looks_like_heading();
    let is_short = |piece: &Piece| piece.is(Kind::Heading) || (piece.is(Kind::Text) && piece.looks_like_heading());
    let (mut below_heading, mut around_heading) = (0, 0);
    for three in kept.windows(3).filter(|three| three[1].is(Kind::Credit)) {
        below_heading += usize::from(is_short(three[0]) && is_paragraph(three[2]));
        around_heading += usize::from(is_paragraph(three[0]) && is_short(three[2]));
    }
    if around_heading <= below_heading {
        return CreditPlace::BelowHeading;
    }
    let ends_with_credit = kept.last().is_some_and(|piece| piece.is(Kind::Credit));
    let first = kept.iter().position(|piece| piece.is(Kind::Credit)).unwrap_or_default();
    let follows_paragraph = first > 0 && is_paragraph(kept[first - 1]);
    // Above the first heading stand a title and perhaps a standfirst.
    if !ends_with_credit && (first <= 2 || !follows_paragraph) { CreditPlace::AboveHeading } else { CreditPlace::BelowText }
}

/// Marks the headings: short lines that start a block and are followed by a credit or a paragraph.
pub(super) fn mark_headings(pieces: &mut [Piece], place: CreditPlace) {
    let kept: Vec<usize> = (0..pieces.len()).filter(|at| !pieces[*at].is_left()).collect();
    let mut headings = Vec::new();
    for (position, &at) in kept.iter().enumerate() {
        let piece = &pieces[at];
        let before = position.checked_sub(1).map(|before| &pieces[kept[before]]);
        let next = kept.get(position + 1).map(|next| &pieces[*next]);
        let starts = piece.starts_block || before.is_none_or(|before| before.is(Kind::Credit));
        let is_heading = piece.is(Kind::Text)
            && (piece.level.is_some() || (starts && piece.looks_like_heading() && is_followed(piece, before, next, place)));
        if is_heading {
            headings.push(at);
        }
    }
    for at in headings {
        pieces[at].kind = Kind::Heading;
    }
    settle_counters(pieces, &kept);
}

fn is_followed(piece: &Piece, before: Option<&Piece>, next: Option<&Piece>, place: CreditPlace) -> bool {
    let Some(next) = next else { return false };
    match next.kind {
        Kind::Credit => match place {
            CreditPlace::BelowHeading => true,
            // A short line between a paragraph and its credit is a caption.
            CreditPlace::BelowText | CreditPlace::AboveHeading => before.is_none_or(|before| !before.is(Kind::Text)),
        },
        Kind::Text => !next.looks_like_heading() && is_apart(piece, next),
        Kind::Heading | Kind::Counter | Kind::Title | Kind::Standfirst | Kind::Left(_) => false,
    }
}

/// Whether two lines are not one paragraph that was broken to a width.
pub(super) fn is_apart(piece: &Piece, next: &Piece) -> bool {
    let (length, next_length) = (piece.text.chars().count(), next.text.chars().count());
    next.starts_block
        || next_length > BROKEN_MAX_CHARS
        || (!next.text.starts_with(char::is_lowercase) && length * 10 < next_length * 6)
}

/// A counter makes a heading of the short line after it, else of the one before it.
fn settle_counters(pieces: &mut [Piece], kept: &[usize]) {
    for (position, &at) in kept.iter().enumerate() {
        if !pieces[at].is(Kind::Counter) {
            continue;
        }
        let beside = [Some(position + 1), position.checked_sub(1)];
        let heading = beside.into_iter().flatten().filter_map(|beside| kept.get(beside)).find(|beside| {
            let piece = &pieces[**beside];
            piece.is(Kind::Heading) || (piece.is(Kind::Text) && piece.looks_like_heading())
        });
        if let Some(&heading) = heading {
            pieces[heading].kind = Kind::Heading;
            pieces[at].leave(Reason::SlideNumbers);
        }
    }
}
