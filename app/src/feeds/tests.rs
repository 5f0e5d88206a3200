//! What stands in the data and the card of each page.

use super::{Found, LinkedData};
use crate::articles::samples::{article, author_page, home, later_home, slide_page};
use serde_json::Value;

const BASE: &str = "https://slowlight.example";

/// The things that a page is about, read back.
fn things(found: Found) -> Vec<Value> {
    let whole: Value = serde_json::from_str(found.data.as_ref().map(LinkedData::as_str).unwrap()).unwrap();
    assert_eq!(whole["@context"], "https://schema.org");
    whole["@graph"].as_array().unwrap().clone()
}

#[test]
fn an_article_is_described_with_each_of_its_pictures() {
    let things = things(Found::article(&article(), BASE));
    let posting = &things[0];
    assert_eq!((&posting["@type"], &posting["headline"]), (&"BlogPosting".into(), &"Ten days & nights".into()));
    assert_eq!(posting["mainEntityOfPage"], "https://slowlight.example/ten-days");
    assert_eq!((&posting["datePublished"], &posting["commentCount"]), (&"2026-11-21T09:12:00Z".into(), &2.into()));
    assert_eq!(posting["dateModified"], "2026-11-22T09:12:00Z");
    assert_eq!(posting["author"][0]["url"], "https://slowlight.example/by/marit");
    let pictures = posting["image"].as_array().unwrap();
    assert_eq!(pictures.len(), 4);
    assert_eq!(pictures[0]["contentUrl"], "https://slowlight.example/media/1f2e3d/1600.webp");
    assert_eq!((&pictures[0]["width"], &pictures[0]["height"]), (&1600.into(), &1200.into()));
    assert_eq!(pictures[0]["creditText"], "Mara Lind / Northern Archive, CC BY 4.0");
    assert_eq!(pictures[0]["creator"]["name"], "Mara Lind");
    assert_eq!(pictures[0]["license"], "https://creativecommons.org/licenses/by/4.0/");
    assert_eq!(pictures[0]["acquireLicensePage"], "https://archive.example/harbour");
    assert!(pictures[2]["creditText"].is_null() && pictures[2]["creator"].is_null(), "nobody is named");
    assert_eq!(things[1]["itemListElement"][1]["item"], "https://slowlight.example/ten-days");
}

#[test]
fn each_page_says_what_it_is() {
    for (found, kind, card) in [
        (Found::home(&home(), BASE), "WebSite", "website"),
        (Found::slide(&slide_page(), BASE), "WebPage", "article"),
        (Found::author(&author_page(), BASE), "ProfilePage", "profile"),
    ] {
        assert_eq!(found.card.as_ref().map(|card| card.kind), Some(card));
        assert_eq!(things(found)[0]["@type"], kind);
    }
    assert_eq!(Found::home(&later_home(), BASE), Found::default());
}

#[test]
fn the_card_of_a_slide_is_its_own() {
    let card = Found::slide(&slide_page(), BASE).card.unwrap();
    assert_eq!((card.title.as_str(), card.description.as_str()), ("Two small ones · Ten days & nights", "Side by side."));
    assert_eq!(card.path, "/ten-days/slides/slide00002");
    let picture = card.picture.unwrap();
    assert_eq!((picture.path.as_str(), picture.width_px, picture.height_px), ("/cards/a1/slide00002/a3.jpg", 1200, 630));
}
