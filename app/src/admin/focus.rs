//! Giving an element the focus, by its id.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

/// Gives the element the focus, if it is there.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        // It fails only for an element that has left the document.
        let _focused = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// The same once what was changed is drawn.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || focus(&id));
}
