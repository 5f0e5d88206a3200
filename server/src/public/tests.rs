//! What readers are answered, from the whole router in this process.

mod pages;
mod search;
mod texts;
mod variants;

use super::site::{Site, state};
use crate::router::table;
use axum::http::{StatusCode, header};
use domain::MediaId;
use domain::scene::{Backend, Scene};
use domain::slides::SavePicture;

fn picture(media: MediaId, words: &str) -> SavePicture {
    let credit = domain::credits::Credit { creator: words.to_owned(), ..Default::default() };
    let (alt, caption) = (words.to_owned(), words.to_owned());
    SavePicture { id: None, media: Some(media), alt, decorative: false, caption, credit }
}

/// The id of the first slide that a page links to.
fn first_slide(body: &str) -> &str {
    let at = body.find("#s-").expect("the page links to a slide") + 3;
    &body[at..at + 10]
}

#[tokio::test]
async fn every_view_of_an_article_is_a_page() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 3).await;
    let story = site.get("/lamps").await;
    let slide = format!("/lamps/slides/{}", first_slide(&story.body));
    for (path, holds) in [
        ("/", "Lamps"),
        ("/lamps", "Slide 3 of Lamps"),
        ("/lamps/slideshow", "That is all three."),
        (slide.as_str(), "Slide 1 of 3"),
        ("/by/marit-olsen", "Articles by "),
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header(header::CONTENT_TYPE), "text/html; charset=utf-8");
        assert!(answer.body.starts_with("<!DOCTYPE html><html lang=\"en\">") && answer.body.contains(holds), "{path}");
        // One block of data, which nothing runs, and the one script for readers.
        let data = answer.body.matches("<script type=\"application/ld+json\">").count();
        let ours = answer.body.matches("<script src=\"/assets/reader").count();
        assert_eq!((answer.body.matches("<script").count(), data, ours), (2, 1, 1), "{path}");
        assert!(!answer.body.contains(" style="), "{path}");
    }
    for path in ["/lamps", "/lamps/slideshow", &slide] {
        let answer = site.get(path).await;
        assert_eq!(answer.header(header::LINK), "<http://127.0.0.1:3000/lamps>; rel=\"canonical\"", "{path}");
        assert!(answer.body.contains("<link rel=\"canonical\" href=\"http://127.0.0.1:3000/lamps\">"), "{path}");
    }
}

#[tokio::test]
async fn a_site_without_an_article_greets() {
    let site = Site::new().await;
    let answer = site.get("/").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("Slow Light") && answer.body.contains("Nothing has been published here yet."));
}

#[tokio::test]
async fn an_old_address_moves_and_a_withdrawn_one_is_gone() {
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 1).await;
    let slide = first_slide(&site.get("/lamps").await.body).to_owned();
    site.rename(id, ("Lamps", ""), Some("lanterns")).await;
    for (old, now) in [
        ("/lamps".to_owned(), "/lanterns".to_owned()),
        ("/lamps?from=x&utm=y".to_owned(), "/lanterns".to_owned()),
        ("/lamps/slideshow".to_owned(), "/lanterns/slideshow".to_owned()),
        (format!("/lamps/slides/{slide}"), format!("/lanterns/slides/{slide}")),
    ] {
        let answer = site.get(&old).await;
        assert_eq!((answer.status, answer.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, now.as_str()), "{old}");
        assert_eq!(site.get(&now).await.status, StatusCode::OK, "{now}");
    }
    site.owner.writing(id).await.unwrap().withdraw().await.unwrap();
    for path in ["/lanterns", "/lamps", "/lanterns/slideshow", &format!("/lanterns/slides/{slide}")] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "public, max-age=60");
        assert!(answer.body.contains("This page was taken down.") && !answer.body.contains("Lamps"), "{path}");
    }
}

#[tokio::test]
async fn a06_a_picture_has_a_page_while_readers_see_it() {
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 1).await;
    let slide = first_slide(&site.get("/lamps").await.body).to_owned();
    let page = |slug: &str, number: &str| format!("/{slug}/slides/{slide}/pictures/{number}");
    let [one, other] = [site.scene.file(&site.owner, 1000).await, site.scene.file(&site.owner, 640).await];
    site.rewrite(id, "Lamps", vec![picture(one, "Anouk"), picture(other, "Bram")]).await;
    assert_eq!(site.get(&page("lamps", "1")).await.status, StatusCode::NOT_FOUND, "it is not published");

    site.publish(id).await;
    for (number, words, other) in [("1", "Anouk", "Bram"), ("2", "Bram", "Anouk")] {
        let answer = site.get(&page("lamps", number)).await;
        assert_eq!(answer.status, StatusCode::OK, "{number}");
        assert_eq!(answer.header(header::LINK), "<http://127.0.0.1:3000/lamps>; rel=\"canonical\"");
        assert_eq!(answer.body.matches("<img").count(), 1);
        for holds in [&format!("alt=\"{words}\""), &format!("<figcaption><p dir=\"auto\">{words}</p>"), "href=\"/lamps#s-"] {
            assert!(answer.body.contains(holds), "{holds} at {number}");
        }
        assert!(!answer.body.contains(other), "{number}");
        let (again, queries) = site.scene.counted(site.get(&page("lamps", number))).await;
        assert_eq!((again.status, queries), (StatusCode::OK, 0), "it is kept");
    }
    let story = site.get("/lamps").await.body;
    for number in ["1", "2"] {
        assert!(story.contains(&format!("href=\"{}\"", page("lamps", number))));
    }
    for number in ["0", "3", "01", "+1", "1x", "99999999999999999999"] {
        assert_eq!(site.get(&page("lamps", number)).await.status, StatusCode::NOT_FOUND, "{number}");
    }
    assert_eq!(site.get("/lamps/slides/abcdefghij/pictures/1").await.status, StatusCode::NOT_FOUND);

    site.rename(id, ("Lamps", ""), Some("lanterns")).await;
    let moved = site.get(&page("lamps", "2")).await;
    assert_eq!((moved.status, moved.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, page("lanterns", "2").as_str()));
    site.owner.writing(id).await.unwrap().withdraw().await.unwrap();
    let gone = site.get(&page("lanterns", "1")).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(!gone.body.contains("Anouk"));
}

