//! Running text: the only place where HTML is put into a page as it is.

use domain::slides::SafeHtml;
use leptos::prelude::*;

/// Running text in the author's voice. It takes what the sanitiser made and nothing else (security O1).
#[component]
pub fn Prose(
    /// The text.
    #[prop(into)]
    html: Signal<SafeHtml>,
) -> impl IntoView {
    view! { <div class="prose" dir="auto" inner_html=move || html.get().as_str().to_owned()></div> }
}
