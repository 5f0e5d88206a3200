//! Rights in Exif: three tags that cameras and phones fill.
//!
//! Source: CIPA DC-008-2023 (Exif 3.0), 4.6.5: `ImageDescription`, `Artist`, `Copyright`.

use exif::{In, Reader, Tag, Value};

use super::{add_creator, clean};
use domain::media::{MAX_LINE_CHARS, MAX_TEXT_CHARS, Rights};

/// Reads the tags from a TIFF structure; what is damaged is passed over.
pub fn read(exif: &[u8]) -> Rights {
    let tags =
        Reader::new().continue_on_error(true).read_raw(exif.to_vec()).or_else(|error| error.distill_partial_result(|_| ()));
    let Ok(tags) = tags else {
        return Rights::default();
    };
    let text = |tag| tags.get_field(tag, In::PRIMARY).map(|field| joined(&field.value)).unwrap_or_default();

    let mut rights = Rights {
        copyright_notice: clean::line(&text(Tag::Copyright), MAX_LINE_CHARS),
        description: clean::line(&text(Tag::ImageDescription), MAX_TEXT_CHARS)
            .filter(|description| !is_camera_default(description)),
        ..Rights::default()
    };
    // Source: Metadata Working Group, Guidelines 2.0: several names in the one tag are separated by semicolons.
    for name in text(Tag::Artist).split(';') {
        add_creator(&mut rights, name);
    }
    rights
}

/// Copyright may hold two texts, of the photographer and of the editor.
fn joined(value: &Value) -> String {
    let Value::Ascii(texts) = value else {
        return String::new();
    };
    let texts: Vec<String> = texts.iter().map(|text| decoded(text)).filter(|text| !text.trim().is_empty()).collect();
    texts.join("; ")
}

/// The tags are declared ASCII and hold UTF-8 in practice, or Latin-1 in old files.
pub fn decoded(bytes: &[u8]) -> String {
    str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_string)
}

/// What some cameras write into every picture is no description of any.
fn is_camera_default(description: &str) -> bool {
    let description = description.to_lowercase();
    let description = description.trim();
    description.ends_with("digital camera")
        || description.starts_with("dcim\\")
        || ["sony dsc", "samsung", "default", "picture", "cof", "dav", "sdr"].contains(&description)
}
