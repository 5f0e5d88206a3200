//! 404: an address that leads nowhere.

use crate::frame::{Head, PublicDocument, Surroundings};
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
    let head = Head { title: Some("Nothing on this slide".to_owned()), ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <div class="oops">
                    <p class="code" aria-hidden="true">
                        "404"
                        <span class="dot"></span>
                    </p>
                    <h1 class="headline oops-h">"Nothing on this slide."</h1>
                    <p class="lede">"The page has moved, was taken down, or the address has a slip in it."</p>
                    <p class="meta">
                        "Start from " <a href="/">"the latest articles"</a> "."
                    </p>
                </div>
            </div>
        </PublicDocument>
    }
}
