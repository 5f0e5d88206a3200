//! What readers get from the cache around the public pages, and what never gets in.

use super::{Page, Query, rendered};
use crate::access::{Entry, Kind};
use crate::public::site::Site;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::accounts::Role;
use domain::menus::{Entry as MenuEntry, Own, SaveMenus, Target};
use domain::moderation::{Decide, Verdict};
use domain::pages::Start;
use domain::people::SaveProfile;
use domain::settings::{HomeArrangement, SaveAppearance, SaveSettings};
use domain::topics::SaveTopic;
use futures::future::join_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

fn page(words: &str) -> Response {
    rendered(Page::new(format!("<p>{words}</p>"), None, None), Query::default())
}

#[tokio::test]
async fn a_page_that_is_kept_asks_the_store_nothing() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 3).await;
    for path in ["/", "/lamps", "/lamps/slideshow", "/by/marit-olsen"] {
        let (first, asked) = site.scene.counted(site.get(path)).await;
        assert!(asked > 0, "{path}");
        for again in [path.to_owned(), format!("{path}?utm_source=x&from"), format!("{path}?")] {
            let (kept, asked) = site.scene.counted(site.get(&again)).await;
            assert_eq!((kept.status, asked), (StatusCode::OK, usize::from(again.contains("from")) * asked), "{again}");
            assert_eq!(kept.body, first.body, "{again}");
        }
        let head = Request::head(path).body(Body::empty()).unwrap();
        let (head, asked) = site.scene.counted(site.ask(head)).await;
        assert_eq!((head.body.as_str(), asked), ("", 0), "{path}");
        assert_eq!(head.header(header::CONTENT_LENGTH), first.body.len().to_string(), "{path}");
    }
}

#[tokio::test]
async fn h06_asking_for_the_head_first_keeps_the_whole_page() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    let head = site.ask(Request::head("/lamps").body(Body::empty()).unwrap()).await;
    assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
    let whole = site.get("/lamps").await;
    assert!(whole.body.ends_with("</html>"));
    assert_eq!(head.header(header::CONTENT_LENGTH), whole.body.len().to_string());
    assert_eq!(site.state.pages.count_rendered(), 1);
}

#[tokio::test]
async fn a_burst_on_a_cold_page_renders_it_once() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 3).await;
    let (alone, asked) = site.scene.counted(site.get("/lamps/slideshow")).await;
    site.let_an_edition_pass().await;
    let before = site.state.pages.count_rendered();

    let (answers, asked_together) = site.scene.counted(join_all((0..200).map(|_| site.get("/lamps/slideshow")))).await;
    assert_eq!(site.state.pages.count_rendered(), before + 1);
    assert_eq!(asked_together, asked);
    assert!(answers.iter().all(|answer| answer.status == StatusCode::OK && answer.body == alone.body));
}

#[tokio::test]
async fn a_render_that_fails_is_not_kept() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let flaky = move || {
        let call = counted.fetch_add(1, Ordering::SeqCst);
        async move {
            match call {
                0 => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                1 => StatusCode::NOT_FOUND.into_response(),
                2 => panic!("the third call falls"),
                _ => page("Lamps"),
            }
        }
    };
    let site = Site::with(|table| table.add(Entry::kept("/flaky/page"), flaky)).await;
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(site.get("/flaky/page").await.status.as_u16());
    }
    assert_eq!(seen, [500, 404, 500, 200, 200]);
    assert_eq!(calls.load(Ordering::SeqCst), 4);
}

#[tokio::test]
async fn whoever_asks_after_a_commit_does_not_wait_for_a_page_that_was_begun_before_it() {
    let (begun, gate) = (Arc::new(AtomicUsize::new(0)), Arc::new(Semaphore::new(0)));
    let (count, closed) = (begun.clone(), gate.clone());
    let slow = move || {
        let (number, gate) = (count.fetch_add(1, Ordering::SeqCst), closed.clone());
        async move {
            if number == 0 {
                gate.acquire().await.unwrap().forget();
            }
            page(&format!("Version {number}"))
        }
    };
    let site = Arc::new(Site::with(|table| table.add(Entry::kept("/slow/page"), slow)).await);
    let first = tokio::spawn({
        let site = site.clone();
        async move { site.get("/slow/page").await.body }
    });
    while begun.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    site.scene.published(&site.owner, "Lamps", 1).await;
    assert_eq!(site.get("/slow/page").await.body, "<p>Version 1</p>");
    gate.add_permits(1);
    assert_eq!(first.await.unwrap(), "<p>Version 0</p>");
    // What was begun before the commit did not take the place of what came after it.
    assert_eq!(site.get("/slow/page").await.body, "<p>Version 1</p>");
}

