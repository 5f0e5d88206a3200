//! What every handler is given.

use crate::cache::PageCache;
use crate::config::Config;
use crate::edge::{PerMinute, RequestIds};
use crate::feeds::card::CardMaker;
use crate::media::Intake;
use app::frame::{Assets, Surroundings, Theme};
use domain::store::Store;
use std::ops::Deref;
use std::sync::Arc;

/// What every handler and every layer is given: one pointer, for it is cloned many times a request.
#[derive(Clone)]
pub struct AppState(Arc<Given>);

/// All that is in it.
pub struct Given {
    /// The store.
    pub store: Store,
    /// The configuration, as it was at the start.
    pub config: Arc<Config>,
    /// The numbers of requests.
    pub request_ids: RequestIds,
    /// The addresses of the assets.
    pub assets: Assets,
    /// What takes pictures, and the files of those that were taken.
    pub media: Intake,
    /// The code that guards set-up, as long as nobody has used it.
    pub set_up: Arc<crate::gates::SetUpGuard>,
    /// What draws the pictures on cards of links.
    pub cards: Arc<CardMaker>,
    /// The public pages that were rendered.
    pub pages: Arc<PageCache>,
    /// The sheet that readers ask for.
    pub last_sheet: Arc<crate::sheets::LastSheet>,
    /// Who searches how often.
    pub searches: Arc<PerMinute>,
    /// The site as a page last knew it.
    pub known: Arc<crate::public::KnownSite>,
    /// How often articles were opened since it was last written down.
    pub readings: Arc<crate::numbers::Readings>,
}

/// The searches of one address in a minute (security L3).
pub const SEARCHES_A_MINUTE: u32 = 20;

impl Deref for AppState {
    type Target = Given;

    fn deref(&self) -> &Given {
        &self.0
    }
}

impl From<Given> for AppState {
    fn from(given: Given) -> Self {
        Self(Arc::new(given))
    }
}

impl AppState {
    /// Looks up what the site is called, for the pages that ask nothing. A failure leaves what was known.
    pub async fn learn_site(&self) {
        match domain::settings::frame(&self.store).await {
            Ok(site) => self.known.learn(&site),
            Err(error) => tracing::error!(%error, "the site's settings could not be read"),
        }
    }

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
