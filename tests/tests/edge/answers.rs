//! What an answer depends on, and what it never tells.

use crate::site;
use axum::http::header;
use domain::accounts::Role;
use domain::scene::PASSWORD;
use reqwest::Method;
use serde_json::json;
use tests::Answer;

#[tokio::test]
async fn h06_no_header_or_field_makes_another_request_of_it() {
    let site = site().await;
    let lines = [
        ("X-HTTP-Method-Override", "POST"),
        ("X-HTTP-Method", "DELETE"),
        ("X-Method-Override", "PUT"),
        ("X-Original-URL", "/admin"),
        ("X-Rewrite-URL", "/admin"),
    ];
    let answer = site.ask("GET", "/test-page?_method=POST", &lines).await;
    assert_eq!((answer.status, answer.body.as_str()), (200, "a page"));
    let answer = site
        .ask("POST", "/test-page", &[("X-HTTP-Method-Override", "GET"), ("Origin", &site.address), ("Content-Length", "0")])
        .await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET,HEAD"));
}

#[tokio::test]
async fn h06_a_head_is_a_get_without_its_body() {
    let site = site().await;
    for path in ["/test-page", "/nothing-here", "/sign-in", "/health", "/test-fall"] {
        let (get, head) = (site.get(path).await, site.ask("HEAD", path, &[]).await);
        assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{path}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{path}");
        assert_eq!(head.header("cache-control"), get.header("cache-control"), "{path}");
    }
}

