//! What comes out: proportions, the right way up, rights kept, everything else gone.

use exif::{Tag, Value};
use image::{GenericImageView, ImageFormat, Rgba};
use proptest::prelude::*;

use super::*;
use crate::media::probe::probe;
use crate::media::probe::tests::damaged;
use crate::media::rights::{self, packet};
use crate::media::samples::{self, Dressed, ascii, field};
use domain::media::Rights;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{CHUNK_VP8X, WebP};

/// All sizes of a file, made as an upload's are.
fn sizes_of(file: &Bytes) -> Result<Vec<Size>, Unfit> {
    let probed = probe(file)?;
    let (rights, _) = rights::read(&probed.blocks);
    let packet = packet::write(&rights);
    let picture = decode(file, &probed)?;
    Ok(picture.ladder().into_iter().map(|step| picture.size(step, packet.as_deref()).unwrap()).collect())
}

fn format(size: &Size) -> ImageFormat {
    match size.name.kind {
        Kind::Jpeg => ImageFormat::Jpeg,
        Kind::Png => ImageFormat::Png,
        Kind::WebP => ImageFormat::WebP,
    }
}

fn seen(size: &Size) -> DynamicImage {
    let picture = image::load_from_memory_with_format(&size.bytes, format(size)).unwrap();
    assert_eq!(picture.dimensions(), (size.name.width, size.height));
    picture
}

/// Across and down in hundredths of the picture.
fn colour_at(picture: &DynamicImage, across: u32, down: u32) -> &'static str {
    let (width, height) = picture.dimensions();
    let Rgba([red, green, blue, _]) = picture.get_pixel(width * across / 100, height * down / 100);
    match (red > 150, blue > 150, green > 100) {
        (true, false, false) => "red",
        (true, false, true) => "yellow",
        (false, true, false) => "blue",
        (false, true, true) => "cyan",
        _ => "none of them",
    }
}

#[test]
fn the_ladder_ends_with_the_pictures_own_width_and_enlarges_nothing() {
    let widths = |width| -> Vec<u32> { ladder(width, width).into_iter().map(|size| size.0).collect() };
    assert_eq!(widths(1), [1]);
    assert_eq!(widths(319), [319]);
    assert_eq!(widths(320), [320]);
    assert_eq!(widths(1000), [320, 640, 768, 960, 1000]);
    assert_eq!(widths(1599), [320, 640, 768, 960, 1280, 1599]);
    assert_eq!(widths(1600), [320, 640, 768, 960, 1280, 1600]);
    assert_eq!(widths(16_384), [320, 640, 768, 960, 1280, 1600]);
}

#[test]
fn the_ladder_keeps_the_proportions() {
    assert_eq!(ladder(1500, 1000), [(320, 213), (640, 427), (768, 512), (960, 640), (1280, 853), (1500, 1000)]);
    assert_eq!(ladder(16_384, 1), [(320, 1), (640, 1), (768, 1), (960, 1), (1280, 1), (1600, 1)]);
    assert_eq!(ladder(2, 16_384), [(2, 16_383)]);
}

#[test]
fn u02_all_three_formats_come_out_as_webp_of_each_size_and_as_one_jpeg() {
    for file in [samples::jpeg(700, 350), samples::png(700, 350), samples::webp(700, 350)] {
        let sizes = sizes_of(&file).unwrap();
        let made: Vec<_> = sizes.iter().map(|size| (size.name.to_string(), size.height)).collect();
        let expected = [("320.webp", 160), ("640.webp", 320), ("700.webp", 350), ("700.jpg", 350)];
        assert_eq!(made, expected.map(|(name, height)| (name.to_owned(), height)));
        for size in &sizes {
            let picture = seen(size);
            assert_eq!(colour_at(&picture, 10, 5), "red");
            assert_eq!(colour_at(&picture, 90, 5), "blue");
            assert_eq!(colour_at(&picture, 10, 95), "yellow");
            assert_eq!(colour_at(&picture, 90, 95), "cyan");
        }
    }
}

