//! Slides: the unit of everything. A heading, pictures with their credits, and a short text.

#[cfg(feature = "store")]
mod change;
mod html;
mod limits;
#[cfg(feature = "store")]
mod markdown;
#[cfg(feature = "store")]
mod move_to;
pub mod order;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod save;
mod slide;
mod working;

pub use html::SafeHtml;
pub use limits::{MAX_ALT, MAX_BODY, MAX_CAPTION, MAX_HEADING, MAX_PICTURES, MAX_SLIDES};
#[cfg(feature = "store")]
pub use markdown::{for_bio, for_comment, for_slide};
pub use order::{Move, MoveTo};
pub use save::{SavePicture, SaveSlide, SavedSlide};
pub use slide::{Figure, SlideModel};
pub use working::{PictureFile, WorkingPicture, WorkingSlide};
