//! What a file is, decided by its first bytes and by nothing else.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A picture format that is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// ITU-T T.81 in a JFIF or Exif file.
    Jpeg,
    /// PNG, third edition, without animation.
    Png,
    /// WebP, RFC 9649, without animation.
    WebP,
}

impl Kind {
    /// The formats that are accepted, as they stand in a message.
    pub const ACCEPTED: &str = "JPEG, PNG and WebP";

    /// The media type to serve the file with, as IANA has registered it.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
        }
    }

    /// The word in the database.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::WebP].into_iter().find(|kind| kind.code() == code)
    }

    /// The usual ending of a file name, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
        }
    }

    /// Decides from the first bytes what a file is.
    ///
    /// # Errors
    /// What it was found to be instead of a picture that is accepted.
    pub fn of(bytes: &[u8]) -> Result<Self, Found> {
        if bytes.starts_with(b"\xFF\xD8\xFF") {
            return Ok(Self::Jpeg);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1A\n") {
            return Ok(Self::Png);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Ok(Self::WebP);
        }
        Err(Found::of(bytes))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
        })
    }
}

/// What a refused file was found to be: people send these for pictures, so a refusal can name them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Found {
    /// A GIF picture.
    Gif,
    /// An AVIF picture.
    Avif,
    /// A HEIC or HEIF picture, as telephones make them.
    Heic,
    /// A TIFF picture or a camera's raw file.
    Tiff,
    /// A Windows bitmap.
    Bmp,
    /// An SVG drawing: a program, not a picture.
    Svg,
    /// A web page.
    Html,
    /// A PDF document.
    Pdf,
    /// A ZIP archive, which office documents are too.
    Zip,
    /// Nothing that is known here.
    Unknown,
}

impl Found {
    fn of(bytes: &[u8]) -> Self {
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::of_brands(bytes);
        }
        let starts: [(&[u8], Self); 8] = [
            (b"GIF8", Self::Gif),
            (b"II*\0", Self::Tiff),
            (b"MM\0*", Self::Tiff),
            (b"BM", Self::Bmp),
            (b"%PDF-", Self::Pdf),
            (b"PK\x03\x04", Self::Zip),
            (b"PK\x05\x06", Self::Zip),
            (b"\x1F\x8B", Self::Unknown),
        ];
        starts.into_iter().find(|(start, _)| bytes.starts_with(start)).map_or_else(|| Self::of_text(bytes), |(_, found)| found)
    }

    /// Source: ISO/IEC 14496-12, 4.3 (the first brand is the major one), and ISO/IEC 23008-12, annex B.
    fn of_brands(bytes: &[u8]) -> Self {
        let brands = || bytes.get(8..64.min(bytes.len())).unwrap_or_default().chunks_exact(4);
        if brands().any(|brand| matches!(brand, b"avif" | b"avis")) {
            Self::Avif
        } else if brands()
            .any(|brand| matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1"))
        {
            Self::Heic
        } else {
            Self::Unknown
        }
    }

    fn of_text(bytes: &[u8]) -> Self {
        let head = &bytes[..bytes.len().min(1024)];
        let head = String::from_utf8_lossy(head).to_lowercase();
        if head.contains("<svg") {
            Self::Svg
        } else if ["<!doctype html", "<html", "<head", "<body", "<script"].iter().any(|tag| head.contains(tag)) {
            Self::Html
        } else {
            Self::Unknown
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gif => "a GIF",
            Self::Avif => "an AVIF",
            Self::Heic => "a HEIC",
            Self::Tiff => "a TIFF",
            Self::Bmp => "a BMP",
            Self::Svg => "an SVG",
            Self::Html => "a web page",
            Self::Pdf => "a PDF",
            Self::Zip => "a ZIP archive",
            Self::Unknown => "an unknown kind of file",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn u01_the_first_bytes_decide_what_a_file_is() {
        assert_eq!(Kind::of(b"\xFF\xD8\xFF\xE0"), Ok(Kind::Jpeg));
        assert_eq!(Kind::of(b"\x89PNG\r\n\x1A\n\0"), Ok(Kind::Png));
        assert_eq!(Kind::of(b"RIFF\x04\0\0\0WEBP"), Ok(Kind::WebP));
    }

    #[test]
    fn u01_everything_else_is_named_and_refused() {
        let cases: [(&[u8], Found); 14] = [
            (b"GIF89a", Found::Gif),
            (b"\0\0\0\x20ftypavif\0\0\0\0mif1", Found::Avif),
            (b"\0\0\0\x20ftypmif1\0\0\0\0avifmiaf", Found::Avif),
            (b"\0\0\0\x20ftypheic\0\0\0\0mif1", Found::Heic),
            (b"\0\0\0\x20ftypmp42\0\0\0\0isom", Found::Unknown),
            (b"II*\0", Found::Tiff),
            (b"BM", Found::Bmp),
            (b"<?xml version=\"1.0\"?>\n<SVG xmlns=''>", Found::Svg),
            (b"\xEF\xBB\xBF  <svg onload=alert(1)>", Found::Svg),
            (b"\n<!DOCTYPE html><p>", Found::Html),
            (b"%PDF-1.7", Found::Pdf),
            (b"PK\x03\x04", Found::Zip),
            (b"RIFF\x04\0\0\0WAVE", Found::Unknown),
            (b"", Found::Unknown),
        ];
        for (bytes, found) in cases {
            assert_eq!(Kind::of(bytes), Err(found), "{}", bytes.escape_ascii());
        }
    }
}
