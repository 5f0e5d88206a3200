//! The packet of rights put into a file that was just made, as the only metadata in it.

use super::sizes::EncodeError;
use bytes::Bytes;
use domain::media::Kind;
use img_parts::ImageEXIF;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_VP8X, CHUNK_XMP, WebP};

/// What stands before the packet in its segment. Source: ISO 16684-3, 1.1.3.
const JPEG_XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
/// Keyword, no compression, no language, no translated keyword. Source: ISO 16684-3, 1.1.5; PNG, third edition, 11.3.3.4.
const PNG_XMP: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";
/// The most bytes of a segment of a JPEG, its length included. Source: ITU-T T.81, B.1.1.4.
const MAX_SEGMENT_BYTES: usize = 65_535;

/// The file with the packet in it. Without a packet it is the file as it was.
///
/// # Errors
/// [`EncodeError`] when the file is not of that kind.
pub fn stamped(kind: Kind, file: Vec<u8>, packet: Option<&str>) -> Result<Vec<u8>, EncodeError> {
    let Some(packet) = packet else { return Ok(file) };
    let file = Bytes::from(file);
    let stamped = match kind {
        Kind::Jpeg => jpeg(file, packet),
        Kind::Png => png(file, packet),
        Kind::WebP => webp(file, packet),
    };
    stamped.map(Into::into).map_err(|_| EncodeError)
}

fn jpeg(file: Bytes, packet: &str) -> Result<Bytes, img_parts::Error> {
    let mut file = Jpeg::from_bytes(file)?;
    let contents = [JPEG_XMP, packet.as_bytes()].concat();
    debug_assert!(contents.len() + 2 <= MAX_SEGMENT_BYTES, "all rights at their longest are 27 kB");
    // After the header of the file format, where readers look for it.
    let after_header = file.segments().iter().take_while(|segment| segment.marker() == markers::APP0).count();
    file.segments_mut().insert(after_header, JpegSegment::new_with_contents(markers::APP1, contents.into()));
    Ok(file.encoder().bytes())
}

fn png(file: Bytes, packet: &str) -> Result<Bytes, img_parts::Error> {
    let mut file = Png::from_bytes(file)?;
    let contents = [PNG_XMP, packet.as_bytes()].concat();
    // After the header, which is the first.
    file.chunks_mut().insert(1, PngChunk::new(*b"iTXt", contents.into()));
    Ok(file.encoder().bytes())
}

/// In the extended form that metadata asks for.
fn webp(file: Bytes, packet: &str) -> Result<Bytes, img_parts::Error> {
    let mut file = WebP::from_bytes(file)?;
    // The header chunk lists what the file holds. An existing one would keep its list; without one it is made afresh.
    file.remove_chunks_by_id(CHUNK_VP8X);
    let packet = RiffContent::Data(Bytes::copy_from_slice(packet.as_bytes()));
    file.chunks_mut().push(RiffChunk::new(CHUNK_XMP, packet));
    file.set_exif(None);
    Ok(file.encoder().bytes())
}
