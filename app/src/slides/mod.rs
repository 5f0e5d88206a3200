//! Slides: one component shows them to readers, in the editor's preview and on paper.

pub mod editor;
mod prose;
mod slide_view;

pub use prose::Prose;
pub use slide_view::{Place, SlideView};
