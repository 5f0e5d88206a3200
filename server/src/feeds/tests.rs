//! What programs read, read back with parsers that are not ours.

mod answers;
mod links;
mod sitemap;

use crate::public::site::Site;
use axum::http::{StatusCode, header};
use domain::MediaId;
use domain::corrections::{CorrectionKind, NewCorrection};
use domain::credits::{Credit, Licence};
use domain::slides::SavePicture;
use domain::topics::SaveTopic;
use feed_rs::model::{Entry, Feed};
use serde_json::Value;
use sitemap::locations;

const BASE: &str = "http://127.0.0.1:3000";
const FEEDS: [&str; 3] = ["/feed.xml", "/atom.xml", "/feed.json"];

fn parsed(body: &str) -> Feed {
    feed_rs::parser::parse(body.as_bytes()).unwrap_or_else(|error| panic!("{error}: {body}"))
}

fn picture(media: MediaId, words: &str) -> SavePicture {
    let credit = Credit {
        creator: words.to_owned(),
        copyright: "2024 Mara Lind".to_owned(),
        source_url: "https://archive.example/lamp".to_owned(),
        licence: Some(Licence::CcBySa),
        ..Credit::default()
    };
    let (alt, caption) = (format!("Alt of {words}"), format!("Caption of {words}"));
    SavePicture { id: None, media: Some(media), alt, decorative: false, caption, credit }
}

fn content(entry: &Entry) -> &str {
    entry.content.as_ref().unwrap().body.as_deref().unwrap()
}

/// The data block of a page; there is one, and beside it the script for readers alone.
fn data(page: &str) -> Value {
    let (_, after) = page.split_once("<script type=\"application/ld+json\">").expect("the page has data");
    let (json, rest) = after.split_once("</script>").unwrap();
    let ours = rest.matches("<script src=\"/assets/reader").count();
    assert_eq!((page.matches("<script").count(), rest.matches("</script").count(), ours), (2, 1, 1));
    serde_json::from_str(json).unwrap()
}

#[tokio::test]
async fn each_feed_carries_what_was_published_whole_and_in_order() {
    let site = Site::new().await;
    for number in 1..=3 {
        site.scene.published(&site.owner, &format!("Lamp {number}"), 2).await;
        site.scene.clock.pass(chrono::TimeDelta::days(1));
    }
    let id = site.scene.published(&site.owner, "Lamp 4", 2).await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, "See [the other](/lamp-1) and [above](#top).", vec![picture(file, "Mara Lind")]).await;
    site.scene.clock.pass(chrono::TimeDelta::days(1));
    site.publish(id).await;

    for prefix in ["", "/by/marit-olsen"] {
        for file in FEEDS {
            let path = format!("{prefix}{file}");
            let feed = parsed(&site.get(&path).await.body);
            assert!(feed.title.unwrap().content.contains("Slow Light"), "{path}");
            let titles: Vec<&str> = feed.entries.iter().map(|entry| entry.title.as_ref().unwrap().content.as_str()).collect();
            assert_eq!(titles, ["Lamp 4", "Lamp 3", "Lamp 2", "Lamp 1"], "{path}");
            let newest = &feed.entries[0];
            assert_eq!(newest.id, format!("urn:uuid:{id}"), "{path}");
            assert_eq!(newest.links[0].href, format!("{BASE}/lamp-4"), "{path}");
            assert_eq!(newest.summary.as_ref().unwrap().content, "What there is to know about lamp 4.", "{path}");
            assert_eq!(newest.authors[0].name.as_deref(), Some("Marit Olsen"), "{path}");
            let published = newest.published.unwrap();
            assert_eq!(published, feed.entries[1].published.unwrap() + chrono::TimeDelta::days(1), "{path}");
            assert_eq!(newest.updated.unwrap(), published + chrono::TimeDelta::days(1), "{path}");
            for holds in [
                "<h2 dir=\"auto\">See [the other]",
                "<h2 dir=\"auto\">Slide 2 of Lamp 4</h2>",
                "The <em>text</em> of slide 2",
                "<a href=\"http://127.0.0.1:3000/lamp-1\"",
                "<a href=\"http://127.0.0.1:3000/lamp-4#top\"",
                "<figure><img src=\"http://127.0.0.1:3000/media/",
                "alt=\"Alt of Mara Lind\"",
                "Caption of Mara Lind",
                "Mara Lind, © 2024 Mara Lind, CC BY-SA 4.0",
            ] {
                // A notice is printed only where rights are reserved.
                let holds = holds.replace(", © 2024 Mara Lind", "");
                assert!(content(newest).contains(&holds), "{holds} at {path}: {}", content(newest));
            }
        }
    }
}