#[tokio::test]
async fn when_the_first_of_a_burst_goes_away_the_page_is_rendered_once_more_for_all_others() {
    let (begun, gate) = (Arc::new(AtomicUsize::new(0)), Arc::new(Semaphore::new(0)));
    let (count, closed) = (begun.clone(), gate.clone());
    let slow = move || {
        count.fetch_add(1, Ordering::SeqCst);
        let gate = closed.clone();
        async move {
            gate.acquire().await.unwrap().forget();
            page("Lamps")
        }
    };
    let site = Arc::new(Site::with(|table| table.add(Entry::kept("/slow/page"), slow)).await);
    let ask = || {
        let site = site.clone();
        tokio::spawn(async move { site.get("/slow/page").await.body })
    };
    let first = ask();
    while begun.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let others: Vec<_> = (0..50).map(|_| ask()).collect();
    // All of them have asked by the time that one more request has been answered.
    site.get("/sign-in").await;
    first.abort();
    while begun.load(Ordering::SeqCst) == 1 {
        tokio::task::yield_now().await;
    }
    gate.add_permits(1);
    for other in others {
        assert_eq!(other.await.unwrap(), "<p>Lamps</p>");
    }
    assert_eq!(begun.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn h07_nothing_that_a_cookie_made_gets_in() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    let waiting = site.scene.comment(&stage, "Quillwort").await;
    let session = site.scene.session("Marit Berg", Role::Editor).await;
    let plain = site.get("/lamps").await;
    for cookie in [
        format!("__Host-lantern={}", session.secret()),
        "__Host-ln_dev=x".to_owned(),
        "__Host-ln_wait=x".to_owned(),
        format!("__Host-ln_theme=dark; __Host-ln_wait={waiting}"),
    ] {
        let before = site.state.pages.count_rendered();
        let theirs = site.get_with("/lamps", &[(header::COOKIE, &cookie), (header::ACCEPT_ENCODING, "br")]).await;
        assert_eq!(theirs.header(header::CACHE_CONTROL), "private, no-store", "{cookie}");
        assert_eq!(theirs.header(header::ETAG), "", "{cookie}");
        assert_eq!(theirs.header(header::CONTENT_ENCODING), "", "{cookie}: H8");
        assert_eq!(site.state.pages.count_rendered(), before, "{cookie}");
    }
    assert_eq!(site.get("/lamps").await.body, plain.body);
    assert!(!plain.body.contains("Quillwort"));
}

#[tokio::test]
async fn each_theme_has_its_own_page_and_no_cache_but_ours_keeps_it() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    let auto = site.get("/lamps").await;
    let cookie = [(header::COOKIE, "__Host-ln_theme=dark")];
    let dark = site.get_with("/lamps", &cookie).await;
    assert_ne!(dark.body, auto.body);
    let (again, asked) = site.scene.counted(site.get_with("/lamps", &cookie)).await;
    assert_eq!((again.body.as_str(), asked), (dark.body.as_str(), 0));
    assert_eq!(again.header(header::CACHE_CONTROL), "private, no-store");
    assert_eq!(site.get("/lamps").await.body, auto.body);
}

#[tokio::test]
async fn l03_thousands_of_queries_take_no_more_memory_than_the_cache_may_have() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 1).await;
    for number in 0..2_000 {
        let odd = site.get(&format!("/lamps/slideshow?q{number}={number}&after={number}")).await;
        assert_eq!(odd.status, StatusCode::OK);
    }
    assert_eq!(site.state.pages.count_rendered(), 0, "a page that knows no `after` is not made from it");
    site.get("/lamps/slideshow").await;
    assert_eq!(site.state.pages.count_rendered(), 1);
    assert!(site.state.pages.weight_bytes() <= site.state.config.page_cache_bytes);
}

#[tokio::test]
async fn a_reader_gets_the_coding_that_they_take_and_the_same_page_in_each() {
    let site = Site::new().await;
    site.scene.published(&site.owner, "Lamps", 12).await;
    let plain = site.get("/lamps").await;
    for (taken, sent) in [("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", ""), ("identity", "")] {
        let request = Request::get("/lamps").header(header::ACCEPT_ENCODING, taken).body(Body::empty()).unwrap();
        let answer = site.ask_bytes(request).await;
        assert_eq!(answer.header(header::CONTENT_ENCODING), sent, "{taken}");
        assert_eq!(answer.header(header::VARY), "Cookie, Accept-Encoding");
        assert!(sent.is_empty() || answer.body.len() * 3 < plain.body.len(), "{taken}");
        let whole = match sent {
            "br" => decoded(brotli::Decompressor::new(&*answer.body, 4096)),
            "gzip" => decoded(flate2::read::GzDecoder::new(&*answer.body)),
            _ => answer.body,
        };
        assert_eq!(String::from_utf8(whole).unwrap(), plain.body, "{taken}");
    }
}