/// Source: Exif 3.0, 4.6.5.4, Orientation: where the first row and column of the stored pixels are seen.
#[test]
fn every_orientation_comes_out_upright() {
    // The corners of the stored picture, clockwise from the top left: red, blue, cyan, yellow.
    for (value, corners, turned) in [
        (1, ["red", "blue", "cyan", "yellow"], false),
        (2, ["blue", "red", "yellow", "cyan"], false),
        (3, ["cyan", "yellow", "red", "blue"], false),
        (4, ["yellow", "cyan", "blue", "red"], false),
        (5, ["red", "yellow", "cyan", "blue"], true),
        (6, ["yellow", "red", "blue", "cyan"], true),
        (7, ["cyan", "blue", "red", "yellow"], true),
        (8, ["blue", "cyan", "yellow", "red"], true),
    ] {
        for file in [samples::jpeg(400, 200), samples::png(400, 200), samples::webp(400, 200)] {
            let file = Dressed::new(file).exif(&[samples::orientation(value)]).file;
            let sizes = sizes_of(&file).unwrap();
            let largest = sizes.last().unwrap();
            let expected = if turned { (200, 400) } else { (400, 200) };
            assert_eq!((largest.name.width, largest.height), expected);
            let picture = seen(largest);
            let found = [(10, 5), (90, 5), (90, 95), (10, 95)].map(|(across, down)| colour_at(&picture, across, down));
            assert_eq!(found, corners, "orientation {value}");
        }
    }
}

#[test]
fn alpha_is_kept() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let file = samples::encoded(&samples::glass(400, 300), format);
        let file = Dressed::new(file).xmp(&samples::packet("<photoshop:Credit>Ada</photoshop:Credit>"));
        for size in sizes_of(&file.file).unwrap() {
            let Rgba([_, green, _, alpha]) = seen(&size).get_pixel(size.name.width / 2, size.height / 2);
            assert!(alpha.abs_diff(128) < 4 && green.abs_diff(200) < 8, "{green} {alpha}");
            assert_eq!(packet_in(&size).unwrap().credit_line.as_deref(), Some("Ada"));
        }
    }
}

#[test]
fn what_can_be_seen_through_falls_back_to_png_and_the_rest_to_jpeg() {
    let fallback = |picture: &DynamicImage| sizes_of(&samples::encoded(picture, ImageFormat::Png)).unwrap().pop().unwrap().name;
    assert_eq!(fallback(&samples::glass(1000, 500)), SizeName { kind: Kind::Png, width: 640 });
    assert_eq!(fallback(&samples::picture(1000, 500)), SizeName { kind: Kind::Jpeg, width: 960 });
    let hides_nothing = DynamicImage::from(samples::picture(1000, 500).into_rgba8());
    assert_eq!(fallback(&hides_nothing), SizeName { kind: Kind::Jpeg, width: 960 });
}

#[test]
fn the_placeholder_has_the_colours_where_they_are_and_none_is_made_for_what_can_be_seen_through() {
    let placeholder = |file: &Bytes| decode(file, &probe(file).unwrap()).unwrap().placeholder().unwrap();
    // On its side in the file: what was left is seen above.
    let turned = Dressed::new(samples::png(400, 400)).exif(&[samples::orientation(6)]).file;
    for (file, at) in [(samples::jpeg(400, 400), [0, 3, 8, 11]), (turned, [3, 11, 0, 8])] {
        let colours: Vec<_> = placeholder(&file).unwrap().cells().map(|(_, _, colour)| colour).collect();
        let corners = at.map(|at| (colours[at].starts_with("#f"), colours[at].ends_with('f'), &colours[at][2..3] >= "8"));
        let [red, blue, yellow, cyan] = [(true, false, false), (false, true, false), (true, false, true), (false, true, true)];
        assert_eq!(corners, [red, blue, yellow, cyan], "{colours:?}");
    }
    assert_eq!(placeholder(&samples::encoded(&samples::glass(40, 40), ImageFormat::Png)), None);
}

