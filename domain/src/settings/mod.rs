//! Settings: what the site is called, its language and time zone, and how comments are let in.

#[cfg(feature = "store")]
mod error;
mod language;
#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod save;
mod site;

pub use language::language_tag;
pub use site::{CommentPolicy, MAX_DESCRIPTION, MAX_HUB, MAX_TITLE, SaveSettings, Settings, SiteFrame};

#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use read::frame;
