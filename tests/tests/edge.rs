//! What holds at the edge for every request and every answer.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use axum::http::header;
use domain::accounts::Role;
use domain::scene::PASSWORD;
use reqwest::Method;
use serde_json::json;
use server::access::{Entry, Kind, Table};
use server::config::{BaseUrl, Config};
use server::edge::Posted;
use std::collections::BTreeMap;
use tests::{Answer, Site};

/// A site with one address of each kind that the table of headers knows.
async fn site_with(change: impl FnOnce(Config) -> Config) -> Site {
    let more = |table: Table| {
        table
            .add(Entry::get("/test-page", Kind::Page), async || "a page")
            .add(Entry::get("/test-picture", Kind::Media), async || "a picture")
            .add(Entry::get("/test-asset", Kind::Asset), async || "an asset")
            .add(Entry::get("/test-fall", Kind::Page), async || -> String { panic!("a-canary in a panic") })
            .add(Entry::get("/test-admin-fall", Kind::Admin), async || -> String { panic!("a-canary in a panic") })
            .add(Entry::post("/test-call-fall", Kind::Call), async || -> String { panic!("a-canary in a panic") })
            .add(Entry::post("/test-form", Kind::Page).with_body(100), async |Posted(form): Posted<BTreeMap<String, String>>| {
                form.len().to_string()
            })
            .add(Entry::post("/test-strangers", Kind::Page).from_strangers(), async || "held")
    };
    Site::with(change, more).await
}

async fn site() -> Site {
    site_with(|config| config).await
}

const PUBLIC_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const ADMIN_POLICY: &str = "default-src 'none'; script-src 'nonce-…' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self' 'nonce-…'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default";
const MEDIA_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
const ADMIN_PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

/// The headers of the table as the answer has them, `name: value`, with the nonce written as `…`.
fn of_the_table(answer: &Answer) -> Vec<String> {
    const NAMES: [&str; 14] = [
        "access-control-allow-origin",
        "cache-control",
        "content-security-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "permissions-policy",
        "referrer-policy",
        "server",
        "strict-transport-security",
        "vary",
        "x-content-type-options",
        "x-frame-options",
        "x-powered-by",
        "x-robots-tag",
    ];
    let mut found = Vec::new();
    for name in NAMES {
        for value in answer.headers.get_all(name) {
            let value = value.to_str().expect("headers of ours are of visible ASCII characters");
            let value = match nonce(value) {
                Some(nonce) => value.replace(nonce, "…"),
                None => value.to_owned(),
            };
            found.push(format!("{name}: {value}"));
        }
    }
    found
}

fn nonce(policy: &str) -> Option<&str> {
    policy.split_once("'nonce-").and_then(|(_, rest)| rest.split('\'').next())
}

/// The table of security, section 3, as it is written there.
fn table_of(kind: Kind, caching: &str) -> Vec<String> {
    let (policy, coop, corp, permissions, referrer, vary, robots) = match kind {
        Kind::Page => (
            PUBLIC_POLICY,
            true,
            "same-origin",
            Some(PERMISSIONS),
            "strict-origin-when-cross-origin",
            Some("Cookie, Accept-Encoding"),
            false,
        ),
        Kind::Admin => (ADMIN_POLICY, true, "same-origin", Some(ADMIN_PERMISSIONS), "same-origin", None, true),
        Kind::Media => (MEDIA_POLICY, false, "cross-origin", None, "no-referrer", None, false),
        Kind::Call | Kind::Plain => (API_POLICY, true, "same-origin", None, "no-referrer", Some("Authorization, Origin"), false),
        Kind::Asset => (API_POLICY, false, "same-origin", None, "no-referrer", Some("Accept-Encoding"), false),
    };
    let mut lines = vec![format!("cache-control: {caching}"), format!("content-security-policy: {policy}")];
    lines.extend(coop.then(|| "cross-origin-opener-policy: same-origin".to_owned()));
    lines.push(format!("cross-origin-resource-policy: {corp}"));
    lines.extend(permissions.map(|value| format!("permissions-policy: {value}")));
    lines.push(format!("referrer-policy: {referrer}"));
    lines.extend(vary.map(|value| format!("vary: {value}")));
    lines.push("x-content-type-options: nosniff".to_owned());
    lines.push("x-frame-options: DENY".to_owned());
    lines.extend(robots.then(|| "x-robots-tag: noindex".to_owned()));
    lines
}

