//! What readers are answered where a page stands by itself.

use super::super::site::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::accounts::Role;
use domain::pages::Start;

#[tokio::test]
async fn a_page_has_its_slides_and_nothing_that_makes_news() {
    let site = Site::new().await;
    site.scene.biography(&site.owner, "Writes about whimbrels.").await;
    site.scene.published_page(&site.owner, Start::Imprint).await;
    let page = site.get("/imprint").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.header(header::LINK), "<http://127.0.0.1:3000/imprint>; rel=\"canonical\"");
    for holds in ["Last changed", "Who publishes this site", "What there is to say, 1.", "\"@type\":\"WebPage\"", "id=\"s-"] {
        assert!(page.body.contains(holds), "{holds}");
    }
    for lacks in
        ["BlogPosting", "Marit", "whimbrels", "comment", "Report an error", "slideshow", "Share", "min read", "data-visit"]
    {
        assert!(!page.body.contains(lacks), "{lacks}");
    }
    let (kept, queries) = site.scene.counted(site.get("/imprint")).await;
    assert_eq!((kept.body, queries), (page.body, 0));
}

#[tokio::test]
async fn h07_beneath_a_page_there_is_nothing() {
    let site = Site::new().await;
    site.scene.published_page(&site.owner, Start::Imprint).await;
    let body = site.get("/imprint").await.body;
    let slide = &body[body.find("id=\"s-").unwrap() + 6..][..10];
    for rest in [
        "/slideshow".to_owned(),
        format!("/slides/{slide}"),
        format!("/slides/{slide}/pictures/1"),
        format!("/slides/{slide}/report"),
    ] {
        assert_eq!(site.get(&format!("/imprint{rest}")).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
    for (rest, sent) in [
        ("/comments".to_owned(), "token=x&website=&name=Ada&email=ada%40example.org&body=Hello"),
        (format!("/slides/{slide}/report"), "token=x&website=&quote=&text=Wrong"),
    ] {
        let form = Request::post(format!("/imprint{rest}")).header(header::ORIGIN, "http://127.0.0.1:3000");
        let form = form.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        assert_eq!(site.ask(form.body(Body::from(sent)).unwrap()).await.status, StatusCode::NOT_FOUND, "{rest}");
    }
}

#[tokio::test]
async fn a06_a_page_is_in_no_list_and_its_draft_is_nowhere() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    let page = site.scene.published_page(&site.owner, Start::About).await;
    site.rewrite(page, "Quillwort", Vec::new()).await;
    for path in [
        "/",
        "/lamps",
        "/archive",
        "/archive/2026-11",
        "/authors",
        "/by/marit-olsen",
        "/feed.xml",
        "/atom.xml",
        "/feed.json",
        "/by/marit-olsen/feed.xml",
        "/search?q=about",
        "/sitemaps/1.xml",
    ] {
        let answer = site.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(!answer.body.contains("/about\"") && !answer.body.contains("/about<"), "{path}");
    }
    let listed = site.get("/sitemaps/pages.xml").await.body;
    assert!(listed.contains("<loc>http://127.0.0.1:3000/about</loc>\n<lastmod>2026-11-21T09:12:00Z</lastmod>"), "{listed}");
    for path in ["/about", "/sitemaps/pages.xml", "/search?q=quillwort"] {
        assert!(!site.get(path).await.body.replace("value=\"quillwort\"", "").contains("Quillwort"), "{path}");
    }
}

#[tokio::test]
async fn a_page_moves_and_goes_as_an_article_does() {
    let site = Site::new().await;
    let page = site.scene.filled_page(&site.owner, Start::About).await;
    assert_eq!(site.get("/about").await.status, StatusCode::NOT_FOUND, "a draft");
    site.publish(page).await;
    assert_eq!(site.get("/about").await.status, StatusCode::OK);
    site.rename(page, ("About us", ""), Some("about-us")).await;
    let moved = site.get("/about").await;
    assert_eq!((moved.status, moved.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, "/about-us"));
    site.owner.writing(page).await.unwrap().withdraw().await.unwrap();
    for path in ["/about", "/about-us"] {
        assert_eq!(site.get(path).await.status, StatusCode::GONE, "{path}");
    }
    assert!(!site.get("/sitemaps/pages.xml").await.body.contains("about"));
}

#[tokio::test]
async fn an_address_that_leads_nowhere_has_the_menus_as_they_were_saved() {
    let site = Site::new().await;
    let session = site.scene.session("Vera", Role::Editor).await;
    assert!(!site.get("/nowhere").await.body.contains("Sanderling"));
    let ask = r#"{"ask":{"based_on":0,"head":[{"label":"Sanderling","target":{"own":"home"}}],"foot":[]}}"#;
    let call = Request::post("/admin/api/save_menus")
        .header(header::ORIGIN, "http://127.0.0.1:3000")
        .header(header::COOKIE, format!("__Host-lantern={}", session.secret()))
        .header(header::CONTENT_TYPE, "application/json");
    let answer = site.ask(call.body(Body::from(ask)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let (page, queries) = site.scene.counted(site.get("/nowhere")).await;
    assert!(page.body.contains("Sanderling"));
    assert!(queries <= 1, "L4: {queries}");
}