#[test]
fn grey_and_deep_pictures_are_made_too() {
    let picture = samples::picture(350, 200);
    for picture in [
        DynamicImage::ImageLuma8(picture.to_luma8()),
        DynamicImage::ImageLumaA16(picture.to_luma_alpha16()),
        DynamicImage::ImageRgb16(picture.to_rgb16()),
    ] {
        let file = samples::encoded(&picture, ImageFormat::Png);
        assert_eq!(sizes_of(&file).unwrap().len(), 3);
    }
}

/// The rights that a size carries, read by the other decoder's own reader.
fn packet_in(size: &Size) -> Option<Rights> {
    let file = image::ImageReader::with_format(Cursor::new(&size.bytes), format(size));
    let mut decoder = file.into_decoder().unwrap();
    assert_eq!(decoder.exif_metadata().unwrap(), None);
    assert_eq!(decoder.icc_profile().unwrap(), None);
    let probed = probe(&Bytes::copy_from_slice(&size.bytes)).unwrap();
    assert_eq!(decoder.xmp_metadata().unwrap(), probed.blocks.xmp.as_ref().map(|xmp| xmp.to_vec()));
    probed.blocks.xmp.as_ref()?;
    Some(rights::read(&probed.blocks).0)
}

#[test]
fn u05_rights_go_into_every_size() {
    let xmp = samples::packet(
        "<dc:creator><rdf:Seq><rdf:li>Ada</rdf:li></rdf:Seq></dc:creator>
         <xmpRights:WebStatement>https://example.org/by</xmpRights:WebStatement>
         <Iptc4xmpCore:AltTextAccessibility>what it shows</Iptc4xmpCore:AltTextAccessibility>",
    );
    let tags = [ascii(Tag::Copyright, "2024 Ada")];
    let file = Dressed::new(samples::jpeg(700, 90)).exif(&tags).xmp(&xmp).file;
    for size in sizes_of(&file).unwrap() {
        let expected = Rights {
            creators: vec!["Ada".to_string()],
            copyright_notice: Some("2024 Ada".to_string()),
            licence_url: Some("https://example.org/by".to_string()),
            ..Rights::default()
        };
        assert_eq!(packet_in(&size), Some(expected));
    }
    let bare = sizes_of(&samples::jpeg(700, 90)).unwrap();
    assert!(bare.iter().all(|size| packet_in(size).is_none()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn u05_nothing_but_pixels_and_rights_gets_into_a_size(
        secret in "[a-z]{16}",
        width in 16_u32..700,
        height in 16_u32..100,
        is_jpeg: bool,
    ) {
        let tags = [
            ascii(Tag::Artist, "Ada"),
            samples::north(),
            ascii(Tag::GPSLatitudeRef, "N"),
            field(Tag::GPSProcessingMethod, Value::Undefined(format!("ASCII\0\0\0{secret}").into(), 0)),
            ascii(Tag::BodySerialNumber, &secret),
            ascii(Tag::LensSerialNumber, &secret),
            ascii(Tag::CameraOwnerName, &secret),
            ascii(Tag::Software, &secret),
            field(Tag::MakerNote, Value::Undefined(secret.clone().into(), 0)),
            field(Tag::UserComment, Value::Undefined(format!("ASCII\0\0\0{secret}").into(), 0)),
        ];
        let xmp = samples::packet(&format!(
            "<exif:GPSLatitude>{secret}</exif:GPSLatitude><dc:title>{secret}</dc:title>
             <photoshop:Credit>Desk</photoshop:Credit><!-- {secret} --><?{secret} {secret}?>"
        ));
        let zip = [b"PK\x03\x04", secret.as_bytes(), b"<script>", secret.as_bytes()].concat();
        let file = if is_jpeg {
            let records = samples::iim(&[(90, secret.as_bytes()), (115, b"Wire")]);
            Dressed::new(samples::jpeg(width, height))
                .photoshop(&samples::resources(&[(0x0404, &records), (0x040C, secret.as_bytes())]))
                .segment(0xFE, secret.as_bytes())
                .segment(0xE5, secret.as_bytes())
                .profile(secret.as_bytes())
        } else {
            Dressed::new(samples::png(width, height))
                .chunk(*b"tEXt", format!("Comment\0{secret}").as_bytes())
                .chunk(*b"prVt", secret.as_bytes())
        };
        let file = file.xmp(&xmp).exif(&tags).trailing(&zip).file;
        let holds = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).any(|part| part == what);
        prop_assert!(holds(&file, secret.as_bytes()));

        for size in sizes_of(&file).unwrap() {
            prop_assert!(!holds(&size.bytes, secret.as_bytes()));
            for sign in [&b"GPS"[..], b"Exif", b"8BIM", b"PK\x03\x04", b"<script", b"II*\0", b"MM\0*", b"ICCP"] {
                prop_assert!(!holds(&size.bytes, sign), "{}", sign.escape_ascii());
            }
            let rights = packet_in(&size).unwrap();
            prop_assert_eq!(rights.creators, ["Ada"]);
            prop_assert_eq!(rights.credit_line.as_deref(), Some("Desk"));
            match size.name.kind {
                Kind::WebP => {
                    let file = WebP::from_bytes(size.bytes.into()).unwrap();
                    let chunks: Vec<_> = file.chunks().iter().map(RiffChunk::id).collect();
                    prop_assert_eq!(chunks, [*b"VP8X", *b"VP8 ", *b"XMP "]);
                }
                Kind::Jpeg => {
                    let file = Jpeg::from_bytes(size.bytes.into()).unwrap();
                    let described = |marker| matches!(marker, markers::APP0..=markers::APP15 | markers::COM);
                    let described: Vec<_> = file.segments().iter().map(JpegSegment::marker).filter(|marker| described(*marker)).collect();
                    prop_assert_eq!(described, [markers::APP0, markers::APP1]);
                }
                Kind::Png => prop_assert!(false, "nothing here can be seen through"),
            }
        }
    }
}

#[test]
fn u03_a_file_that_tells_the_decoder_another_size_is_refused() {
    // The header of an extended file stands first; here a second, smaller one follows the picture.
    let mut webp = WebP::from_bytes(samples::webp(64, 64)).unwrap();
    let small = RiffContent::Data(Bytes::from_static(&[0, 0, 0, 0, 7, 0, 0, 7, 0, 0]));
    webp.chunks_mut().push(RiffChunk::new(CHUNK_VP8X, small));
    let file = webp.encoder().bytes();
    let probed = probe(&file).unwrap();
    assert_eq!((probed.width, probed.height), (8, 8));
    assert_eq!(decode(&file, &probed).err(), Some(Unfit::Broken { kind: Kind::WebP }));
}

#[test]
fn u03_a_picture_that_needs_too_much_memory_is_refused_before_it_is_decoded() {
    // 16 bits a colour and alpha: eight bytes a pixel.
    let mut png = img_parts::png::Png::from_bytes(samples::png(1, 1)).unwrap();
    let mut header = [7_000_u32.to_be_bytes(), 7_000_u32.to_be_bytes()].concat();
    header.extend([16, 6, 0, 0, 0]);
    png.chunks_mut()[0] = img_parts::png::PngChunk::new(*b"IHDR", header.into());
    let file = png.encoder().bytes();
    let refused = decode(&file, &probe(&file).unwrap()).err();
    let (bytes, limit_bytes) = (392_000_000, MAX_DECODED_BYTES);
    assert_eq!(refused, Some(Unfit::TooMuchMemory { bytes, limit_bytes }));
}

#[test]
fn a_picture_whose_pixels_are_missing_is_refused() {
    let file = samples::png_claiming(400, 300);
    assert_eq!(sizes_of(&file).err(), Some(Unfit::Broken { kind: Kind::Png }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn u02_a_damaged_picture_is_refused_or_made_and_nothing_panics(file in damaged()) {
        // A header that was changed to claim a large picture only costs time here.
        prop_assume!(probe(&file).map_or(0, |probed| probed.pixels()) < 1_000_000);
        if let Ok(sizes) = sizes_of(&file) {
            prop_assert!(!sizes.is_empty());
            for size in &sizes {
                seen(size);
            }
        }
    }
}
