//! Signing in and out, as a browser does it.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

use domain::accounts::Role;
use domain::scene::PASSWORD;
use reqwest::Method;
use serde_json::json;
use tests::{Answer, Person, Site};

const MARIT: &str = "marit@example.org";

async fn sign_in(person: &Person, email: &str, password: &str) -> Answer {
    person.post("/sign-in", &[("email", email), ("password", password), ("next", "")]).await
}

/// Marit with the cookies of a sign-in.
async fn marit(site: &Site) -> Person {
    let mut marit = site.stranger();
    let entered = sign_in(&marit, MARIT, PASSWORD).await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    marit.keep(&entered);
    marit
}

/// The answer to a form that asks for JSON.
async fn in_place(person: &Person, password: &str) -> Answer {
    let form = [("email", MARIT), ("password", password)];
    Answer::of(person.request(Method::POST, "/sign-in").header("accept", "application/json").form(&form)).await
}

#[tokio::test]
async fn somebody_signs_in_goes_to_the_panel_and_signs_out() {
    let site = Site::start().await;
    let mut marit = site.stranger();
    let sent = marit.get("/admin").await;
    assert_eq!((sent.status, sent.header("location")), (303, "/sign-in?next=%2Fadmin"));

    let entered = marit.post("/sign-in", &[("email", MARIT), ("password", PASSWORD), ("next", "/admin")]).await;
    assert_eq!((entered.status, entered.header("location")), (303, "/admin"));
    marit.keep(&entered);
    assert_eq!(marit.get("/admin").await.status, 200);

    let copy = marit.clone();
    let left = marit.post("/sign-out", &[]).await;
    assert_eq!((left.status, left.header("location")), (303, "/sign-in"));
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
    marit.keep(&left);
    assert!(!marit.cookies.contains_key("__Host-lantern"));
    assert_eq!(copy.get("/admin").await.status, 303, "s06: a copy of the cookie opens nothing");
}

#[tokio::test]
async fn s01_a_known_and_an_unknown_address_are_answered_alike() {
    let site = Site::start().await;
    let known = sign_in(&site.stranger(), MARIT, "somebody guesses this").await;
    let unknown = sign_in(&site.stranger(), "nobod@example.org", "somebody guesses this").await;
    assert_eq!((known.status, unknown.status), (422, 422));
    assert_eq!(known.body.replace(MARIT, ""), unknown.body.replace("nobod@example.org", ""));
    let told = |answer: &Answer| -> Vec<(String, String)> {
        let changes = ["x-request-id", "date", "content-security-policy"];
        let all = answer.headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
        all.filter(|(name, _)| !changes.contains(&name.as_str())).collect()
    };
    assert_eq!(told(&known), told(&unknown));
}

#[tokio::test]
async fn s02_too_many_guesses_are_told_how_long_to_wait() {
    let site = Site::start().await;
    for _ in 0..5 {
        assert_eq!(sign_in(&site.stranger(), MARIT, "somebody guesses this").await.status, 422);
    }
    let refused = sign_in(&site.stranger(), MARIT, PASSWORD).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "1"));
    assert!(refused.body.contains("The next one counts in 1 second"), "{}", refused.body);
    let refused = in_place(&site.stranger(), PASSWORD).await;
    assert_eq!((refused.status, refused.header("retry-after")), (429, "1"));
}