#[tokio::test]
async fn h07_whatever_a_cookie_has_to_do_with_is_kept_by_nobody() {
    let site = site().await;
    for cookie in ["__Host-lantern", "__Host-ln_dev", "__Host-ln_theme"] {
        for path in ["/test-page", "/nothing-here"] {
            let answer = site.stranger().with_cookie(cookie, "x").get(path).await;
            assert_eq!(answer.header("cache-control"), "private, no-store", "{cookie} {path}");
        }
    }
    let themed = site.stranger().post("/theme", &[("theme", "dark"), ("next", "/")]).await;
    assert_eq!(themed.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn h07_what_nobody_asks_for_changes_nothing() {
    let site = site().await;
    let plain = site.get("/nothing-here").await.body;
    assert_eq!(site.get("/nothing-here?utm_source=a&x=<b>").await.body, plain);
    let lines =
        [("Accept-Language", "de"), ("X-Forwarded-For", "192.0.2.1"), ("User-Agent", "x"), ("Referer", "https://evil.example")];
    assert_eq!(site.ask("GET", "/nothing-here", &lines).await.body.len(), site.ask("GET", "/nothing-here", &[]).await.body.len());
}

#[tokio::test]
async fn h07_an_asset_below_a_page_is_nothing() {
    let site = site().await;
    let editor = site.sign_in(Role::Editor).await;
    for path in
        ["/admin/x.css", "/admin/nothing", "/admin/api", "/admin/api/nothing", "/a-slug/y.js", "/admin;x.css", "/sign-in/x.css"]
    {
        assert_eq!(editor.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn x02_no_file_of_the_disk_is_served() {
    let site = site().await;
    for path in [
        "/.git/config",
        "/.git/HEAD",
        "/.env",
        "/lantern.db",
        "/lantern.key",
        "/lantern.toml",
        "/data/lantern.db",
        "/assets/",
        "/assets",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/.hidden.css",
        "/assets/assets.json",
        "/assets.json",
        "/assets/public.css.map",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/etc/passwd",
        "/../../etc/passwd",
        "/backup.zip",
        "/server-status",
        "/metrics",
        "/assets/%ff.css",
        "/assets/a%00.css",
    ] {
        let answer = site.ask("GET", path, &[]).await;
        assert!(matches!(answer.status, 400 | 404), "{path}: {}", answer.status);
        assert!(!answer.body.contains("[workspace]") && !answer.body.contains("root:"), "{path}");
    }
}

#[tokio::test]
async fn x02_nothing_tells_the_version() {
    let site = site().await;
    let version = env!("CARGO_PKG_VERSION");
    for path in ["/nothing-here", "/sign-in", "/health", "/test-fall"] {
        let answer = site.get(path).await;
        assert!(!answer.body.contains(version), "{path}");
        for name in ["server", "x-powered-by", "via"] {
            assert!(!answer.headers.contains_key(name), "{path} {name}");
        }
    }
}

#[tokio::test]
async fn x04_a_panic_is_one_500_with_fixed_words_and_a_number() {
    let site = site().await;
    let page = site.get("/test-fall?a-canary=1").await;
    assert_eq!((page.status, page.header("content-type")), (500, "text/html; charset=utf-8"));
    assert!(page.body.contains(page.header("x-request-id")), "{}", page.body);
    for word in ["a-canary", "test-fall", "panic", "edge.rs", "src/"] {
        assert!(!page.body.contains(word), "{word}: {}", page.body);
    }
    assert_eq!(site.get("/test-admin-fall").await.status, 500);
    let call = Answer::of(site.stranger().request(Method::POST, "/test-call-fall").json(&json!({}))).await;
    assert_eq!((call.status, call.header("content-type")), (500, "application/problem+json"));
    assert_eq!(call.json()["kind"], "Broken");
    assert_eq!(site.get("/test-page").await.body, "a page", "all else goes on");
}

#[tokio::test]
async fn x04_the_number_is_ours_and_another_for_each_request() {
    let site = site().await;
    let lines = [("X-Request-Id", "chosen-by-others")];
    let (one, other) = (site.ask("GET", "/health", &lines).await, site.ask("GET", "/health", &lines).await);
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
    assert!(one.header("x-request-id").chars().all(|c| c.is_ascii_hexdigit()));
}

#[tokio::test]
async fn x04_a_session_that_cannot_be_looked_up_opens_nothing() {
    let site = site().await;
    let editor = site.sign_in(Role::Editor).await;
    site.scene.store.close().await.unwrap();
    for answer in [editor.get("/admin").await, editor.call("whoami", json!({})).await] {
        assert!(matches!(answer.status, 500 | 503), "{}", answer.status);
        assert!(!answer.body.contains("Vera") && !answer.body.to_lowercase().contains("sqlx"), "{}", answer.body);
    }
    let call = editor.call("whoami", json!({})).await;
    assert_eq!(call.header("content-type"), "application/problem+json", "the panel is told what it can read");
    let lost = site.get("/nothing-here").await;
    assert_eq!(lost.status, 500);
    assert!(lost.body.contains(lost.header("x-request-id")), "l04: {}", lost.body);
    assert_eq!(site.get("/health").await.status, 503);
}

#[tokio::test]
async fn l04_strangers_leave_no_session_behind() {
    let site = site().await;
    let marit = site.sign_in(Role::Editor).await;
    let before = marit.caller.as_ref().unwrap().own().sessions().await.unwrap().len();
    let kept = site.scene.sessions().await;
    for path in ["/", "/nothing-here", "/sign-in", "/admin", "/test-page", "/test-fall"] {
        site.get(path).await;
    }
    site.stranger().post("/sign-in", &[("email", "marit@example.org"), ("password", "somebody guesses this")]).await;
    assert_eq!(site.scene.sessions().await, kept);
    assert_eq!(before, 1);
    let entered = site.stranger().post("/sign-in", &[("email", "marit@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(entered.status, 303);
    assert_eq!(site.scene.sessions().await, kept + 1);
}

#[tokio::test]
async fn o08_no_line_end_gets_into_a_header() {
    let site = site().await;
    for path in ["/sign-in?next=/a%0d%0aSet-Cookie:%20x=y", "/admin?x=%0d%0aSet-Cookie:%20x=y", "/nothing%0d%0aSet-Cookie:%20x=y"]
    {
        let answer = site.get(path).await;
        assert!(!answer.headers.contains_key(header::SET_COOKIE.as_str()), "{path}");
    }
    let sent = site.get("/admin?x=%0d%0aSet-Cookie:%20x=y").await;
    assert_eq!((sent.status, sent.header("location")), (303, "/sign-in?next=%2Fadmin%3Fx%3D%250d%250aSet-Cookie%3A%2520x%3Dy"));
}
