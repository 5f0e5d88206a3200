//! Credits: who made a picture, who supplied it and under which licence it may be shown.

mod credit;
mod labels;
mod licence;
mod licence_words;
mod line;
mod names;
mod normalise;

pub use credit::Credit;
pub(crate) use labels::glued_label;
pub use labels::{Label, cut_label};
pub use licence::{Licence, UnknownLicence};
pub use licence_words::{LicenceWords, cut_licence};
pub use line::{CreditReading, CreditRemark, READ_MAX_BYTES, read};
pub use normalise::{Normalised, ProposedSource, normalise};
