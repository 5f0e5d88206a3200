//! 410: an article that was taken back.

use crate::frame::Surroundings;
use crate::oops::Oops;
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// The page for the address of an article that was taken back. It says nothing of the article.
#[component]
pub fn GonePage(
    /// The site.
    site: SiteFrame,
    /// Assets and theme.
    around: Surroundings,
) -> impl IntoView {
    view! {
        <Oops
            site=site
            around=around
            title="Taken down"
            status="410"
            headline="This page was taken down."
            lede="It stood at this address and is not shown any more. The link that brought you here is not to blame."
        >
            <p class="meta">
                "There are " <a href="/">"other articles"</a> "."
            </p>
        </Oops>
    }
}
