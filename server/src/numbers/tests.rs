//! What is counted while pages are answered.

use crate::public::site::{Answer, LISTEN, Site};
use axum::body::Body;
use axum::http::{HeaderName, Request, StatusCode, header};
use domain::ArticleId;
use domain::numbers::ArticleNumbers;
use std::net::SocketAddr;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0";
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What a browser gets, with these headers besides.
async fn read(site: &Site, path: &str, more: &[(HeaderName, &str)]) -> Answer {
    let says_what_it_is = more.iter().any(|(name, _)| *name == header::USER_AGENT);
    let browser = (!says_what_it_is).then_some((header::USER_AGENT, FIREFOX));
    let headers: Vec<_> = more.iter().cloned().chain(browser).collect();
    site.get_with(path, &headers).await
}

/// The numbers of an article once what was counted is written down.
async fn numbers(site: &Site, article: ArticleId) -> ArticleNumbers {
    site.state.readings.keep(&site.state.store).await;
    site.owner.writing(article).await.unwrap().numbers().await.unwrap()
}

fn came_to(path: &str) -> axum::http::request::Builder {
    Request::post(path).header(header::USER_AGENT, FIREFOX).header(SITE, "same-origin").header(header::CONTENT_LENGTH, 0)
}

async fn sent(site: &Site, request: axum::http::request::Builder) -> StatusCode {
    site.ask(request.body(Body::empty()).unwrap()).await.status
}

#[tokio::test]
async fn every_opening_counts_however_it_is_answered() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    // Made for them, kept for the next, unchanged for whoever has it, in the theme that they chose, in the other view.
    let tag = read(&site, "/lamps", &[]).await.header(header::ETAG).to_owned();
    assert!(site.router.at_once(&Request::get("/lamps").header(header::HOST, LISTEN).body(Body::empty()).unwrap()).is_some());
    read(&site, "/lamps", &[]).await;
    let unchanged = read(&site, "/lamps", &[(header::IF_NONE_MATCH, &tag)]).await;
    assert_eq!(unchanged.status, StatusCode::NOT_MODIFIED);
    read(&site, "/lamps?utm_source=x", &[(header::COOKIE, "__Host-ln_theme=dark")]).await;
    read(&site, "/lamps", &[(header::COOKIE, "__Host-ln_wait=x")]).await;
    for _ in 0..2 {
        read(&site, "/lamps/slideshow", &[]).await;
    }
    // One slide by itself is no opening of the article.
    for _ in 0..3 {
        read(&site, &format!("/lamps/slides/{}", stage.slides[1]), &[]).await;
    }
    let numbers = numbers(&site, stage.article).await;
    assert_eq!(numbers.opened, 7);
    assert_eq!(numbers.slides.iter().map(|slide| (slide.reached, slide.alone)).collect::<Vec<_>>(), [(0, 0), (0, 3)]);
}

#[tokio::test]
async fn what_is_no_readers_reading_does_not_count() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    // Once while it is made, once while it is kept.
    for _ in 0..2 {
        for more in [
            &[(header::USER_AGENT, "curl/8.14.1")] as &[_],
            &[(header::COOKIE, "__Host-lantern=x")],
            &[(HeaderName::from_static("sec-purpose"), "prefetch")],
            &[(HeaderName::from_static("sec-gpc"), "1")],
        ] {
            read(&site, "/lamps", more).await;
        }
        let head = Request::head("/lamps").header(header::USER_AGENT, FIREFOX);
        assert_eq!(sent(&site, head).await, StatusCode::OK);
        for path in ["/", "/feed.xml", "/nothing", "/lamps/slides/abcdefghij", "/archive"] {
            read(&site, path, &[]).await;
        }
    }
    let numbers = numbers(&site, stage.article).await;
    assert!(!numbers.has_any() && numbers.opened == 0, "{numbers:?}");
}

#[tokio::test]
async fn reading_costs_no_query_and_counting_keeps_no_page_from_being_kept() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    read(&site, "/lamps", &[]).await;
    let (edition, rendered) = (site.scene.edition().await, site.state.pages.count_rendered());
    let everything = site.scene.everything().await;
    let ((), queries) = site
        .scene
        .counted(async {
            for _ in 0..100 {
                assert_eq!(read(&site, "/lamps", &[]).await.status, StatusCode::OK);
                sent(&site, came_to(&format!("/lamps/slides/{}/reached", stage.slides[1]))).await;
            }
        })
        .await;
    assert_eq!(queries, 0);
    assert_eq!(site.scene.everything().await, everything, "nothing is written while somebody reads");
    assert_eq!(numbers(&site, stage.article).await.opened, 101);
    read(&site, "/lamps", &[]).await;
    assert_eq!(site.scene.edition().await, edition);
    assert_eq!(site.state.pages.count_rendered(), rendered, "the page is still kept");
}

