//! The contents of an article: its slides, each with the way to it.

use crate::slides::Since;
use domain::articles::Kind;
use domain::slides::SlideModel;
use leptos::prelude::*;

/// The slides as a list that opens; nothing for an article of one slide.
#[component]
pub fn Contents(
    /// The slides, in order.
    slides: Vec<SlideModel>,
    /// Whose they are.
    #[prop(default = Kind::Article)]
    of: Kind,
) -> impl IntoView {
    let name = match of {
        Kind::Article => "Contents of this article",
        Kind::Page => "Contents of this page",
    };
    (slides.len() > 1).then(|| {
        let rows = slides.into_iter().map(|slide| view! { <Row slide=slide /> }).collect_view();
        view! {
            <details class="contents" data-noprint>
                <summary>"Contents"</summary>
                <nav aria-label=name>
                    <ol>{rows}</ol>
                </nav>
            </details>
        }
    })
}

#[component]
fn Row(slide: SlideModel) -> impl IntoView {
    let href = format!("#{}", slide.anchor());
    let SlideModel { number, heading, added_ms, changed_ms, .. } = slide;
    let words = if heading.is_empty() { format!("Slide {number}") } else { heading };
    view! {
        <li>
            <a href=href dir="auto">
                {words}
            </a>
            <Since added_ms=added_ms changed_ms=changed_ms />
        </li>
    }
}
