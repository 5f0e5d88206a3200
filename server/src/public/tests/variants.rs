//! What is the same page, and what is none: variants of an address, copies that a reader has, cookies, heads.

use super::super::site::Site;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use chrono::TimeDelta;

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
