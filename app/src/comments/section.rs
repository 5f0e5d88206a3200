//! The comments under an article: how many, the threads, and the form.

use super::form::{Draft, FormCard};
use super::thread::Threads;
use domain::articles::Slug;
use domain::comments::{Conversation, Thread};
use leptos::prelude::*;

/// The comments under an article. Where nothing was said and nothing can be, nothing is shown.
#[component]
pub fn Comments(
    /// The article's address.
    slug: Slug,
    /// What was said, and the form.
    talk: Conversation,
) -> impl IntoView {
    let Conversation { thread, form } = talk;
    let Thread { comments, count, is_open, is_later, next } = thread;
    if comments.is_empty() && !is_open {
        return None;
    }
    let has_comments = !comments.is_empty();
    let later = next.map(|last| {
        view! {
            <a class="btn btn-sm" href=format!("/{slug}?after={last}#comments") rel="nofollow">
                "Later comments"
            </a>
        }
    });
    let earlier = is_later.then(|| {
        view! {
            <a class="btn btn-sm" href=format!("/{slug}#comments") rel="nofollow">
                "The first comments"
            </a>
        }
    });
    let has_pages = is_later || later.is_some();
    let reply_to = is_open.then(|| slug.clone());
    let section = view! {
        <section class="grid-3" aria-labelledby="comments">
            <div class="col-rail">
                <h2 class="h-quiet" id="comments">
                    {heading(count, is_open)}
                </h2>
                <p class="meta" data-noprint>
                    {note(has_comments, is_open)}
                </p>
                {(is_open && has_comments)
                    .then(|| {
                        view! {
                            <p data-noprint>
                                <a class="btn btn-sm" href="#comment-form">
                                    "Post a comment"
                                </a>
                            </p>
                        }
                    })}
            </div>
            <div class="col-main comments">
                {has_comments.then(|| view! { <Threads comments=comments reply_to=reply_to /> })}
                {has_pages
                    .then(|| {
                        view! {
                            <nav class="pager" aria-label="Comments by page" data-noprint>
                                {earlier}
                                {later}
                            </nav>
                        }
                    })} {form.map(|form| view! { <FormCard slug=slug form=form draft=Draft::default() /> })}
            </div>
        </section>
    };
    Some(section.into_any())
}

/// How many there are; at nought no number but an invitation.
fn heading(count: usize, is_open: bool) -> String {
    match count {
        0 if is_open => "Say something".to_owned(),
        0 => "Comments".to_owned(),
        1 => "1 comment".to_owned(),
        _ => format!("{count} comments"),
    }
}

fn note(has_comments: bool, is_open: bool) -> &'static str {
    match (has_comments, is_open) {
        (true, true) => "Oldest first. Read by a person before they appear.",
        (false, true) => "Nobody has yet. Comments are read by a person before they appear.",
        (true | false, false) => "Oldest first. No new comments are taken here.",
    }
}
