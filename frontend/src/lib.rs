//! Hydrates the admin panel in the browser.

// The types of views nest deeply.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::future_to_promise;
use wasm_bindgen_futures::js_sys::Promise;

/// Takes over the page that the server rendered, once the part of the program that draws it is there. The promise is broken when
/// that part cannot be loaded.
#[wasm_bindgen]
pub fn hydrate() -> Promise {
    future_to_promise(async {
        app::load_page().await.map_err(JsError::from)?;
        leptos::mount::hydrate_body(app::AdminApp);
        Ok(JsValue::UNDEFINED)
    })
}
