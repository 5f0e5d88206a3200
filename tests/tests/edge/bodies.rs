//! How much of a body is read.

use crate::{FORM, site};
use domain::accounts::Role;
use reqwest::Method;
use serde_json::json;
use server::access::Entry;
use server::access::Kind;
use server::access::Table;
use server::edge::Posted;
use tests::Answer;
use tests::Site;

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
    let refused = editor.call("whoami", json!({ "more": "x".repeat(64 * 1024) })).await;
    assert_eq!((refused.status, refused.header("content-type")), (413, "application/problem+json"));
    // A call that carries a text takes more than one that does not.
    let page = format!("Lamps\n\n{}", "A lamp. ".repeat(40_000));
    assert_eq!(editor.call("split_page", json!({ "text": page })).await.status, 200);
    assert_eq!(editor.call("split_page", json!({ "text": "x".repeat(512 * 1024) })).await.status, 413);
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
