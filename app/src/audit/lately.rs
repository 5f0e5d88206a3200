//! 'Lately': who did what, newest first.

use super::calls;
use crate::admin::{Awaited, Trouble};
use crate::people::{Avatar, AvatarSize};
use domain::audit::{Deed, Happening};
use leptos::prelude::*;

/// What happened lately.
#[component]
pub fn Lately() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::lately());
    let again = Callback::new(move |()| loaded.refetch());
    let list = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(happenings) if happenings.is_empty() => {
                    view! { <p class="muted small">"Nothing in the last 30 days."</p> }.into_any()
                }
                Ok(happenings) => {
                    let rows = happenings.into_iter().map(|happening| view! { <Told happening=happening /> }).collect_view();
                    view! { <ul class="log small">{rows}</ul> }.into_any()
                }
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <section aria-labelledby="lately">
            <div class="section-head">
                <h2 class="h2" id="lately">
                    "Lately"
                </h2>
            </div>
            <Awaited>{list}</Awaited>
        </section>
    }
}

#[component]
fn Told(happening: Happening) -> impl IntoView {
    let Happening { by, is_you, deed, article, person, at } = happening;
    // Without a name it came from the command line.
    let by = by.unwrap_or_else(|| "The command line".to_owned());
    let subject = match (article, person) {
        (Some((id, title)), _) => {
            let title = if title.is_empty() { "Untitled".to_owned() } else { title };
            Some(view! { <a href=format!("/admin/articles/{id}")><bdi>{title}</bdi></a> }.into_any())
        }
        (None, Some(name)) => Some(view! { <bdi>{name}</bdi> }.into_any()),
        (None, None) => None,
    };
    let (before, after) = words(deed, subject.is_some());
    view! {
        <li>
            <Avatar name=by.clone() size=AvatarSize::Small />
            <div>
                <b>
                    <bdi>{if is_you { "You".to_owned() } else { by }}</bdi>
                </b>
                {format!(" {before} ")}
                {subject}
                {after}
                <time datetime=at.iso.clone()>{at.words()}</time>
            </div>
        </li>
    }
}

/// What stands before and after the subject, or in its place when it is gone.
fn words(deed: Deed, has_subject: bool) -> (&'static str, &'static str) {
    match (deed, has_subject) {
        (Deed::SetUp, _) => ("set the site up", ""),
        (Deed::Published, true) => ("published", ""),
        (Deed::Published, false) => ("published an article", ""),
        (Deed::Withdrew, true) => ("withdrew", ""),
        (Deed::Withdrew, false) => ("withdrew an article", ""),
        (Deed::HandedIn, true) => ("handed in", ""),
        (Deed::HandedIn, false) => ("handed an article in", ""),
        (Deed::TookBack, true) => ("made", " a draft again"),
        (Deed::TookBack, false) => ("made an article a draft again", ""),
        (Deed::LetIn, true) => ("let", " in"),
        (Deed::LetIn, false) => ("let somebody in", ""),
        (Deed::ChangedRole, true) => ("changed the role of", ""),
        (Deed::ChangedRole, false) => ("changed a role", ""),
        (Deed::Suspended, true) => ("suspended", ""),
        (Deed::Suspended, false) => ("suspended somebody", ""),
        (Deed::Reinstated, true) => ("let", " sign in again"),
        (Deed::Reinstated, false) => ("let somebody sign in again", ""),
        (Deed::ResetPassword, true) => ("gave", " a new password"),
        (Deed::ResetPassword, false) => ("gave somebody a new password", ""),
        (Deed::ChangedPassword, _) => ("changed the password", ""),
        (Deed::SavedProfile, _) => ("saved the profile", ""),
        (Deed::SavedSettings, _) => ("saved the settings", ""),
    }
}
