//! Splits a pasted page into slides. It cannot fail, and it loses no word.

use super::body::pieces;
use super::head::{leave_byline, mark_standfirst, mark_title};
use super::headings::{credit_place, mark_headings, mark_numbers};
use super::html::{self, Stripped};
use super::lines::lines;
use super::page::{Draft, Page, assemble};
use super::pasted::{LeftOut, Pasted, PastedSlide};
use super::reasons::{Reason, Remark};
use super::tail::leave_tail;
use crate::credits::{Normalised, ProposedSource, normalise};
use crate::sources::Register;

/// Understands the text of a page, as it is pasted from a browser, as an article of slides.
///
/// Every word of the text is on a slide, in the article's title or standfirst, in a credit's `raw` or in `left_out`;
/// what cannot be placed stays on the slide above it, with a remark. The same text gives the same answer.
///
/// Takes time linear in the length of the text: each step goes over the lines a fixed number of times and looks at a
/// fixed number of neighbours, and what is compared pairwise is bounded in number.
pub fn split(text: &str, register: &Register) -> Pasted {
    let stripped = html::strip(text);
    let shown = stripped.as_ref().map_or(text, |stripped| stripped.text.as_str());

    let mut pieces = pieces(lines(shown), register);
    let tail = leave_tail(&mut pieces);
    let byline = leave_byline(&mut pieces);
    let numbers = mark_numbers(&mut pieces);
    let place = credit_place(&pieces);
    mark_headings(&mut pieces, place);
    mark_title(&mut pieces);
    mark_standfirst(&mut pieces);

    let Page { mut article, slides, mut left_out, .. } = assemble(pieces, place);
    article.author = byline.or(tail.author);
    let mut remarks = page_remarks(&slides, article.title.is_some(), tail.taken);
    add_left_out(&mut left_out, numbers, Reason::SlideNumbers);
    if let Some(Stripped { tags, code, .. }) = stripped {
        add_left_out(&mut left_out, tags, Reason::Tags);
        add_left_out(&mut left_out, code, Reason::Code);
        remarks.push(Remark::WasHtml);
    }
    let (slides, sources) = read_credits(slides, register);
    Pasted { article, slides, sources, left_out, remarks: remarks.iter().map(ToString::to_string).collect() }
}

fn add_left_out(left_out: &mut Vec<LeftOut>, text: String, reason: Reason) {
    if !text.is_empty() {
        left_out.push(LeftOut { text, reason: reason.to_string() });
    }
}

fn page_remarks(slides: &[Draft], has_title: bool, taken: usize) -> Vec<Remark> {
    let mut remarks = Vec::new();
    match slides {
        [] => remarks.push(Remark::NothingFound),
        [slide] if slide.heading.is_empty() => remarks.push(Remark::OneSlide),
        [..] => {}
    }
    if !has_title && !slides.is_empty() {
        remarks.push(Remark::NoTitle);
    }
    if taken > 0 {
        remarks.push(Remark::TailTaken(taken));
    }
    remarks
}

/// Reads the credits of all slides together, so that each source has one spelling, and gives them back in place.
fn read_credits(drafts: Vec<Draft>, register: &Register) -> (Vec<PastedSlide>, Vec<ProposedSource>) {
    let lines = drafts.iter().flat_map(|draft| draft.credits.iter().map(String::as_str));
    let Normalised { credits, remarks, sources } = normalise(lines, register);
    let mut credits = credits.into_iter();
    let mut remarks = remarks.into_iter().peekable();
    let mut end = 0;
    let slides = drafts
        .into_iter()
        .map(|draft| {
            end += draft.credits.len();
            let mut words: Vec<String> = draft.remarks.iter().map(ToString::to_string).collect();
            while let Some((_, remark)) = remarks.next_if(|(at, _)| *at < end) {
                words.push(remark.to_string());
            }
            PastedSlide {
                heading: draft.heading,
                text: draft.text,
                credits: credits.by_ref().take(draft.credits.len()).collect(),
                remarks: words,
            }
        })
        .collect();
    (slides, sources)
}
