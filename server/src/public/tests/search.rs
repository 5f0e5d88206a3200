//! What readers are answered when they search.

use super::super::site::Site;
use super::texts::{OUR_SCRIPT, Piece, pieces};
use axum::http::{StatusCode, header};

#[tokio::test]
async fn l03_who_searches_without_end_is_asked_to_wait_and_costs_no_query() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    for _ in 0..20 {
        assert_eq!(site.get("/search?q=lamps").await.status, StatusCode::OK);
    }
    let (answer, queries) = site.scene.counted(site.get("/search?q=lamps")).await;
    assert_eq!((answer.status, queries), (StatusCode::TOO_MANY_REQUESTS, 0));
    assert!(answer.header(header::RETRY_AFTER).parse::<u64>().is_ok_and(|seconds| (1..=60).contains(&seconds)));
    assert!(answer.body.contains("value=\"lamps\"") && answer.body.contains("Search again in"), "{}", answer.body);
    assert_eq!(site.get("/search").await.status, StatusCode::OK, "the form itself");
    site.scene.clock.pass(chrono::TimeDelta::minutes(1));
    assert_eq!(site.get("/search?q=lamps").await.status, StatusCode::OK);
}

#[tokio::test]
async fn o04_a_search_leads_to_the_slide_and_takes_any_query() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 3).await;
    let found = site.get("/search?utm_source=x&q=%22slide+2%22").await;
    let slide = site.get("/lamps").await.body.split("id=\"s-").nth(2).unwrap()[..10].to_owned();
    assert!(found.body.contains(&format!("href=\"/lamps#s-{slide}\"")), "{}", found.body);
    assert_eq!(found.header(header::HeaderName::from_static("x-robots-tag")), "noindex");
    for path in ["/search", "/search?q=", "/search?q=%00%ff%22", "/search?q=a&q=b", &format!("/search?q={}", "x".repeat(4_000))] {
        let (answer, queries) = site.scene.counted(site.get(path)).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(queries <= 7 && answer.body.contains("role=\"search\""), "{path}");
    }
    let hostile = site.get("/search?q=%3Cscript%3Ealert(1)%3C/script%3E%22%20onload=%22x").await;
    for piece in pieces(&hostile.body) {
        let is_foreign = |tag: &str| tag.starts_with("script") && tag != OUR_SCRIPT || tag.contains("onload");
        assert!(!matches!(piece, Piece::Tag(tag) if is_foreign(&tag)), "o04");
    }
}
