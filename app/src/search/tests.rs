//! What a search says, in every outcome.

use super::{Search, SearchProps};
use crate::articles::samples::{around, home, site};
use crate::drawn::html;
use domain::people::Handle;
use domain::search::{FoundArticle, FoundSlide, Hindrance, Piece, SearchPage};

fn nothing(typed: &str, has_words: bool) -> SearchPage {
    let (articles, people) = (Vec::new(), Vec::new());
    SearchPage { site: site(), typed: typed.to_owned(), has_words, articles, people, has_more: false, hindrance: None }
}

fn shown(page: SearchPage) -> String {
    html(|| Search(SearchProps { page, around: around("/search") }))
}

#[test]
fn every_outcome_has_words_that_help() {
    for (page, expected) in [
        (nothing("", false), "Search all articles: titles, slides"),
        (nothing("?!", false), "There is no word in that."),
        (nothing("lamp", true), "Nothing mentions “lamp”. Try fewer words"),
    ] {
        let html = shown(page);
        assert!(html.contains(expected), "{expected}: {html}");
        assert!(html.contains("role=\"search\"") && !html.contains("class=\"index\""));
    }
    let html = shown(SearchPage { hindrance: Some(Hindrance::TooMuch), ..nothing("a", true) });
    assert!(html.contains("“a” stands in so much"), "{html}");
    let html = shown(SearchPage { hindrance: Some(Hindrance::TooOften { seconds: 40 }), ..nothing("lamp", true) });
    assert!(html.contains("Search again in 40 seconds.") && html.contains("value=\"lamp\""), "{html}");
    let html = shown(nothing("\u{202E}pmal", true));
    assert!(html.contains("“\u{2068}\u{202E}pmal\u{2069}”"), "o04: {html}");
    let people = vec![("Ada".to_owned(), Handle::parse("ada").unwrap())];
    let html = shown(SearchPage { people, ..nothing("ada", true) });
    assert!(html.contains("No article mentions “ada”.") && html.contains("href=\"/by/ada\""), "{html}");
}

#[test]
fn o04_a_hit_leads_to_its_slide_and_what_was_typed_is_text() {
    let piece = |text: &str, is_marked| Piece { text: text.to_owned(), is_marked };
    let slide = FoundSlide {
        id: "slide00002".parse().unwrap(),
        number: 2,
        heading: vec![piece("A <b>", false)],
        text: vec![piece("the ", false), piece("<script>", true)],
    };
    let card = home().latest.items.remove(0);
    let address = format!("href=\"/{}#s-slide00002\"", card.slug);
    let found = FoundArticle { card, standfirst: Vec::new(), slides: vec![slide], more_slides: 1 };
    let html = shown(SearchPage { articles: vec![found], ..nothing("\"><script>", true) });
    assert!(html.contains(&address) && html.contains("<mark>&lt;script&gt;</mark>") && html.contains("on 2 slides"), "{html}");
    assert!(!html.contains("<script>") && !html.contains("<b>"), "{html}");
}
