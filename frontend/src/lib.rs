//! Hydrates the admin panel in the browser.

// The types of views nest deeply.
#![recursion_limit = "512"]

use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

/// Takes over the page that the server rendered, once the part of the program that draws it is there.
///
/// # Errors
/// When that part cannot be loaded.
#[wasm_bindgen]
pub async fn hydrate() -> Result<(), JsError> {
    app::load_page().await?;
    leptos::mount::hydrate_body(app::AdminApp);
    Ok(())
}
