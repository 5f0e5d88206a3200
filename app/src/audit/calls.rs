//! Calls about what happened.

use crate::failure::Failure;
use crate::json::Json;
use domain::audit::Happening;
use leptos::prelude::*;

/// What happened lately, as far as it is the caller's to know.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "lately", input = Json, output = Json)]
pub async fn lately() -> Result<Vec<Happening>, Failure> {
    Ok(crate::calls::caller().await?.own().lately().await?)
}
