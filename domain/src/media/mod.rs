//! Media: the files of pictures, with their rights.

#[cfg(feature = "store")]
mod add;
#[cfg(feature = "store")]
mod change;
#[cfg(feature = "store")]
mod error;
mod item;
mod kind;
#[cfg(feature = "store")]
mod library;
mod placeholder;
mod rights;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod sizes;
#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
mod unfit;

#[cfg(feature = "store")]
pub use add::{Added, NewMedia, NewSize, Quota};
#[cfg(feature = "store")]
pub use error::Error;
pub use item::{ChangeMedia, FindMedia, Lack, MAX_FIND_CHARS, MAX_USES, MediaCounts, MediaFilter, MediaSheet, MediaTile, Use};
pub use kind::{Found, Kind};
#[cfg(feature = "store")]
pub use library::{Original, held_hashes, published_size};
pub use placeholder::{COLUMNS, NotAPlaceholder, Placeholder, ROWS};
pub use rights::{MAX_CREATORS, MAX_LINE_CHARS, MAX_NAME_CHARS, MAX_TEXT_CHARS, Remark, Rights};
pub use sizes::{CARD_HEIGHT_PX, CARD_WIDTH_PX, Fallback, Sizes, WIDTHS_PX};
pub use unfit::{MAX_BYTES, MAX_DECODED_BYTES, MAX_METADATA_BYTES, MAX_PIXELS, MAX_SIDE_PX, Unfit};
