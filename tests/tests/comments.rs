//! Readers comment and moderators decide, over HTTP.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use chrono::TimeDelta;
use domain::accounts::Role;
use reqwest::Method;
use serde_json::{Value, json};
use tests::{Answer, Person, Site};

const COOKIE: &str = "__Host-ln_wait";

/// A site with the articles 'Lamps' and 'Candles'.
async fn site() -> Site {
    let site = Site::start().await;
    let ana = site.scene.person("Ana Holm", Role::Author).await;
    for title in ["Lamps", "Candles"] {
        site.scene.published(&ana, title, 2).await;
    }
    site
}

/// The value of the first field of that name.
fn field<'a>(html: &'a str, name: &str) -> &'a str {
    let at = html.find(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}"));
    let tag = &html[html[..at].rfind('<').unwrap()..];
    let tag = &tag[..tag.find('>').unwrap()];
    tag.split_once("value=\"").map_or("", |(_, rest)| rest.split('"').next().unwrap())
}

/// A form as the page at the path gives it to the person, who takes ten seconds.
async fn form(site: &Site, person: &Person, path: &str) -> Vec<(&'static str, String)> {
    let page = person.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    site.scene.clock.pass(TimeDelta::seconds(10));
    vec![
        ("token", field(&page.body, "token").to_owned()),
        ("website", String::new()),
        ("name", "Anouk B.".to_owned()),
        ("email", "anouk@example.org".to_owned()),
        ("slide", String::new()),
        ("body", "What a *lamp*.".to_owned()),
    ]
}

