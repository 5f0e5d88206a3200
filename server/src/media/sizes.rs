//! The files that readers get: the picture made anew in a fixed set of widths, with its rights and nothing else in it.
//!
//! Only pixels pass from the upload to a size. Whatever else was in the file (places, serial numbers, previews, a second
//! file behind the picture) stays behind.

use std::io::Cursor;

use bytes::Bytes;
use domain::media::{COLUMNS, Kind, MAX_DECODED_BYTES, MAX_SIDE_PX, Placeholder, ROWS, Unfit, WIDTHS_PX};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngDecoder, PngEncoder};
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, Limits, RgbaImage};
use webp::PixelLayout;

use super::probe::Probed;
use super::size_name::SizeName;
use super::stamp::stamped;

/// From 0 to 100; at 80 no difference is seen beside the original on a screen.
const QUALITY: f32 = 80.0;
/// The same for JPEG, whose files are larger and read by few.
const JPEG_QUALITY: u8 = 80;
/// The widest fallback, in pixels: enough for a card of a link and for an old browser.
const FALLBACK_PX: u32 = 960;
/// The same for PNG, which takes ten times the bytes for a photograph.
const FALLBACK_PNG_PX: u32 = 640;
/// The longest side that WebP can have. Source: RFC 9649, 2.5.
const MAX_WEBP_SIDE_PX: u32 = 16_383;

/// One size of a picture.
#[derive(Debug, Clone)]
pub struct Size {
    /// Its format, and pixels from left to right as it is seen.
    pub name: SizeName,
    /// Pixels from top to bottom, as it is seen.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A size that is to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Its format, and pixels from left to right as it is seen.
    pub name: SizeName,
    /// Pixels from top to bottom, as it is seen.
    pub height: u32,
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
    let pixels = if pixels.color().has_alpha() { opaque_if_it_is(pixels.into_rgba8()) } else { pixels.into_rgb8().into() };

    let orientation = probed.blocks.exif.as_deref().and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms);
    let (width, height) = if swaps_sides(orientation) { (probed.height, probed.width) } else { (probed.width, probed.height) };
    Ok(Upright { pixels, orientation, width, height })
}

/// Screenshots and exports often have an alpha that hides nothing; without it the files are smaller.
fn opaque_if_it_is(pixels: RgbaImage) -> DynamicImage {
    let is_opaque = pixels.pixels().all(|pixel| pixel.0[3] == u8::MAX);
    if is_opaque { DynamicImage::ImageRgba8(pixels).into_rgb8().into() } else { pixels.into() }
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
    /// The sizes to make of this picture: WebP narrowest first, then one in a format that everything reads.
    #[must_use]
    pub fn ladder(&self) -> Vec<Step> {
        let webp = ladder(self.width, self.height).into_iter();
        let webp = webp.map(|(width, height)| Step { name: SizeName::webp(width), height });
        let (kind, widest) = if self.has_alpha() { (Kind::Png, FALLBACK_PNG_PX) } else { (Kind::Jpeg, FALLBACK_PX) };
        let width = self.width.min(widest);
        let fallback = Step { name: SizeName { kind, width }, height: scaled(self.height, width, self.width) };
        webp.chain([fallback]).collect()
    }

    /// Makes one size, with `packet` as the only metadata in it.
    ///
    /// # Errors
    /// [`EncodeError`] when the encoder gives up, for want of memory.
    pub fn size(&self, step: Step, packet: Option<&str>) -> Result<Size, EncodeError> {
        let Step { name, height } = step;
        let small = self.scaled_to(name.width, height)?;
        let bytes = match name.kind {
            Kind::WebP => webp(&small)?,
            Kind::Jpeg => jpeg(&small)?,
            Kind::Png => png(&small)?,
        };
        Ok(Size { name, height, bytes: stamped(name.kind, bytes, packet)? })
    }

    /// The colours that stand in the picture's place; none for one that can be seen through.
    ///
    /// # Errors
    /// [`EncodeError`] for want of memory.
    pub fn placeholder(&self) -> Result<Option<Placeholder>, EncodeError> {
        if self.has_alpha() {
            return Ok(None);
        }
        let side = |cells: usize| u32::try_from(cells).expect("the grid has a handful of cells");
        let cells = self.scaled_to(side(COLUMNS), side(ROWS))?.into_rgb8();
        let mut pixels = cells.pixels();
        Ok(Some(Placeholder::of(std::array::from_fn(|_| pixels.next().map_or([0; 3], |pixel| pixel.0)))))
    }

    fn has_alpha(&self) -> bool {
        self.pixels.color().has_alpha()
    }

    /// The picture made smaller and upright.
    fn scaled_to(&self, width: u32, height: u32) -> Result<DynamicImage, EncodeError> {
        // Turning the small picture instead of the large one saves a second copy of the large one.
        let (across, down) = if swaps_sides(self.orientation) { (height, width) } else { (width, height) };
        let mut small = DynamicImage::new(across, down, self.pixels.color());
        let lanczos = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize(&self.pixels, &mut small, &lanczos).map_err(|_| EncodeError)?;
        small.apply_orientation(self.orientation);
        Ok(small)
    }
}

fn webp(picture: &DynamicImage) -> Result<Vec<u8>, EncodeError> {
    let layout = if picture.color().has_alpha() { PixelLayout::Rgba } else { PixelLayout::Rgb };
    let encoder = webp::Encoder::new(picture.as_bytes(), layout, picture.width(), picture.height());
    Ok(encoder.encode_simple(false, QUALITY).map_err(|_| EncodeError)?.to_vec())
}

fn jpeg(picture: &DynamicImage) -> Result<Vec<u8>, EncodeError> {
    let mut file = Vec::new();
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut file, JPEG_QUALITY)).map_err(|_| EncodeError)?;
    Ok(file)
}

fn png(picture: &DynamicImage) -> Result<Vec<u8>, EncodeError> {
    let mut file = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut file, CompressionType::Best, PngFilter::Adaptive);
    picture.write_with_encoder(encoder).map_err(|_| EncodeError)?;
    Ok(file)
}

/// A size could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a size of the picture could not be made")]
pub struct EncodeError;

fn swaps_sides(orientation: Orientation) -> bool {
    match orientation {
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH => true,
        Orientation::NoTransforms | Orientation::Rotate180 | Orientation::FlipHorizontal | Orientation::FlipVertical => false,
    }
}

#[cfg(test)]
mod tests;