#[tokio::test]
async fn while_it_is_off_nothing_is_counted_and_no_script_says_anything() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    for path in ["/lamps", "/lamps/slideshow"] {
        assert!(read(&site, path, &[]).await.body.contains(" data-counted"), "{path}");
    }
    assert_eq!(numbers(&site, stage.article).await.opened, 2);

    site.save_settings(domain::settings::SaveSettings { count_openings: false, ..site.settings().await }).await;
    for path in ["/lamps", "/lamps/slideshow"] {
        assert!(!read(&site, path, &[]).await.body.contains("data-counted"), "{path}");
        read(&site, path, &[]).await;
    }
    sent(&site, came_to(&format!("/lamps/slides/{}/reached", stage.slides[1]))).await;
    site.save_settings(domain::settings::SaveSettings { count_openings: true, ..site.settings().await }).await;
    let numbers = numbers(&site, stage.article).await;
    assert_eq!((numbers.opened, numbers.slides[0].reached), (2, 0));
}

#[tokio::test]
async fn how_far_somebody_came_counts_once_it_is_said() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    read(&site, "/lamps", &[]).await;
    for (slide, times) in [(0, 3), (1, 2)] {
        for _ in 0..times {
            let path = format!("/lamps/slides/{}/reached", stage.slides[slide]);
            let answer = site.ask(came_to(&path).body(Body::empty()).unwrap()).await;
            assert_eq!((answer.status, answer.body.as_str()), (StatusCode::NO_CONTENT, ""));
            assert!(!answer.headers.contains_key(header::SET_COOKIE));
            assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        }
    }
    let numbers = numbers(&site, stage.article).await;
    assert_eq!(numbers.slides.iter().map(|slide| slide.reached).collect::<Vec<_>>(), [5, 2]);
    assert_eq!(numbers.opened, 1, "what a browser says opens nothing");
}

#[tokio::test]
async fn a07_c01_h01_what_is_no_word_of_a_page_of_this_site_is_not_heard() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    read(&site, "/lamps", &[]).await;
    let path = format!("/lamps/slides/{}/reached", stage.slides[1]);
    let without = |path: &str| Request::post(path).header(header::USER_AGENT, FIREFOX).header(header::CONTENT_LENGTH, 0);
    for (what, request, status) in [
        ("another site", without(&path).header(SITE, "cross-site"), StatusCode::FORBIDDEN),
        ("a neighbour", without(&path).header(SITE, "same-site"), StatusCode::FORBIDDEN),
        ("another origin", without(&path).header(header::ORIGIN, "https://evil.example"), StatusCode::FORBIDDEN),
        ("nobody's page", without(&path), StatusCode::FORBIDDEN),
        ("no address of a slide", came_to("/lamps/slides/x/reached"), StatusCode::NOT_FOUND),
        // The same as for a slide that is there: nobody learns anything.
        ("no such slide", came_to("/lamps/slides/abcdefghij/reached"), StatusCode::NO_CONTENT),
        ("no such article", came_to(&format!("/nothing/slides/{}/reached", stage.slides[1])), StatusCode::NO_CONTENT),
        ("staff", came_to(&path).header(header::COOKIE, "__Host-lantern=x"), StatusCode::NO_CONTENT),
        ("left alone", came_to(&path).header("sec-gpc", "1"), StatusCode::NO_CONTENT),
    ] {
        assert_eq!(sent(&site, request).await, status, "{what}");
    }
    let body = Request::post(&path).header(header::USER_AGENT, FIREFOX).header(SITE, "same-origin");
    let body = body.header(header::CONTENT_LENGTH, 1).body(Body::from("x")).unwrap();
    assert_eq!(site.ask(body).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(sent(&site, Request::get(&path)).await, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(numbers(&site, stage.article).await.slides[0].reached, 0);
}

#[tokio::test]
async fn l04_one_machine_is_heard_so_often_and_no_oftener() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    read(&site, "/lamps", &[]).await;
    let path = format!("/lamps/slides/{}/reached", stage.slides[0]);
    let from = |number: u8| {
        let mut request = came_to(&path).body(Body::empty()).unwrap();
        let peer = SocketAddr::from(([192, 0, 2, number], 4_711));
        request.extensions_mut().insert(axum::extract::ConnectInfo(peer));
        request
    };
    let mut statuses = Vec::new();
    for _ in 0..70 {
        statuses.push(site.ask(from(1)).await.status);
    }
    assert_eq!(statuses.iter().filter(|status| **status == StatusCode::NO_CONTENT).count(), 60);
    assert_eq!(statuses[69], StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(site.ask(from(2)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(numbers(&site, stage.article).await.slides[0].reached, 61);
}

#[tokio::test]
async fn what_was_counted_last_is_written_down_when_the_program_ends() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    read(&site, "/lamps", &[]).await;
    let (stop, is_over) = tokio::sync::oneshot::channel();
    let (readings, store) = (site.state.readings.clone(), site.state.store.clone());
    let keeping = tokio::spawn(async move { readings.keep_by_the_minute(&store, is_over).await });
    read(&site, "/lamps", &[]).await;
    drop(stop);
    keeping.await.unwrap();
    assert_eq!(site.owner.writing(stage.article).await.unwrap().numbers().await.unwrap().opened, 2);
}

#[tokio::test]
async fn what_cannot_be_written_down_waits() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    read(&site, "/lamps", &[]).await;
    let broken = Site::new().await.scene.store.clone();
    broken.close().await.unwrap();
    site.state.readings.keep(&broken).await;
    assert_eq!(numbers(&site, stage.article).await.opened, 1);
}
