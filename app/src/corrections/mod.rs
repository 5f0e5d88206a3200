//! Corrections: what was put right, for readers; what they say is wrong, from them and to those who write.

pub mod calls;
mod desk_page;
mod list_page;
mod publish_field;
mod report_page;
mod said;

pub use desk_page::ReportsPage;
pub use list_page::{Corrections, CorrectionsProps};
pub use publish_field::{CorrectionDraft, CorrectionField};
pub use report_page::{ReportDraft, ReportError, ReportErrorProps, ReportRefusal};
pub use said::{Corrected, kind_words};
