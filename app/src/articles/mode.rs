//! The two reading views, and the control that changes between them.

use crate::icon::{Glyph, Icon};
use domain::articles::Slug;
use leptos::prelude::*;

/// A reading view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One slide under the other, as a text is read.
    Story,
    /// One slide at a time.
    Slideshow,
}

/// Changes between the reading views of an article. The script for readers remembers what was chosen here.
#[component]
pub fn Mode(
    /// The article's address.
    slug: Slug,
    /// The view that this page is.
    current: Reading,
) -> impl IntoView {
    let is = move |view: Reading| (view == current).then_some("page");
    // On the narrow bar of the slideshow the icons stand alone.
    let class = match current {
        Reading::Story => "seg mode",
        Reading::Slideshow => "seg seg-short",
    };
    view! {
        <nav class=class aria-label="Reading view">
            <a class="u-url" href=format!("/{slug}") aria-current=is(Reading::Story) data-view="story">
                <Icon glyph=Glyph::Story />
                <span>"Story"</span>
            </a>
            <a href=format!("/{slug}/slideshow") aria-current=is(Reading::Slideshow) data-view="slideshow">
                <Icon glyph=Glyph::Slideshow />
                <span>"Slideshow"</span>
            </a>
        </nav>
    }
}
