//! The ways through the settings: the parts of the first page, and the page beside it.

use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The parts of the settings.
const PARTS: [(&str, &str); 4] =
    [("publication", "Publication"), ("comments", "Comments"), ("feeds", "Feeds"), ("privacy", "Privacy")];

/// The ways, with the one where the reader is.
#[component]
pub fn SettingsNav() -> impl IntoView {
    let location = use_location();
    let (path, hash) = (location.pathname, location.hash);
    let is_on_settings = move || path.with(|path| path.trim_end_matches('/') == "/admin/settings");
    let is_here = move |at: usize| {
        let (part, _) = PARTS[at];
        let is_here = hash.with(|hash| hash.trim_start_matches('#') == part || (at == 0 && hash.is_empty()));
        (is_on_settings() && is_here).then_some("true")
    };
    let parts = PARTS
        .into_iter()
        .enumerate()
        .map(|(at, (part, words))| {
            view! {
                <li>
                    <a href=format!("/admin/settings#{part}") aria-current=move || is_here(at)>
                        {words}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="set-nav" aria-label="Settings">
            <ul>
                {parts}
                <li>
                    <a href="/admin/appearance" aria-current=move || (!is_on_settings()).then_some("page")>
                        "Appearance"
                    </a>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}