#[tokio::test]
async fn a_picture_in_a_feed_keeps_whose_it_is() {
    let site = Site::new().await;
    let id = site.scene.written(&site.owner, "Lamps", 1).await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, "Look", vec![picture(file, "Mara Lind"), picture(file, "Jo Ek")]).await;
    site.publish(id).await;
    for path in ["/feed.xml", "/atom.xml"] {
        let body = site.get(path).await.body;
        let feed = parsed(&body);
        let media: Vec<_> = feed.entries[0].media.iter().flat_map(|media| &media.content).collect();
        assert_eq!(media.len(), 2, "{path}");
        let content = media[0];
        assert!(content.url.as_ref().unwrap().as_str().starts_with(&format!("{BASE}/media/")), "{path}");
        assert_eq!((content.width, content.height), (Some(1000), Some(666)), "{path}");
        assert_eq!(content.content_type.as_ref().unwrap().to_string(), "image/webp", "{path}");
        for holds in [
            "<media:title type=\"plain\">Alt of Jo Ek</media:title>",
            "<media:description type=\"plain\">Caption of Jo Ek</media:description>",
            "<media:credit>Jo Ek</media:credit>",
            "<media:copyright>2024 Mara Lind</media:copyright>",
            "href=\"https://creativecommons.org/licenses/by-sa/4.0/\">CC BY-SA 4.0</media:license>",
        ] {
            assert!(body.contains(holds), "{holds} at {path}: {body}");
        }
    }
    let rss = site.get("/feed.xml").await.body;
    assert!(rss.contains("<guid isPermaLink=\"false\">urn:uuid:"));

    let things = data(&site.get("/lamps").await.body);
    let picture = &things["@graph"][0]["image"][1];
    assert_eq!((&picture["creator"]["name"], &picture["copyrightNotice"]), (&"Jo Ek".into(), &"2024 Mara Lind".into()));
    assert_eq!(picture["acquireLicensePage"], "https://archive.example/lamp");
    assert_eq!(picture["license"], "https://creativecommons.org/licenses/by-sa/4.0/");
}

#[tokio::test]
async fn o04_a_hostile_text_comes_out_of_every_feed_as_the_same_text() {
    let hostile = "</script></title>]]><item> & &#0; \"q\" 'a' \u{202E}x 🪔 {{z}}";
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 1).await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, "Look", vec![picture(file, hostile)]).await;
    site.rename(id, (hostile, hostile), None).await;
    site.publish(id).await;
    let settings = site.settings().await;
    site.save_settings(domain::settings::SaveSettings { site_title: "]]></title><a b='&'>".to_owned(), ..settings }).await;
    for prefix in ["", "/by/marit-olsen"] {
        for file in FEEDS {
            let path = format!("{prefix}{file}");
            let feed = parsed(&site.get(&path).await.body);
            assert!(feed.title.unwrap().content.ends_with("]]></title><a b='&'>"), "{path}");
            assert_eq!(feed.entries.len(), 1, "{path}");
            assert_eq!(feed.entries[0].title.as_ref().unwrap().content, hostile, "{path}");
            assert_eq!(feed.entries[0].summary.as_ref().unwrap().content, hostile, "{path}");
            let html = content(&feed.entries[0]);
            assert!(html.contains("Alt of &lt;/script&gt;") && !html.contains("</script"), "{path}: {html}");
        }
    }
    for path in ["/lamps", "/lamps/slideshow"] {
        let things = data(&site.get(path).await.body);
        let posting = &things["@graph"][0];
        assert_eq!((posting["headline"].as_str(), posting["description"].as_str()), (Some(hostile), Some(hostile)), "{path}");
        assert_eq!(posting["image"][0]["creator"]["name"], hostile, "{path}");
        assert_eq!(things["@graph"][1]["itemListElement"][0]["name"], "]]></title><a b='&'>", "{path}");
    }
}

#[tokio::test]
async fn a_feed_asks_the_same_number_of_queries_however_much_is_in_it() {
    let site = Site::new().await;
    let light = site.scene.topic(&site.owner, "Light").await;
    let mut asked = Vec::new();
    for round in [1, 25] {
        for number in 0..round {
            let id = site.scene.published(&site.owner, &format!("Lamp {round} {number}"), 2).await;
            if number == 0 {
                let file = site.scene.file(&site.owner, 1000).await;
                site.rewrite(id, "Look", vec![picture(file, "Mara Lind")]).await;
            }
            site.scene.about(&site.owner, id, vec![light]).await;
            site.publish(id).await;
        }
        // What stands around every page is asked once an edition.
        site.get("/topics").await;
        for (path, most) in [
            ("/feed.xml", 5),
            ("/atom.xml", 5),
            ("/feed.json", 5),
            ("/by/marit-olsen/feed.xml", 6),
            ("/by/marit-olsen/atom.xml", 6),
            ("/by/marit-olsen/feed.json", 6),
            ("/topics/light/feed.xml", 6),
            ("/topics/light/atom.xml", 6),
            ("/topics/light/feed.json", 6),
            ("/sitemap.xml", 1),
            ("/sitemaps/pages.xml", 3),
            ("/sitemaps/1.xml", 3),
            ("/robots.txt", 0),
        ] {
            let (answer, queries) = site.scene.counted(site.get(path)).await;
            assert_eq!((answer.status, queries), (StatusCode::OK, most), "{path}");
            let (_, again) = site.scene.counted(site.get(path)).await;
            assert_eq!(again, 0, "{path} is kept");
        }
        asked.push(parsed(&site.get("/feed.xml").await.body).entries.len());
    }
    assert_eq!(asked, [1, 20]);
}