fn decoded(mut reader: impl std::io::Read) -> Vec<u8> {
    let mut whole = Vec::new();
    reader.read_to_end(&mut whole).unwrap();
    whole
}

/// What a person does, and a page of each kind that shows it in the next answer.
#[tokio::test]
async fn after_an_answer_no_reader_sees_the_old_page() {
    let site = Site::new().await;
    let stage = site.scene.stage(&site.owner, "Lamps").await;
    site.scene.published(&site.owner, "Candles", 2).await;
    let topic = site.scene.topic(&site.owner, "Light").await;
    site.scene.about(&site.owner, stage.article, vec![topic]).await;
    site.publish(stage.article).await;
    let lists = ["/topics/light", "/archive/2026-11"];
    let pages = ["/", "/lamps", "/lamps/slideshow", "/candles", "/by/marit-olsen", "/topics/light", "/archive/2026-11"];
    let feeds = [
        "/feed.xml",
        "/atom.xml",
        "/feed.json",
        "/by/marit-olsen/feed.xml",
        "/by/marit-olsen/feed.json",
        "/topics/light/feed.xml",
        "/topics/light/feed.json",
    ];
    let all = || async {
        for path in pages.into_iter().chain(["/topics", "/authors", "/archive"]).chain(feeds).chain([
            "/sitemap.xml",
            "/sitemaps/1.xml",
            "/sitemaps/pages.xml",
        ]) {
            site.get(path).await;
        }
    };
    let shows = |path: &'static str, words: &'static str| {
        let site = &site;
        async move { site.get(path).await.body.contains(words) }
    };

    all().await;
    let comment = site.scene.comment(&stage, "Quillwort").await;
    assert!(!shows("/lamps", "Quillwort").await, "a comment waits first");
    let ask = Decide { comment, seen: 1, verdict: Verdict::Approve, note: String::new() };
    let decision = site.owner.moderation().await.unwrap().decide(ask).await.unwrap();
    assert!(shows("/lamps", "Quillwort").await, "approved");
    site.owner.moderation().await.unwrap().undo(decision.id).await.unwrap();
    assert!(!shows("/lamps", "Quillwort").await, "taken back");

    all().await;
    site.rewrite(stage.article, "Brighter", Vec::new()).await;
    assert!(!shows("/lamps", "Brighter").await, "a draft is nobody's business");
    site.publish(stage.article).await;
    for path in ["/lamps", "/lamps/slideshow"].into_iter().chain(feeds) {
        assert!(shows(path, "Brighter").await, "{path} after a change was published");
    }
    site.rename(stage.article, ("Lanterns", "What there is to know."), None).await;
    site.publish(stage.article).await;
    for path in pages.into_iter().chain(feeds) {
        assert!(shows(path, "Lanterns").await, "{path} after a title was changed");
    }

    all().await;
    let profile = site.owner.own().profile().await.unwrap();
    let save = SaveProfile {
        based_on: profile.version,
        name: "Marit Solberg".to_owned(),
        handle: profile.handle.to_string(),
        role_line: String::new(),
        pronouns: String::new(),
        bio: "Writes about whimbrels and the sea they cross each spring.".to_owned(),
        links: String::new(),
        portrait: None,
    };
    site.owner.own().save_profile(save).await.unwrap();
    for path in pages.into_iter().chain(feeds) {
        assert!(shows(path, "Marit Solberg").await, "{path} after a name was changed");
    }
    assert!(shows("/authors", "Marit Solberg").await, "the authors after a name was changed");
    assert!(shows("/lamps", "whimbrels").await && shows("/by/marit-olsen", "whimbrels").await, "a biography");

    all().await;
    let door = site.owner.topics().unwrap();
    let ask = SaveTopic { based_on: Some((topic, 1)), name: "Dunlin".to_owned(), slug: None, description: String::new() };
    door.save(ask).await.unwrap();
    for path in ["/", "/topics", "/lamps", "/by/marit-olsen", "/feed.xml", "/atom.xml", "/feed.json"].into_iter().chain(lists) {
        assert!(shows(path, "Dunlin").await, "{path} after a topic was renamed");
    }

    all().await;
    let settings = site.settings().await;
    site.save_settings(SaveSettings { site_title: "Godwit".to_owned(), ..settings }).await;
    for path in pages.into_iter().chain(feeds) {
        assert!(shows(path, "Godwit").await, "{path} after the site's title was changed");
    }

    all().await;
    site.owner.writing(stage.article).await.unwrap().withdraw().await.unwrap();
    assert_eq!(site.get("/lamps").await.status, StatusCode::GONE);
    assert_eq!(site.get("/lamps/slideshow").await.status, StatusCode::GONE);
    for path in ["/topics/light", "/topics/light/feed.xml"] {
        assert_eq!(site.get(path).await.status, StatusCode::NOT_FOUND, "{path} after its only article was withdrawn");
    }
    assert!(!shows("/topics", "Dunlin").await && !shows("/", "Dunlin").await, "a topic of nothing");
    assert!(shows("/archive", "1 article").await, "the archive after an article was withdrawn");
    for path in ["/", "/candles", "/by/marit-olsen", "/archive/2026-11"].into_iter().chain(feeds) {
        assert!(!shows(path, "Lanterns").await, "{path} after an article was withdrawn");
    }
    assert!(!shows("/sitemaps/1.xml", "/lamps<").await, "the sitemap after an article was withdrawn");
    site.scene.published(&site.owner, "Wicks", 1).await;
    assert!(shows("/sitemaps/1.xml", "/wicks<").await, "the sitemap after an article was published");
}