#[tokio::test]
async fn the_table_of_headers_holds_exactly() {
    let site = site().await;
    let editor = site.sign_in(Role::Editor).await;
    let asked = async |method: Method, path: &str| Answer::of(site.stranger().request(method, path)).await;
    for (answer, kind, status, caching) in [
        (site.get("/test-page").await, Kind::Page, 200, "public, max-age=0, must-revalidate"),
        (site.get("/nothing-here").await, Kind::Page, 404, "public, max-age=60"),
        (site.get("/test-fall").await, Kind::Page, 500, "no-store"),
        (asked(Method::PUT, "/test-page").await, Kind::Page, 405, "no-store"),
        (editor.get("/test-page").await, Kind::Page, 200, "private, no-store"),
        (editor.get("/nothing-here").await, Kind::Page, 404, "private, no-store"),
        (site.get("/sign-in").await, Kind::Admin, 200, "no-store"),
        (site.get("/setup").await, Kind::Admin, 404, "no-store"),
        (site.get("/admin").await, Kind::Admin, 303, "no-store"),
        (editor.get("/admin").await, Kind::Admin, 200, "no-store"),
        (asked(Method::DELETE, "/admin").await, Kind::Admin, 405, "no-store"),
        (site.get("/test-picture").await, Kind::Media, 200, "private, no-store"),
        (site.get("/test-asset").await, Kind::Asset, 200, "public, max-age=31536000, immutable"),
        (site.get("/assets/no-such.css").await, Kind::Asset, 404, "no-store"),
        (editor.call("whoami", json!({})).await, Kind::Call, 200, "no-store"),
        (site.stranger().call("whoami", json!({})).await, Kind::Call, 401, "no-store"),
        (site.get("/health").await, Kind::Plain, 200, "no-store"),
    ] {
        assert_eq!(answer.status, status, "{kind:?}");
        assert_eq!(of_the_table(&answer), table_of(kind, caching), "{kind:?} {status}");
        assert_eq!(answer.header("x-request-id").len(), 16, "{kind:?} {status}");
        let content = answer.header("content-type");
        assert!(!content.starts_with("text/") || content.ends_with("; charset=utf-8"), "{kind:?} {status}: {content}");
    }
}

#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    let site = site_with(|mut config| {
        config.aliases = vec![config.base_url.host().to_owned()];
        config.base_url = BaseUrl::parse("https://slowlight.example").unwrap();
        config
    })
    .await;
    assert_eq!(site.get("/test-page").await.header("strict-transport-security"), "max-age=31536000");
}

#[tokio::test]
async fn o05_every_admin_page_has_a_nonce_of_its_own_and_public_pages_have_none() {
    let site = site().await;
    let editor = site.sign_in(Role::Editor).await;
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..3 {
        for path in ["/admin", "/sign-in"] {
            let answer = editor.get(path).await;
            let policy = answer.header("content-security-policy").to_owned();
            let nonce = nonce(&policy).unwrap().to_owned();
            // Base64 of at least 16 bytes.
            assert!(nonce.len() >= 22, "{nonce}");
            assert!(path == "/sign-in" || answer.body.contains(&format!("nonce=\"{nonce}\"")), "{path}");
            assert!(seen.insert(nonce));
        }
    }
    for path in ["/test-page", "/nothing-here", "/test-fall"] {
        let answer = site.get(path).await;
        let policy = answer.header("content-security-policy");
        assert!(!policy.contains("nonce") && !policy.contains("unsafe"), "{path}");
        assert!(!answer.body.contains("<script") && !answer.body.contains("style=") && !answer.body.contains("<style"), "{path}");
    }
}

