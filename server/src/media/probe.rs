//! Whether a file may be decoded: it is a picture of an accepted kind, within the limits, as its header says.
//!
//! A decoder believes what a file claims and reserves memory for it, so every claim is read and compared with its limit
//! before a decoder sees the file.

use bytes::Bytes;

use super::container::{self, Blocks};
use domain::media::{Kind, MAX_BYTES, MAX_METADATA_BYTES, MAX_PIXELS, MAX_SIDE_PX, Unfit};

/// A picture whose header keeps the limits.
#[derive(Debug, Clone)]
pub struct Probed {
    /// What it is.
    pub kind: Kind,
    /// Pixels from left to right as they are stored, before the orientation is applied: 1 to [`MAX_SIDE_PX`].
    pub width: u32,
    /// Pixels from top to bottom as they are stored: 1 to [`MAX_SIDE_PX`].
    pub height: u32,
    /// The metadata, not yet parsed.
    pub blocks: Blocks,
}

impl Probed {
    /// How many pixels the picture has: at most [`MAX_PIXELS`].
    #[must_use]
    pub fn pixels(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// Decides what a file is and whether it may be decoded, from its header and without decoding it.
///
/// # Errors
/// [`Unfit`] with the first limit that it breaks.
pub fn probe(bytes: &Bytes) -> Result<Probed, Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Unfit::TooManyBytes { limit_bytes: MAX_BYTES });
    }
    let kind = Kind::of(bytes).map_err(|found| Unfit::NotAccepted { found })?;
    let found = container::read(kind, bytes).map_err(|_| Unfit::Broken { kind })?;
    let (width, height) = (found.width, found.height);
    if width == 0 || height == 0 {
        return Err(Unfit::Broken { kind });
    }
    if found.is_animated {
        return Err(Unfit::Animated { kind });
    }
    if width.max(height) > MAX_SIDE_PX {
        return Err(Unfit::SideTooLong { width, height, limit_px: MAX_SIDE_PX });
    }
    if found.metadata_bytes > MAX_METADATA_BYTES {
        return Err(Unfit::TooMuchMetadata { bytes: found.metadata_bytes, limit_bytes: MAX_METADATA_BYTES });
    }
    let probed = Probed { kind, width, height, blocks: found.blocks };
    if probed.pixels() > MAX_PIXELS {
        return Err(Unfit::TooManyPixels { width, height, limit_px: MAX_PIXELS });
    }
    Ok(probed)
}

#[cfg(test)]
pub(in crate::media) mod tests;
