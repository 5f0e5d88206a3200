//! Calls about who is signed in.

use crate::failure::Failure;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

pub use domain::accounts::Me;

/// Who is signed in, for every page of the panel; loaded once, and again after signing in again.
#[derive(Clone, Copy)]
pub struct MeResource(pub Resource<Result<Me, Failure>>);

/// Who is signed in, and what the frame of the panel shows of the site.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "whoami", input = Json)]
pub async fn whoami() -> Result<Me, Failure> {
    Ok(crate::calls::caller().await?.own().me().await?)
}
