//! What stands before the router: a page that is kept goes out at once, as the layers and the access table would have sent it.
//!
//! Only what is plain to see is answered here: a `GET` of one host of ours, without a body and without any cookie. All else, and
//! every page that is not kept, goes to the router (security H4, H7).

use crate::edge;
use crate::state::AppState;
use axum::Router;
use axum::extract::Request;
use axum::http::{Method, header};
use axum::response::Response;
use futures::future::{Either, Ready, ready};
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::task::{Context, Poll};
use std::time::Instant;
use tower::Service;

/// The whole program as a service.
#[derive(Clone)]
pub struct Front {
    state: AppState,
    router: Router,
}

impl Front {
    /// Puts itself before the router.
    pub fn new(state: AppState, router: Router) -> Self {
        Self { state, router }
    }

    /// The answer, if it is there already.
    pub(crate) fn at_once(&self, request: &Request) -> Option<Response> {
        let begun = Instant::now();
        let state = &self.state;
        if !is_plain(request) || !edge::names_own_host(&state.config, request) || !state.set_up.is_done() {
            return None;
        }
        let page = state.pages.at_once(request, state.store.edition()?, state.store.now())?;
        let id = state.request_ids.next(state.store.rng());
        if let Some(counted) = page.counted() {
            state.readings.count(counted, request.headers(), state.store.now());
        }
        let mut response = page.answer_dressed(request.headers(), state.config.base_url.is_https());
        response.headers_mut().insert(edge::REQUEST_ID, id.value());
        edge::log(&id, (request.method(), page.line(), response.status()), begun);
        Some(response)
    }
}

/// Whether nothing in the request could make its answer another one, whatever it asks for.
fn is_plain(request: &Request) -> bool {
    let more = [header::COOKIE, header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::UPGRADE, header::EXPECT];
    *request.method() == Method::GET && more.iter().all(|name| !request.headers().contains_key(name))
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, <Router as Service<Request>>::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        <Router as Service<Request>>::poll_ready(&mut self.router, context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        // Whatever falls here costs nothing but time: the layers have a net for what falls behind them (security X4).
        let at_once = std::panic::catch_unwind(AssertUnwindSafe(|| self.at_once(&request)));
        match at_once.unwrap_or_default() {
            Some(response) => Either::Left(ready(Ok(response))),
            None => Either::Right(self.router.call(request)),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::public::site::{LISTEN, Site};
    use axum::body::Body;
    use axum::http::request::Builder;
    use axum::http::{HeaderMap, HeaderName, Request, StatusCode, header};

    fn get(path: &str) -> Builder {
        Request::get(path).header(header::HOST, LISTEN)
    }

    /// What the router itself answers, and what is there at once.
    async fn both(site: &Site, request: impl Fn() -> Request<Body>) -> [(StatusCode, HeaderMap, Vec<u8>); 2] {
        let at_once = site.router.at_once(&request()).expect("the page is kept");
        let routed = tower::ServiceExt::oneshot(site.router.router.clone(), request()).await.unwrap();
        let mut seen = Vec::new();
        for answer in [routed, at_once] {
            let (parts, body) = answer.into_parts();
            let mut headers = parts.headers;
            assert_eq!(headers.remove("x-request-id").unwrap().len(), 16);
            // The router counts; what is sent at once is counted when it is sent.
            headers.remove(header::CONTENT_LENGTH);
            seen.push((parts.status, headers, axum::body::to_bytes(body, 1 << 24).await.unwrap().to_vec()));
        }
        seen.try_into().expect("both were asked")
    }

    #[tokio::test]
    async fn h07_what_goes_out_at_once_is_what_the_layers_would_send() {
        let site = Site::new().await;
        site.scene.published(&site.owner, "Lamps", 2).await;
        for path in ["/", "/lamps", "/lamps/slideshow", "/by/marit-olsen", "/archive", "/feed.xml", "/sitemap.xml", "/robots.txt"]
        {
            assert!(site.router.at_once(&get(path).body(Body::empty()).unwrap()).is_none(), "{path} is cold");
            let tag = site.get(path).await.header(header::ETAG).to_owned();
            for (name, value) in [
                (header::ACCEPT_ENCODING, "br"),
                (header::ACCEPT_ENCODING, "gzip"),
                (header::ACCEPT_ENCODING, ""),
                (header::IF_NONE_MATCH, tag.as_str()),
                (header::IF_NONE_MATCH, "\"other\""),
                (HeaderName::from_static("x-forwarded-for"), "198.51.100.7"),
            ] {
                let [routed, at_once] = both(&site, || get(path).header(&name, value).body(Body::empty()).unwrap()).await;
                assert_eq!(at_once, routed, "{path} {name}: {value}");
            }
        }
    }

    #[tokio::test]
    async fn h04_h07_what_is_not_plain_to_see_goes_through_the_layers() {
        let site = Site::new().await;
        site.scene.published(&site.owner, "Lamps", 2).await;
        site.get("/lamps").await;
        let is_at_once = |request: Builder| site.router.at_once(&request.body(Body::empty()).unwrap()).is_some();
        assert!(is_at_once(get("/lamps")) && is_at_once(get("/lamps?utm_source=x")));
        for (what, request) in [
            ("no host", Request::get("/lamps")),
            ("another's host", Request::get("/lamps").header(header::HOST, "evil.example")),
            ("two hosts", get("/lamps").header(header::HOST, LISTEN)),
            ("a whole address", get(&format!("http://{LISTEN}/lamps"))),
            ("a cookie of ours", get("/lamps").header(header::COOKIE, "__Host-lantern=x")),
            ("a cookie of others", get("/lamps").header(header::COOKIE, "x=y")),
            ("a body", get("/lamps").header(header::CONTENT_LENGTH, "1")),
            ("pieces of a body", get("/lamps").header(header::TRANSFER_ENCODING, "chunked")),
            ("its head", get("/lamps").method("HEAD")),
            ("a form", get("/lamps").method("POST")),
            ("another page", get("/lamps?reply=x")),
            ("a variant", get("/lamps/")),
        ] {
            assert!(!is_at_once(request), "{what}");
        }
        site.let_an_edition_pass().await;
        assert!(!is_at_once(get("/lamps")), "a page of an older edition");
    }
}
