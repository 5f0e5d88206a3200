//! A correction or a note, as writers say it and readers see it.

use crate::articles::Slug;
use crate::ids::{CorrectionId, SlideId};
use crate::page::{Cursor, Page};
use crate::settings::SiteFrame;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// The most characters of a correction.
pub const MAX_CORRECTION: usize = 500;

/// What a change was about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// Something was wrong, and is right now.
    Correction,
    /// Nothing was wrong: something was added or made plainer.
    Note,
}

impl CorrectionKind {
    /// Both kinds.
    pub const ALL: [CorrectionKind; 2] = [CorrectionKind::Correction, CorrectionKind::Note];

    /// The word in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            CorrectionKind::Correction => "correction",
            CorrectionKind::Note => "note",
        }
    }

    /// The kind of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A correction as a writer says it while publishing changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewCorrection {
    /// Whether a fact was wrong.
    pub kind: CorrectionKind,
    /// The slide that it is about; none for the whole article.
    pub slide: Option<SlideId>,
    /// What was changed, in 1 to 500 characters.
    pub text: String,
}

/// A correction as readers see it on its article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The correction.
    pub id: CorrectionId,
    /// Whether a fact was wrong.
    pub kind: CorrectionKind,
    /// What was changed.
    pub text: String,
    /// When.
    pub at: Stamp,
}

/// The article that was corrected, as readers find it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectedArticle {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The slide, if it is about one that is still there.
    pub slide: Option<SlideId>,
}

/// A correction in the list of all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionRow {
    /// What was changed.
    pub correction: Correction,
    /// In which article.
    pub article: CorrectedArticle,
}

/// `/corrections`: everything that was put right, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorrectionsPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// Where this page of the list begins; none on the first.
    pub from: Option<Cursor>,
    /// The corrections, paged by key.
    pub corrections: Page<CorrectionRow>,
}

#[cfg(feature = "store")]
mod parse {
    use super::{MAX_CORRECTION, NewCorrection};
    use crate::field::{Fault, filled_line};

    /// The correction with its text as it is kept.
    ///
    /// # Errors
    /// [`Fault::Empty`] or [`Fault::TooLong`].
    pub(crate) fn parsed(ask: NewCorrection) -> Result<NewCorrection, Fault> {
        Ok(NewCorrection { text: filled_line(&ask.text, MAX_CORRECTION)?, ..ask })
    }
}

#[cfg(feature = "store")]
pub(crate) use parse::parsed;
