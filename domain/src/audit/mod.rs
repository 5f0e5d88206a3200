//! Audit: what was done to accounts, people, settings and articles, by whom and when. Rows are added, never changed.

mod lately;
#[cfg(feature = "store")]
mod record;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod what;

pub use lately::{Deed, Happening};

#[cfg(feature = "store")]
pub(crate) use record::{Act, record, record_all};
#[cfg(feature = "store")]
pub(crate) use what::What;
