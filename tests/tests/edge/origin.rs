//! Who may send what changes something, and under which name the site was asked.

use crate::{FORM, site};

#[tokio::test]
async fn c01_what_changes_something_comes_from_a_page_of_this_site() {
    let site = site().await;
    let own = site.address.clone();
    let localhost = own.replace("127.0.0.1", "localhost");
    let theme = async |lines: &[(&str, &str)]| {
        let lines = [lines, &[FORM, ("Content-Length", "0")]].concat();
        site.ask("POST", "/theme", &lines).await.status
    };
    let is_let_in = |status: u16| status == 422;
    for lines in [
        vec![("Origin", own.as_str())],
        vec![("Sec-Fetch-Site", "same-origin")],
        vec![("Sec-Fetch-Site", "none")],
        vec![("Sec-Fetch-Site", "same-origin"), ("Origin", own.as_str())],
    ] {
        assert!(is_let_in(theme(&lines).await), "{lines:?}");
    }
    for lines in [
        vec![("Sec-Fetch-Site", "cross-site")],
        vec![("Sec-Fetch-Site", "same-site")],
        vec![("Sec-Fetch-Site", "cross-site"), ("Origin", own.as_str())],
        vec![("Origin", "null")],
        vec![("Origin", "https://evil.example")],
        // The same machine under another name is another origin.
        vec![("Origin", localhost.as_str())],
        vec![],
    ] {
        assert_eq!(theme(&lines).await, 403, "{lines:?}");
    }
}

#[tokio::test]
async fn c01_h04_on_loopback_the_origin_is_that_of_the_name_that_was_asked() {
    let site = site().await;
    let localhost = site.address.replace("127.0.0.1", "localhost");
    let host = localhost.trim_start_matches("http://");
    let head =
        format!("POST /theme HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: 0\r\n{}: {}\r\n", FORM.0, FORM.1);
    assert_eq!(site.raw(&format!("{head}Origin: {localhost}\r\n\r\n")).await.status, 422);
    assert_eq!(site.raw(&format!("{head}Origin: {}\r\n\r\n", site.address)).await.status, 403);
}

#[tokio::test]
async fn c01_without_either_header_only_a_stranger_without_a_cookie_gets_to_what_is_open_to_strangers() {
    let site = site().await;
    let sent = async |path: &str, lines: &[(&str, &str)]| {
        site.ask("POST", path, &[lines, &[FORM, ("Content-Length", "0")]].concat()).await
    };
    assert_eq!(sent("/test-strangers", &[]).await.body, "held");
    for cookie in ["__Host-lantern=x", "__Host-ln_dev=x", "a=b; __Host-ln_theme=dark"] {
        let refused = sent("/test-strangers", &[("Cookie", cookie)]).await;
        assert_eq!(refused.status, 403, "{cookie}");
        assert!(refused.body.contains("proxy"), "it is told why: {}", refused.body);
    }
    assert_eq!(sent("/test-strangers", &[("Cookie", "foreign=1")]).await.status, 200);
    assert_eq!(sent("/test-strangers", &[("Sec-Fetch-Site", "cross-site")]).await.status, 403);
    for path in ["/sign-in", "/theme", "/sign-out"] {
        assert_eq!(sent(path, &[]).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn h04_a_request_names_the_host_of_the_site_once() {
    let site = site().await;
    let asked =
        async |lines: &str| site.raw(&format!("GET /test-page HTTP/1.1\r\n{lines}Connection: close\r\n\r\n")).await.status;
    assert_eq!(asked("Host: {host}\r\n").await, 200);
    for lines in [
        "",
        "Host: {host}\r\nHost: {host}\r\n",
        "Host: {host}\r\nHost: evil.example\r\n",
        "Host: \r\n",
        "Host: a b\r\n",
        "Host: x@{host}\r\n",
    ] {
        assert_eq!(asked(lines).await, 400, "{lines:?}");
    }
    for lines in [
        "Host: evil.example\r\n",
        "Host: 127.0.0.1\r\n",
        "Host: localhost\r\n",
        "Host: evil.example\r\nX-Forwarded-Host: {host}\r\n",
    ] {
        assert_eq!(asked(lines).await, 421, "{lines:?}");
    }
    let absolute = "GET http://evil.example/test-page HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n";
    assert_eq!(site.raw(absolute).await.status, 400);
}

#[tokio::test]
async fn h04_nothing_that_is_said_about_the_host_gets_into_a_page_or_a_redirect() {
    let site = site().await;
    let lines = [
        ("X-Forwarded-Host", "evil.example"),
        ("X-Forwarded-Proto", "https"),
        ("Forwarded", "host=evil.example"),
        ("X-Host", "evil.example"),
        ("X-Forwarded-Prefix", "//evil.example"),
    ];
    for path in ["/nothing-here", "/sign-in", "/admin"] {
        let answer = site.ask("GET", path, &lines).await;
        assert!(!answer.body.contains("evil") && !answer.header("location").contains("evil"), "{path}");
    }
}

#[tokio::test]
async fn h04_a_length_said_in_two_ways_is_refused_and_the_line_is_shut() {
    let site = site().await;
    let sent = async |lines: &str, body: &str| {
        let head = "POST /theme HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        site.raw(&format!("{head}{lines}\r\n{body}")).await
    };
    for lines in [
        "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 5\r\n",
    ] {
        // The answer is read to the end of the line: were it kept open, this would wait for ever.
        let answer = sent(lines, "0\r\n\r\nGET /smuggled HTTP/1.1\r\n").await;
        assert_eq!(answer.status, 400, "{lines:?}");
        assert!(!answer.body.contains("HTTP/1.1"), "{lines:?}: a second answer came: {}", answer.body);
    }
}
