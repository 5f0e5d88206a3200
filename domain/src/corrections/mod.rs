//! Corrections: what was put right in a published article, and what readers say is wrong.

mod correction;
#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
mod read;
mod report;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod settle;
#[cfg(test)]
#[cfg(feature = "scene")]
mod stories;

#[cfg(feature = "store")]
pub(crate) use correction::parsed;
pub use correction::{
    CorrectedArticle, Correction, CorrectionKind, CorrectionRow, CorrectionsPage, MAX_CORRECTION, NewCorrection,
};
#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use read::{corrections, feed};
pub use report::{ErrorReport, MAX_QUOTE, MAX_REPORT, NewReport, REPORTS_A_PAGE, ReportForm, Shelf};
#[cfg(feature = "store")]
pub use report::{report, report_form};
#[cfg(feature = "store")]
pub use settle::sweep;
