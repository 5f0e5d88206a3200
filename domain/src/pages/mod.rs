//! Pages that stand by themselves, such as an imprint: made of slides like an article, and no news.
//!
//! The working copy is that of an article of another kind, so that the editor and its verbs are the same. What readers see is kept
//! apart from articles: no list, feed, count or search can have a page by a forgotten filter.

#[cfg(feature = "store")]
mod manage;
mod page;
#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod start;

pub use page::{PageRow, StaticPage};
#[cfg(feature = "store")]
pub use read::page_addresses;
#[cfg(feature = "store")]
pub(crate) use read::shown;
pub use start::{MAX_PAGES, Start};
