//! What readers are answered, from the whole router in this process.

use super::site::{Site, state};
use crate::router::table;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;
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
async fn l03_who_searches_without_end_is_asked_to_wait_and_costs_no_query() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    for _ in 0..20 {
        assert_eq!(site.get("/search?q=lamps").await.status, StatusCode::OK);
    }
    let (answer, queries) = site.scene.counted(site.get("/search?q=lamps")).await;
    assert_eq!((answer.status, queries), (StatusCode::TOO_MANY_REQUESTS, 0));
    assert!(answer.header(header::RETRY_AFTER).parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
    assert!(answer.body.contains("value=\"lamps\"") && answer.body.contains("Search again in"), "{}", answer.body);
    assert_eq!(site.get("/search").await.status, StatusCode::OK, "the form itself");
    site.scene.clock.pass(chrono::TimeDelta::minutes(1));
    assert_eq!(site.get("/search?q=lamps").await.status, StatusCode::OK);
}

#[tokio::test]
async fn o04_a_search_leads_to_the_slide_and_takes_any_query() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 3).await;
    let found = site.get("/search?utm_source=x&q=%22slide+2%22").await;
    let slide = site.get("/lamps").await.body.split("id=\"s-").nth(2).unwrap()[..10].to_owned();
    assert!(found.body.contains(&format!("href=\"/lamps#s-{slide}\"")), "{}", found.body);
    assert_eq!(found.header(header::HeaderName::from_static("x-robots-tag")), "noindex");
    for path in ["/search", "/search?q=", "/search?q=%00%ff%22", "/search?q=a&q=b", &format!("/search?q={}", "x".repeat(4_000))] {
        let (answer, queries) = site.scene.counted(site.get(path)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(queries <= 7 && answer.body.contains("role=\"search\""), "{path}");
    }
    let hostile = site.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onload=%22x").await;
    for piece in pieces(&hostile.body) {
        let is_foreign = |tag: &str| tag.starts_with("script") && tag != OUR_SCRIPT || tag.contains("onload");
        assert!(!matches!(piece, Piece::Tag(tag) if is_foreign(&tag)), "o04");
    }
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
        assert!(answer.body.contains("This article was taken down.") && !answer.body.contains("Lamps"), "{path}");
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
async fn h07_a_variant_of_an_address_is_not_the_page() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    for path in [
        "/lamps/y.js",
        "/lamps.css",
        "/lamps;x",
        "/lamps;.css",
        "/%6Camps",
        "/lamps%2Fslideshow",
        "/lamps%00",
        "/lamps/",
        "//lamps",
        "/Lamps",
        "/lamps/slideshow/",
        "/lamps/slideshow.css",
        "/lamps/slides/abcdefghij/pictures/1.webp",
        "/by/marit-olsen.css",
        "/by/%6Darit-olsen",
        "/by/marit-olsen/x.css",
        "/topics.css",
        "/topics/light.css",
        "/topics/light;x",
        "/topics/light/",
        "/archive/2026-11.css",
        "/archive/2026%2D11",
        "/archive/",
        "/authors/x",
        "/admin/x.css",
        "/admin/articles;.css",
        "/admin%2Fx",
        "/sign-in.css",
        "/sign-in;x",
        "/theme",
    ] {
        let answer = site.get(path).await;
        let expected = if path == "/theme" { StatusCode::METHOD_NOT_ALLOWED } else { StatusCode::NOT_FOUND };
        assert_eq!(answer.status, expected, "{path}");
    }
}