const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn c01_what_changes_something_comes_from_a_page_of_this_site() {
    let site = site().await;
    let own = site.address.clone();
    let localhost = own.replace("127.0.0.1", "localhost");
    let theme = async |lines: &[(&str, &str)]| {
        let lines = [lines, &[FORM, ("Content-Length", "0")]].concat();
        site.ask("POST", "/theme", &lines).await.status
    };
    let is_let_in = |status: u16| status == 422;
    for lines in [
        vec![("Origin", own.as_str())],
        vec![("Sec-Fetch-Site", "same-origin")],
        vec![("Sec-Fetch-Site", "none")],
        vec![("Sec-Fetch-Site", "same-origin"), ("Origin", own.as_str())],
    ] {
        assert!(is_let_in(theme(&lines).await), "{lines:?}");
    }
    for lines in [
        vec![("Sec-Fetch-Site", "cross-site")],
        vec![("Sec-Fetch-Site", "same-site")],
        vec![("Sec-Fetch-Site", "cross-site"), ("Origin", own.as_str())],
        vec![("Origin", "null")],
        vec![("Origin", "https://evil.example")],
        // The same machine under another name is another origin.
        vec![("Origin", localhost.as_str())],
        vec![],
    ] {
        assert_eq!(theme(&lines).await, 403, "{lines:?}");
    }
}

#[tokio::test]
async fn c01_h04_on_loopback_the_origin_is_that_of_the_name_that_was_asked() {
    let site = site().await;
    let localhost = site.address.replace("127.0.0.1", "localhost");
    let host = localhost.trim_start_matches("http://");
    let head =
        format!("POST /theme HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n{}: {}\r\n", FORM.0, FORM.1);
    assert_eq!(site.raw(&format!("{head}Origin: {localhost}\r\n\r\n")).await.status, 422);
    assert_eq!(site.raw(&format!("{head}Origin: {}\r\n\r\n", site.address)).await.status, 403);
}

