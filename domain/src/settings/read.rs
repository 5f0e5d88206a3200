//! Reading the settings: what stands around every page.

use super::SiteFrame;
use crate::store::{Error, Store};

/// What stands around every public page. One look-up by key.
///
/// # Errors
/// What the database says.
pub async fn frame(store: &Store) -> Result<SiteFrame, Error> {
    Ok(store.site().await?.frame())
}
