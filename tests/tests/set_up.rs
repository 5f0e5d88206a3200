//! A site without an owner, and how it gets one.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use domain::scene::PASSWORD;
use tests::{Answer, Person, Site};

async fn set_up(person: &Person, code: &str, email: &str) -> Answer {
    let form = [("code", code), ("site_title", "Slow Light"), ("name", "Marit Olsen"), ("email", email), ("password", PASSWORD)];
    person.post("/setup", &form).await
}

#[tokio::test]
async fn s14_before_there_is_an_owner_every_address_leads_to_set_up_or_is_shut() {
    let site = Site::without_owner().await;
    assert_eq!(site.get("/health").await.status, 200);
    for path in ["/", "/a-slug", "/sign-in", "/admin", "/admin/people", "/by/somebody", "/robots.txt"] {
        let sent = site.get(path).await;
        assert_eq!((sent.status, sent.header("location")), (303, "/setup"), "{path}");
        assert_eq!(site.ask("HEAD", path, &[]).await.status, 303, "{path}");
    }
    assert_eq!(site.stranger().post("/sign-in", &[("email", "a@example.org"), ("password", "x")]).await.status, 503);
    assert_eq!(site.stranger().call("whoami", serde_json::json!({})).await.status, 503);
    assert!(site.get("/setup").await.body.contains("Set-up code"));
}

#[tokio::test]
async fn s14_the_code_makes_one_owner_and_then_the_address_is_gone() {
    let site = Site::without_owner().await;
    let code = site.code.clone().unwrap();
    let mut marit = site.stranger();

    let wrong = set_up(&marit, "k7qm-k7qm-k7qm-k7qm", "marit@example.org").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("Set-up code is not right.") && wrong.body.contains("value=\"Slow Light\""), "{}", wrong.body);
    assert!(!wrong.body.contains(PASSWORD) && !wrong.body.contains("k7qm"), "{}", wrong.body);

    let slip = set_up(&marit, &code, "no address").await;
    assert_eq!(slip.status, 422, "{}", slip.body);
    let made = set_up(&marit, &code, "marit@example.org").await;
    assert_eq!((made.status, made.header("location")), (303, "/admin"));
    marit.keep(&made);
    assert_eq!(marit.get("/admin").await.status, 200);

    assert_eq!(site.get("/setup").await.status, 404);
    assert_eq!(set_up(&site.stranger(), &code, "otto@example.org").await.status, 404);
    assert_eq!(site.get("/sign-in").await.status, 200);
}

#[tokio::test]
async fn s14_two_at_once_make_one_owner() {
    let site = Site::without_owner().await;
    let code = site.code.clone().unwrap();
    let (one, other) = (site.stranger(), site.stranger());
    let (first, second) = tokio::join!(set_up(&one, &code, "one@example.org"), set_up(&other, &code, "two@example.org"));
    let mut statuses = [first.status, second.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404]);
}

#[tokio::test]
async fn s14_after_ten_wrong_codes_no_code_opens() {
    let site = Site::without_owner().await;
    for _ in 0..10 {
        assert_eq!(set_up(&site.stranger(), "k7qm-k7qm-k7qm-k7qm", "eve@example.org").await.status, 422);
    }
    let right = set_up(&site.stranger(), &site.code.clone().unwrap(), "marit@example.org").await;
    assert_eq!(right.status, 403);
    assert!(right.body.contains("prints a new one"), "{}", right.body);
}

#[tokio::test]
async fn s14_a_day_later_the_code_opens_nothing() {
    let site = Site::without_owner().await;
    site.scene.clock.pass(chrono::TimeDelta::hours(24));
    assert_eq!(set_up(&site.stranger(), &site.code.clone().unwrap(), "marit@example.org").await.status, 403);
}

#[tokio::test]
async fn c01_set_up_must_say_where_it_is_sent_from() {
    let site = Site::without_owner().await;
    let form = "code=x&site_title=x&name=x&email=x&password=x";
    let lines = [("Content-Type", "application/x-www-form-urlencoded"), ("Content-Length", "45")];
    let head = lines.map(|(name, value)| [name, ": ", value, "\r\n"].concat()).concat();
    let refused = site.raw(&format!("POST /setup HTTP/1.1\r\nHost: {{host}}\r\nConnection: close\r\n{head}\r\n{form}")).await;
    assert_eq!(form.len(), 45);
    assert_eq!(refused.status, 403);
    assert!(refused.body.contains("Sec-Fetch-Site"), "{}", refused.body);
}

#[tokio::test]
async fn s14_once_another_node_has_set_the_site_up_the_page_is_gone_here_too() {
    let site = Site::without_owner().await;
    assert_eq!(site.get("/setup").await.status, 200);
    site.scene.owner().await;
    assert_eq!(site.get("/setup").await.status, 404);
}