#[tokio::test]
async fn l04_an_address_of_nothing_asks_once_and_opens_no_session() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    site.scene.topic(&site.owner, "Empty").await;
    for (path, most) in [
        ("/nothing", 1),
        ("/nothing/slideshow", 1),
        ("/nothing/slides/abcdefghij", 1),
        ("/lamps/slides/abcdefghi", 0),
        ("/nothing/slides/abcdefghij/pictures/1", 1),
        ("/lamps/slides/abcdefghij/pictures/x", 0),
        ("/by/nobody", 1),
        ("/by/N", 0),
        ("/topics/nothing", 1),
        ("/topics/empty", 1),
        ("/topics/N", 0),
        ("/archive/2026-13", 0),
        ("/archive/1066-10", 2),
        ("/No", 0),
        ("/a/b/c", 0),
        ("/admin/x.css", 0),
    ] {
        let (answer, queries) = site.scene.counted(site.get(path)).await;
        assert_eq!((answer.status, queries), (StatusCode::NOT_FOUND, most), "{path}");
        assert!(answer.body.contains("Slow Light") && answer.body.contains("Nothing on this slide."), "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "public, max-age=60");
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
    }
}

#[tokio::test]
async fn a06_no_answer_holds_a_word_that_was_not_published() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    let shown = stage.article;
    let held = site.scene.comment(&stage, "Godwit").await;
    site.scene.draft(&site.owner, "Quillwort").await;
    let withdrawn = site.scene.published(&site.owner, "Brambling", 1).await;
    let slide = first_slide(&site.get("/brambling").await.body).to_owned();
    site.owner.writing(withdrawn).await.unwrap().withdraw().await.unwrap();
    let file = site.scene.file(&site.owner, 640).await;
    site.rewrite(shown, "Murrelet", vec![picture(file, "Sandgrouse")]).await;
    site.rename(shown, ("Dunlin", "Whimbrel"), None).await;
    let topic = site.scene.topic(&site.owner, "Turnstone").await;
    site.scene.about(&site.owner, shown, vec![topic]).await;

    let first = first_slide(&site.get("/lamps").await.body).to_owned();
    let words = ["quillwort", "brambling", "murrelet", "sandgrouse", "dunlin", "whimbrel", "godwit", "turnstone"];
    // How each word begins: what was looked for stands on the page.
    let searches = words.map(|word| format!("/search?q={}", &word[..4]));
    let pages = [
        "/".to_owned(),
        "/lamps".to_owned(),
        format!("/lamps?reply={held}"),
        format!("/lamps?after={held}"),
        "/lamps/slideshow".to_owned(),
        format!("/lamps/slides/{first}"),
        format!("/lamps/slides/{first}/pictures/1"),
        "/by/marit-olsen".to_owned(),
        "/topics".to_owned(),
        "/topics/turnstone".to_owned(),
        "/topics/turnstone/feed.xml".to_owned(),
        "/authors".to_owned(),
        "/archive".to_owned(),
        "/archive/2026-11".to_owned(),
        "/quillwort".to_owned(),
        "/quillwort/slideshow".to_owned(),
        "/brambling".to_owned(),
        "/brambling/slideshow".to_owned(),
        format!("/brambling/slides/{slide}"),
        format!("/lamps/slides/{slide}"),
        "/dunlin".to_owned(),
        "/?from=quillwort".to_owned(),
        "/feed.xml".to_owned(),
        "/atom.xml".to_owned(),
        "/feed.json".to_owned(),
        "/by/marit-olsen/feed.xml".to_owned(),
        "/by/marit-olsen/atom.xml".to_owned(),
        "/by/marit-olsen/feed.json".to_owned(),
        "/sitemap.xml".to_owned(),
        "/sitemaps/pages.xml".to_owned(),
        "/sitemaps/1.xml".to_owned(),
        "/sitemaps/2.xml".to_owned(),
        "/robots.txt".to_owned(),
    ];
    for path in pages.into_iter().chain(searches) {
        let answer = site.get(&path).await;
        let all = format!("{:?} {}", answer.headers, answer.body).to_lowercase();
        for word in words {
            assert!(!all.contains(word), "{word} at {path}");
        }
    }
}

#[tokio::test]
async fn the_words_that_addresses_begin_with_are_kept_from_articles() {
    let scene = Scene::on(Backend::Sqlite).await;
    for entry in table(state(&scene).await).entries {
        let first = entry.path.split('/').nth(1).unwrap_or_default();
        if !first.is_empty() && !first.starts_with('{') {
            // What is named like a file is no article's anyhow: no slug has a dot.
            let expected = if first.contains('.') { domain::field::Fault::Malformed } else { domain::field::Fault::Reserved };
            assert_eq!(domain::articles::Slug::parse(first), Err(expected), "{}", entry.path);
        }
    }
}
