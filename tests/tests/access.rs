//! The access table, walked: every address, every caller, every method, every way to write a path differently.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use domain::accounts::{Audience, Role};
use reqwest::Method;
use server::access::{Entry, Kind};
use std::collections::{BTreeMap, BTreeSet};
use tests::{Answer, Person, Site};

/// What every address of the site is, as the program itself says.
async fn entries() -> Vec<Entry> {
    let scene = domain::scene::Scene::on(domain::scene::Backend::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let config = server::config::Config::of_folder(folder.path(), "127.0.0.1:3000".parse().unwrap());
    let media = server::serve::open_media(&config).unwrap();
    let (state, _) = server::serve::state(config, scene.store.clone(), media).await.unwrap();
    server::router::table(state).entries
}

/// The path with something in the place of each name in braces.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "something" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn asked(person: &Person, entry: &Entry) -> Answer {
    let request = person.request(entry.method.clone(), &filled(&entry.path));
    Answer::of(match (entry.method == Method::GET, entry.kind) {
        (true, _) => request,
        (false, Kind::Call) => request.json(&serde_json::json!({})),
        (false, _) => request.form(&[("nothing", "")]),
    })
    .await
}

/// Whether the answer is one that turns somebody away.
fn is_turned_away(answer: &Answer) -> bool {
    matches!(answer.status, 401 | 403) || answer.header("location").starts_with("/sign-in?next=")
}

#[tokio::test]
async fn a01_every_server_function_is_in_the_list_of_calls() {
    let table = entries().await;
    let mut served: BTreeSet<String> = table
        .iter()
        .filter(|entry| entry.kind == Kind::Call && entry.path.starts_with("/admin/api/"))
        .map(|entry| entry.path.to_string())
        .collect();
    for (path, method) in server_fn::axum::server_fn_paths() {
        assert_eq!(method, Method::POST, "c02: {path} changes something by GET");
        served.remove(path);
        assert!(table.iter().any(|entry| entry.path == path), "{path} is not in the table");
    }
    server::router::unlisted_calls().unwrap();
    assert_eq!(server_fn::axum::server_fn_paths().count(), app::calls::list().len());
}

#[tokio::test]
async fn a01_every_address_serves_whom_the_table_says_and_nobody_else() {
    let site = Site::start().await;
    for entry in entries().await {
        let callers = [None].into_iter().chain(Role::ALL.into_iter().filter(|role| *role != Role::Owner).map(Some));
        for role in callers {
            let person = match role {
                Some(role) => site.sign_in(role).await,
                None => site.stranger(),
            };
            let answer = asked(&person, &entry).await;
            let who = format!("{} {} for {role:?}: {} {}", entry.method, entry.path, answer.status, answer.body);
            if entry.serves.serves(role) {
                assert!(!is_turned_away(&answer), "{who}");
                assert_ne!(answer.status, 500, "{who}");
            } else {
                let expected = match (role, entry.kind, &entry.method) {
                    (None, Kind::Admin, &Method::GET) => 303,
                    (None, _, _) => 401,
                    (Some(_), _, _) => 403,
                };
                assert_eq!(answer.status, expected, "{who}");
                assert_eq!(answer.header("cache-control"), "no-store", "{who}");
            }
        }
    }
}

#[tokio::test]
async fn a01_the_owner_is_let_in_everywhere() {
    let site = Site::start().await;
    for entry in entries().await {
        let mut owner = site.stranger();
        let form = [("email", "marit@example.org"), ("password", domain::scene::PASSWORD)];
        owner.keep(&owner.post("/sign-in", &form).await);
        let answer = asked(&owner, &entry).await;
        assert!(!is_turned_away(&answer) && answer.status != 500, "{} {}: {}", entry.method, entry.path, answer.status);
    }
}

#[tokio::test]
async fn a01_h06_every_other_method_is_refused_with_those_that_are_taken() {
    let site = Site::start().await;
    let mut taken: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for entry in entries().await {
        let methods = taken.entry(entry.path.to_string()).or_default();
        methods.insert(entry.method.to_string());
        if entry.method == Method::GET {
            methods.insert("HEAD".to_owned());
        }
    }
    for (path, methods) in taken {
        for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GETX"] {
            if methods.contains(method) {
                continue;
            }
            let same_origin = [("Sec-Fetch-Site", "same-origin"), ("Content-Length", "0")];
            let answer = site.ask(method, &filled(&path), &same_origin).await;
            if method == "CONNECT" {
                // Its target is no path at all: the server may find it malformed before anybody looks at the method.
                assert!(matches!(answer.status, 400 | 405), "{method} {path}: {}", answer.status);
                continue;
            }
            assert_eq!(answer.status, 405, "{method} {path}");
            if matches!(method, "PUT" | "PATCH" | "DELETE" | "OPTIONS") {
                let allowed: BTreeSet<String> = answer.header("allow").split(',').map(|one| one.trim().to_owned()).collect();
                assert_eq!(allowed, methods, "{method} {path}");
            } else {
                assert!(!answer.header("allow").is_empty(), "{method} {path}");
            }
        }
    }
}

