//! What every handler is given.

use crate::config::Config;
use crate::media::Intake;
use app::frame::{Assets, Surroundings, Theme};
use domain::store::Store;
use std::sync::Arc;

/// What every handler is given. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The store.
    pub store: Store,
    /// The configuration, as it was at the start.
    pub config: Arc<Config>,
    /// The addresses of the assets.
    pub assets: Assets,
    /// What takes pictures, and the files of those that were taken.
    pub media: Intake,
    /// The code that guards set-up, as long as nobody has used it.
    pub set_up: Arc<crate::gates::SetUpGuard>,
}

impl AppState {
    /// What a public page at `path` is drawn with.
    pub fn around(&self, path: &str, theme: Theme) -> Surroundings {
        Surroundings {
            assets: self.assets.clone(),
            theme,
            path: path.to_owned(),
            base_url: self.config.base_url.origin().to_owned(),
        }
    }
}
