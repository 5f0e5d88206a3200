//! Media: the library of pictures in the panel, and uploading to it from anywhere in the panel.

pub mod calls;
mod files;
mod library;
mod picture;
mod sheet;
mod tiles;
mod upload;
mod uploads;
mod ways;
mod words;

pub use library::MediaPage;
pub use picture::{PictureImage, Urgency};
pub use upload::{DELETE, Delete, UPLOAD, Uploaded};
pub use uploads::{UploadButton, UploadList, Uploads};
pub use ways::{PictureWays, WaysWords};
pub use words::{Trouble, bytes_words, unfit};
