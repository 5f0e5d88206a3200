//! What the probe takes and what it refuses.

use image::ImageFormat;
use proptest::prelude::*;

use super::*;
use crate::media::samples::{self, Dressed, jpeg, png, webp};
use domain::media::Found;

#[track_caller]
fn check_refused(file: &[u8], reason: Unfit) {
    assert_eq!(probe(&Bytes::copy_from_slice(file)).err(), Some(reason));
}

#[test]
fn u01_pictures_are_known_by_their_bytes_alone() {
    for (file, kind) in [(jpeg(30, 20), Kind::Jpeg), (png(30, 20), Kind::Png), (webp(30, 20), Kind::WebP)] {
        let probed = probe(&file).unwrap();
        assert_eq!(probed.kind, kind);
        assert_eq!((probed.width, probed.height), (30, 20));
    }
}

#[test]
fn u01_a_refusal_names_what_was_found_and_what_is_accepted() {
    let gif = samples::encoded(&samples::picture(4, 4), ImageFormat::Gif);
    let refused = probe(&gif).unwrap_err();
    assert_eq!(refused, Unfit::NotAccepted { found: Found::Gif });
    assert_eq!(refused.to_string(), "this is a GIF; accepted are JPEG, PNG and WebP");
    let found = Found::Svg;
    check_refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>", Unfit::NotAccepted { found });
    let found = Found::Html;
    check_refused(b"<!doctype html><title>cat.jpg</title>", Unfit::NotAccepted { found });
    check_refused(b"", Unfit::Empty);
}

#[test]
fn u03_a_file_of_more_than_25_mb_is_refused() {
    let file = jpeg(8, 8);
    let room = usize::try_from(MAX_BYTES).unwrap() - file.len();
    let full = Dressed::new(file).trailing(&vec![0; room]);
    assert_eq!(full.file.len(), 25_000_000);
    assert!(probe(&full.file).is_ok());

    let limit_bytes = MAX_BYTES;
    check_refused(&full.trailing(&[0]).file, Unfit::TooManyBytes { limit_bytes });
}

#[test]
fn u03_the_header_is_compared_with_the_limits_before_anything_is_decoded() {
    assert!(probe(&samples::png_claiming(10_000, 6_000)).is_ok());
    check_refused(
        &samples::png_claiming(10_000, 6_001),
        Unfit::TooManyPixels { width: 10_000, height: 6_001, limit_px: 60_000_000 },
    );
    assert!(probe(&samples::png_claiming(16_384, 10)).is_ok());
    check_refused(&samples::png_claiming(16_385, 10), Unfit::SideTooLong { width: 16_385, height: 10, limit_px: 16_384 });
    check_refused(
        &samples::jpeg_claiming(60_000, 60_000),
        Unfit::SideTooLong { width: 60_000, height: 60_000, limit_px: 16_384 },
    );
    check_refused(
        &samples::png_claiming(u32::MAX, u32::MAX),
        Unfit::SideTooLong { width: u32::MAX, height: u32::MAX, limit_px: 16_384 },
    );
}

#[test]
fn u03_a_picture_without_width_or_height_is_refused() {
    check_refused(&samples::png_claiming(0, 5), Unfit::Broken { kind: Kind::Png });
    check_refused(&samples::jpeg_claiming(5, 0), Unfit::Broken { kind: Kind::Jpeg });
}

#[test]
fn u03_more_than_1_mb_of_metadata_is_refused() {
    let file = Dressed::new(png(4, 4)).chunk(*b"tEXt", &vec![b'a'; 999_999]);
    assert!(probe(&file.chunk(*b"tIME", b"x").file).is_ok());
    let file = Dressed::new(png(4, 4)).chunk(*b"tEXt", &vec![b'a'; 1_000_001]);
    check_refused(&file.file, Unfit::TooMuchMetadata { bytes: 1_000_001, limit_bytes: 1_000_000 });

    let mut file = Dressed::new(jpeg(4, 4));
    for _ in 0..16 {
        file = file.segment(0xFE, &vec![b'a'; 65_000]);
    }
    assert!(matches!(probe(&file.file), Err(Unfit::TooMuchMetadata { bytes: 1_040_000.., .. })));
}

#[test]
fn u03_animated_pictures_are_refused_with_the_reason() {
    let apng = Dressed::new(png(4, 4)).chunk(*b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]);
    check_refused(&apng.file, Unfit::Animated { kind: Kind::Png });
    assert_eq!(probe(&apng.file).unwrap_err().to_string(), "this PNG is animated; accepted are still pictures");

    let mut file = img_parts::webp::WebP::from_bytes(webp(4, 4)).unwrap();
    let content = img_parts::riff::RiffContent::Data(Bytes::from_static(&[0; 6]));
    let animation = img_parts::riff::RiffChunk::new(*b"ANIM", content);
    file.chunks_mut().push(animation);
    check_refused(&file.encoder().bytes(), Unfit::Animated { kind: Kind::WebP });
}

#[test]
fn a_file_that_was_cut_off_is_refused() {
    for (file, kind) in [(jpeg(64, 64), Kind::Jpeg), (png(64, 64), Kind::Png), (webp(64, 64), Kind::WebP)] {
        for keep in [20, file.len() / 2, file.len() - 2] {
            check_refused(&file[..keep], Unfit::Broken { kind });
        }
    }
}

/// A picture in one of the formats with some bytes changed, taken out or repeated.
pub fn damaged() -> impl Strategy<Value = Bytes> {
    let file = prop_oneof![
        Just(Dressed::new(jpeg(40, 30)).exif(&[samples::orientation(6), samples::north()])),
        Just(Dressed::new(png(40, 30)).xmp(&samples::packet("<dc:creator/>"))),
        Just(Dressed::new(webp(40, 30)).exif(&[samples::orientation(3)])),
        Just(Dressed::new(samples::encoded(&samples::glass(40, 30), ImageFormat::WebP))),
    ];
    let changes = proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8);
    let cut = any::<prop::sample::Index>();
    (file.prop_map(|dressed| dressed.file), changes, cut, 0..4_u8).prop_map(|(file, changes, cut, how)| {
        let mut bytes = file.to_vec();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let cut = cut.index(bytes.len());
        match how {
            0 => bytes.truncate(cut),
            1 => bytes.extend_from_within(cut..),
            _ => {}
        }
        bytes.into()
    })
}

impl Clone for Dressed {
    fn clone(&self) -> Self {
        Self::new(self.file.clone())
    }
}

impl std::fmt::Debug for Dressed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.file.fmt(f)
    }
}

proptest! {
    #[test]
    fn u03_no_file_makes_the_probe_panic_or_pass_a_limit(
        start in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1A\n", b"RIFF\x20\0\0\0WEBP", b"RIFF\x20\0\0\0WEBPVP8X",
        ]),
        rest in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let file = Bytes::from([start, &rest].concat());
        if let Ok(probed) = probe(&file) {
            prop_assert!(probed.width.max(probed.height) <= MAX_SIDE_PX && probed.pixels() <= MAX_PIXELS);
        }
    }

    #[test]
    fn u03_no_damaged_picture_makes_the_probe_panic_or_pass_a_limit(file in damaged()) {
        if let Ok(probed) = probe(&file) {
            prop_assert!(probed.width.max(probed.height) <= MAX_SIDE_PX && probed.pixels() <= MAX_PIXELS);
            prop_assert!(probed.width > 0 && probed.height > 0);
        }
    }
}
