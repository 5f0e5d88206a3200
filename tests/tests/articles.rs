//! Articles over HTTP: what is published is what its publisher has read.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use domain::accounts::Role;
use serde_json::{Value, json};
use tests::{Person, Site};

/// The versions of what the editor has before them, as their browser sends them.
async fn seen(editor: &Person, article: &str) -> Value {
    let page = editor.call("article", json!({ "article": article })).await.json();
    let slides: Vec<Value> = page["slides"]
        .as_array()
        .unwrap()
        .iter()
        .map(|slide| json!({ "slide": slide["id"], "version": slide["version"], "files": [] }))
        .collect();
    json!({ "head": page["head"]["version"], "slides": slides })
}

#[tokio::test]
async fn a02_what_a_contributor_changed_after_it_was_read_is_not_published() {
    let site = Site::start().await;
    let contributor = site.sign_in(Role::Contributor).await;
    let editor = site.sign_in(Role::Editor).await;
    let article: String =
        serde_json::from_value(contributor.call("start_article", json!({ "title": "Lamps" })).await.json()).unwrap();
    let first = seen(&contributor, &article).await["slides"][0]["slide"].clone();
    let save = |based_on: i32, body: &str| {
        let ask = json!({ "slide": first, "based_on": based_on, "heading": "", "body": body, "pictures": [] });
        json!({ "article": article, "ask": ask })
    };
    assert_eq!(contributor.call("save_slide", save(1, "A lamp.")).await.status, 200);
    assert_eq!(contributor.call("hand_in", json!({ "article": article })).await.status, 200);

    let read = seen(&editor, &article).await;
    assert_eq!(contributor.call("take_back", json!({ "article": article })).await.status, 200);
    assert_eq!(contributor.call("save_slide", save(2, "Something else.")).await.status, 200);
    let answer = editor.call("publish", json!({ "article": article, "seen": read })).await;
    assert_eq!((answer.status, answer.json()["kind"].clone()), (409, json!("Stale")));
    assert_eq!(site.get("/lamps").await.status, 404);

    let read = seen(&editor, &article).await;
    assert_eq!(editor.call("publish", json!({ "article": article, "seen": read })).await.status, 200);
    assert!(site.get("/lamps").await.body.contains("Something else."));
}
