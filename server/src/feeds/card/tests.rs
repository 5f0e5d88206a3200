//! The cards that others get, whom they are kept from, and what stands on them.

use super::drawing::draw;
use super::*;
use crate::media::desk::Desk;
use crate::media::samples;
use domain::accounts::Role;
use domain::articles::{ArticlePage, Found, SaveHead, Slug, article_page};
use domain::media::{CARD_HEIGHT_PX, CARD_WIDTH_PX, Kind};
use image::RgbImage;

fn face(heading: &str, above: Option<&str>, credit: Option<&str>) -> CardFace {
    let credit = credit.map(str::to_owned);
    let picture = CardPicture { hash: "ab".repeat(32), kind: Kind::Jpeg, width_px: 960, credit };
    CardFace {
        site: "Slow Light".to_owned(),
        heading: heading.to_owned(),
        above: above.map(str::to_owned),
        picture: Some(picture),
    }
}

fn drawn(face: &CardFace, picture: Option<&DynamicImage>) -> RgbImage {
    let file = draw(face, picture, &mut Lettering::new()).unwrap();
    image::load_from_memory_with_format(&file, ImageFormat::Jpeg).unwrap().into_rgb8()
}

/// The lowest and highest line in that column of the card that has ink on it, in pixels.
fn inked(card: &RgbImage, columns: std::ops::Range<u32>) -> Option<(u32, u32)> {
    let is_inked = |y: &u32| columns.clone().any(|x| card.get_pixel(x, *y).0[1] < 120);
    let first = (0..card.height()).find(is_inked)?;
    Some((first, (0..card.height()).rev().find(is_inked)?))
}

#[test]
fn a_card_has_its_words_at_the_left_and_its_picture_at_the_right() {
    let photo = samples::picture(960, 640);
    let card = drawn(&face("Ten days and nights", None, Some("Mara Lind / Northern Archive, CC BY 4.0")), Some(&photo));
    assert_eq!(card.dimensions(), (CARD_WIDTH_PX, CARD_HEIGHT_PX));
    let [red, _, blue] = card.get_pixel(700, 300).0;
    assert!(red > 200 && blue < 80, "the left of the picture");
    let [red, _, blue] = card.get_pixel(1190, 300).0;
    assert!(red < 80 && blue > 200, "its right");
    let (first, last) = inked(&card, 60..600).unwrap();
    assert!(first > 60 && last < CARD_HEIGHT_PX - 60, "{first} {last}");
}

#[test]
fn whatever_is_written_stays_inside() {
    let photo = samples::picture(300, 900);
    let long = "word ".repeat(120);
    let unbroken = "w".repeat(300);
    for words in
        ["?", "Wait", long.as_str(), unbroken.as_str(), "Ждать света", "φως", "Ánh sáng", "\u{2067}עמוד\u{2069}", "🏮", ""]
    {
        for picture in [Some(&photo), None] {
            let card = drawn(&face(words, Some(words), Some(words)), picture);
            let end = if picture.is_some() { 1200 - 440 } else { 1200 };
            assert_eq!(inked(&card, 0..40), None, "{words:?}");
            assert_eq!(inked(&card, end - 40..end), None, "{words:?}");
            if let Some((first, last)) = inked(&card, 40..end - 40) {
                assert!(first > 40 && last < 590, "{words:?} {first} {last}");
            }
        }
    }
}

#[test]
fn what_no_font_has_a_shape_for_is_left_out_and_the_rest_stays() {
    let of = |heading: &str| drawn(&CardFace { picture: None, ..face(heading, None, None) }, None);
    // No font has one: code points for private use.
    assert!(of("Party \u{F8F0}\u{10FFFD} time") == of("Party time"));
    assert!(of("\u{F8F0}") == of(""));
}

#[test]
fn a_picture_that_can_be_seen_through_lies_on_paper() {
    let card = drawn(&face("Glass", None, None), Some(&samples::glass(400, 300)));
    let [red, green, blue] = card.get_pixel(1000, 300).0;
    assert!((110..140).contains(&red) && green > 200 && (110..140).contains(&blue), "{red} {green} {blue}");
}

#[test]
fn a_card_needs_no_picture() {
    let card = drawn(&CardFace { picture: None, ..face("Words alone, and quite a few of them", None, None) }, None);
    let (first, last) = inked(&card, 60..1140).unwrap();
    assert!(first > 60 && last < 570);
}

/// A published article with a picture of that size.
async fn published(desk: &Desk, file: &[u8]) -> (crate::media::desk::Browser, ArticlePage) {
    let anouk = desk.browser("Anouk", Role::Author).await;
    let uploaded = desk.upload("lamp.jpg", file, &anouk).await.uploaded();
    let article = desk.publish_with(&uploaded, &anouk).await;
    let slug = anouk.caller.writing(article).await.unwrap().editor_page().await.unwrap().head.slug;
    (anouk, page(desk, &slug).await)
}