#[tokio::test]
async fn c01_without_either_header_only_a_stranger_without_a_cookie_gets_to_what_is_open_to_strangers() {
    let site = site().await;
    let sent = async |path: &str, lines: &[(&str, &str)]| {
        site.ask("POST", path, &[lines, &[FORM, ("Content-Length", "0")]].concat()).await
    };
    assert_eq!(sent("/test-strangers", &[]).await.body, "held");
    for cookie in ["__Host-lantern=x", "__Host-ln_dev=x", "a=b; __Host-ln_theme=dark"] {
        let refused = sent("/test-strangers", &[("Cookie", cookie)]).await;
        assert_eq!(refused.status, 403, "{cookie}");
        assert!(refused.body.contains("proxy"), "it is told why: {}", refused.body);
    }
    assert_eq!(sent("/test-strangers", &[("Cookie", "foreign=1")]).await.status, 200);
    assert_eq!(sent("/test-strangers", &[("Sec-Fetch-Site", "cross-site")]).await.status, 403);
    for path in ["/sign-in", "/theme", "/sign-out"] {
        assert_eq!(sent(path, &[]).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn h04_a_request_names_the_host_of_the_site_once() {
    let site = site().await;
    let asked =
        async |lines: &str| site.raw(&format!("GET /test-page HTTP/1.1\r\n{lines}Connection: close\r\n\r\n")).await.status;
    assert_eq!(asked("Host: {host}\r\n").await, 200);
    for lines in [
        "",
        "Host: {host}\r\nHost: {host}\r\n",
        "Host: {host}\r\nHost: evil.example\r\n",
        "Host: \r\n",
        "Host: a b\r\n",
        "Host: x@{host}\r\n",
    ] {
        assert_eq!(asked(lines).await, 400, "{lines:?}");
    }
    for lines in [
        "Host: evil.example\r\n",
        "Host: 127.0.0.1\r\n",
        "Host: localhost\r\n",
        "Host: evil.example\r\nX-Forwarded-Host: {host}\r\n",
    ] {
        assert_eq!(asked(lines).await, 421, "{lines:?}");
    }
    let absolute = "GET http://evil.example/test-page HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n";
    assert_eq!(site.raw(absolute).await.status, 400);
}

#[tokio::test]
async fn h04_nothing_that_is_said_about_the_host_gets_into_a_page_or_a_redirect() {
    let site = site().await;
    let lines = [
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "host=evil.example"),
        ("X-Host", "evil.example"),
        ("X-Forwarded-Prefix", "//evil.example"),
    ];
    for path in ["/nothing-here", "/sign-in", "/admin"] {
        let answer = site.ask("GET", path, &lines).await;
        assert!(!answer.body.contains("evil") && !answer.header("location").contains("evil"), "{path}");
    }
}

#[tokio::test]
async fn h04_a_length_said_in_two_ways_is_refused_and_the_line_is_shut() {
    let site = site().await;
    let sent = async |lines: &str, body: &str| {
        let head = "POST /theme HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        site.raw(&format!("{head}{lines}\r\n{body}")).await
    };
    for lines in [
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 5\r\n",
    ] {
        // The answer is read to the end of the line: were it kept open, this would wait for ever.
        let answer = sent(lines, "0\r\n\r\nGET /smuggled HTTP/1.1\r\n").await;
        assert_eq!(answer.status, 400, "{lines:?}");
        assert!(!answer.body.contains("HTTP/1.1"), "{lines:?}: a second answer came: {}", answer.body);
    }
}

#[tokio::test]
async fn h01_a_body_larger_than_its_address_takes_is_refused() {
    let site = site().await;
    let sent = async |text: &str| {
        let request = site.stranger().request(Method::POST, "/test-form").header(FORM.0, FORM.1).body(text.to_owned());
        Answer::of(request).await
    };
    let fits = format!("a={}", "x".repeat(98));
    assert_eq!(sent(&fits).await.body, "1");
    let refused = sent(&format!("{fits}x")).await;
    assert_eq!(refused.status, 413);
    assert!(refused.body.contains("more than fits"), "{}", refused.body);

    // What is too large by its own word is refused before any of it is sent.
    let huge = [FORM, ("Sec-Fetch-Site", "same-origin"), ("Content-Length", "4000000000")];
    assert_eq!(site.ask("POST", "/sign-in", &huge).await.status, 413);
    let editor = site.sign_in(Role::Editor).await;
    let refused = editor.call("whoami", json!({ "more": "x".repeat(512 * 1024) })).await;
    assert_eq!((refused.status, refused.header("content-type")), (413, "application/problem+json"));
    let get = [("Content-Length", "1")];
    assert_eq!(site.ask("GET", "/test-page", &get).await.status, 413);
}

#[tokio::test]
async fn h01_a_form_has_at_most_two_hundred_fields() {
    let more = |table: Table| {
        table.add(Entry::post("/test-form", Kind::Page), async |Posted(form): Posted<Vec<(String, String)>>| {
            form.len().to_string()
        })
    };
    let site = Site::with(|config| config, more).await;
    let fields = |many: usize| vec![("a", "b"); many];
    assert_eq!(site.stranger().post("/test-form", &fields(200)).await.body, "200");
    assert_eq!(site.stranger().post("/test-form", &fields(201)).await.status, 400);
}

#[tokio::test]
async fn h01_a_form_that_is_none_of_ours_is_refused_in_our_words() {
    let site = site().await;
    let stranger = site.stranger();
    let sent = async |kind: &str, body: &'static str| {
        Answer::of(stranger.request(Method::POST, "/sign-in").header("content-type", kind).body(body)).await
    };
    let form = "application/x-www-form-urlencoded";
    for (kind, body, status) in [
        (form, "", 422),
        (form, "email=a", 422),
        (form, "email=a&password=b&role=owner", 422),
        (form, "email=a&email=b&password=c", 422),
        (form, "%%%&&&===", 422),
        ("application/json", "{}", 415),
        ("multipart/form-data; boundary=x", "--x--", 415),
        ("", "email=a&password=b", 415),
    ] {
        let answer = sent(kind, body).await;
        assert_eq!(answer.status, status, "{kind} {body}");
        for word in ["deserialize", "missing field", "duplicate", "urlencoded", "email", "role"] {
            assert!(!answer.body.contains(word), "{kind} {body}: {}", answer.body);
        }
        assert!(answer.body.contains("form"), "{kind} {body}: {}", answer.body);
    }
}

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
