//! Slides: one component shows them to readers, in the editor's preview and on paper.

pub mod editor;
mod prose;
mod since;
mod slide_view;

pub use prose::Prose;
pub use since::Since;
pub use slide_view::{FullSize, Place, SlideView};
