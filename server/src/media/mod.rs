//! Media: a file that somebody uploaded becomes a picture in a fixed set of sizes, or is refused with a reason.
//!
//! An upload goes through [`intake`]: [`probe`] decides what the bytes are and whether they may be decoded at all,
//! [`rights`] reads who made the picture and how it may be used, [`sizes`] makes the files that readers get, and [`files`]
//! keeps everything on disk under the digest of the uploaded bytes. [`upload`] and [`delete`] answer the panel, [`serve`]
//! everybody who asks for a picture.

pub mod container;
pub mod delete;
pub mod file_name;
pub mod files;
pub mod hash;
pub mod intake;
pub mod probe;
pub mod rights;
pub mod serve;
pub mod size_name;
pub mod sizes;
pub mod stamp;
pub mod sweep;
pub mod upload;

#[cfg(test)]
pub(crate) mod desk;
#[cfg(test)]
pub(crate) mod samples;

pub use self::files::{FilesError, MediaFiles};
pub use self::hash::MediaHash;
pub use self::intake::{Intake, Refusal, Taken, TakenSize, TempUpload};
