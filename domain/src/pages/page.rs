//! A page as readers see it, and as editors look after it.

use crate::articles::{Slug, Status};
use crate::ids::ArticleId;
use crate::settings::SiteFrame;
use crate::slides::SlideModel;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// A page as readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaticPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The summary under the title; empty when there is none.
    pub standfirst: String,
    /// When it became what it is.
    pub changed: Stamp,
    /// The slides, in order; never empty.
    pub slides: Vec<SlideModel>,
}

/// A page in the panel's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRow {
    /// The page.
    pub id: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// Its title; empty when there is none yet.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// When it was last changed.
    pub changed: Stamp,
}