#[tokio::test]
async fn h07_a_page_depends_on_its_path_alone() {
    let site = Site::new().await;
    for number in 0..14 {
        site.scene.published(&site.owner, &format!("Lamp {number}"), 1).await;
    }
    for path in ["/", "/lamp-1", "/lamp-1/slideshow", "/by/marit-olsen", "/topics", "/archive", "/archive/2026-11"] {
        let plain = site.get(path).await;
        let odd = site.get(&format!("{path}?utm_source=quillwort&from=quillwort&__proto__=1&from")).await;
        assert_eq!(plain.body, odd.body, "{path}");
        let foreign =
            [(header::ACCEPT_LANGUAGE, "de"), (header::USER_AGENT, "quillwort"), (header::REFERER, "https://quillwort.example/")];
        assert_eq!(plain.body, site.get_with(path, &foreign).await.body, "{path}");
    }
    let older = site.get("/").await.body;
    let from = older.split("/?from=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let later = site.get(&format!("/?utm=quillwort&from={from}")).await;
    assert!(later.body.contains("Earlier articles") && !later.body.contains("quillwort"));
    assert_eq!(later.body, site.get(&format!("/?from={from}")).await.body);
}

#[tokio::test]
async fn a_reader_who_has_the_page_is_not_sent_it_again() {
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 1).await;
    let first = site.get("/lamps/slideshow").await;
    let tag = first.header(header::ETAG).to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 16, "{tag}");
    assert_eq!(first.header(header::CACHE_CONTROL), "public, max-age=0, must-revalidate");
    assert_eq!(first.header(header::VARY), "Cookie, Accept-Encoding");
    for named in [tag.clone(), format!("W/{tag}"), format!("\"x\", {tag}"), "*".to_owned()] {
        let again = site.get_with("/lamps/slideshow", &[(header::IF_NONE_MATCH, &named)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{named}");
        assert_eq!(
            (again.header(header::ETAG), again.header(header::CACHE_CONTROL)),
            (tag.as_str(), first.header(header::CACHE_CONTROL))
        );
    }
    assert_eq!(site.get_with("/lamps/slideshow", &[(header::IF_NONE_MATCH, "\"other\"")]).await.status, StatusCode::OK);

    site.rewrite(id, "Brighter", Vec::new()).await;
    assert_eq!(site.get_with("/lamps/slideshow", &[(header::IF_NONE_MATCH, &tag)]).await.status, StatusCode::NOT_MODIFIED);
    site.publish(id).await;
    let changed = site.get_with("/lamps/slideshow", &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(changed.status, StatusCode::OK);
    assert_ne!(changed.header(header::ETAG), tag);
}

#[tokio::test]
async fn a_page_with_a_form_is_the_same_while_the_token_of_an_older_copy_is_good() {
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 1).await;
    let first = site.get("/lamps").await;
    let tag = first.header(header::ETAG).to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    site.scene.clock.pass(TimeDelta::minutes(2));
    site.let_an_edition_pass().await;
    assert_ne!(site.get("/lamps").await.body, first.body, "the token is new");
    let again = site.get_with("/lamps", &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!((again.status, again.header(header::ETAG)), (StatusCode::NOT_MODIFIED, tag.as_str()));
    site.scene.clock.pass(TimeDelta::hours(12));
    assert_eq!(site.get_with("/lamps", &[(header::IF_NONE_MATCH, &tag)]).await.status, StatusCode::OK);

    let tag = site.get("/lamps").await.header(header::ETAG).to_owned();
    site.rewrite(id, "Brighter", Vec::new()).await;
    site.publish(id).await;
    assert_eq!(site.get_with("/lamps", &[(header::IF_NONE_MATCH, &tag)]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn h07_what_a_cookie_made_is_kept_by_nobody() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    let answer = site.get_with("/lamps", &[(header::COOKIE, "__Host-ln_theme=dark")]).await;
    assert!(answer.body.contains("data-theme=\"dark\""));
    assert_eq!((answer.header(header::CACHE_CONTROL), answer.header(header::ETAG)), ("private, no-store", ""));
    let foreign = site.get_with("/lamps", &[(header::COOKIE, "theme=dark")]).await;
    assert!(!foreign.body.contains("data-theme"));
    assert_eq!(foreign.header(header::CACHE_CONTROL), "public, max-age=0, must-revalidate");
}

#[tokio::test]
async fn h06_head_is_get_without_its_body() {
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 1).await;
    site.rename(id, ("Lamps", ""), Some("lanterns")).await;
    for path in ["/", "/lanterns", "/lamps", "/nothing"] {
        let get = site.get(path).await;
        let head = site.ask(Request::head(path).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{path}");
        for name in [header::ETAG, header::CONTENT_TYPE, header::CACHE_CONTROL, header::LOCATION, header::LINK] {
            assert_eq!(head.header(name.clone()), get.header(name.clone()), "{path} {name}");
        }
        if get.status == StatusCode::OK {
            assert_eq!(head.header(header::CONTENT_LENGTH), get.body.len().to_string(), "{path}");
        }
    }
    let post = Request::builder().method(Method::POST).uri("/lanterns").header("sec-fetch-site", "same-origin");
    let answer = site.ask(post.body(Body::empty()).unwrap()).await;
    assert_eq!((answer.status, answer.header(header::ALLOW)), (StatusCode::METHOD_NOT_ALLOWED, "GET,HEAD"));
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

/// The tag of the script for readers, its address aside.
const OUR_SCRIPT: &str = "script src=\"\" defer";

/// What a page is made of.
enum Piece<'a> {
    /// What stands between `<` and `>`, with its quoted values emptied.
    Tag(String),
    /// What stands between tags, and whether an element around it, or a mark in it, keeps its direction to itself.
    Text { text: &'a str, is_isolated: bool },
}

/// Takes a page of ours apart: every value is quoted, and no text holds a bare `<`.
fn pieces(page: &str) -> Vec<Piece<'_>> {
    const VOID: [&str; 6] = ["!DOCTYPE", "br", "img", "input", "link", "meta"];
    let mut pieces = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let mut rest = page;
    while let Some((text, after)) = rest.split_once('<') {
        pieces.push(Piece::Text { text, is_isolated: open.contains(&true) || text.contains('\u{2068}') });
        let mut is_quoted = false;
        let end = after.find(|c| {
            is_quoted ^= c == '"';
            c == '>' && !is_quoted
        });
        let (tag, after) = after.split_at(end.expect("a tag ends"));
        rest = &after[1..];
        let bare: String = tag.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        let name = bare.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            open.pop();
        } else if !name.is_empty() && !name.starts_with('!') && !VOID.contains(&name.as_str()) {
            open.push(name == "bdi" || tag.contains("dir=\"auto\""));
        }
        pieces.push(Piece::Tag(bare));
    }
    pieces
}

/// The text that a page shows of `escaped`, as a browser reads it.
fn unescaped(escaped: &str) -> String {
    escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[tokio::test]
async fn o04_each_text_comes_out_as_the_same_text() {
    let hostile = "</title><script>alert('1')</script>\" onload=\"x & \u{202E}y<!> &amp; {{z}}";
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 2).await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, hostile, vec![picture(file, hostile)]).await;
    site.rename(id, (hostile, hostile), None).await;
    site.publish(id).await;
    site.scene.published(&site.owner, "Candles", 1).await;

    let story = site.get("/lamps").await.body;
    let slide = format!("/lamps/slides/{}", first_slide(&story));
    for path in ["/", "/lamps", "/lamps/slideshow", &slide, "/by/marit-olsen", "/candles"] {
        let body = site.get(path).await.body;
        let mut shown = 0;
        for piece in pieces(&body) {
            match piece {
                Piece::Tag(tag) => {
                    let is_script = tag.starts_with("script") && !["script type=\"\"", OUR_SCRIPT].contains(&tag.as_str());
                    assert!(!is_script && !tag.contains("onload"), "{tag} at {path}");
                }
                Piece::Text { text, is_isolated } if text.contains('\u{202E}') => {
                    assert!(unescaped(text).contains(hostile) && is_isolated, "{text} at {path}");
                    shown += 1;
                }
                Piece::Text { .. } => {}
            }
        }
        assert!(shown > 0, "{path}");
        assert_eq!(body.matches("<title>").count(), 1, "{path}");
        let data = body.matches("<script type=\"application/ld+json\">").count();
        assert_eq!((body.matches("<script").count(), data), (2, 1), "{path}");
    }
    for (sink, holds) in [
        ("title", "<title>\u{2068}"),
        ("headline", "<h1 dir=\"auto\" class=\"headline p-name\">&lt;/title"),
        ("standfirst", "<p dir=\"auto\" class=\"lede p-summary\">&lt;/title"),
        ("description", "<meta name=\"description\" content=\"&lt;/title"),
        ("heading", "<h2 id=\"h-"),
        ("alternative text", " alt=\"&lt;/title"),
        ("caption", "<figcaption><p dir=\"auto\">&lt;/title"),
        ("credit", "<p dir=\"auto\" class=\"credit\">&lt;/title"),
        ("card", "<meta property=\"og:title\" content=\"&lt;/title"),
        ("data", "\"headline\":\"\\u003c/title\\u003e"),
        ("mail", "mailto:?subject=%3C%2Ftitle%3E%3Cscript%3Ealert%28%271%27%29"),
    ] {
        assert!(story.contains(holds), "{sink}");
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
