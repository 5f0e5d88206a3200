//! Reading the settings: what stands around every page, and what the frame of the admin panel shows.

use super::{SiteFrame, rows};
use crate::accounts::OwnDoor;
use crate::store::{Error, Store};

/// What stands around every public page. One look-up by key.
///
/// # Errors
/// What the database says.
pub async fn frame(store: &Store) -> Result<SiteFrame, Error> {
    Ok(rows::settings(store).await?.frame())
}

impl OwnDoor<'_> {
    /// The site's title, for the frame of the admin panel.
    ///
    /// # Errors
    /// What the database says.
    pub async fn site_title(&self) -> Result<String, Error> {
        Ok(rows::settings(&self.0.store).await?.site_title)
    }
}
