//! A slide as readers, the editor's preview and paper show it.

use crate::corrections::Correction;
use crate::credits::Credit;
use crate::ids::{PictureId, SlideId};
use crate::media::Sizes;
use crate::slides::SafeHtml;
use serde::{Deserialize, Serialize};

/// A slide as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlideModel {
    /// The public id; the anchor is `s-{id}`.
    pub id: SlideId,
    /// The place in the article, from 1.
    pub number: usize,
    /// The heading.
    pub heading: String,
    /// The text.
    pub body: SafeHtml,
    /// The pictures, in order.
    pub figures: Vec<Figure>,
    /// When it came before readers, if that was after its article: milliseconds since 1970, UTC.
    #[serde(default)]
    pub added_ms: Option<i64>,
    /// When it last changed for readers, if it ever did: milliseconds since 1970, UTC.
    #[serde(default)]
    pub changed_ms: Option<i64>,
    /// What was put right on it, the oldest first.
    #[serde(default)]
    pub corrections: Vec<Correction>,
}

impl SlideModel {
    /// The anchor that names the slide in both reading views.
    pub fn anchor(&self) -> String {
        format!("s-{}", self.id)
    }
}

/// A picture as it is shown: never without its caption and credit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The picture.
    pub id: PictureId,
    /// The file in its sizes.
    pub sizes: Sizes,
    /// The alternative text; empty when the picture is decorative.
    pub alt: String,
    /// The caption; empty when there is none.
    pub caption: String,
    /// The credit as printed: slide's own, else the file's; none when missing.
    pub credit: Option<String>,
    /// The same as data, for machines. Empty in what was published before it was kept.
    #[serde(default)]
    pub rights: Credit,
}
