//! Calls about the settings.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::settings::{Appearance, SaveAppearance, SaveSettings, Settings, SheetRemark};
use leptos::prelude::*;

/// The settings as they are.
///
/// # Errors
/// Refused below admin.
#[server(LoadSettings, prefix = "/admin/api", endpoint = "settings", input = Json, output = Json)]
pub async fn settings() -> Result<Settings, Failure> {
    Ok(crate::calls::caller().await?.administration()?.settings().await?)
}

/// Saves the settings.
///
/// # Errors
/// Refused below admin; faulty by field; stale when somebody saved them meanwhile.
#[server(StoreSettings, prefix = "/admin/api", endpoint = "save_settings", input = Json, output = Json)]
pub async fn save_settings(ask: SaveSettings) -> Result<Settings, Failure> {
    Ok(crate::calls::caller().await?.administration()?.save_settings(ask).await?)
}

/// Every time zone that the program knows, in alphabetical order.
///
/// # Errors
/// Refused below admin.
#[server(prefix = "/admin/api", endpoint = "time_zones", input = Json, output = Json)]
pub async fn time_zones() -> Result<Vec<String>, Failure> {
    Ok(crate::calls::caller().await?.administration()?.time_zones())
}

/// How the site looks.
///
/// # Errors
/// Refused below admin.
#[server(LoadAppearance, prefix = "/admin/api", endpoint = "appearance", input = Json, output = Json)]
pub async fn appearance() -> Result<Appearance, Failure> {
    Ok(crate::calls::caller().await?.administration()?.appearance().await?)
}

/// Saves how the site looks.
///
/// # Errors
/// Refused below admin; faulty by field; stale when somebody saved it meanwhile.
#[server(StoreAppearance, prefix = "/admin/api", endpoint = "save_appearance", input = Json, output = Json)]
pub async fn save_appearance(ask: SaveAppearance) -> Result<Appearance, Failure> {
    Ok(crate::calls::caller().await?.administration()?.save_appearance(ask).await?)
}

/// What is wrong with a style sheet, in the order of the lines.
///
/// # Errors
/// Refused below admin.
#[server(prefix = "/admin/api", endpoint = "check_sheet", input = Json, output = Json)]
pub async fn check_sheet(text: String) -> Result<Vec<SheetRemark>, Failure> {
    Ok(crate::calls::caller().await?.administration()?.check_sheet(&text))
}
