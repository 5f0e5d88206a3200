//! Pictures for tests, made here: every format, with every kind of metadata that a stranger's file may carry.

use std::io::Cursor;

use bytes::Bytes;
use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;
use img_parts::{ImageEXIF, ImageICC};

/// A picture whose left half is reddish and right half bluish, with a gradient from top to bottom.
pub fn picture(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, y| {
        let down = u8::try_from(y * 200 / height.max(1)).unwrap();
        if x < width / 2 { Rgb([250, down, 20]) } else { Rgb([20, down, 250]) }
    })
    .into()
}

/// A picture that is green and half transparent all over.
pub fn glass(width: u32, height: u32) -> DynamicImage {
    RgbaImage::from_pixel(width, height, Rgba([0, 200, 0, 128])).into()
}

/// The picture as a file.
pub fn encoded(picture: &DynamicImage, format: ImageFormat) -> Bytes {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner().into()
}

pub fn jpeg(width: u32, height: u32) -> Bytes {
    encoded(&picture(width, height), ImageFormat::Jpeg)
}

pub fn png(width: u32, height: u32) -> Bytes {
    encoded(&picture(width, height), ImageFormat::Png)
}

pub fn webp(width: u32, height: u32) -> Bytes {
    encoded(&picture(width, height), ImageFormat::WebP)
}

pub fn ascii(tag: Tag, text: &str) -> Field {
    field(tag, Value::Ascii(vec![text.as_bytes().to_vec()]))
}

pub fn orientation(value: u16) -> Field {
    field(Tag::Orientation, Value::Short(vec![value]))
}

pub fn field(tag: Tag, value: Value) -> Field {
    Field { tag, ifd_num: In::PRIMARY, value }
}

/// A place on the map as cameras note it: 52° 31' north.
pub fn north() -> Field {
    let degrees = [(52, 1), (31, 1), (0, 1)].map(|(num, denom)| Rational { num, denom });
    field(Tag::GPSLatitude, Value::Rational(degrees.to_vec()))
}

/// The tags as a TIFF structure.
pub fn exif(fields: &[Field]) -> Bytes {
    let mut writer = Writer::new();
    for field in fields {
        writer.push_field(field);
    }
    let mut tiff = Cursor::new(Vec::new());
    writer.write(&mut tiff, true).unwrap();
    tiff.into_inner().into()
}

/// What stands between `rdf:Description` and its end, in a whole packet with all prefixes.
pub fn packet(properties: &str) -> String {
    format!(
        r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    xmlns:cc="http://creativecommons.org/ns#"
    xmlns:exif="http://ns.adobe.com/exif/1.0/">
    {properties}
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#
    )
}

/// IPTC-IIM data sets of the application record.
pub fn iim(data_sets: &[(u8, &[u8])]) -> Vec<u8> {
    let mut records = Vec::new();
    for (number, data) in data_sets {
        records.extend([0x1C, 2, *number]);
        records.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        records.extend(*data);
    }
    records
}

/// Image resources as Photoshop writes them, each with a name of one letter.
pub fn resources(list: &[(u16, &[u8])]) -> Vec<u8> {
    let mut resources = Vec::new();
    for (id, data) in list {
        resources.extend(b"8BIM");
        resources.extend(id.to_be_bytes());
        resources.extend([1, b'n']);
        resources.extend(u32::try_from(data.len()).unwrap().to_be_bytes());
        resources.extend(*data);
        resources.extend(&[0; 1][..data.len() % 2]);
    }
    resources
}

/// A file with metadata added to it.
pub struct Dressed {
    pub file: Bytes,
}

impl Dressed {
    pub fn new(file: Bytes) -> Self {
        Self { file }
    }

    pub fn exif(self, fields: &[Field]) -> Self {
        let exif = Some(exif(fields));
        let file = if let Ok(mut jpeg) = Jpeg::from_bytes(self.file.clone()) {
            jpeg.set_exif(exif);
            jpeg.encoder().bytes()
        } else if let Ok(mut png) = Png::from_bytes(self.file.clone()) {
            png.set_exif(exif);
            png.encoder().bytes()
        } else {
            let mut webp = WebP::from_bytes(self.file).unwrap();
            webp.set_exif(exif);
            webp.encoder().bytes()
        };
        Self { file }
    }

    pub fn profile(self, profile: &[u8]) -> Self {
        let mut jpeg = Jpeg::from_bytes(self.file).unwrap();
        jpeg.set_icc_profile(Some(Bytes::copy_from_slice(profile)));
        Self::new(jpeg.encoder().bytes())
    }

    pub fn xmp(self, packet: &str) -> Self {
        if Jpeg::from_bytes(self.file.clone()).is_ok() {
            let start = b"http://ns.adobe.com/xap/1.0/\0";
            return self.segment(markers::APP1, &[start, packet.as_bytes()].concat());
        }
        if Png::from_bytes(self.file.clone()).is_ok() {
            let start = b"XML:com.adobe.xmp\0\0\0\0\0";
            return self.chunk(*b"iTXt", &[start, packet.as_bytes()].concat());
        }
        let mut webp = WebP::from_bytes(self.file).unwrap();
        let content = RiffContent::Data(Bytes::copy_from_slice(packet.as_bytes()));
        webp.chunks_mut().push(RiffChunk::new(*b"XMP ", content));
        webp.set_exif(None);
        Self::new(webp.encoder().bytes())
    }

    pub fn photoshop(self, resources: &[u8]) -> Self {
        self.segment(markers::APP13, &[b"Photoshop 3.0\0", resources].concat())
    }

    pub fn segment(self, marker: u8, contents: &[u8]) -> Self {
        let mut jpeg = Jpeg::from_bytes(self.file).unwrap();
        let contents = Bytes::copy_from_slice(contents);
        jpeg.segments_mut().insert(0, JpegSegment::new_with_contents(marker, contents));
        Self::new(jpeg.encoder().bytes())
    }

    pub fn chunk(self, kind: [u8; 4], contents: &[u8]) -> Self {
        let mut png = Png::from_bytes(self.file).unwrap();
        let contents = Bytes::copy_from_slice(contents);
        png.chunks_mut().insert(1, PngChunk::new(kind, contents));
        Self::new(png.encoder().bytes())
    }

    pub fn trailing(self, bytes: &[u8]) -> Self {
        Self::new([&self.file[..], bytes].concat().into())
    }
}

/// A PNG whose header claims a size; its pixels are missing.
pub fn png_claiming(width: u32, height: u32) -> Bytes {
    let mut png = Png::from_bytes(png(1, 1)).unwrap();
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 2, 0, 0, 0]);
    png.chunks_mut()[0] = PngChunk::new(*b"IHDR", header.into());
    png.encoder().bytes()
}

/// A JPEG whose header claims a size that its pixels do not have.
pub fn jpeg_claiming(width: u16, height: u16) -> Bytes {
    let mut jpeg = Jpeg::from_bytes(jpeg(8, 8)).unwrap();
    for segment in jpeg.segments_mut() {
        if matches!(segment.marker(), markers::SOF0 | markers::SOF2) {
            let mut contents = segment.contents().to_vec();
            contents[1..3].copy_from_slice(&height.to_be_bytes());
            contents[3..5].copy_from_slice(&width.to_be_bytes());
            *segment = JpegSegment::new_with_contents(segment.marker(), contents.into());
        }
    }
    jpeg.encoder().bytes()
}