#[tokio::test]
async fn a_feed_of_a_topic_has_its_articles_alone_and_every_feed_says_what_an_article_is_about() {
    let site = Site::new().await;
    let (light, food) = (site.scene.topic(&site.owner, "Light & lamps").await, site.scene.topic(&site.owner, "Food").await);
    for (title, topics) in [("Wicks", vec![light, food]), ("Bread", vec![food]), ("Stones", vec![])] {
        let id = site.scene.written(&site.owner, title, 1).await;
        site.scene.about(&site.owner, id, topics).await;
        site.publish(id).await;
    }
    for file in FEEDS {
        let feed = parsed(&site.get(&format!("/topics/light-lamps{file}")).await.body);
        assert_eq!(feed.title.unwrap().content, "Light & lamps · Slow Light", "{file}");
        assert_eq!(feed.entries.len(), 1, "{file}");
        let named = feed.entries[0].categories.iter().map(|topic| topic.label.clone().unwrap_or_else(|| topic.term.clone()));
        assert_eq!(named.collect::<Vec<_>>(), ["Light & lamps", "Food"], "{file}");
        let all = parsed(&site.get(file).await.body);
        let of = |title: &str| all.entries.iter().find(|entry| entry.title.as_ref().unwrap().content == title).unwrap();
        assert_eq!((of("Bread").categories.len(), of("Stones").categories.len()), (1, 0), "{file}");
    }
    let page = site.get("/topics/food").await.body;
    for file in FEEDS {
        assert!(page.contains(&format!("href=\"/topics/food{file}\"")), "{file}");
    }
    assert_eq!(data(&site.get("/wicks").await.body)["@graph"][0]["keywords"], serde_json::json!(["Light & lamps", "Food"]));

    let door = site.owner.topics().unwrap();
    let ask = SaveTopic {
        based_on: Some((light, 1)),
        name: "Lamps".to_owned(),
        slug: Some("lamps".to_owned()),
        description: String::new(),
    };
    door.save(ask).await.unwrap();
    let moved = site.get("/topics/light-lamps/atom.xml").await;
    assert_eq!((moved.status, moved.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, "/topics/lamps/atom.xml"));
    door.delete(light).await.unwrap();
    for path in ["/topics/lamps", "/topics/light-lamps", "/topics/lamps/feed.json"] {
        assert_eq!(site.get(path).await.status, StatusCode::GONE, "{path}");
    }
}

#[tokio::test]
async fn what_was_put_right_is_a_feed_and_stands_in_the_feeds_of_its_article() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    let writing = site.owner.writing(stage.article).await.unwrap();
    let hostile = "It was </title>]]> & \u{202E}ten.";
    let correction =
        NewCorrection { kind: CorrectionKind::Correction, slide: Some(stage.slides[0].clone()), text: hostile.to_owned() };
    let seen = writing.editor_page().await.unwrap().seen();
    writing.publish_with(seen, Some(correction)).await.unwrap();
    let feed = parsed(&site.get("/corrections/feed.xml").await.body);
    assert_eq!(feed.title.unwrap().content, "Corrections · Slow Light");
    let item = &feed.entries[0];
    assert_eq!(item.title.as_ref().unwrap().content, "Correction: Lamps");
    assert_eq!(item.summary.as_ref().unwrap().content, hostile);
    assert_eq!(item.links[0].href, format!("{BASE}/lamps#s-{}", stage.slides[0]));
    for file in FEEDS {
        assert!(content(&parsed(&site.get(file).await.body).entries[0]).contains("It was &lt;/title&gt;"), "{file}");
    }
    let (page, queries) = site.scene.counted(site.get("/corrections")).await;
    assert!(page.body.contains("It was &lt;/title&gt;") && queries == 1);
    writing.withdraw().await.unwrap();
    for path in ["/corrections", "/corrections/feed.xml"] {
        assert!(!site.get(path).await.body.contains("It was"), "a06: {path}");
    }
}

#[tokio::test]
async fn a_feed_without_an_article_is_a_feed() {
    let site = Site::new().await;
    for path in FEEDS {
        assert_eq!(parsed(&site.get(path).await.body).entries.len(), 0, "{path}");
    }
    let index = site.get("/sitemap.xml").await.body;
    assert_eq!(locations(&index), [format!("{BASE}/sitemaps/pages.xml")]);
    let lists = ["/", "/archive", "/authors", "/corrections"].map(|path| format!("{BASE}{path}"));
    assert_eq!(locations(&site.get("/sitemaps/pages.xml").await.body), lists);
}
