//! Calls about one's own profile.

use crate::failure::Failure;
use domain::people::{Profile, SaveProfile};
use domain::slides::SafeHtml;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

/// One's own profile.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(LoadProfile, prefix = "/admin/api", endpoint = "profile", input = Json)]
pub async fn profile() -> Result<Profile, Failure> {
    Ok(crate::calls::caller().await?.own().profile().await?)
}

/// Saves one's own profile.
///
/// # Errors
/// Faulty by field; stale when it was saved meanwhile.
#[server(StoreProfile, prefix = "/admin/api", endpoint = "save_profile", input = Json)]
pub async fn save_profile(ask: SaveProfile) -> Result<Profile, Failure> {
    Ok(crate::calls::caller().await?.own().save_profile(ask).await?)
}

/// How a biography would look to readers; nothing for what they are not shown.
///
/// # Errors
/// Faulty when it is too long.
#[server(prefix = "/admin/api", endpoint = "preview_bio", input = Json)]
pub async fn preview_bio(bio: String) -> Result<Option<SafeHtml>, Failure> {
    Ok(crate::calls::caller().await?.own().preview_bio(&bio)?)
}
