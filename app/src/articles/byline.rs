//! Who wrote an article, as a sentence names them.

use domain::people::Handle;
use leptos::prelude::*;

/// The names of those who wrote it as links: `A`, `A and B`, `A, B and C`. Each is isolated, whatever its direction.
#[component]
pub fn Names(
    /// Names and handles, in order.
    authors: Vec<(String, Handle)>,
) -> impl IntoView {
    let last = authors.len().saturating_sub(1);
    authors
        .into_iter()
        .enumerate()
        .map(|(at, (name, handle))| {
            let before = match at {
                0 => "",
                _ if at == last => " and ",
                _ => ", ",
            };
            view! {
                {before}
                <a class="p-author h-card" href=format!("/by/{handle}") rel="author">
                    <bdi>{name}</bdi>
                </a>
            }
        })
        .collect_view()
}
