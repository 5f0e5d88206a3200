//! The sitemap, read back with a parser.

use super::{BASE, picture};
use crate::public::site::Site;
use axum::http::StatusCode;

/// What stands in the `loc` elements, in order, read by a parser.
pub(super) fn locations(sitemap: &str) -> Vec<String> {
    texts(sitemap, "loc")
}

fn texts(document: &str, element: &str) -> Vec<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(document);
    let (mut texts, mut text) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(_) => text.clear(),
            Event::Text(piece) => text.push_str(&piece),
            Event::End(tag) if tag.name().as_ref() == element => texts.push(std::mem::take(&mut text)),
            Event::Eof => return texts,
            _ => {}
        }
    }
}

#[tokio::test]
async fn the_sitemap_leads_to_every_page_and_picture() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Candles", 1).await;
    let id = site.scene.written(&site.owner, "Lamps", 1).await;
    let topic = site.scene.topic(&site.owner, "Light").await;
    site.scene.about(&site.owner, id, vec![topic]).await;
    site.scene.topic(&site.owner, "Of nothing").await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, "Look", vec![picture(file, "Mara Lind")]).await;
    site.publish(id).await;
    let index = locations(&site.get("/sitemap.xml").await.body);
    assert_eq!(index, ["pages", "1"].map(|part| format!("{BASE}/sitemaps/{part}.xml")));
    let mut found = Vec::new();
    for part in &index {
        found.extend(locations(&site.get(part.strip_prefix(BASE).unwrap()).await.body));
    }
    let expected =
        ["/", "/archive", "/authors", "/corrections", "/topics", "/topics/light", "/by/marit-olsen", "/candles", "/lamps"];
    assert_eq!(found, expected.map(|path| format!("{BASE}{path}")));
    let part = site.get("/sitemaps/1.xml").await.body;
    let pictures = texts(&part, "image:loc");
    assert!(pictures.len() == 1 && pictures[0].starts_with(&format!("{BASE}/media/")), "{part}");
    let changed = texts(&part, "lastmod");
    assert!(changed.len() == 2 && changed.iter().all(|moment| moment.parse::<chrono::DateTime<chrono::Utc>>().is_ok()), "{part}");
    for path in found {
        assert_eq!(site.get(path.strip_prefix(BASE).unwrap()).await.status, StatusCode::OK, "{path}");
    }
    let robots = site.get("/robots.txt").await.body;
    for line in [
        "User-agent: *",
        "Disallow: /admin",
        "Disallow: /sign-in",
        "Disallow: /setup",
        "Disallow: /search",
        "Sitemap: http://127.0.0.1:3000/sitemap.xml",
    ] {
        assert!(robots.lines().any(|has| has == line), "{line}: {robots}");
    }
}
