//! Calls about the menus.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::menus::{MenusDesk, SaveMenus};
use leptos::prelude::*;

/// The menus with all that they can lead to.
///
/// # Errors
/// Refused below editor.
#[server(LoadMenus, prefix = "/admin/api", endpoint = "menus", input = Json, output = Json)]
pub async fn menus() -> Result<MenusDesk, Failure> {
    Ok(crate::calls::caller().await?.pages()?.menus().await?)
}

/// Saves both menus.
///
/// # Errors
/// Refused below editor; faulty by entry; stale when somebody saved them meanwhile.
#[server(StoreMenus, prefix = "/admin/api", endpoint = "save_menus", input = Json, output = Json)]
pub async fn save_menus(ask: SaveMenus) -> Result<MenusDesk, Failure> {
    Ok(crate::calls::caller().await?.pages()?.save_menus(ask).await?)
}
