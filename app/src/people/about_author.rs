//! 'About the author': who wrote what was just read.

use super::{Avatar, AvatarSize};
use crate::slides::Prose;
use domain::people::AuthorBox;
use leptos::prelude::*;

/// A writer in a few lines: portrait, name, role, biography. The same under an article and in the profile's live view.
#[component]
pub fn AboutAuthor(
    /// The writer. A placeholder or an empty biography is none already.
    author: AuthorBox,
) -> impl IntoView {
    let AuthorBox { handle, name, role_line, pronouns, bio, portrait, .. } = author;
    let address = format!("/by/{handle}");
    let credit = portrait.as_ref().and_then(|portrait| portrait.credit.clone());
    let facts: Vec<String> = [role_line, pronouns].into_iter().filter(|fact| !fact.is_empty()).collect();
    view! {
        <div class="about h-card">
            <Avatar name=name.clone() portrait=portrait size=AvatarSize::Large />
            <div>
                <h3 dir="auto">
                    <a class="u-url p-name" href=address.clone() rel="author">
                        {name.clone()}
                    </a>
                </h3>
                {(!facts.is_empty())
                    .then(|| {
                        view! {
                            <p class="meta" dir="auto">
                                {facts.join(", ")}
                            </p>
                        }
                    })}
                {bio
                    .map(|bio| {
                        view! {
                            <div class="p-note">
                                <Prose html=bio />
                            </div>
                        }
                    })}
                {credit
                    .map(|credit| {
                        view! {
                            <p class="credit" dir="auto">
                                {format!("Portrait: {credit}")}
                            </p>
                        }
                    })}
                <p class="row">
                    <a class="btn btn-sm" href=address>
                        <span>"Articles by " <bdi>{name}</bdi></span>
                    </a>
                </p>
            </div>
        </div>
    }
}
