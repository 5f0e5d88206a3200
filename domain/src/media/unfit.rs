//! The limits of a picture's file, and why a file cannot become a picture.

use super::{Found, Kind};

/// The largest file that is taken, in bytes.
pub const MAX_BYTES: u64 = 25_000_000;
/// The most pixels that a picture may have.
pub const MAX_PIXELS: u64 = 60_000_000;
/// The most pixels along one side.
pub const MAX_SIDE_PX: u32 = 16_384;
/// The most bytes that a file may spend on anything but its pixels.
pub const MAX_METADATA_BYTES: u64 = 1_000_000;
/// The most memory that the decoded pixels may take, in bytes; pictures of 16 bits a colour reach it before
/// [`MAX_PIXELS`].
pub const MAX_DECODED_BYTES: u64 = 256 * 1024 * 1024;

/// Why a file cannot become a picture: what was found, and the limit that it broke.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// There is nothing in it.
    #[error("the file is empty; accepted are {}", Kind::ACCEPTED)]
    Empty,
    /// It is longer than [`MAX_BYTES`]. Reading stopped there, so its length is not known.
    #[error("the file has more than {limit_bytes} bytes")]
    TooManyBytes {
        /// The most that is taken.
        limit_bytes: u64,
    },
    /// It is something else than an accepted picture.
    #[error("this is {found}; accepted are {}", Kind::ACCEPTED)]
    NotAccepted {
        /// What it is.
        found: Found,
    },
    /// It is a moving picture.
    #[error("this {kind} is animated; accepted are still pictures")]
    Animated {
        /// The format that it moves in.
        kind: Kind,
    },
    /// One side is longer than [`MAX_SIDE_PX`].
    #[error("{width} × {height} pixels; a side may have {limit_px}")]
    SideTooLong {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
        /// The most that a side may have.
        limit_px: u32,
    },
    /// It has more pixels than [`MAX_PIXELS`].
    #[error("{width} × {height} pixels; a picture may have {limit_px} in all")]
    TooManyPixels {
        /// Pixels from left to right.
        width: u32,
        /// Pixels from top to bottom.
        height: u32,
        /// The most that a picture may have.
        limit_px: u64,
    },
    /// It carries more than [`MAX_METADATA_BYTES`] of other things.
    #[error("{bytes} bytes of metadata; a picture may have {limit_bytes}")]
    TooMuchMetadata {
        /// How many there are.
        bytes: u64,
        /// The most that is taken.
        limit_bytes: u64,
    },
    /// Its pixels would need more than [`MAX_DECODED_BYTES`] of memory.
    #[error("decoding needs {bytes} bytes of memory; {limit_bytes} are allowed")]
    TooMuchMemory {
        /// What it would need.
        bytes: u64,
        /// The most that is given.
        limit_bytes: u64,
    },
    /// It is cut off, damaged, or a variety that cannot be decoded.
    #[error("the {kind} is damaged, cut off or of a variety that cannot be read")]
    Broken {
        /// What it claims to be.
        kind: Kind,
    },
}
