//! What stands in a picture file around its pixels: size, whether it moves, and the blocks of metadata.
//!
//! Nothing is decoded here. The blocks are slices of the file, so that they cost nothing however large they claim to be.

use bytes::Bytes;
use domain::media::Kind;
use img_parts::ImageEXIF;
use img_parts::jpeg::{Jpeg, markers};
use img_parts::png::Png;
use img_parts::webp::{self, WebP};

use super::rights::photoshop::Resources;

/// What the header and the metadata of a file say.
#[derive(Debug, Default)]
pub struct Container {
    /// Pixels from left to right as they are stored, before the orientation is applied.
    pub width: u32,
    /// Pixels from top to bottom as they are stored.
    pub height: u32,
    /// There is more than one picture, meant to be shown one after the other.
    pub is_animated: bool,
    /// How many bytes are neither pixels nor what is needed to decode them.
    pub metadata_bytes: u64,
    /// The metadata that Lantern reads.
    pub blocks: Blocks,
}

/// The blocks of metadata that say something about rights, orientation or colour, not yet parsed.
#[derive(Debug, Default, Clone)]
pub struct Blocks {
    /// A TIFF structure with Exif tags, from its byte order mark on.
    pub exif: Option<Bytes>,
    /// An XMP packet: RDF/XML.
    pub xmp: Option<Bytes>,
    /// What Photoshop and its successors keep in a JPEG: IPTC-IIM records among other things.
    pub photoshop: Resources,
    /// A colour profile is embedded.
    pub has_profile: bool,
}

/// The file is cut off or contradicts itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is cut off or damaged")]
pub struct Damaged;

impl From<img_parts::Error> for Damaged {
    fn from(_: img_parts::Error) -> Self {
        Self
    }
}

/// Reads what stands around the pixels.
///
/// # Errors
/// [`Damaged`] when the file is cut off, names no size, or cannot be taken apart.
pub fn read(kind: Kind, bytes: &Bytes) -> Result<Container, Damaged> {
    match kind {
        Kind::Jpeg => read_jpeg(bytes),
        Kind::Png => read_png(bytes),
        Kind::WebP => read_webp(bytes),
    }
}

/// Source: ITU-T T.81, annex B; CIPA DC-008 (Exif), 4.7; ISO 16684-3 (XMP in files), 1.1.3.
fn read_jpeg(bytes: &Bytes) -> Result<Container, Damaged> {
    const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
    const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
    const PROFILE: &[u8] = b"ICC_PROFILE\0";

    let jpeg = Jpeg::from_bytes(bytes.clone())?;
    let scan = jpeg.segments().last().ok_or(Damaged)?;
    // Everything from the first scan to the end of the file is one piece. Without an end marker in it the upload was cut off,
    // and the decoder would make the missing part grey.
    let scan_bytes = scan.len_with_entropy() - scan.len();
    let entropy = &bytes[bytes.len() - scan_bytes..];
    if !entropy.windows(2).any(|pair| pair == [0xFF, markers::EOI]) {
        return Err(Damaged);
    }

    let (width, height) = jpeg.dimensions().ok_or(Damaged)?;
    let mut photoshop = Vec::new();
    let mut found = Container { width: width.into(), height: height.into(), ..Container::default() };
    found.blocks.exif = jpeg.exif();
    for segment in jpeg.segments() {
        let contents = segment.contents();
        match segment.marker() {
            markers::APP1 if contents.starts_with(XMP) && found.blocks.xmp.is_none() => {
                found.blocks.xmp = Some(contents.slice(XMP.len()..));
            }
            markers::APP13 if contents.starts_with(PHOTOSHOP) => {
                photoshop.extend_from_slice(&contents[PHOTOSHOP.len()..]);
            }
            markers::APP2 if contents.starts_with(PROFILE) => found.blocks.has_profile = true,
            _ => {}
        }
        if matches!(segment.marker(), markers::APP0..=markers::APP15 | markers::COM) {
            found.metadata_bytes += contents.len() as u64;
        }
    }
    // A long block is split over several segments and continues in the middle of a word.
    found.blocks.photoshop = Resources::read(&photoshop);
    Ok(found)
}

/// Source: PNG, third edition (W3C), 5 and 11; ISO 16684-3, 1.1.5.
fn read_png(bytes: &Bytes) -> Result<Container, Damaged> {
    let png = Png::from_bytes(bytes.clone())?;
    if png.chunk_by_type(*b"IEND").is_none() {
        return Err(Damaged);
    }
    let (width, height) = png.dimensions().ok_or(Damaged)?;
    let mut found = Container { width, height, ..Container::default() };
    found.blocks.exif = png.exif();
    for chunk in png.chunks() {
        match &chunk.kind() {
            b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND" => continue,
            b"acTL" | b"fcTL" | b"fdAT" => found.is_animated = true,
            b"iCCP" => found.blocks.has_profile = true,
            b"iTXt" => {
                if let Some(packet) = packet_of(chunk.contents()) {
                    found.blocks.xmp = Some(packet);
                }
            }
            _ => {}
        }
        found.metadata_bytes += chunk.contents().len() as u64;
    }
    Ok(found)
}

/// The XMP packet in an international text chunk: keyword, two bytes on compression (which XMP does not use), language and
/// translated keyword stand before it.
fn packet_of(text_chunk: &Bytes) -> Option<Bytes> {
    let rest = text_chunk.strip_prefix(b"XML:com.adobe.xmp\0\0\0")?;
    let packet = rest.splitn(3, |byte| *byte == 0).nth(2)?;
    Some(text_chunk.slice_ref(packet))
}

/// Source: RFC 9649, 2.
fn read_webp(bytes: &Bytes) -> Result<Container, Damaged> {
    let file = WebP::from_bytes(bytes.clone())?;
    let (width, height) = file.dimensions().ok_or(Damaged)?;
    let mut found = Container { width, height, ..Container::default() };
    found.blocks.exif = file.exif();
    for chunk in file.chunks() {
        let contents = chunk.content().data().cloned().unwrap_or_default();
        match chunk.id() {
            webp::CHUNK_VP8 | webp::CHUNK_VP8L | webp::CHUNK_VP8X | webp::CHUNK_ALPH => continue,
            webp::CHUNK_ANIM | webp::CHUNK_ANMF => found.is_animated = true,
            webp::CHUNK_ICCP => found.blocks.has_profile = true,
            webp::CHUNK_XMP => found.blocks.xmp = Some(contents.clone()),
            _ => {}
        }
        found.metadata_bytes += u64::from(chunk.content().len());
    }
    Ok(found)
}
