//! Settings: what the site is called, its language and time zone, and how comments are let in.

#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod site;

pub use site::{CommentPolicy, MAX_DESCRIPTION, MAX_TITLE, Settings, SiteFrame};

#[cfg(feature = "store")]
pub use read::frame;
