//! Slides: the unit of everything. A heading, pictures with their credits, and a short text.

mod html;
#[cfg(feature = "store")]
mod markdown;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod slide;

pub use html::SafeHtml;
#[cfg(feature = "store")]
pub use markdown::{MAX_BODY, for_bio, for_comment, for_slide};
pub use slide::{Figure, SlideModel};
