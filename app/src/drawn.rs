//! Pages and parts of them as a test reads them.

use leptos::prelude::*;
use leptos::tachys::view::RenderHtml;

/// The HTML as readers get it, without the marks that a script would look for.
pub fn html<V: IntoView + 'static>(page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| page().into_view().to_html());
    owner.cleanup();
    html.replace("<!>", "")
}

/// The same, a tag a line, so that a difference can be read.
pub fn lines<V: IntoView + 'static>(page: impl FnOnce() -> V) -> String {
    html(page).replace('<', "\n<").trim().to_owned()
}
