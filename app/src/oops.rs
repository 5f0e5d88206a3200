//! The page that stands where another one is not shown: what happened, and the ways on.

use crate::frame::{Head, PublicDocument, Surroundings};
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// What happened, under the number that programs know it by.
#[component]
pub fn Oops(
    /// The site, as it was last known.
    site: SiteFrame,
    /// Assets and theme.
    around: Surroundings,
    /// The name of the page: `Taken down`.
    title: &'static str,
    /// The status: `410`.
    status: &'static str,
    /// What happened, in a sentence.
    headline: &'static str,
    /// What more there is to say.
    lede: &'static str,
    /// The ways on.
    children: Children,
) -> impl IntoView {
    let head = Head { title: Some(title.to_owned()), is_oops: true, ..Head::default() };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap">
                <div class="oops">
                    <p class="code" aria-hidden="true">
                        {status}
                        <span class="dot"></span>
                    </p>
                    <h1 class="headline oops-h">{headline}</h1>
                    <p class="lede">{lede}</p>
                    {children()}
                </div>
            </div>
        </PublicDocument>
    }
    .into_any()
}
