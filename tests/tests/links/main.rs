//! Every link of a site leads somewhere: pages, pictures, feeds, the sitemap, and places within pages.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

mod found;
mod walk;

use domain::accounts::Role;
use domain::slides::SaveSlide;
use tests::{Program, Site};
use walk::Walk;

#[tokio::test]
async fn every_link_of_the_demo_site_leads_somewhere() {
    let program = Program::new();
    let (is_done, said) = program.run(&["demo", "--data", "data", "--articles", "20", "--comments", "100"]).await;
    assert!(is_done, "{said}");
    let serving = program.serve(&[]).await;

    let walk = Walk::from(&["/", "/robots.txt"], serving.stranger(), &serving.address).await;

    assert_eq!(walk.broken, Vec::<String>::new());
    for begins in [
        "/?from=",
        "/topics/",
        "/archive/",
        "/by/",
        "/media/",
        "/cards/",
        "/sitemaps/1.xml",
        "/feed.xml",
        "/atom.xml",
        "/feed.json",
        "/search",
        "/assets/",
    ] {
        assert!(walk.seen().any(|address| address.starts_with(begins)), "nothing leads to {begins}");
    }
    for ends in ["/slideshow", "/feed.json", ".css", ".webp", ".jpg", ".woff2"] {
        assert!(walk.seen().any(|address| address.ends_with(ends)), "nothing leads to anything that ends in {ends}");
    }
    assert!(walk.seen().any(|address| address.contains("?reply=")), "nothing leads to an answer");
}

#[tokio::test]
async fn a_link_that_leads_nowhere_is_named_with_its_page() {
    let site = Site::start().await;
    let author = site.sign_in(Role::Author).await.caller.unwrap();
    let article = site.scene.written(&author, "Lamps", 1).await;
    let writing = author.writing(article).await.unwrap();
    let slide = writing.editor_page().await.unwrap().slides.pop().unwrap();
    let body =
        "Led [astray](/nowhere), past a [slide](/lamps#s-nowhere), [abroad](https://example.org/) and [home](/).".to_owned();
    let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading: slide.heading, body, pictures: Vec::new() };
    writing.save_slide(ask).await.unwrap();
    writing.publish_now().await.unwrap();

    let mut broken = Walk::from(&["/lamps"], site.stranger(), &site.address).await.broken;

    broken.retain(|line| line.contains("nowhere"));
    // The feeds have them too, and come before the page.
    let told: Vec<(&str, &str)> = broken.iter().map(|line| (&line[..9], line.rsplit(" link to ").next().unwrap())).collect();
    assert_eq!(told, [("/atom.xml", "/lamps#s-nowhere: no such place"), ("/atom.xml", "/nowhere: 404")]);
}
