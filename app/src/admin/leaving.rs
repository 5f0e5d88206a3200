//! The question before a page is left on which something is not saved.

use leptos::ev;
use leptos::prelude::*;
use std::rc::Rc;

/// Asks before the page is left while `is_unsaved` holds: in the browser's own words when it leaves the panel, in ours when a
/// link leads elsewhere within it, or the way back does. The page calls it once.
pub fn ask_before_leaving(is_unsaved: impl Fn() -> bool + 'static) {
    watch(Rc::new(is_unsaved));
}

type IsUnsaved = Rc<dyn Fn() -> bool>;

fn watch(is_unsaved: IsUnsaved) {
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
    use super::IsUnsaved;
    use crate::browser;
    use leptos::prelude::*;
    use leptos::wasm_bindgen::closure::Closure;
    use leptos::wasm_bindgen::{JsCast, JsValue};
    use std::cell::Cell;
    use web_sys::{Element, Event, EventTarget, MouseEvent};

    const QUESTION: &str = "Leave this page? Something here is not saved yet.";

    thread_local! {
        /// When what was asked about last happened: of several who would ask on one page, one does.
        static ASKED_MS: Cell<f64> = const { Cell::new(0.0) };
    }

    /// The router hears of a click when it has come up to the window; to be heard before it, this listens on the way down. Of the way
    /// back the router hears when it was gone already: the Navigation API of the HTML standard tells before. Browsers keep nobody
    /// who goes back twice without doing anything between.
    pub fn watch(is_unsaved: IsUnsaved) {
        let asks = is_unsaved.clone();
        let clicked = move |event: Event| {
            if follows_link(&event) && asks() && stays(&event) {
                event.prevent_default();
                event.stop_propagation();
            }
        };
        listen(&window(), "click", Box::new(clicked));
        if let Some(navigation) =
            property(&window(), "navigation").and_then(|navigation| navigation.dyn_into::<EventTarget>().ok())
        {
            let navigates = move |event: Event| {
                if event.cancelable() && goes_back(&event) && is_unsaved() && stays(&event) {
                    event.prevent_default();
                }
            };
            listen(&navigation, "navigate", Box::new(navigates));
        }
    }

    fn stays(event: &Event) -> bool {
        if event.default_prevented() || ASKED_MS.replace(event.time_stamp()).to_bits() == event.time_stamp().to_bits() {
            return false;
        }
        !browser::confirms(QUESTION)
    }

    /// Listens for as long as the page is there.
    fn listen(target: &EventTarget, name: &'static str, heard: Box<dyn FnMut(Event)>) {
        let listener = Closure::wrap(heard);
        // It fails only for a listener that is no function.
        let _added = target.add_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), true);
        let kept = StoredValue::new_local((target.clone(), listener));
        on_cleanup(move || {
            kept.try_with_value(|(target, listener)| {
                // As above.
                let _removed = target.remove_event_listener_with_callback_and_bool(name, listener.as_ref().unchecked_ref(), true);
            });
        });
    }

    /// What is read by its name, since its type is not stable in `web-sys`.
    fn property(of: &JsValue, name: &str) -> Option<JsValue> {
        js_sys::Reflect::get(of, &JsValue::from_str(name)).ok()
    }

    /// Whether it goes back, or forward, to another page of the panel in this window. What leaves the panel the browser asks about.
    fn goes_back(event: &Event) -> bool {
        let traverses = property(event, "navigationType").is_some_and(|kind| kind.as_string().as_deref() == Some("traverse"));
        let destination = property(event, "destination").and_then(|destination| property(&destination, "sameDocument"));
        traverses && destination.is_some_and(|is_same| is_same.is_truthy())
    }

    /// Whether the click follows a link to another page of the panel in this window. What leaves the panel the browser asks about.
    fn follows_link(event: &Event) -> bool {
        let Some(event) = event.dyn_ref::<MouseEvent>() else { return false };
        if event.button() != 0 || event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
            return false;
        }
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(link) = clicked.and_then(|clicked| clicked.closest("a[href]").ok().flatten()) else { return false };
        let address = link.get_attribute("href").unwrap_or_default();
        address.starts_with("/admin") && !link.has_attribute("target") && link.get_attribute("rel").as_deref() != Some("external")
    }
}
