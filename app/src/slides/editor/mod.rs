//! One slide in the editor: its place in the rail, its fields, its pictures, its preview.

mod move_to;
mod picture_form;
mod preview;
mod rail;
mod slide_form;
mod text_tools;

pub use move_to::MoveToDialog;
pub use preview::Preview;
pub use rail::Rail;
pub use slide_form::{SlideForm, focus_heading};
