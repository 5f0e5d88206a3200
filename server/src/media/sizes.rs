//! The files that readers get: the picture made anew in a fixed set of widths, with its rights and nothing else in it.
//!
//! Only pixels pass from the upload to a size. Whatever else was in the file (places, serial numbers, previews, a second
//! file behind the picture) stays behind.

use std::io::Cursor;

use bytes::Bytes;
use domain::media::{Kind, MAX_DECODED_BYTES, MAX_SIDE_PX, Unfit, WIDTHS_PX};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits};
use img_parts::ImageEXIF;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_VP8X, CHUNK_XMP, WebP};
use webp::PixelLayout;

use super::probe::Probed;

/// From 0 to 100; at 80 no difference is seen beside the original on a screen.
const QUALITY: f32 = 80.0;
/// The longest side that WebP can have. Source: RFC 9649, 2.5.
const MAX_WEBP_SIDE_PX: u32 = 16_383;

/// One size of a picture.
#[derive(Debug, Clone)]
pub struct Size {
    /// Pixels from left to right, as it is seen.
    pub width: u32,
    /// Pixels from top to bottom, as it is seen.
    pub height: u32,
    /// The file: WebP.
    pub webp: Vec<u8>,
}

/// A decoded picture, with the turn that makes it upright.
pub struct Upright {
    pixels: DynamicImage,
    orientation: Orientation,
    /// Pixels from left to right, as it is seen.
    pub width: u32,
    /// Pixels from top to bottom, as it is seen.
    pub height: u32,
}

/// Decodes a picture whose header was found to keep the limits.
///
/// # Errors
/// [`Unfit::TooMuchMemory`] when the pixels would need more than is given, [`Unfit::Broken`] when they cannot be decoded or
/// are not of the size that the header claims.
pub fn decode(bytes: &Bytes, probed: &Probed) -> Result<Upright, Unfit> {
    let broken = |_: ImageError| Unfit::Broken { kind: probed.kind };
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE_PX);
    limits.max_image_height = Some(MAX_SIDE_PX);
    limits.max_alloc = Some(MAX_DECODED_BYTES);

    let file = Cursor::new(bytes);
    let mut decoder: Box<dyn ImageDecoder + '_> = match probed.kind {
        Kind::Jpeg => Box::new(JpegDecoder::new(file).map_err(broken)?),
        Kind::Png => Box::new(PngDecoder::with_limits(file, limits.clone()).map_err(broken)?),
        Kind::WebP => Box::new(WebPDecoder::new(file).map_err(broken)?),
    };
    // The limits were checked on what the probe read; a file that tells the decoder something else tells lies.
    if decoder.dimensions() != (probed.width, probed.height) {
        return Err(Unfit::Broken { kind: probed.kind });
    }
    if decoder.total_bytes() > MAX_DECODED_BYTES {
        return Err(Unfit::TooMuchMemory { bytes: decoder.total_bytes(), limit_bytes: MAX_DECODED_BYTES });
    }
    decoder.set_limits(limits).map_err(broken)?;
    let pixels = DynamicImage::from_decoder(decoder).map_err(broken)?;
    // Eight bits a colour, with alpha only where there was some: what the encoder takes.
    let pixels = if pixels.color().has_alpha() {
        DynamicImage::ImageRgba8(pixels.into_rgba8())
    } else {
        DynamicImage::ImageRgb8(pixels.into_rgb8())
    };

    let orientation = probed.blocks.exif.as_deref().and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let (width, height) = if swaps_sides(orientation) { (probed.height, probed.width) } else { (probed.width, probed.height) };
    Ok(Upright { pixels, orientation, width, height })
}

/// The width and height of each size of a picture that is seen `width` by `height` pixels large, narrowest first.
///
/// Nothing is enlarged: a picture narrower than the widest size has its own width as its last one.
#[must_use]
pub fn ladder(width: u32, height: u32) -> Vec<(u32, u32)> {
    let [.., widest] = WIDTHS_PX;
    let own = (width < widest && !WIDTHS_PX.contains(&width)).then_some(width);
    WIDTHS_PX.into_iter().filter(|step| *step <= width).chain(own).map(|step| (step, scaled(height, step, width))).collect()
}

/// The height that keeps the proportions, rounded; never none, never more than WebP has.
fn scaled(height: u32, step: u32, width: u32) -> u32 {
    let (height, step, width) = (u64::from(height), u64::from(step), u64::from(width));
    let scaled = (height * step + width / 2) / width;
    u32::try_from(scaled.clamp(1, u64::from(MAX_WEBP_SIDE_PX))).expect("it was clamped")
}

impl Upright {
    /// Makes one size, with `packet` as the only metadata in it.
    ///
    /// # Errors
    /// [`EncodeError`] when the encoder gives up, for want of memory.
    pub fn size(&self, width: u32, height: u32, packet: Option<&str>) -> Result<Size, EncodeError> {
        // Turning the small picture instead of the large one saves a second copy of the large one.
        let (across, down) = if swaps_sides(self.orientation) { (height, width) } else { (width, height) };
        let mut small = DynamicImage::new(across, down, self.pixels.color());
        let lanczos = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize(&self.pixels, &mut small, &lanczos).map_err(|_| EncodeError)?;
        small.apply_orientation(self.orientation);

        let layout = if small.color().has_alpha() { PixelLayout::Rgba } else { PixelLayout::Rgb };
        let encoder = webp::Encoder::new(small.as_bytes(), layout, width, height);
        let webp = encoder.encode_simple(false, QUALITY).map_err(|_| EncodeError)?;
        Ok(Size { width, height, webp: stamped(Bytes::copy_from_slice(&webp), packet)? })
    }
}

/// A size could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a size of the picture could not be made")]
pub struct EncodeError;

/// The file with the packet in it, in the extended form that metadata asks for.
fn stamped(webp: Bytes, packet: Option<&str>) -> Result<Vec<u8>, EncodeError> {
    let Some(packet) = packet else {
        return Ok(webp.into());
    };
    let mut file = WebP::from_bytes(webp).map_err(|_| EncodeError)?;
    // The header chunk lists what the file holds. An existing one would keep its list; without one it is made afresh.
    file.remove_chunks_by_id(CHUNK_VP8X);
    let packet = RiffContent::Data(Bytes::copy_from_slice(packet.as_bytes()));
    file.chunks_mut().push(RiffChunk::new(CHUNK_XMP, packet));
    file.set_exif(None);
    Ok(file.encoder().bytes().into())
}

fn swaps_sides(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms | Orientation::Rotate180 | Orientation::FlipHorizontal | Orientation::FlipVertical => false,
    }
}

#[cfg(test)]
mod tests;
