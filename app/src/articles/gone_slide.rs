//! 410: a slide that was taken out of an article which readers still see.

use crate::frame::Surroundings;
use crate::oops::Oops;
use domain::articles::GoneSlide;
use leptos::prelude::*;

/// The page for the address of a slide that was taken out. It leads to the article.
#[component]
pub fn GoneSlidePage(
    /// The article that it was on.
    gone: GoneSlide,
    /// Assets and theme.
    around: Surroundings,
) -> impl IntoView {
    let GoneSlide { site, slug, title, .. } = gone;
    view! {
        <Oops
            site=site
            around=around
            title="Slide taken out"
            status="410"
            headline="This slide was taken out."
            lede="The article that it was part of is still there, without it."
        >
            <p>
                <a class="btn" href=format!("/{slug}")>
                    <bdi>{title}</bdi>
                </a>
            </p>
        </Oops>
    }
    .into_any()
}
