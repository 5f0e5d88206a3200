//! How programs are answered: what is not there, variants of an address, and what may be done with an answer.

use crate::public::site::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};

#[tokio::test]
async fn l04_s01_a_feed_that_is_not_there_asks_once_and_tells_nothing() {
    let site = Site::new().await;
    site.scene.draft(&site.owner, "Quillwort").await;
    site.scene.topic(&site.owner, "Empty").await;
    for (path, most) in [
        ("/topics/nothing/feed.xml", 1),
        ("/topics/empty/atom.xml", 1),
        ("/topics/N/feed.json", 0),
        ("/by/nobody/feed.xml", 1),
        ("/by/marit-olsen/atom.xml", 2),
        ("/by/N/feed.json", 0),
        ("/by/a.b/feed.xml", 0),
        ("/sitemaps/1.xml", 1),
        ("/sitemaps/0.xml", 0),
        ("/sitemaps/x.xml", 0),
    ] {
        let (answer, queries) = site.scene.counted(site.get(path)).await;
        assert_eq!((answer.status, queries), (StatusCode::NOT_FOUND, most), "{path}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "public, max-age=60", "{path}");
        assert_eq!(answer.body, "There is nothing at this address.\n", "{path}");
    }
}

#[tokio::test]
async fn h07_a_variant_of_a_feeds_address_is_not_the_feed() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    for path in [
        "/feed.xml/",
        "/feed.xml;x",
        "/feed%2Exml",
        "/Feed.xml",
        "/feed.rss",
        "/lamps/feed.xml",
        "/by/%6Darit-olsen/feed.xml",
        "/by/marit-olsen/feed.xml;.css",
        "/by/marit-olsen/x.xml",
        "/sitemaps/1%2Exml",
        "/sitemaps/01.xml",
        "/sitemaps/1",
        "/sitemaps/../admin",
    ] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn o05_h07_a_feed_is_the_same_for_everybody_and_says_what_may_be_done_with_it() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    for (path, kind) in [
        ("/feed.xml", "application/rss+xml; charset=utf-8"),
        ("/by/marit-olsen/atom.xml", "application/atom+xml; charset=utf-8"),
        ("/feed.json", "application/feed+json; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/sitemaps/1.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
    ] {
        let answer = site.get(path).await;
        let policy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        for (name, value) in [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_SECURITY_POLICY, policy),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::CACHE_CONTROL, "public, max-age=300"),
            (header::VARY, "Accept-Encoding"),
            (header::REFERRER_POLICY, "no-referrer"),
        ] {
            assert_eq!(answer.header(name.clone()), value, "{name} at {path}");
        }
        let tag = answer.header(header::ETAG).to_owned();
        let again = site.get_with(path, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        let cookie = [(header::COOKIE, "__Host-ln_theme=dark; __Host-lantern=x; __Host-ln_wait=x")];
        let (theirs, asked) = site.scene.counted(site.get_with(&format!("{path}?from=x&utm=y"), &cookie)).await;
        assert_eq!((theirs.body.as_str(), theirs.header(header::ETAG)), (answer.body.as_str(), tag.as_str()), "{path}");
        assert_eq!((theirs.header(header::CACHE_CONTROL), asked), ("public, max-age=300", 0), "{path}");
        let head = site.ask(Request::head(path).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""), "{path}");
    }
}
