//! The drawing of a card: its words on paper at the left, its picture at the right from edge to edge.

use super::lettering::{Lettering, Place, Room};
use domain::feeds::CardFace;
use domain::media::{CARD_HEIGHT_PX, CARD_WIDTH_PX};
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::replace;
use image::{DynamicImage, ImageError, Rgb, RgbImage};

/// The light theme's colours in sRGB: `--paper`, `--ink`, `--ink-2` and `--line` of `style/tokens.css`.
const PAPER: [u8; 3] = [251, 251, 249];
const INK: [u8; 3] = [20, 23, 30];
const INK_2: [u8; 3] = [68, 72, 79];
const LINE: [u8; 3] = [218, 217, 213];

/// From an edge to the words, in pixels.
const MARGIN: u32 = 64;
/// How wide a picture is that is wider than high, and one that is not, in pixels.
const WIDE: u32 = 540;
const NARROW: u32 = 440;
/// The sizes of the large words, of what is above them, of the site's title and of the credit, in pixels.
const HEADING: [f32; 6] = [84.0, 76.0, 68.0, 60.0, 52.0, 46.0];
const ABOVE: [f32; 1] = [30.0];
const SITE: [f32; 1] = [32.0];
const CREDIT: [f32; 1] = [22.0];
/// Between one text and the next, in pixels.
const GAP: f32 = 20.0;
/// The same between lines that belong together.
const NEAR: f32 = 6.0;

/// From 0 to 100.
const QUALITY: u8 = 85;

/// The card as a JPEG file of [`CARD_WIDTH_PX`] by [`CARD_HEIGHT_PX`] pixels. Words that no font has shapes for are left out.
///
/// # Errors
/// When the encoder gives up, for want of memory.
pub fn draw(face: &CardFace, picture: Option<&DynamicImage>, lettering: &mut Lettering) -> Result<Vec<u8>, ImageError> {
    let mut card = RgbImage::from_pixel(CARD_WIDTH_PX, CARD_HEIGHT_PX, Rgb(PAPER));
    let words_end = picture.map_or(CARD_WIDTH_PX, |picture| beside(picture, &mut card));
    write(face, words_end, lettering, &mut card);
    let mut file = Vec::new();
    card.write_with_encoder(JpegEncoder::new_with_quality(&mut file, QUALITY))?;
    Ok(file)
}

/// Puts the picture at the right, cut to the card's height; gives where it begins, in pixels from the left.
fn beside(picture: &DynamicImage, card: &mut RgbImage) -> u32 {
    let width = if picture.width() > picture.height() { WIDE } else { NARROW };
    let mut part = DynamicImage::new(width, CARD_HEIGHT_PX, picture.color());
    let lanczos = ResizeAlg::Convolution(FilterType::Lanczos3);
    let options = ResizeOptions::new().resize_alg(lanczos).fit_into_destination(Some((0.5, 0.5)));
    Resizer::new().resize(picture, &mut part, &options).expect("both pictures have the same, supported kind of pixels");
    replace(card, &on_paper(part), i64::from(CARD_WIDTH_PX - width), 0);
    CARD_WIDTH_PX - width
}

/// The picture over paper, where it can be seen through.
fn on_paper(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let mut paper = DynamicImage::from(RgbImage::from_pixel(picture.width(), picture.height(), Rgb(PAPER))).into_rgba8();
    image::imageops::overlay(&mut paper, &picture.into_rgba8(), 0, 0);
    DynamicImage::from(paper).into_rgb8()
}

/// Writes the words between the left edge and `end`: at the top the heading, at the foot the site and the credit.
fn write(face: &CardFace, end: u32, lettering: &mut Lettering, card: &mut RgbImage) {
    let left = px(MARGIN);
    let room = Room { width: pixels(end - 2 * MARGIN), height: pixels(CARD_HEIGHT_PX - 2 * MARGIN) };
    let lines = |count: f32, [size]: [f32; 1]| Room { height: count * size * 1.25, ..room };

    let credit = face.picture.as_ref().and_then(|picture| picture.credit.as_deref());
    let mut foot = pixels(CARD_HEIGHT_PX - MARGIN);
    for (words, size, ink, count) in [(credit, CREDIT, INK_2, 2.0), (Some(face.site.as_str()), SITE, INK, 1.0)] {
        let Some(mut line) = words.and_then(|words| lettering.set(words, &size, lines(count, size))) else { continue };
        foot -= line.height() + NEAR;
        lettering.write(&mut line, Place { left, top: whole(foot), ink }, card);
    }
    foot -= GAP;
    rule(whole(foot), end, card);

    let mut top = pixels(MARGIN);
    if let Some(mut above) = face.above.as_deref().and_then(|above| lettering.set(above, &ABOVE, lines(1.0, ABOVE))) {
        lettering.write(&mut above, Place { left, top: whole(top), ink: INK_2 }, card);
        top += above.height() + NEAR;
    }
    let rest = Room { height: foot - GAP - top, ..room };
    if let Some(mut heading) = lettering.set(&face.heading, &HEADING, rest) {
        lettering.write(&mut heading, Place { left, top: whole(top), ink: INK }, card);
    }
}

/// A hairline across the words' column.
fn rule(y: i32, end: u32, card: &mut RgbImage) {
    let Ok(y) = u32::try_from(y) else { return };
    for (x, y) in (MARGIN..end - MARGIN).flat_map(|x| [(x, y), (x, y + 1)]) {
        card.put_pixel(x, y, Rgb(LINE));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a card has far fewer pixels than a float counts exactly")]
fn pixels(px: u32) -> f32 {
    px as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a card has far fewer pixels")]
fn whole(px: f32) -> i32 {
    px.round() as i32
}

fn px(px: u32) -> i32 {
    i32::try_from(px).expect("a card has far fewer pixels")
}
