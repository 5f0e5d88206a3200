//! 410: an article that was taken back.

use crate::frame::{Head, PublicDocument, Surroundings};
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
    let head = Head { title: Some("Taken down".to_owned()), ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <div class="oops">
                    <p class="code" aria-hidden="true">
                        "410"
                        <span class="dot"></span>
                    </p>
                    <h1 class="headline oops-h">"This article was taken down."</h1>
                    <p class="lede">"It stood at this address and is not shown any more. The link that brought you here is not to blame."</p>
                    <p class="meta">
                        "There are " <a href="/">"other articles"</a> "."
                    </p>
                </div>
            </div>
        </PublicDocument>
    }
    .into_any()
}
