//! The question before a page is left on which something is not saved.

use leptos::ev;
use leptos::prelude::*;

/// Asks before the page is left while `is_unsaved` holds: in the browser's own words when it leaves the panel, in ours when a
/// link leads elsewhere within it. The page calls it once.
pub fn ask_before_leaving(is_unsaved: impl Fn() -> bool + Clone + 'static) {
    let asks = is_unsaved.clone();
    let asking = window_event_listener(ev::beforeunload, move |event| {
        if asks() {
            event.prevent_default();
        }
    });
    on_cleanup(move || asking.remove());
    #[cfg(feature = "hydrate")]
    in_the_panel::watch(is_unsaved);
    #[cfg(not(feature = "hydrate"))]
    let _ = is_unsaved;
}

#[cfg(feature = "hydrate")]
mod in_the_panel {
    use leptos::prelude::*;
    use leptos::wasm_bindgen::JsCast;
    use leptos::wasm_bindgen::closure::Closure;
    use web_sys::{Element, MouseEvent};

    const QUESTION: &str = "Leave this page? What you typed here is not saved.";

    /// The router hears of a click when it has come up to the window; to be heard before it, this listens on the way down.
    pub fn watch(is_unsaved: impl Fn() -> bool + 'static) {
        let listener = Closure::<dyn FnMut(MouseEvent)>::new(move |event: MouseEvent| {
            // Where the browser cannot ask, nobody is kept.
            let stays = || !window().confirm_with_message(QUESTION).unwrap_or(true);
            if leads_elsewhere(&event) && is_unsaved() && stays() {
                event.prevent_default();
                event.stop_propagation();
            }
        });
        let listener = StoredValue::new_local(listener);
        listener.with_value(|listener| {
            // It fails only for a listener that is no function.
            let _added = window().add_event_listener_with_callback_and_bool("click", listener.as_ref().unchecked_ref(), true);
        });
        on_cleanup(move || {
            listener.try_with_value(|listener| {
                // As above.
                let _removed =
                    window().remove_event_listener_with_callback_and_bool("click", listener.as_ref().unchecked_ref(), true);
            });
        });
    }

    /// Whether the click follows a link to another page of the panel in this window. What leaves the panel the browser asks about.
    fn leads_elsewhere(event: &MouseEvent) -> bool {
        if event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return false;
        }
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = clicked.and_then(|clicked| clicked.closest("a[href]").ok().flatten()) else { return false };
        let address = link.get_attribute("href").unwrap_or_default();
        address.starts_with("/admin") && !link.has_attribute("target") && link.get_attribute("rel").as_deref() != Some("external")
    }
}
