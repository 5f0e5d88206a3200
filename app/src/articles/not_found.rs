//! 404: an address that leads nowhere.

use crate::frame::Surroundings;
use crate::oops::Oops;
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// The page for an address that leads nowhere.
#[component]
pub fn NotFoundPage(
    /// The site.
    site: SiteFrame,
    /// Assets and theme.
    around: Surroundings,
) -> impl IntoView {
    view! {
        <Oops
            site=site
            around=around
            title="Nothing on this slide"
            status="404"
            headline="Nothing on this slide."
            lede="The page has moved, was taken down, or the address has a slip in it."
        >
            <p class="meta">
                "Start from " <a href="/">"the latest articles"</a> "."
            </p>
        </Oops>
    }
}
