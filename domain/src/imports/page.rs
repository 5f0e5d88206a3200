//! Puts the pieces of a page together as slides.

use super::body::{Kind, Piece};
use super::credit_lines::may_hold_credit;
use super::headings::CreditPlace;
use super::pasted::{LeftOut, PastedArticle};
use super::reasons::{Remark, excerpt};

/// Paragraphs longer than this are never lines of one block.
const LINE_MAX_CHARS: usize = 120;
/// At most so many lines of a slide are pointed at.
const POINTED_MAX: usize = 3;

/// A slide, its credits not yet read.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Draft {
    pub heading: String,
    pub text: String,
    pub credits: Vec<String>,
    pub remarks: Vec<Remark>,
    /// How many of the remarks point at lines of the text.
    pointed: usize,
}

/// The parts of a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub article: PastedArticle,
    pub slides: Vec<Draft>,
    pub left_out: Vec<LeftOut>,
    /// Credits that wait for the slide below them.
    waiting: Vec<String>,
    /// Whether such a credit stood under the title.
    has_cover_credit: bool,
}

/// Puts the pieces together. Every piece ends up in exactly one part.
pub(super) fn assemble(pieces: Vec<Piece>, place: CreditPlace) -> Page {
    let starts = starts(&pieces, place);
    let mut page = Page::default();
    let mut is_after_left = false;
    for (piece, start) in pieces.into_iter().zip(starts) {
        if start == Start::Slide {
            page.open();
        }
        match piece.kind {
            Kind::Left(reason) => {
                if !piece.text.is_empty() {
                    page.left_out.push(LeftOut { text: piece.text, reason: reason.to_string() });
                }
                is_after_left = true;
                continue;
            }
            Kind::Title => page.article.title = Some(piece.text),
            Kind::Standfirst => page.article.standfirst = Some(piece.text),
            Kind::Heading => page.current().heading = piece.text,
            Kind::Counter => {}
            Kind::Credit if start == Start::Waits => page.waiting.push(piece.text),
            Kind::Credit if page.slides.is_empty() => {
                page.has_cover_credit = true;
                page.waiting.push(piece.text);
            }
            Kind::Credit => page.current().credits.push(piece.text),
            Kind::Text => page.current().add(&piece, is_after_left),
        }
        is_after_left = false;
    }
    if !page.waiting.is_empty() {
        page.current();
        let waiting = std::mem::take(&mut page.waiting);
        page.current().credits.extend(waiting);
    }
    page.remark();
    page
}

/// Whether a slide starts with a piece, or the piece waits for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    No,
    Slide,
    Waits,
}

fn starts(pieces: &[Piece], place: CreditPlace) -> Vec<Start> {
    let has_headings = pieces.iter().any(|piece| matches!(piece.kind, Kind::Heading | Kind::Counter));
    let on_slides: Vec<usize> = (0..pieces.len())
        .filter(|at| matches!(pieces[*at].kind, Kind::Text | Kind::Heading | Kind::Credit | Kind::Counter))
        .collect();
    let mut starts = vec![Start::No; pieces.len()];
    let leads = on_slides.first().is_some_and(|at| pieces[*at].is(Kind::Credit));
    let mut is_before_heading = false;
    for (position, &at) in on_slides.iter().enumerate().rev() {
        let before = position.checked_sub(1).map(|before| pieces[on_slides[before]].kind);
        starts[at] = match pieces[at].kind {
            Kind::Heading | Kind::Counter => Start::Slide,
            Kind::Credit if has_headings => {
                if is_before_heading && place == CreditPlace::AboveHeading {
                    Start::Waits
                } else {
                    Start::No
                }
            }
            // Without headings the credits tell the slides apart, by whichever comes first.
            Kind::Credit if leads && before != Some(Kind::Credit) => Start::Slide,
            Kind::Text if !has_headings && !leads && before == Some(Kind::Credit) => Start::Slide,
            Kind::Credit | Kind::Text | Kind::Title | Kind::Standfirst | Kind::Left(_) => Start::No,
        };
        is_before_heading = match pieces[at].kind {
            Kind::Heading | Kind::Counter => true,
            Kind::Credit => is_before_heading,
            Kind::Text | Kind::Title | Kind::Standfirst | Kind::Left(_) => false,
        };
    }
    starts
}

impl Page {
    fn open(&mut self) {
        let is_first = self.slides.is_empty();
        self.slides.push(Draft {
            credits: std::mem::take(&mut self.waiting),
            remarks: Vec::from_iter((is_first && self.has_cover_credit).then_some(Remark::CoverCredit)),
            ..Draft::default()
        });
    }

    fn current(&mut self) -> &mut Draft {
        if self.slides.is_empty() {
            self.open();
        }
        self.slides.last_mut().expect("a slide was opened just now")
    }

    fn remark(&mut self) {
        let has_headings = self.slides.iter().any(|slide| !slide.heading.is_empty());
        let has_credits = self.slides.iter().any(|slide| !slide.credits.is_empty());
        for slide in &mut self.slides {
            let mut remarks = Vec::new();
            if has_headings && slide.heading.is_empty() {
                remarks.push(Remark::NoHeading);
            }
            if slide.text.is_empty() {
                remarks.push(Remark::NoText);
            }
            if has_credits && slide.credits.is_empty() {
                remarks.push(Remark::NoCredit);
            }
            if slide.credits.len() > 1 {
                remarks.push(Remark::SeveralCredits(slide.credits.len()));
            }
            remarks.append(&mut slide.remarks);
            slide.remarks = remarks;
        }
    }
}

impl Draft {
    fn add(&mut self, piece: &Piece, is_apart: bool) {
        let is_long = |text: &str| text.chars().nth(LINE_MAX_CHARS).is_some();
        if !self.text.is_empty() {
            let last = self.text.rsplit('\n').next().unwrap_or_default();
            let is_new = is_apart || piece.starts_block || is_long(&piece.text) || is_long(last);
            self.text.push_str(if is_new { "\n\n" } else { "\n" });
        }
        self.text.push_str(&piece.text);
        if self.pointed >= POINTED_MAX {
            return;
        }
        let remark = if may_hold_credit(&piece.text) {
            Remark::MaybeCredit(excerpt(&piece.text))
        } else if piece.starts_block && piece.looks_like_heading() && piece.words() > 1 {
            Remark::MaybeHeading(excerpt(&piece.text))
        } else {
            return;
        };
        self.pointed += 1;
        self.remarks.push(remark);
    }
}