#[tokio::test]
async fn a01_h07_another_way_to_write_a_path_is_another_path_and_leads_nowhere() {
    let site = Site::start().await;
    let admin = site.sign_in(Role::Admin).await;
    let cookie = format!("__Host-lantern={}", admin.cookies["__Host-lantern"]);
    for entry in entries().await.into_iter().filter(|entry| entry.serves != Audience::Everybody) {
        let path = filled(&entry.path);
        let encoded =
            path.bytes().map(|byte| if byte == b'/' { "/".to_owned() } else { format!("%{byte:02x}") }).collect::<String>();
        let upper = path.to_uppercase();
        let variants = [
            format!("/{path}"),
            format!("/.{path}"),
            format!("/x/..{path}"),
            format!("/%2e{path}"),
            format!("{path}/"),
            format!("{path}//"),
            format!("{path}/."),
            format!("{path}/.."),
            format!("{path}%2f"),
            format!("{path}%00"),
            format!("{path};x"),
            format!("{path};.css"),
            format!("{path}/x.css"),
            format!("{path}.css"),
            format!("{path}%20"),
            format!("/{}", path[1..].replace('/', "%2f")),
            path.replace("/admin", "/admin/"),
            encoded,
            upper,
        ];
        for variant in variants.iter().filter(|variant| **variant != path) {
            for lines in [vec![], vec![("Cookie", cookie.as_str())]] {
                let lines = [lines, vec![("Sec-Fetch-Site", "same-origin"), ("Content-Length", "0")]].concat();
                let answer = site.ask(entry.method.as_str(), variant, &lines).await;
                assert!(matches!(answer.status, 400 | 404 | 405), "{} {variant}: {}", entry.method, answer.status);
            }
        }
    }
}

#[tokio::test]
async fn c02_safe_methods_change_nothing() {
    let site = Site::start().await;
    let admin = site.sign_in(Role::Admin).await;
    let author = site.sign_in(Role::Author).await;
    let article = site.scene.published(author.caller.as_ref().unwrap(), "Lamps", 2).await;
    let page = author.call("article", serde_json::json!({ "article": article })).await.json();
    let slide = page["slides"][0]["id"].as_str().unwrap().to_owned();
    let before = site.scene.everything().await;
    for entry in entries().await {
        let path = entry.path.replace("{id}", &if entry.path.starts_with("/admin") { article.to_string() } else { slide.clone() });
        let path = filled(&path.replace("{slug}", "lamps").replace("{handle}", "marit"));
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            Answer::of(admin.request(method, &path)).await;
        }
    }
    assert_eq!(site.scene.everything().await, before);
    assert_eq!(admin.get("/admin").await.status, 200, "signing out is a POST");
}

#[tokio::test]
async fn a03_no_call_takes_more_than_it_asks_for() {
    let site = Site::start().await;
    let admin = site.sign_in(Role::Admin).await;
    let mut served = 0;
    for call in app::calls::list() {
        let endpoint = call.path.trim_start_matches("/admin/api/");
        let status = async |input: serde_json::Value| admin.call(endpoint, input).await.status;
        if status(serde_json::json!({})).await == 200 {
            served += 1;
            let before = site.scene.everything().await;
            for name in ["role", "author_id", "status", "verified", "published_at"] {
                assert_eq!(status(serde_json::json!({ name: "owner" })).await, 422, "{endpoint} took `{name}`");
            }
            assert_eq!(site.scene.everything().await, before, "{endpoint}");
        }
    }
    assert!(served > 5, "{served} calls take nothing at all");
    let bio = serde_json::json!({ "bio": "A *lamp*." });
    assert_eq!(admin.call("preview_bio", bio).await.status, 200);
    let bio = serde_json::json!({ "bio": "A *lamp*.", "role": "owner" });
    assert_eq!(admin.call("preview_bio", bio).await.status, 422);
}

#[tokio::test]
async fn c02_calls_take_json_and_uploads_a_form_and_nothing_else() {
    let site = Site::start().await;
    let admin = site.sign_in(Role::Admin).await;
    for entry in entries().await.into_iter().filter(|entry| entry.kind == Kind::Call && entry.path.starts_with("/admin/api/")) {
        for kind in ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", ""] {
            if entry.path == app::media::UPLOAD && kind.starts_with("multipart/") {
                continue;
            }
            let request = admin.request(Method::POST, &entry.path).header("content-type", kind).body("{}");
            let answer = Answer::of(request).await;
            assert_eq!(
                (answer.status, answer.header("content-type")),
                (415, "application/problem+json"),
                "{} {kind}",
                entry.path
            );
        }
    }
}
