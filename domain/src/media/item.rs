//! A media item as the panel shows it, and what the panel asks for and sends back.

use super::{Kind, Sizes};
use crate::credits::{Credit, Licence};
use crate::ids::{ArticleId, MediaId, SlideId};
use crate::page::Cursor;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// An item in the library's grid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaTile {
    /// The item.
    pub id: MediaId,
    /// The name that the file had; empty when it had none.
    pub file_name: String,
    /// The file in its sizes.
    pub sizes: Sizes,
    /// What it still needs before it is fit for readers.
    pub lack: Option<Lack>,
}

/// What an item still needs before it is fit for readers; of several the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    /// An alternative text.
    Alt,
    /// Somebody to credit.
    Credit,
}

impl Lack {
    /// What an item with this text and credit lacks.
    pub fn of(alt: &str, credit: &Credit) -> Option<Self> {
        if alt.is_empty() { Some(Self::Alt) } else { credit.is_missing().then_some(Self::Credit) }
    }
}

/// Everything about an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MediaSheet {
    /// The item.
    pub id: MediaId,
    /// The version that a change is based on.
    pub version: i32,
    /// The name that the file had; empty when it had none.
    pub file_name: String,
    /// What was uploaded.
    pub kind: Kind,
    /// The file in its sizes.
    pub sizes: Sizes,
    /// The length of the upload in bytes.
    pub size_bytes: u64,
    /// The name of the person who added it first.
    pub added_by: String,
    /// When that was.
    pub added: Stamp,
    /// What stands in for the picture where it cannot be seen; empty when not given.
    pub alt: String,
    /// Whose it is.
    pub credit: Credit,
    /// The slides that show it, of articles that the caller may know of: at most [`MAX_USES`].
    pub uses: Vec<Use>,
    /// It is shown anywhere at all, or somebody else holds it too: it cannot be deleted.
    pub is_in_use: bool,
    /// The caller may change it.
    pub may_change: bool,
}

/// The most slides that are listed as showing an item.
pub const MAX_USES: u64 = 50;

/// A slide that shows an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    /// The article.
    pub article: ArticleId,
    /// Its title; empty when it has none yet.
    pub title: String,
    /// The slide.
    pub slide: SlideId,
    /// The place of the slide in the working copy, from 1.
    pub number: usize,
}

/// Which items the library shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MediaFilter {
    /// All.
    #[default]
    All,
    /// Those without an alternative text.
    NoAlt,
    /// Those that name nobody to credit.
    NoCredit,
    /// Those that stand on no slide and beside no biography.
    NotUsed,
}

/// How many items each filter shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MediaCounts {
    /// All.
    pub all: u64,
    /// Those without an alternative text.
    pub no_alt: u64,
    /// Those that name nobody to credit.
    pub no_credit: u64,
    /// Those that stand on no slide and beside no biography.
    pub not_used: u64,
}

/// The most characters of a search in the library; longer ones are cut.
pub const MAX_FIND_CHARS: usize = 200;

/// What the library is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindMedia {
    /// Which items.
    pub filter: MediaFilter,
    /// Text in the file name, the alternative text or the credit; empty for any.
    pub words: String,
    /// Under which licence; none for any.
    pub licence: Option<Licence>,
    /// Where the page begins; none for the first.
    pub after: Option<Cursor>,
}

/// A change of an item's texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeMedia {
    /// The item.
    pub id: MediaId,
    /// The version that the change is based on.
    pub based_on: i32,
    /// What stands in for the picture where it cannot be seen.
    pub alt: String,
    /// Whose it is.
    pub credit: Credit,
}