async fn page(desk: &Desk, slug: &Slug) -> ArticlePage {
    match article_page(&desk.scene.store, slug).await.unwrap() {
        Found::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

fn cards_on_disk(desk: &Desk) -> usize {
    let folders = std::fs::read_dir(desk.dir.path().join("cards")).unwrap();
    folders.map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap().count()).sum()
}

#[tokio::test]
async fn u02_a_card_is_drawn_once_and_sent_as_a_picture() {
    let desk = Desk::new().await;
    let (_, page) = published(&desk, &samples::jpeg(700, 350)).await;
    let first = desk.get(&page.card, None).await;
    assert_eq!(first.status, StatusCode::OK);
    for (name, value) in [
        ("content-type", "image/jpeg"),
        ("content-length", first.body.len().to_string().as_str()),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("content-disposition", "inline; filename=\"card.jpg\""),
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("x-content-type-options", "nosniff"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("set-cookie", ""),
    ] {
        assert_eq!(first.header(name), value, "{name}");
    }
    assert_eq!(image::load_from_memory(&first.body).unwrap().width(), CARD_WIDTH_PX);
    assert_eq!(cards_on_disk(&desk), 1);

    // Without the picture it could not be drawn again.
    std::fs::remove_dir_all(desk.dir.path().join("sizes")).unwrap();
    assert_eq!(desk.get(&page.card, None).await.body, first.body);
    assert_eq!(cards_on_disk(&desk), 1);
}

#[tokio::test]
async fn many_who_come_for_one_new_card_get_one_drawing() {
    let desk = Desk::new().await;
    let (_, page) = published(&desk, &samples::png(200, 300)).await;
    let all = futures::future::join_all((0..20).map(|_| desk.get(&page.card, None))).await;
    assert!(all.iter().all(|answer| answer.status == StatusCode::OK && answer.body == all[0].body));
    assert_eq!(cards_on_disk(&desk), 1);
}

#[tokio::test]
async fn l01_who_comes_while_too_many_wait_is_asked_to_come_again() {
    let desk = Desk::new().await;
    let (_, page) = published(&desk, &samples::jpeg(700, 350)).await;
    let all_places = desk.state.cards.waiting.acquire_many(WAITING.try_into().unwrap()).await.unwrap();
    let refused = desk.get(&page.card, None).await;
    assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    drop(all_places);
    assert_eq!(desk.get(&page.card, None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn l01_who_asks_for_card_after_card_is_asked_to_wait_and_those_that_are_kept_still_come() {
    let desk = Desk::new().await;
    let (_, page) = published(&desk, &samples::jpeg(700, 350)).await;
    assert_eq!(desk.get(&page.card, None).await.status, StatusCode::OK);
    let unknown = "0.0.0.0".parse().unwrap();
    while desk.state.cards.askers.count(unknown, desk.scene.store.now()).is_ok() {}
    assert_eq!(desk.get(&page.card, None).await.status, StatusCode::OK);
    let slide = page.slides[0].id.clone();
    let address = card_face(&desk.scene.store, page.id, Some(&slide)).await.unwrap().unwrap().address(page.id, Some(&slide));
    assert_eq!(desk.get(&address, None).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_article_that_was_renamed_has_another_card_and_the_old_address_leads_there() {
    let desk = Desk::new().await;
    let (anouk, old) = published(&desk, &samples::jpeg(700, 350)).await;
    assert_eq!(desk.get(&old.card, None).await.status, StatusCode::OK);
    let writing = anouk.caller.writing(old.id).await.unwrap();
    let head = writing.editor_page().await.unwrap().head;
    let ask = SaveHead {
        based_on: head.version,
        title: "Lanterns at dusk".to_owned(),
        standfirst: head.standfirst,
        slug: None,
        topics: Vec::new(),
    };
    writing.save_head(ask).await.unwrap();
    writing.publish_now().await.unwrap();

    let new = page(&desk, &old.slug).await;
    assert_ne!(new.card, old.card);
    let led = desk.get(&old.card, None).await;
    assert_eq!((led.status, led.header("location")), (StatusCode::FOUND, new.card.as_str()));
    assert_eq!(desk.get(&new.card, None).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a06_u02_what_readers_do_not_see_has_no_card() {
    let desk = Desk::new().await;
    let (anouk, page) = published(&desk, &samples::jpeg(700, 350)).await;
    let slide = page.slides[0].id.clone();
    let face = card_face(&desk.scene.store, page.id, Some(&slide)).await.unwrap().unwrap();
    let of_slide = face.address(page.id, Some(&slide));
    for address in [&page.card, &of_slide] {
        assert_eq!(desk.get(address, None).await.status, StatusCode::OK);
    }
    anouk.caller.writing(page.id).await.unwrap().withdraw().await.unwrap();
    for address in [&page.card, &of_slide] {
        let answer = desk.get(address, Some(&anouk)).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::NOT_FOUND, 0));
    }
}

#[tokio::test]
async fn h07_addresses_of_no_card_lead_nowhere() {
    let desk = Desk::new().await;
    let (_, page) = published(&desk, &samples::jpeg(700, 350)).await;
    let name = "0".repeat(64);
    for path in [
        format!("/cards/{}/{name}.jpg", uuid()),
        format!("/cards/x/{name}.jpg"),
        format!("/cards/{}/zzzzzzzzzz/{name}.jpg", page.id),
        format!("/cards/{}/..%2F/{name}.jpg", page.id),
        format!("/cards/{}", page.id),
    ] {
        assert_eq!(desk.get(&path, None).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    for file in [format!("{name}.jpg"), "x".to_owned(), "..%2F..%2Fkey".to_owned()] {
        let led = desk.get(&format!("/cards/{}/{file}", page.id), None).await;
        assert_eq!((led.status, led.header("location")), (StatusCode::FOUND, page.card.as_str()), "{file}");
    }
}

fn uuid() -> &'static str {
    "018f0000-0000-7000-8000-000000000001"
}
