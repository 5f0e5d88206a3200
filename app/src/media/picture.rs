//! A picture as readers get it: the size that fits its place, one that everything reads, its colours until it has come.

use domain::media::{Placeholder, Sizes};
use leptos::prelude::*;

/// How soon a picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Urgency {
    /// It is what the reader sees first.
    First,
    /// It is fetched when it comes near.
    #[default]
    Near,
}

/// A picture in a place of a given width. Its box is known before it comes, so that nothing moves when it does.
///
/// Browsers take a WebP of the width that they need; what does not read WebP gets the fallback. The colours stand behind it in
/// a drawing of their own, because a page may neither carry styles nor pictures in itself (security section 3).
#[component]
pub fn PictureImage(
    /// The file.
    sizes: Sizes,
    /// How wide it is shown: the value of `sizes`.
    #[prop(into)]
    shown: String,
    /// What it shows; empty when the words beside it say so.
    #[prop(into)]
    alt: String,
    /// How soon it is wanted.
    #[prop(optional)]
    urgency: Urgency,
    /// Without its colours: where no plate stands behind it.
    #[prop(optional)]
    is_bare: bool,
    /// Classes of the picture.
    #[prop(optional)]
    class: Option<&'static str>,
) -> impl IntoView {
    let is_first = urgency == Urgency::First;
    let (srcset, fallback) = (sizes.srcset(), sizes.fallback_address());
    let image = |src: String, srcset: Option<String>, shown: Option<String>| {
        view! {
            <img
                class=class
                src=src
                srcset=srcset
                sizes=shown
                width=sizes.width_px
                height=sizes.height_px
                alt=alt
                loading=(!is_first).then_some("lazy")
                decoding=(!is_first).then_some("async")
                fetchpriority=is_first.then_some("high")
            />
        }
    };
    let image = match fallback {
        None => image(sizes.at_least(960), Some(srcset), Some(shown)).into_any(),
        Some(fallback) => view! {
            <picture>
                <source type="image/webp" srcset=srcset sizes=shown />
                {image(fallback, None, None)}
            </picture>
        }
        .into_any(),
    };
    view! {
        {sizes.placeholder.filter(|_| !is_bare).map(|colours| view! { <Colours colours=colours /> })}
        {image}
    }
}

/// The colours of a picture, stretched over its box and blurred.
#[component]
fn Colours(colours: Placeholder) -> impl IntoView {
    let cells = colours.cells().map(|(column, row, colour)| {
        // A little larger than its cell, so that no gap shines through between two.
        view! { <path fill=colour d=format!("M{column} {row}h1.1v1.1h-1.1z") /> }
    });
    view! {
        <svg class="colours" viewBox="0 0 4 3" preserveAspectRatio="none" aria-hidden="true">
            {cells.collect_view()}
        </svg>
    }
}
