//! A conversation for snapshots and for the checks of pages.

use super::{Draft, Refusal};
use domain::comments::{CommentForm, Shown, Thread, ThreadComment};
use domain::field::{Fault, Faults};
use domain::slides::for_comment;
use domain::stamp::Stamp;

fn comment(number: usize, shown: Shown) -> ThreadComment {
    ThreadComment {
        id: format!("018f0000-0000-7000-8000-{number:012}").parse().expect("an id"),
        shown,
        made: Stamp {
            iso: format!("2026-11-21T09:{number:02}:00Z"),
            day: "21 November 2026".to_owned(),
            time: format!("09:{number:02}"),
        },
        slide: None,
        replies: Vec::new(),
    }
}

fn published(name: &str, is_author: bool, is_staff: bool) -> Shown {
    let body = for_comment("*One* sentence & [a link](https://example.org/).");
    Shown::Published { name: name.to_owned(), is_author, is_staff, body }
}

/// A thread with everything that a thread can show.
pub(crate) fn thread() -> Thread {
    let deep = comment(3, published("tabby", false, false));
    let author = ThreadComment { replies: vec![deep], ..comment(2, published("Marit Olsen", true, true)) };
    let removed = ThreadComment { replies: vec![comment(5, published("Vera", false, true))], ..comment(4, Shown::Removed) };
    let slide = Some(("slide00002".parse().expect("an id"), 2));
    let first = ThreadComment { slide, replies: vec![author], ..comment(1, published("Anouk <b>", false, false)) };
    let waiting = comment(6, Shown::Waiting { name: "Bo".to_owned(), body: for_comment("Still waiting.") });
    let refused = comment(
        7,
        Shown::Refused {
            name: "Bo".to_owned(),
            body: for_comment("Not this."),
            reason: Some("Off the subject of the article".to_owned()),
        },
    );
    let next = Some(refused.id);
    Thread { comments: vec![first, removed, waiting, refused], count: 4, is_open: true, is_later: false, next }
}

/// The form as it stands under an article.
pub(crate) fn form() -> CommentForm {
    CommentForm {
        token: "1795252320000.c2lnbmF0dXJl".to_owned(),
        slides: vec![
            ("slide00001".parse().expect("an id"), 1, "Light < dark".to_owned()),
            ("slide00002".parse().expect("an id"), 2, String::new()),
        ],
        answers: None,
    }
}

/// A form that was refused, with all that was typed.
pub(crate) fn draft() -> Draft {
    let mut faults = Faults::one("email", Fault::Malformed);
    faults.add("body", Fault::TooLong { max: 10_000, has: 10_001 });
    Draft {
        name: "Anouk <b>".to_owned(),
        email: "anouk@example".to_owned(),
        body: "</textarea><script>\nSecond line".to_owned(),
        slide: Some("slide00002".parse().expect("an id")),
        refusal: Some(Refusal::Faulty(faults)),
    }
}
