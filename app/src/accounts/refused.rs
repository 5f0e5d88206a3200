//! The page for somebody who is signed in and whose role has no place where they asked to go.

use crate::frame::{Head, PublicDocument, Surroundings};
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// What their role is not for, and two ways on.
#[component]
pub fn RefusedPage(
    /// The site, as it was last known.
    site: SiteFrame,
    /// Assets and theme.
    around: Surroundings,
) -> impl IntoView {
    let head = Head { title: Some("Not for your role".to_owned()), ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <div class="oops">
                    <p class="code" aria-hidden="true">
                        "403"
                        <span class="dot"></span>
                    </p>
                    <h1 class="headline oops-h">"Your role has no place here."</h1>
                    <p class="lede">"You are signed in, and you can read and comment. An admin can let you do more."</p>
                    <form class="row" method="post" action="/sign-out">
                        <a class="btn btn-primary" href="/">
                            "Latest articles"
                        </a>
                        <button class="btn" type="submit">
                            "Sign out"
                        </button>
                    </form>
                </div>
            </div>
        </PublicDocument>
    }
    .into_any()
}
