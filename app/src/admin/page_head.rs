//! The head of a page of the panel: its title in the browser and on the page, and what can be done there.

use leptos::prelude::*;
use leptos_meta::Title;

/// The head of a page: its name as `h1` and as title of the document, and beside it what can be done.
#[component]
pub fn PageHead(
    /// The name of the page: `People`.
    title: &'static str,
    /// Buttons and links, pushed to the end of the line by `.push`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <Title text=title />
        <div class="bar">
            <h1>{title}</h1>
            {children.map(|children| children())}
        </div>
    }
}
