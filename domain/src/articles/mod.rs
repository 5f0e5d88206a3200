//! Articles: an ordered run of slides with a title, an address and a by-line.

mod article;
#[cfg(feature = "store")]
mod error;
mod page;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod slug;

pub use article::Status;
#[cfg(feature = "store")]
pub use error::Error;
pub use page::{ArticleCard, ArticlePage, AuthorPage, Found, HomePage, Lead, Neighbour, SlidePage, StripSlide};
pub use slug::{RESERVED, Slug};
