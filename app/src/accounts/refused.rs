//! The page for somebody who is signed in and whose role has no place where they asked to go.

use crate::frame::Surroundings;
use crate::oops::Oops;
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
    view! {
        <Oops
            site=site
            around=around
            title="Not for your role"
            status="403"
            headline="Your role has no place here."
            lede="You are signed in, and you can read and comment. An admin can let you do more."
        >
            <form class="row" method="post" action="/sign-out">
                // Nothing of theirs is in the browser; what somebody else could not send may be (security D5).
                <input type="hidden" name="keep" value="storage" />
                <a class="btn btn-primary" href="/">
                    "Latest articles"
                </a>
                <button class="btn" type="submit">
                    "Sign out"
                </button>
            </form>
        </Oops>
    }
}
