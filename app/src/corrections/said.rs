//! What was put right, where it stood.

use domain::corrections::{Correction, CorrectionKind};
use leptos::prelude::*;

/// How a correction begins.
pub fn kind_words(kind: CorrectionKind) -> &'static str {
    match kind {
        CorrectionKind::Correction => "Correction",
        CorrectionKind::Note => "Note",
    }
}

/// The corrections of a slide or of an article, the oldest first; nothing where there are none.
#[component]
pub fn Corrected(
    /// The corrections.
    made: Vec<Correction>,
) -> impl IntoView {
    (!made.is_empty()).then(|| {
        let said = made.into_iter().map(|Correction { kind, text, at, .. }| {
            view! {
                <li>
                    <b>{kind_words(kind)} ", " <time datetime=at.iso>{at.day}</time> ": "</b>
                    <bdi>{text}</bdi>
                </li>
            }
        });
        view! { <ul class="corrected">{said.collect_view()}</ul> }
    })
}
