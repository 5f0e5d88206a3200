//! Media: the files of pictures, with their rights.

mod kind;
mod rights;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod sizes;
mod unfit;

pub use kind::{Found, Kind};
pub use rights::{MAX_CREATORS, MAX_LINE_CHARS, MAX_NAME_CHARS, MAX_TEXT_CHARS, Remark, Rights};
pub use sizes::{Sizes, WIDTHS_PX};
pub use unfit::{MAX_BYTES, MAX_DECODED_BYTES, MAX_METADATA_BYTES, MAX_PIXELS, MAX_SIDE_PX, Unfit};
