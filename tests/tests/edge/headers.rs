//! The headers of every kind of answer, as the table of security has them.

use crate::{site, site_with};
use domain::accounts::Role;
use reqwest::Method;
use serde_json::json;
use server::access::Kind;
use server::config::BaseUrl;
use tests::Answer;

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
        Kind::Feed => (MEDIA_POLICY, false, "cross-origin", None, "no-referrer", Some("Accept-Encoding"), false),
        Kind::Call | Kind::Plain => (API_POLICY, true, "same-origin", None, "no-referrer", Some("Authorization, Origin"), false),
        Kind::Asset => (API_POLICY, false, "same-origin", None, "no-referrer", Some("Accept-Encoding"), false),
    };
    let mut lines = Vec::new();
    lines.extend((kind == Kind::Feed).then(|| "access-control-allow-origin: *".to_owned()));
    lines.extend([format!("cache-control: {caching}"), format!("content-security-policy: {policy}")]);
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
        (site.get("/feed.xml").await, Kind::Feed, 200, "public, max-age=300"),
        (editor.get("/feed.json").await, Kind::Feed, 200, "public, max-age=300"),
        (site.get("/by/nobody/atom.xml").await, Kind::Feed, 404, "public, max-age=60"),
        (asked(Method::PUT, "/sitemap.xml").await, Kind::Feed, 405, "no-store"),
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