/// The same of a page that stands by itself, of the menus that lead to it, and of how the site looks.
#[tokio::test]
async fn after_an_answer_no_reader_sees_the_old_menu_or_the_old_look() {
    let site = Site::new().await;
    let article = site.scene.written(&site.owner, "Lamps", 2).await;
    let topic = site.scene.topic(&site.owner, "Light").await;
    site.scene.about(&site.owner, article, vec![topic]).await;
    site.publish(article).await;
    let pages = ["/", "/lamps", "/lamps/slideshow", "/by/marit-olsen", "/topics/light", "/archive/2026-11"];
    let with_menus = ["/", "/lamps", "/by/marit-olsen", "/topics", "/authors", "/archive", "/topics/light", "/corrections"];
    let all = || async {
        for path in pages.into_iter().chain(with_menus).chain(["/imprint", "/sitemaps/pages.xml"]) {
            site.get(path).await;
        }
    };
    let shows = |path: &'static str, words: &'static str| {
        let site = &site;
        async move { site.get(path).await.body.contains(words) }
    };

    all().await;
    assert!(!shows("/", "<h1 class=\"sr\">").await, "the newest article stands first, under its own heading");
    let door = site.owner.administration().unwrap();
    let (accent, paper, own_css) = ("#7fd1b9".to_owned(), String::new(), String::new());
    let ask = SaveAppearance { based_on: 0, logo: None, accent, paper, home: HomeArrangement::List, own_css, own_is_on: false };
    door.save_appearance(ask).await.unwrap();
    for path in pages {
        assert!(shows(path, "href=\"/sheets/").await, "{path} after the accent was changed");
    }
    assert!(shows("/", "<h1 class=\"sr\">").await, "the first page after it was arranged");

    all().await;
    let imprint = site.scene.published_page(&site.owner, Start::Imprint).await;
    assert!(shows("/imprint", "What there is to say").await && shows("/sitemaps/pages.xml", "/imprint<").await, "a page");
    site.rewrite(imprint, "Whimbrel", Vec::new()).await;
    assert!(!shows("/imprint", "Whimbrel").await, "the draft of a page");
    site.publish(imprint).await;
    assert!(shows("/imprint", "Whimbrel").await, "a page after it was changed");
    site.owner.writing(imprint).await.unwrap().withdraw().await.unwrap();
    assert_eq!(site.get("/imprint").await.status, StatusCode::GONE, "a page after it was withdrawn");
    assert!(!shows("/sitemaps/pages.xml", "/imprint<").await, "the sitemap after a page was withdrawn");

    all().await;
    let home = MenuEntry { label: "Sanderling".to_owned(), target: Target::Own(Own::Home) };
    let (head, foot) = (vec![home], vec![MenuEntry { label: String::new(), target: Target::Page(imprint) }]);
    site.owner.pages().unwrap().save_menus(SaveMenus { based_on: 0, head, foot }).await.unwrap();
    for path in with_menus {
        assert!(shows(path, "Sanderling").await && !shows(path, "href=\"/imprint\"").await, "{path} after the menus were saved");
    }
    site.publish(imprint).await;
    for path in with_menus {
        assert!(shows(path, "href=\"/imprint\"").await, "{path} after what the menu leads to was published");
    }
    all().await;
    site.owner.writing(imprint).await.unwrap().withdraw().await.unwrap();
    for path in with_menus {
        assert!(!shows(path, "href=\"/imprint\"").await, "{path} after what the menu leads to was withdrawn");
    }
}

#[tokio::test]
async fn only_lines_of_the_table_that_are_kept_are_kept() {
    let site = Site::with(|table| table.add(Entry::get("/plain/page", Kind::Page), || async { page("Lamps") })).await;
    site.get("/plain/page").await;
    for path in ["/sign-in", "/admin", "/health", "/assets/none.css"] {
        site.get(path).await;
    }
    assert_eq!(site.state.pages.count_rendered(), 0);
}
