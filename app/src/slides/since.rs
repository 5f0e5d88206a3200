//! What is new of a slide to a reader who was here before.

use leptos::prelude::*;

/// Says of a slide that it is new, or changed. Only the reader's own browser knows when they were here: the script for readers
/// says one of the two, or neither, and until then the page says nothing.
#[component]
pub fn Since(
    /// When it came before readers, if that was after its article: milliseconds since 1970, UTC.
    added_ms: Option<i64>,
    /// When it last changed for readers, if it did: milliseconds since 1970, UTC.
    changed_ms: Option<i64>,
) -> impl IntoView {
    [(added_ms, "New since your last visit"), (changed_ms, "Changed since your last visit")]
        .into_iter()
        .filter_map(|(at, words)| Some((at?, words)))
        .map(|(at, words)| {
            view! {
                <p class="since" data-since=at.to_string() data-words=words data-noprint hidden></p>
            }
        })
        .collect_view()
}
