//! What is known of the site without asking the store: error pages ask nothing that can fail again (security L4).

use domain::settings::SiteFrame;
use std::sync::{PoisonError, RwLock};

/// What the site was called when a page last knew it.
#[derive(Debug)]
pub struct KnownSite(RwLock<SiteFrame>);

impl KnownSite {
    /// The site as it is now.
    pub fn new(site: SiteFrame) -> Self {
        Self(RwLock::new(site))
    }

    /// The site as it was last known.
    pub fn frame(&self) -> SiteFrame {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether it counted how often articles are opened.
    pub fn is_counting(&self) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).is_counting
    }

    /// Remembers the site as a page has just read it.
    pub fn learn(&self, site: &SiteFrame) {
        let is_news = *self.0.read().unwrap_or_else(PoisonError::into_inner) != *site;
        if is_news {
            *self.0.write().unwrap_or_else(PoisonError::into_inner) = site.clone();
        }
    }
}
