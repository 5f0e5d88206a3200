//! Calls about who is signed in.

use crate::failure::Failure;
use domain::accounts::Role;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

/// Who is signed in, and what the frame of the admin panel shows of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The name that others see.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The site's title.
    pub site_title: String,
}

/// Who is signed in.
///
/// # Errors
/// As [`crate::calls::caller`].
#[server(prefix = "/admin/api", endpoint = "whoami", input = Json)]
pub async fn whoami() -> Result<Me, Failure> {
    let caller = crate::calls::caller().await?;
    Ok(Me { name: caller.name.clone(), role: caller.role, site_title: caller.own().site_title().await? })
}
