//! Whether a request that changes something comes from a page of this site (security C1).

use super::host::SentTo;
use super::refusal::refused;
use crate::cookies;
use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Marks a request that says nothing about the page it comes from. Only an address that asks for a signed form token and
/// holds what it is sent may take it.
#[derive(Debug, Clone, Copy)]
pub struct Stranger;

/// Where a request comes from, as its headers tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    /// From a page of this site, or from nobody's page at all: an address typed, a bookmark.
    Here,
    /// From a page of another site.
    Elsewhere,
    /// It does not say. Every browser that we support does.
    Unsaid,
}

/// Refuses what a page of another site has sent, and what does not say where it comes from when there is anything to
/// abuse: a cookie of ours, or an address that gives one.
pub(super) async fn same_origin(mut request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let here = request.extensions().get::<SentTo>().map(|SentTo(origin)| origin.clone()).unwrap_or_default();
    match from(request.headers(), &here) {
        From::Here => next.run(request).await,
        From::Elsewhere => refused(StatusCode::FORBIDDEN, FROM_ELSEWHERE),
        From::Unsaid if cookies::any(request.headers()) => unsaid(),
        From::Unsaid => {
            request.extensions_mut().insert(Stranger);
            next.run(request).await
        }
    }
}

const FROM_ELSEWHERE: &str = "This was not sent from a page of this site. Open the page here and send it again.";
const UNSAID: &str = "This request does not say which page it comes from. If a proxy stands before your browser or before this site, it must pass the headers Origin and Sec-Fetch-Site on.";

/// The refusal of a request that must say where it comes from and does not.
pub(crate) fn unsaid() -> Response {
    refused(StatusCode::FORBIDDEN, UNSAID)
}

fn from(headers: &HeaderMap, here: &str) -> From {
    let mut sites = headers.get_all("sec-fetch-site").iter();
    match (sites.next(), sites.next()) {
        (Some(site), None) if site == "same-origin" || site == "none" => return From::Here,
        (Some(_), _) => return From::Elsewhere,
        (None, _) => {}
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    match (origins.next(), origins.next()) {
        (Some(origin), None) if origin == here => From::Here,
        (Some(_), _) => From::Elsewhere,
        (None, _) => From::Unsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&'static str, &'static str)]) -> From {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, value.parse().unwrap());
        }
        from(&headers, "https://slowlight.example")
    }

    #[test]
    fn c01_the_browsers_word_counts_first_and_the_origin_where_it_says_none() {
        assert_eq!(of(&[("sec-fetch-site", "same-origin")]), From::Here);
        assert_eq!(of(&[("sec-fetch-site", "none")]), From::Here);
        assert_eq!(of(&[("origin", "https://slowlight.example")]), From::Here);
        assert_eq!(of(&[]), From::Unsaid);
        for pairs in [
            &[("sec-fetch-site", "cross-site")] as &[_],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "")],
            &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "cross-site"), ("origin", "https://slowlight.example")],
            &[("origin", "null")],
            &[("origin", "")],
            &[("origin", "http://slowlight.example")],
            &[("origin", "https://slowlight.example:8443")],
            &[("origin", "https://slowlight.example.evil.example")],
            &[("origin", "https://other.slowlight.example")],
            &[("origin", "https://slowlight.example"), ("origin", "https://evil.example")],
        ] {
            assert_eq!(of(pairs), From::Elsewhere, "{pairs:?}");
        }
    }
}
