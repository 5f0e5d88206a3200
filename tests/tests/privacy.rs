//! What people type and bring along stays out of the log and of whatever the site keeps (security D2).

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use domain::scene::PASSWORD;
use reqwest::Method;
use serde_json::json;
use server::access::{Entry, Kind};
use std::fs;
use std::io;
use std::sync::{Arc, Mutex};
use tests::{Answer, Person, Program, Site};

/// A word of each kind that must show up nowhere.
const CANARIES: [&str; 9] = [
    "canary-password-1",
    "canary-code-2",
    "canary-token-3",
    "canary-cookie-4",
    "canary-body-5",
    "canary-query-6",
    "canary-agent-7",
    "canary-site-8",
    "198.51.100.99",
];

/// A word that the site keeps for those who wrote it, and that no log has.
const KEPT: &str = "canary-text-9";

#[tokio::test]
async fn d02_nothing_that_people_send_is_in_the_log_or_kept_where_it_does_not_belong() {
    let program = Program::new();
    let arguments = ["--log-level", "debug", "--log-format", "json", "--trusted-proxies", "127.0.0.1"];
    let mut serving = program.serve(&arguments).await;
    let code = serving.code().await;
    let eve = serving
        .stranger()
        .with_cookie("__Host-lantern", "canary-cookie-4")
        .with_cookie("__Host-ln_dev", "canary-cookie-4")
        .with_cookie("other", "canary-token-3");
    let form = |code: &'static str| {
        [
            ("code", code),
            ("site_title", "canary-site-8"),
            ("name", "canary-body-5"),
            ("email", "canary-body-5@example.org"),
            ("password", "canary-password-1"),
        ]
    };
    let sent = async |method: Method, path: &str, fields: &[(&str, &str)]| {
        let request = eve.request(method, path).header("user-agent", "canary-agent-7").header("x-forwarded-for", "198.51.100.99");
        Answer::of(
            request.header("authorization", "Bearer canary-token-3").header("referer", "https://x/?canary-query-6").form(fields),
        )
        .await
    };
    sent(Method::POST, "/setup", &form("canary-code-2")).await;
    sent(Method::POST, "/setup?canary-query-6=1", &[("canary-body-5", "x")]).await;
    let owner = [
        ("code", code.as_str()),
        ("site_title", "Slow Light"),
        ("name", "Marit Olsen"),
        ("email", "marit@example.org"),
        ("password", PASSWORD),
    ];
    let mut marit = serving.stranger();
    marit.keep(&marit.post("/setup", &owner).await);

    for path in ["/sign-in", "/sign-in?next=/canary-query-6", "/theme", "/sign-out", "/canary-body-5", "/admin/api/whoami"] {
        sent(
            Method::POST,
            path,
            &[("email", "canary-body-5@example.org"), ("password", "canary-password-1"), ("next", "/canary-query-6")],
        )
        .await;
        sent(Method::POST, path, &[("canary-body-5", "canary-body-5")]).await;
        sent(Method::GET, path, &[]).await;
    }
    for ask in [
        json!({ "current": "canary-password-1", "new": "canary-password-1" }),
        json!({ "current": PASSWORD, "new": "canary-1" }),
        json!({ "current": PASSWORD, "new": "canary-password-1", "canary-body-5": 1 }),
    ] {
        marit.call("change_password", json!({ "ask": ask })).await;
    }
    marit.call("add_account", json!({ "ask": { "name": "canary-body-5", "email": "canary-body-5", "role": "editor" } })).await;
    let changed = marit.call("change_password", json!({ "ask": { "current": PASSWORD, "new": "canary-password-1" } })).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    marit.keep(&changed);
    let token = marit.cookies["__Host-lantern"].clone();
    assert_eq!(marit.get("/admin").await.status, 200);

    write_everywhere(&marit).await;

    assert!(serving.stop().await.success());
    let log = serving.rest().await;
    assert!(log.contains("\"answered\"") && log.contains("/sign-in"), "there is a log to look at: {log}");
    for line in log.lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap_or_else(|_| panic!("o08: not a line of JSON: {line}"));
    }
    for canary in CANARIES.into_iter().chain([KEPT, token.as_str(), PASSWORD, "marit@example.org", code.as_str()]) {
        assert!(!log.contains(canary), "{canary} is in the log:\n{log}");
    }
    let kept: Vec<u8> =
        ["lantern.db", "lantern.db-wal"].iter().filter_map(|file| fs::read(program.data().join(file)).ok()).flatten().collect();
    assert!(contains(&kept, "marit@example.org"), "there is a database to look at");
    for canary in CANARIES.into_iter().filter(|canary| *canary != "canary-agent-7").chain([token.as_str(), PASSWORD]) {
        assert!(!contains(&kept, canary), "{canary} is in the database");
    }
}

/// Sends a text that the site may keep, but no log, through what takes texts: saved, refused, and of a wrong form.
async fn write_everywhere(marit: &Person) {
    let article = marit.call("start_article", json!({ "title": KEPT })).await.json();
    let page = marit.call("article", json!({ "article": article })).await.json();
    let slide = &page["slides"][0];
    for based_on in [slide["version"].clone(), json!(-1), json!(KEPT)] {
        let ask = json!({ "slide": slide["id"], "based_on": based_on, "heading": KEPT, "body": KEPT, "pictures": [] });
        marit.call("save_slide", json!({ "article": article, "ask": ask })).await;
    }
    assert_eq!(marit.call("split_page", json!({ "text": format!("{KEPT}\n\n{KEPT}") })).await.status, 200);
    assert_eq!(marit.call("preview_bio", json!({ "bio": KEPT })).await.status, 200);
    marit.call("decide", json!({ "ask": { "comment": KEPT, "seen": 1, "verdict": KEPT, "note": KEPT } })).await;
    let form = [("token", KEPT), ("website", ""), ("name", KEPT), ("email", KEPT), ("slide", ""), ("body", KEPT)];
    marit.post(&format!("/{KEPT}/comments"), &form).await;
    let file = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{KEPT}.jpg\"\r\nContent-Type: {KEPT}\r\n\r\n{KEPT}\r\n--x--\r\n"
    );
    let upload = marit.request(Method::POST, app::media::UPLOAD).header("content-type", "multipart/form-data; boundary=x");
    assert_eq!(Answer::of(upload.body(file)).await.status, 415);
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// A log that is kept in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn d02_x04_what_a_handler_says_when_it_falls_is_in_no_log_and_on_no_page() {
    let log = Kept::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .init();
    server::logs::quiet_panics();
    let more = |table: server::access::Table| {
        table.add(Entry::post("/test-fall", Kind::Page), async |body: String| -> String { panic!("it was {body}") })
    };
    let site = Site::with(|config| config, more).await;
    let fell = Answer::of(site.stranger().request(Method::POST, "/test-fall").body("canary-body-5")).await;
    let said = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert_eq!(fell.status, 500);
    assert!(
        said.contains("a handler panicked") && said.contains("a panic") && said.contains(fell.header("x-request-id")),
        "{said}"
    );
    assert!(!said.contains("canary") && !fell.body.contains("canary"), "{said}");
}
