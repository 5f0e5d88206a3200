//! Putting lists in order: what a drop asks for, what keys ask for, and undoing it by a key.

use leptos::ev::{self, CustomEvent, KeyboardEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, EventTarget, HtmlElement};
use std::str::FromStr;

/// What a drop in a `<lantern-sortable>` asks for: `{ id, before }`, `before` null for the end.
pub fn asked_move<T: FromStr>(event: &CustomEvent) -> Option<(T, Option<T>)> {
    let detail = event.detail();
    let read = |name: &str| leptos::web_sys::js_sys::Reflect::get(&detail, &name.into()).ok()?.as_string()?.parse().ok();
    Some((read("id")?, read("before")))
}

/// By how many places Alt with an arrow moves an item; none for every other key.
pub fn moves_by_keys(event: &KeyboardEvent) -> Option<isize> {
    match event.key().as_str() {
        "ArrowUp" if event.alt_key() => Some(-1),
        "ArrowDown" if event.alt_key() => Some(1),
        _ => None,
    }
}

/// A list puts an item at its new place, which takes the focus from it: it is given back.
pub fn keep_focus(from: Option<EventTarget>) {
    let Some(element) = from.and_then(|target| target.dyn_into::<HtmlElement>().ok()) else { return };
    request_animation_frame(move || {
        // It fails only for an element that has left the document.
        let _focused = element.focus();
    });
}

/// Undoes by the key of the system, outside of fields, which have an undo of their own.
pub fn undo_by_key(can_undo: impl Fn() -> bool + 'static, undo: impl Fn() + 'static) {
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_undo = (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key() == "z";
        if is_undo && !is_in_text(&event) && untrack(&can_undo) {
            event.prevent_default();
            undo();
        }
    });
    on_cleanup(move || keys.remove());
}

fn is_in_text(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
