//! The comments under an article as they are sent, from their sample.

use super::samples::{draft, form, thread};
use super::section::{Comments, CommentsProps};
use super::{CommentAgain, CommentAgainProps, Draft, Refusal};
use crate::articles::samples::{around, site};
use crate::drawn::lines as html;
use domain::articles::Slug;
use domain::comments::{CommentForm, Conversation, Thread};
use insta::assert_snapshot;

fn slug() -> Slug {
    Slug::parse("ten-days").unwrap()
}

fn section(thread: Thread, form: Option<CommentForm>) -> String {
    html(|| Comments(CommentsProps { slug: slug(), talk: Conversation { thread, form } }))
}

fn again(form: CommentForm, draft: Draft) -> String {
    let article = (slug(), "Ten days & nights".to_owned());
    html(|| CommentAgain(CommentAgainProps { site: site(), article, form, draft, around: around("/ten-days") }))
}

#[test]
fn comments_look_as_they_did() {
    assert_snapshot!("section", section(thread(), Some(form())));
    assert_snapshot!("again", again(form(), draft()));
}

#[test]
fn nothing_is_shown_where_nothing_was_said_and_nothing_can_be() {
    assert!(!section(Thread::default(), None).contains("<section"));
    let invited = section(Thread { is_open: true, ..Thread::default() }, Some(form()));
    assert!(invited.contains("Say something") && !invited.contains("0 comments"));
    let closed = section(Thread { is_open: false, next: None, ..thread() }, None);
    assert!(closed.contains("No new comments are taken here.") && !closed.contains("<form") && !closed.contains("Reply"));
}

#[test]
fn o04_only_the_badge_of_the_page_says_author_or_staff() {
    let html = section(thread(), Some(form()));
    assert_eq!(html.matches("<span class=\"by-author\">").count(), 2);
    assert!(html.contains("<bdi>Anouk &lt;b&gt;"));
}

#[test]
fn o04_what_was_typed_comes_back_as_the_same_text() {
    let html = again(form(), draft());
    assert!(html.contains("value=\"Anouk &lt;b&gt;\"") && html.contains("value=\"anouk@example\""), "{html}");
    assert!(html.contains("&lt;/textarea>&lt;script>\nSecond line"), "{html}");
    assert!(html.contains("<option value=\"slide00002\" selected"), "{html}");
}

#[test]
fn every_refusal_says_what_happened_and_keeps_the_text() {
    for (refusal, words) in [
        (Refusal::Closed, "No new comments are taken here."),
        (Refusal::NothingToAnswer, "not there any more"),
        (Refusal::NoSuchSlide, "Choose another"),
        (Refusal::TooFast, "within three seconds"),
        (Refusal::FormIsOld, "more than a day"),
        (Refusal::TooMany { seconds: 600 }, "in 10 minutes."),
    ] {
        let html = again(form(), Draft { refusal: Some(refusal), ..draft() });
        assert!(html.contains(words) && html.contains("Second line"), "{words}");
    }
}