fn set(form: &mut Vec<(&'static str, String)>, name: &'static str, value: impl Into<String>) {
    form.retain(|(other, _)| *other != name);
    form.push((name, value.into()));
}

async fn send(person: &Person, path: &str, form: &[(&'static str, String)]) -> Answer {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    person.post(path, &form).await
}

/// The comment that the answer leads to.
fn posted(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").split_once("#c-").expect("it leads to the comment").1.to_owned()
}

/// Somebody comments; the comment's id.
async fn comment(site: &Site, path: &str) -> String {
    let reader = site.stranger();
    let form = form(site, &reader, path).await;
    posted(&send(&reader, &format!("{path}/comments"), &form).await)
}

async fn decide(moderator: &Person, comment: &str, seen: i32, verdict: Value) -> Answer {
    moderator.call("decide", json!({"ask": {"comment": comment, "seen": seen, "verdict": verdict, "note": ""}})).await
}

async fn waiting(moderator: &Person) -> Value {
    moderator.call("queue", json!({"state": "pending", "after": null})).await.json()
}

#[tokio::test]
async fn a_comment_is_seen_by_its_writer_then_by_all() {
    let site = site().await;
    let mut anouk = site.stranger();
    let form = form(&site, &anouk, "/lamps").await;
    let answer = send(&anouk, "/lamps/comments", &form).await;
    let id = posted(&answer);
    assert_eq!(answer.header("location"), format!("/lamps#c-{id}"));
    let cookie = answer.header("set-cookie").to_owned();
    assert!(cookie.starts_with(COOKIE) && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    anouk.keep(&answer);

    let hers = anouk.get("/lamps").await;
    assert!(hers.body.contains(&format!("id=\"c-{id}\"")) && hers.body.contains("Waiting for review"));
    assert_eq!((hers.header("cache-control"), hers.header("etag")), ("private, no-store", ""));
    let others = site.get("/lamps").await;
    assert!(!others.body.contains("Anouk") && !others.body.contains(&id), "nobody else is shown it");
    assert_eq!(others.header("cache-control"), "public, max-age=0, must-revalidate");

    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    assert_eq!(decide(&vera, &id, 1, json!("approve")).await.status, 200);
    let seen = site.get("/lamps").await.body;
    assert!(seen.contains("<p>What a <em>lamp</em>.</p>") && seen.contains("1 comment"));
    assert!(!seen.contains("anouk@example.org") && !seen.contains("Waiting for review"));
}

#[tokio::test]
async fn a06_no_public_answer_holds_a_word_of_a_comment_that_is_not_published() {
    let site = site().await;
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    let words = ["quillwort", "brambling", "murrelet"];
    for (word, verdict) in words.into_iter().zip([None, Some(json!({"reject": {"reason": "Off"}})), Some(json!("spam"))]) {
        let reader = site.stranger();
        let mut form = form(&site, &reader, "/lamps").await;
        set(&mut form, "body", word);
        set(&mut form, "name", format!("N{word}"));
        let id = posted(&send(&reader, "/lamps/comments", &form).await);
        if let Some(verdict) = verdict {
            assert_eq!(decide(&vera, &id, 1, verdict).await.status, 200);
        }
        for path in
            ["/", "/lamps", "/lamps/slideshow", &format!("/lamps?reply={id}"), &format!("/lamps?after={id}"), "/lamps/comments"]
        {
            let answer = site.get(path).await;
            let all = format!("{:?} {}", answer.headers, answer.body);
            assert!(!all.contains(word), "{word} at {path}");
        }
    }
}

#[tokio::test]
async fn c01_a_form_with_its_token_needs_no_origin_where_no_cookie_comes_along() {
    let site = site().await;
    let reader = site.stranger();
    let form = form(&site, &reader, "/lamps").await;
    let body: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form.iter()).finish();
    let bare = async |lines: &[(&str, &str)], body: &str| {
        let more = lines.iter().map(|(name, value)| [name, ": ", value, "\r\n"].concat()).collect::<Vec<_>>().concat();
        let head = "POST /lamps/comments HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        site.raw(&format!("{head}Content-Length: {}\r\n{more}\r\n{body}", body.len())).await
    };
    assert_eq!(bare(&[], &body).await.status, 303);
    assert_eq!(bare(&[("Cookie", "__Host-ln_theme=dark")], &body).await.status, 403);
    for lines in [
        ("Sec-Fetch-Site", "cross-site"),
        ("Sec-Fetch-Site", "same-site"),
        ("Origin", "null"),
        ("Origin", "https://evil.example"),
    ] {
        assert_eq!(bare(&[lines], &body).await.status, 403, "{lines:?}");
    }
    let forged = body.replacen("token=1", "token=2", 1);
    assert_eq!(bare(&[], &forged).await.status, 422);

    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    let queue = waiting(&vera).await;
    assert_eq!(queue["counts"], json!([1, 0, 0, 0]), "one came through");
    assert!(queue["comments"]["items"][0]["because"].as_array().unwrap().contains(&json!("unmarked")), "{queue}");
}

#[tokio::test]
async fn l01_over_the_limit_the_text_stays_in_the_form() {
    let site = site().await;
    let reader = site.stranger();
    let form = form(&site, &reader, "/lamps").await;
    for _ in 0..5 {
        posted(&send(&reader, "/lamps/comments", &form).await);
    }
    let sixth = send(&reader, "/lamps/comments", &form).await;
    assert_eq!((sixth.status, sixth.header("retry-after")), (429, "600"));
    assert!(sixth.body.contains("What a *lamp*.") && sixth.body.contains("in 10 minutes"));
    assert_eq!(field(&sixth.body, "token"), form[0].1, "the token is good and stays");
}

#[tokio::test]
async fn a_refused_form_comes_back_with_all_that_was_typed() {
    let site = site().await;
    let reader = site.stranger();
    let mut form = form(&site, &reader, "/lamps").await;
    let slide = reader.get("/lamps").await.body.split("#s-").nth(2).unwrap()[..10].to_owned();
    set(&mut form, "slide", slide.clone());
    set(&mut form, "email", "anouk@example");
    set(&mut form, "body", "</textarea><script>alert(1)</script>");
    let refused = send(&reader, "/lamps/comments", &form).await;
    assert_eq!((refused.status, refused.header("cache-control")), (422, "no-store"));
    assert!(refused.header("set-cookie").is_empty());
    assert_eq!(field(&refused.body, "name"), "Anouk B.");
    assert_eq!(field(&refused.body, "email"), "anouk@example");
    assert!(refused.body.contains("&lt;/textarea>&lt;script>alert(1)") && !refused.body.contains("<script>"));
    assert!(refused.body.contains(&format!("<option value=\"{slide}\" selected")), "the slide stays chosen");
    assert!(refused.body.contains("id=\"cf-email-error\"") && !refused.body.contains("id=\"cf-name-error\""));
}

#[tokio::test]
async fn a02_a_reply_to_a_foreign_thread_is_answered_404_and_keeps_the_text() {
    let site = site().await;
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    let foreign = comment(&site, "/candles").await;
    decide(&vera, &foreign, 1, json!("approve")).await;
    let reader = site.stranger();
    for parent in [foreign.as_str(), "018f0000-0000-7000-8000-000000000001", "nonsense"] {
        let mut form = form(&site, &reader, "/lamps").await;
        set(&mut form, "parent", parent);
        let refused = send(&reader, "/lamps/comments", &form).await;
        assert_eq!(refused.status, 404, "{parent}");
        assert!(refused.body.contains("What a *lamp*.") && !refused.body.contains("name=\"parent\""), "{parent}");
    }
    let page = reader.get(&format!("/candles?reply={foreign}")).await.body;
    assert_eq!(field(&page, "parent"), foreign);
    assert!(page.contains("Answer <bdi>Anouk B.</bdi>"));
    assert!(!reader.get(&format!("/lamps?reply={foreign}")).await.body.contains("name=\"parent\""));
}

#[tokio::test]
async fn s01_a_known_and_an_unknown_address_are_answered_alike() {
    let site = site().await;
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    let known = comment(&site, "/lamps").await;
    decide(&vera, &known, 1, json!("approve")).await;
    let mut answers = Vec::new();
    // A commenter, the owner of an account, and nobody: each of the same length.
    for email in ["anouk@example.org", "marit@example.org", "nobod@example.org"] {
        let reader = site.stranger();
        let mut form = form(&site, &reader, "/lamps").await;
        set(&mut form, "email", email);
        set(&mut form, "name", "Cem");
        let answer = send(&reader, "/lamps/comments", &form).await;
        let names: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
        answers.push((answer.status, names, answer.body.len(), answer.header("set-cookie").len()));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0], answers[2]);
}

#[tokio::test]
async fn a03_a_form_with_a_field_of_its_own_making_stores_nothing() {
    let site = site().await;
    let reader = site.stranger();
    for (name, value) in
        [("state", "published"), ("person_id", "1"), ("version", "9"), ("role", "owner"), ("created_at", "2020-01-01")]
    {
        let mut form = form(&site, &reader, "/lamps").await;
        set(&mut form, name, value);
        assert_eq!(send(&reader, "/lamps/comments", &form).await.status, 422, "{name}");
    }
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    assert_eq!(waiting(&vera).await["counts"], json!([0, 0, 0, 0]));
}

#[tokio::test]
async fn h01_the_longest_comment_of_any_script_fits_and_more_is_refused() {
    let site = site().await;
    let reader = site.stranger();
    let mut form = form(&site, &reader, "/lamps").await;
    set(&mut form, "body", "🔦".repeat(10_000));
    posted(&send(&reader, "/lamps/comments", &form).await);
    set(&mut form, "body", "x".repeat(130 * 1024));
    assert_eq!(send(&reader, "/lamps/comments", &form).await.status, 413);
}

#[tokio::test]
async fn l01_a_program_that_fills_in_the_hidden_field_is_answered_as_if_it_were_taken() {
    let site = site().await;
    let reader = site.stranger();
    let mut form = form(&site, &reader, "/lamps").await;
    let person = send(&reader, "/lamps/comments", &form).await;
    set(&mut form, "website", "https://spam.example/");
    let program = send(&reader, "/lamps/comments", &form).await;
    posted(&program);
    assert_eq!(person.header("set-cookie").len(), program.header("set-cookie").len());
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    assert_eq!(waiting(&vera).await["counts"], json!([1, 0, 0, 0]));
}

#[tokio::test]
async fn the_address_of_a_refused_form_leads_back_to_the_article() {
    let site = site().await;
    let answer = site.get("/lamps/comments").await;
    assert_eq!((answer.status, answer.header("location")), (303, "/lamps#comments"));
    assert_eq!(site.get("/Lamps!/comments").await.status, 404);
    let reader = site.stranger();
    let form = form(&site, &reader, "/lamps").await;
    assert_eq!(send(&reader, "/nothing/comments", &form).await.status, 404);
}

#[tokio::test]
async fn a_comment_on_an_article_that_was_withdrawn_meanwhile_comes_back_to_be_copied() {
    let site = Site::start().await;
    let ana = site.scene.person("Ana Holm", Role::Author).await;
    let lamps = site.scene.published(&ana, "Lamps", 2).await;
    let reader = site.stranger();
    let mut form = form(&site, &reader, "/lamps").await;
    set(&mut form, "body", "What a *lamp*.</textarea><script>");
    ana.writing(lamps).await.unwrap().withdraw().await.unwrap();
    let refused = send(&reader, "/lamps/comments", &form).await;
    assert_eq!((refused.status, site.get("/lamps").await.status), (410, 410));
    assert!(refused.body.contains("What a *lamp*.&lt;/textarea>&lt;script>"), "{}", refused.body);
    assert!(!refused.body.contains("Lamps"), "{}", refused.body);
    let nowhere = send(&reader, "/nothing/comments", &form).await;
    assert!(nowhere.status == 404 && nowhere.body.contains("What a *lamp*."), "{}", nowhere.body);
}

#[tokio::test]
async fn a09_the_second_of_two_moderators_is_told_what_the_first_did() {
    let site = site().await;
    let (vera, otto) = (site.sign_in_as("Vera", Role::Moderator).await, site.sign_in_as("Otto", Role::Moderator).await);
    let id = comment(&site, "/lamps").await;
    assert_eq!(decide(&vera, &id, 1, json!("approve")).await.status, 200);
    let second = decide(&otto, &id, 1, json!({"reject": {"reason": "Off"}})).await;
    assert_eq!(second.status, 409);
    assert_eq!(second.json()["words"], "Vera approved it at 09:12.");
    let many: Vec<Value> = (0..201).map(|_| json!([id, 2])).collect();
    let many = otto.call("decide_together", json!({"ask": {"comments": many, "verdict": "spam", "note": ""}})).await;
    assert_eq!(many.status, 409, "{}", many.body);
}

#[tokio::test]
async fn a07_the_desk_shows_an_address_to_moderators_alone_and_one_at_a_time() {
    let site = site().await;
    let id = comment(&site, "/lamps").await;
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    for (call, input) in [
        ("queue", json!({"state": "pending", "after": null})),
        ("queue_item", json!({"comment": id})),
        ("comment_context", json!({"comment": id})),
    ] {
        let answer = vera.call(call, input).await;
        assert_eq!(answer.status, 200, "{call}");
        assert!(!answer.body.contains("anouk@"), "{call}");
    }
    assert_eq!(vera.call("commenter_address", json!({"comment": id})).await.json(), "anouk@example.org");
    for role in [Role::Reader, Role::Contributor, Role::Author] {
        let person = site.sign_in(role).await;
        assert_eq!(person.call("commenter_address", json!({"comment": id})).await.status, 403, "{role:?}");
        assert_eq!(decide(&person, &id, 1, json!("approve")).await.status, 403, "{role:?}");
    }
    assert_eq!(site.stranger().call("queue", json!({"state": "pending", "after": null})).await.status, 401);
}

#[tokio::test]
async fn c02_nothing_is_decided_or_said_by_a_get() {
    let site = site().await;
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    for endpoint in ["decide", "undo_decision", "undo_together", "reply", "decide_together"] {
        let answer = Answer::of(vera.request(Method::GET, &format!("/admin/api/{endpoint}"))).await;
        assert!(matches!(answer.status, 404 | 405), "{endpoint}: {}", answer.status);
    }
}

#[tokio::test]
async fn o04_each_text_of_a_comment_comes_out_as_the_same_text() {
    let site = site().await;
    let vera = site.sign_in_as("Vera", Role::Moderator).await;
    let hostile = "\"><script>alert('1')</script> & \u{202E}turned {{z}}";
    let reader = site.stranger();
    let mut form = form(&site, &reader, "/lamps").await;
    set(&mut form, "body", hostile);
    set(&mut form, "name", "O'Hara & (Sons)");
    let id = posted(&send(&reader, "/lamps/comments", &form).await);
    let queue = vera.get("/admin/comments").await.body;
    assert!(!queue.contains("<script>alert"), "neither as HTML nor in the data beside it");
    decide(&vera, &id, 1, json!("approve")).await;
    let page = site.get("/lamps").await.body;
    let ours =
        page.matches("<script type=\"application/ld+json\">").count() + page.matches("<script src=\"/assets/reader").count();
    assert_eq!((page.matches("<script").count(), ours), (2, 2));
    assert!(page.contains("<bdi>O&#x27;Hara &amp; (Sons)</bdi>") || page.contains("<bdi>O'Hara &amp; (Sons)</bdi>"));
    assert!(page.contains("&gt;&lt;script&gt;alert('1')&lt;/script&gt; &amp; \u{202E}turned {{z}}"));
}
