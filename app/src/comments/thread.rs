//! Threads of comments: nested twice, then flat.

use crate::icon::{Glyph, Icon};
use crate::people::Avatar;
use crate::slides::Prose;
use domain::articles::Slug;
use domain::comments::{Shown, ThreadComment};
use domain::ids::CommentId;
use leptos::prelude::*;

/// A list of comments with their answers.
#[component]
pub fn Threads(
    /// The comments, oldest first.
    comments: Vec<ThreadComment>,
    /// The article's address where comments are taken: then each one can be answered.
    reply_to: Option<Slug>,
) -> impl IntoView {
    let items = comments
        .into_iter()
        .map(|comment| {
            view! { <li>{item(comment, reply_to.as_ref())}</li> }
        })
        .collect_view();
    view! { <ol class="thread">{items}</ol> }.into_any()
}

/// A comment by what is shown of it.
fn item(comment: ThreadComment, reply_to: Option<&Slug>) -> AnyView {
    let anchor = comment.anchor();
    let ThreadComment { id, shown, made, slide, replies } = comment;
    let answers = (!replies.is_empty()).then(|| view! { <Threads comments=replies reply_to=reply_to.cloned() /> });
    let (name, body, own) = match shown {
        Shown::Removed => {
            return view! {
                <p class="comment-gone" id=anchor>
                    "A comment was removed by a moderator."
                </p>
                {answers}
            }
            .into_any();
        }
        Shown::Published { name, is_author, is_staff, body } => {
            let word = match (is_author, is_staff) {
                (true, _) => Some("Author"),
                (false, true) => Some("Staff"),
                (false, false) => None,
            };
            let badge = word.map(|word| view! { <span class="by-author">{word}</span> }).into_any();
            let reply = reply_to.map(|slug| view! { <ReplyLink slug=slug.clone() id=id name=name.clone() /> }.into_any());
            (name, body, Own { class: "comment", badge, foot: reply.into_any() })
        }
        Shown::Waiting { name, body } => {
            (name, body, Own::held("review", "Waiting for review", "Only you can see this, in this browser."))
        }
        Shown::Refused { name, body, reason } => {
            let reason = reason.unwrap_or_else(|| "taken for advertising".to_owned());
            let why = format!("A moderator’s reason: {reason}. Only you can see this, in this browser.");
            (name, body, Own::held("trash", "Not published", &why))
        }
    };
    let slide = slide.map(|(id, number)| view! { <a href=format!("#s-{id}")>"on slide " {number}</a> });
    view! {
        <article class=own.class id=anchor.clone()>
            <Avatar name=name.clone() />
            <header class="comment-head">
                <b>
                    <bdi>{name}</bdi>
                </b>
                {own.badge}
                <time datetime=made.iso.clone()>
                    <a href=format!("#{anchor}")>{made.words()}</a>
                </time>
                {slide}
            </header>
            <div class="comment-body">
                <Prose html=body />
            </div>
            {own.foot}
            {answers}
        </article>
    }
    .into_any()
}

/// What a comment has of its own by its state: its class, the badge beside the name, the line under the text.
struct Own {
    class: &'static str,
    badge: AnyView,
    foot: AnyView,
}

impl Own {
    /// One that its writer alone sees.
    fn held(state: &'static str, badge: &'static str, foot: &str) -> Self {
        let badge = view! {
            <span class="badge" data-state=state>
                {badge}
            </span>
        };
        let foot = view! {
            <p class="comment-foot meta" dir="auto">
                {foot.to_owned()}
            </p>
        };
        Self { class: "comment comment-held", badge: badge.into_any(), foot: foot.into_any() }
    }
}

#[component]
fn ReplyLink(slug: Slug, id: CommentId, name: String) -> impl IntoView {
    view! {
        <p class="comment-foot">
            <a class="btn btn-sm btn-quiet" href=format!("/{slug}?reply={id}#comment-form") rel="nofollow">
                <Icon glyph=Glyph::Reply />
                " Reply"
                <span class="sr">
                    " to " <bdi>{name}</bdi>
                </span>
            </a>
        </p>
    }
}