#[tokio::test]
async fn s03_a_device_that_signed_in_before_is_not_held_up() {
    let site = Site::start().await;
    let mut owner = marit(&site).await;
    owner.cookies.remove("__Host-lantern");
    for _ in 0..6 {
        sign_in(&site.stranger(), MARIT, "somebody guesses this").await;
    }
    assert_eq!(sign_in(&site.stranger(), MARIT, PASSWORD).await.status, 429);
    assert_eq!(sign_in(&owner, MARIT, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn s04_signing_in_again_ends_the_session_that_was_brought() {
    let site = Site::start().await;
    let before = marit(&site).await;
    let mut after = before.clone();
    after.keep(&sign_in(&before, MARIT, PASSWORD).await);
    assert_ne!(before.cookies["__Host-lantern"], after.cookies["__Host-lantern"]);
    assert_eq!(before.get("/admin").await.status, 303);
    assert_eq!(after.get("/admin").await.status, 200);
}

#[tokio::test]
async fn s04_an_id_that_the_server_did_not_issue_is_never_adopted() {
    let site = Site::start().await;
    let chosen = "A".repeat(43);
    let victim = site.stranger().with_cookie("__Host-lantern", &chosen);
    let mut entered = victim.clone();
    entered.keep(&sign_in(&victim, MARIT, PASSWORD).await);
    assert_ne!(entered.cookies["__Host-lantern"], chosen);
    assert_eq!(victim.get("/admin").await.status, 303);
}

#[tokio::test]
async fn s05_every_cookie_that_is_set_is_ours_alone() {
    let site = Site::start().await;
    let entered = sign_in(&site.stranger(), MARIT, PASSWORD).await;
    let themed = site.stranger().post("/theme", &[("theme", "dark"), ("next", "/")]).await;
    let left = marit(&site).await.post("/sign-out", &[]).await;
    let mut names = Vec::new();
    for answer in [entered, themed, left] {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let parts: Vec<&str> = cookie.split("; ").collect();
            for part in ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"] {
                assert!(parts.contains(&part), "{part} in {cookie}");
            }
            assert!(cookie.starts_with("__Host-") && !cookie.contains("Domain") && cookie.len() < 4_096, "{cookie}");
            names.push(cookie.split('=').next().unwrap().to_owned());
        }
    }
    assert_eq!(names, ["__Host-lantern", "__Host-ln_dev", "__Host-ln_theme", "__Host-lantern"]);
}

#[tokio::test]
async fn s05_readers_get_no_cookie() {
    let site = Site::start().await;
    for path in ["/", "/nothing-here", "/sign-in", "/health", "/admin"] {
        assert!(!site.get(path).await.headers.contains_key("set-cookie"), "{path}");
    }
}

#[tokio::test]
async fn s05_plain_http_off_loopback_has_names_without_the_prefix() {
    let plain = |mut config: server::config::Config| {
        config.aliases = vec![config.base_url.host().to_owned()];
        config.base_url = server::config::BaseUrl::parse("http://slowlight.example").unwrap();
        config.insecure_http = true;
        config
    };
    let site = Site::with(plain, |table| table).await;
    let mut marit = site.stranger();
    let entered = sign_in(&marit, MARIT, PASSWORD).await;
    marit.keep(&entered);
    let names: Vec<&String> = marit.cookies.keys().collect();
    assert_eq!(names, ["lantern", "ln_dev"]);
    assert!(entered.headers.get_all("set-cookie").iter().all(|cookie| !cookie.to_str().unwrap().contains("Secure")));
    assert_eq!(marit.get("/admin").await.status, 200);
}

#[tokio::test]
async fn signing_in_over_the_page_that_somebody_works_on() {
    let site = Site::start().await;
    let mut owner = site.stranger();
    let entered = in_place(&owner, PASSWORD).await;
    assert_eq!((entered.status, entered.body.as_str()), (204, ""));
    owner.keep(&entered);
    assert_eq!(owner.call("whoami", json!({})).await.status, 200);

    let refused = in_place(&site.stranger(), "somebody guesses this").await;
    assert_eq!((refused.status, refused.header("content-type")), (422, "application/problem+json"));
    assert_eq!(refused.json()["words"], "Address and password do not match.");
    assert_eq!((refused.json()["kind"].as_str(), refused.json()["status"].as_u64()), (Some("Faulty"), Some(422)));
}

#[tokio::test]
async fn s06_a_session_that_is_over_is_sent_to_sign_in_and_a_call_is_told_so() {
    let site = Site::start().await;
    let editor = site.sign_in(Role::Editor).await;
    assert_eq!(editor.get("/admin").await.status, 200);
    site.scene.clock.pass(chrono::TimeDelta::days(8));
    assert_eq!(editor.get("/admin").await.header("location"), "/sign-in?next=%2Fadmin");
    let refused = editor.call("whoami", json!({})).await;
    assert_eq!((refused.status, refused.json()["kind"].as_str()), (401, Some("SignedOut")));
    assert_eq!(refused.header("www-authenticate"), "Session realm=\"Lantern\"");
}

#[tokio::test]
async fn s06_a_session_that_is_used_goes_on() {
    let site = Site::start().await;
    let editor = site.sign_in(Role::Editor).await;
    for _ in 0..3 {
        site.scene.clock.pass(chrono::TimeDelta::days(6));
        assert_eq!(editor.get("/admin").await.status, 200);
        // It is noted beside the request; the next step waits for that.
        let own = editor.caller.as_ref().unwrap().own();
        let now = domain::stamp::Stamp::new(site.scene.store.now(), "UTC");
        while own.sessions().await.unwrap().first().is_none_or(|session| session.seen != now) {
            tokio::task::yield_now().await;
        }
    }
}

#[tokio::test]
async fn s06_s04_another_password_ends_all_sessions_and_gives_this_one_a_new_token() {
    let site = Site::start().await;
    let (here, there) = (marit(&site).await, marit(&site).await);
    let ask = |current: &str, new: &str| json!({ "ask": { "current": current, "new": new } });

    let refused = here.call("change_password", ask("not the one", "a heron stands in the weir")).await;
    assert_eq!(refused.status, 422, "s09: {}", refused.body);
    assert_eq!(refused.json()["faults"][0][0], "current");
    let refused = here.call("change_password", ask(PASSWORD, "password1234")).await;
    assert_eq!((refused.status, refused.json()["faults"][0][1].as_str()), (422, Some("Guessable")), "s09");

    let changed = here.call("change_password", ask(PASSWORD, "a heron stands in the weir")).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let mut renewed = here.clone();
    renewed.keep(&changed);
    assert_eq!(here.get("/admin").await.status, 303);
    assert_eq!(there.get("/admin").await.status, 303);
    assert_eq!(renewed.get("/admin").await.status, 200);
    assert_eq!(sign_in(&site.stranger(), MARIT, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn s06_sessions_are_listed_and_ended() {
    let site = Site::start().await;
    let (here, there) = (marit(&site).await, marit(&site).await);
    let listed = here.call("sessions", json!({})).await.json();
    let other = listed.as_array().unwrap().iter().find(|one| one["is_this"] == false).unwrap();
    assert_eq!(here.call("revoke_session", json!({ "id": other["id"] })).await.status, 200);
    assert_eq!(here.call("revoke_other_sessions", json!({})).await.status, 200);
    assert_eq!(there.get("/admin").await.status, 303);
    assert_eq!(here.get("/admin").await.status, 200);
    assert_eq!(here.call("revoke_session", json!({ "id": "nothing" })).await.status, 404);
}

#[tokio::test]
async fn a04_a_role_that_was_taken_away_is_gone_with_the_next_request() {
    let site = Site::start().await;
    let owner = marit(&site).await;
    let admin = site.sign_in(Role::Admin).await;
    assert_eq!(admin.call("people", json!({ "from": null })).await.status, 200);
    let account = admin.caller.as_ref().unwrap().account();
    let asked = json!({ "ask": { "account": account, "role": "reader" } });
    assert_eq!(admin.call("set_role", asked.clone()).await.status, 403, "nobody changes their own");
    assert_eq!(owner.call("set_role", asked).await.status, 200);
    assert_eq!(admin.call("people", json!({ "from": null })).await.status, 401);
}

#[tokio::test]
async fn a_reader_who_comes_to_the_panel_is_shown_the_ways_on() {
    let site = Site::start().await;
    let page = site.sign_in(Role::Reader).await.get("/admin").await;
    assert_eq!((page.status, page.header("content-type")), (403, "text/html; charset=utf-8"));
    assert!(page.body.contains("Your role has no place here.") && page.body.contains("action=\"/sign-out\""), "{}", page.body);
}

#[tokio::test]
async fn a03_what_a_form_does_not_ask_for_is_refused_and_changes_nothing() {
    let site = Site::start().await;
    let owner = marit(&site).await;
    let form = [("email", MARIT), ("password", PASSWORD), ("role", "owner")];
    assert_eq!(site.stranger().post("/sign-in", &form).await.status, 422);
    assert_eq!(site.stranger().post("/theme", &[("theme", "dark"), ("role", "owner")]).await.status, 422);

    let before = owner.call("people", json!({ "from": null })).await.body;
    for ask in [
        json!({ "name": "Vera", "email": "vera@example.org", "role": "editor", "account": "x" }),
        json!({ "name": "Vera", "email": "vera@example.org", "role": "editor", "verified": true }),
        json!({ "name": "Vera", "email": "vera@example.org", "role": "superuser" }),
        json!({ "name": "Vera", "email": "vera@example.org" }),
    ] {
        assert_eq!(owner.call("add_account", json!({ "ask": ask })).await.status, 422, "{ask}");
    }
    let account = owner.caller.clone();
    assert!(account.is_none());
    let ask = json!({ "current": PASSWORD, "new": "a heron stands in the weir", "role": "owner" });
    assert_eq!(owner.call("change_password", json!({ "ask": ask })).await.status, 422);
    assert_eq!(owner.call("people", json!({ "from": null })).await.body, before);
}

#[tokio::test]
async fn o07_signing_in_leads_to_a_path_of_this_site() {
    let site = Site::start().await;
    for (next, leads) in [
        ("/admin?x=1", "/admin?x=1"),
        ("https://evil.example", "/admin"),
        ("//evil.example", "/admin"),
        ("/\\evil.example", "/admin"),
        ("/..//evil.example", "/admin"),
        ("/x\r\nSet-Cookie: a=b", "/admin"),
        ("javascript:alert(1)", "/admin"),
    ] {
        let entered = site.stranger().post("/sign-in", &[("email", MARIT), ("password", PASSWORD), ("next", next)]).await;
        assert_eq!((entered.status, entered.header("location")), (303, leads), "{next:?}");
    }
    let page = site.get("/sign-in?next=//evil.example&next=/x").await;
    assert_eq!(page.status, 200);
    assert!(!page.body.contains("evil"), "{}", page.body);
}

#[tokio::test]
async fn the_password_is_never_sent_back() {
    let site = Site::start().await;
    let refused = sign_in(&site.stranger(), "someone@example.org", "a-canary-in-the-mine").await;
    assert!(refused.body.contains("someone@example.org"));
    assert!(!refused.body.contains("a-canary-in-the-mine"));
}
