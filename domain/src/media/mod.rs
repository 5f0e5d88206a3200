//! Media: the files of pictures, with their rights.

#[cfg(feature = "store")]
pub(crate) mod rows;
mod sizes;

pub use sizes::{Sizes, WIDTHS_PX};
