//! What pages and feeds say of each other: feeds that are offered, cards, and the hub.

use super::{FEEDS, data, picture};
use crate::public::site::Site;
use axum::http::{StatusCode, header};
use domain::people::SaveProfile;
use domain::settings::SaveSettings;
use quick_xml::name::ResolveResult;
use serde_json::{Value, json};

#[tokio::test]
async fn every_page_offers_the_feeds_and_a_card() {
    let site = Site::new().await;
    let id = site.scene.written(&site.owner, "Lamps", 1).await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, "Look & see", vec![picture(file, "Mara Lind")]).await;
    site.publish(id).await;
    let profile = site.owner.own().profile().await.unwrap();
    let save = SaveProfile {
        based_on: profile.version,
        name: profile.name,
        handle: profile.handle.to_string(),
        role_line: "Edits Light".to_owned(),
        pronouns: String::new(),
        bio: "Writes of lamps & the sea.".to_owned(),
        links: "https://social.example/@marit\nhttps://example.org/?a=1&b=2".to_owned(),
        portrait: None,
    };
    site.owner.own().save_profile(save).await.unwrap();
    let story = site.get("/lamps").await.body;
    let slide = story.split("#s-").nth(1).unwrap()[..10].to_owned();
    let slide_path = format!("/lamps/slides/{slide}");
    for (path, kind, title, about) in [
        ("/", "website", "Slow Light", "WebSite"),
        ("/lamps", "article", "Lamps", "BlogPosting"),
        ("/lamps/slideshow", "article", "Lamps", "BlogPosting"),
        (&slide_path, "article", "Look &amp; see · Lamps", "WebPage"),
        ("/by/marit-olsen", "profile", "Marit Olsen", "ProfilePage"),
    ] {
        let page = site.get(path).await.body;
        for file in FEEDS {
            assert!(page.contains(&format!("href=\"{file}\">")), "{file} at {path}");
            assert_eq!(page.contains(&format!("href=\"/by/marit-olsen{file}\">")), path.starts_with("/by/"), "{file} at {path}");
        }
        for (name, value) in [("og:type", kind), ("og:title", title), ("og:site_name", "Slow Light")] {
            assert!(page.contains(&format!("<meta property=\"{name}\" content=\"{value}\">")), "{name} at {path}");
        }
        // Articles and slides have a card of their own, the front page has the picture of the newest article, a writer without a
        // portrait has none.
        let is_drawn = path.contains("lamps");
        assert_eq!(page.contains("<meta property=\"og:image\" content=\"http://127.0.0.1:3000/cards/"), is_drawn, "{path}");
        assert_eq!(page.contains("<meta property=\"og:image:width\" content=\"1200\">"), is_drawn, "{path}");
        assert_eq!(page.contains("<meta property=\"og:image:width\" content=\"1000\">"), path == "/", "{path}");
        assert_eq!(data(&page)["@graph"][0]["@type"], about, "{path}");
    }
    let author = site.get("/by/marit-olsen").await.body;
    assert!(author.contains("<meta property=\"og:description\" content=\"Writes of lamps &amp; the sea.\">"));
    let elsewhere = json!(["https://social.example/@marit", "https://example.org/?a=1&b=2"]);
    assert_eq!(data(&author)["@graph"][0]["mainEntity"]["sameAs"], elsewhere);
    assert_eq!(data(&story)["@graph"][0]["author"][0]["sameAs"], elsewhere);
    let card = author.split("h-card").nth(1).unwrap().split("</header>").next().unwrap();
    for href in ["https://social.example/@marit", "https://example.org/?a=1&amp;b=2"] {
        let is_there =
            card.split("<a ").any(|a| a.contains(&format!("href=\"{href}\"")) && a.contains("rel=\"me\"") && a.contains("u-url"));
        assert!(is_there, "{href} in {card}");
    }
    for path in ["/nothing", "/sign-in"] {
        let page = site.get(path).await.body;
        assert!(!page.contains("<script") && !page.contains("og:"), "{path}");
    }
}

/// The links of Atom in a feed: what each is to it, and where it leads.
fn links(xml: &str) -> Vec<(String, String)> {
    let mut links = Vec::new();
    let mut reader = quick_xml::NsReader::from_str(xml);
    loop {
        match reader.read_resolved_event().unwrap() {
            (_, quick_xml::events::Event::Eof) => return links,
            (ResolveResult::Bound(space), quick_xml::events::Event::Empty(link))
                if space.as_ref() == "http://www.w3.org/2005/Atom" && link.local_name().as_ref() == "link" =>
            {
                let said = |name: &str| {
                    link.try_get_attribute(name)
                        .unwrap()
                        .unwrap()
                        .normalized_value(quick_xml::XmlVersion::Implicit1_0)
                        .unwrap()
                        .into_owned()
                };
                links.push((said("rel"), said("href")));
            }
            _ => {}
        }
    }
}

#[tokio::test]
async fn o03_every_feed_names_the_hub_and_itself_from_the_moment_it_is_set() {
    let site = Site::new().await;
    let topic = site.scene.topic(&site.owner, "Light").await;
    let id = site.scene.written(&site.owner, "Lamps", 1).await;
    site.scene.about(&site.owner, id, vec![topic]).await;
    site.publish(id).await;
    let folders = ["", "/by/marit-olsen", "/topics/light"];
    let mut feeds: Vec<String> = folders.iter().flat_map(|folder| FEEDS.map(|file| format!("{folder}{file}"))).collect();
    feeds.push("/corrections/feed.xml".to_owned());
    for path in &feeds {
        let answer = site.get(path).await;
        assert!(!answer.headers.contains_key(header::LINK) && !answer.body.contains("hub"), "{path}");
    }
    let hub = "https://hub.example/?a=1&b=%22%3E";
    site.save_settings(SaveSettings { hub: "https://hub.example/?a=1&b=\">".to_owned(), ..site.settings().await }).await;
    for path in &feeds {
        let answer = site.get(path).await;
        let own = format!("http://127.0.0.1:3000{path}");
        assert_eq!(answer.header(header::LINK), format!("<{hub}>; rel=\"hub\", <{own}>; rel=\"self\""));
        let said: Vec<(String, String)> = if path.rsplit_once('.').is_some_and(|(_, format)| format == "json") {
            let feed: Value = serde_json::from_str(&answer.body).unwrap();
            assert_eq!(feed["hubs"], json!([{ "type": "WebSub", "url": hub }]), "{path}");
            vec![("hub".to_owned(), hub.to_owned()), ("self".to_owned(), feed["feed_url"].as_str().unwrap().to_owned())]
        } else {
            links(&answer.body)
        };
        for (rel, address) in [("hub", hub), ("self", &own)] {
            assert!(said.contains(&(rel.to_owned(), address.to_owned())), "{rel} of {path}: {said:?}");
        }
    }
    let page = site.get("/sitemap.xml").await;
    assert!(!page.headers.contains_key(header::LINK));
    // The address goes out with a 304 too.
    let tag = site.get("/feed.xml").await.header(header::ETAG).to_owned();
    let unchanged = site.get_with("/feed.xml", &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!((unchanged.status, unchanged.headers.contains_key(header::LINK)), (StatusCode::NOT_MODIFIED, true));
}
