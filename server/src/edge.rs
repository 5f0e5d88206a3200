//! The edge: what holds for every request and every answer, whatever the address.

use crate::access::Kind;
use crate::cookies;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Marks an answer with its kind, which decides its headers.
pub fn marked(kind: Kind, mut response: Response) -> Response {
    response.extensions_mut().insert(Marked(kind));
    response
}

#[derive(Clone, Copy)]
struct Marked(Kind);

const PUBLIC_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const GATE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
const MEDIA_POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";
const CALL_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
const ADMIN_PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=(), publickey-credentials-get=(self), publickey-credentials-create=(self)";

/// The policy of an admin page: scripts only with the nonce of this very answer (security O5, O6).
pub fn admin_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self' 'nonce-{nonce}'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    )
}

/// Gives every answer the headers of its kind (security, section 3). What a handler set itself stays.
pub async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let had_cookie = cookies::any(request.headers());
    let mut response = next.run(request).await;
    let kind = response.extensions().get::<Marked>().map_or(Kind::Page, |marked| marked.0);
    let status = response.status();
    let sets_cookie = response.headers().contains_key(header::SET_COOKIE);
    let headers = response.headers_mut();
    put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, header::X_FRAME_OPTIONS, "DENY");
    if state.config.base_url.origin().starts_with("https://") {
        put(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    match kind {
        Kind::Page => {
            put(headers, header::CONTENT_SECURITY_POLICY, PUBLIC_POLICY);
            put(headers, header::CACHE_CONTROL, page_caching(status, had_cookie, sets_cookie));
            put(headers, header::VARY, "Cookie, Accept-Encoding");
            put(headers, header::REFERRER_POLICY, "strict-origin-when-cross-origin");
            put(headers, COOP, "same-origin");
            put(headers, CORP, "same-origin");
            put(headers, PERMISSIONS_POLICY, PERMISSIONS);
        }
        Kind::Admin => {
            put(headers, header::CONTENT_SECURITY_POLICY, GATE_POLICY);
            put(headers, header::CACHE_CONTROL, "no-store");
            put(headers, header::REFERRER_POLICY, "same-origin");
            put(headers, COOP, "same-origin");
            put(headers, CORP, "same-origin");
            put(headers, PERMISSIONS_POLICY, ADMIN_PERMISSIONS);
            put(headers, ROBOTS, "noindex");
        }
        Kind::Call | Kind::Plain => {
            put(headers, header::CONTENT_SECURITY_POLICY, CALL_POLICY);
            put(headers, header::CACHE_CONTROL, "no-store");
            put(headers, header::REFERRER_POLICY, "no-referrer");
            put(headers, COOP, "same-origin");
            put(headers, CORP, "same-origin");
        }
        Kind::Media => {
            put(headers, header::CONTENT_SECURITY_POLICY, MEDIA_POLICY);
            put(headers, header::CACHE_CONTROL, "private, no-store");
            put(headers, header::REFERRER_POLICY, "no-referrer");
            put(headers, CORP, "cross-origin");
        }
        Kind::Asset => {
            put(headers, header::CONTENT_SECURITY_POLICY, CALL_POLICY);
            put(headers, header::CACHE_CONTROL, "public, max-age=31536000, immutable");
            put(headers, header::VARY, "Accept-Encoding");
            put(headers, header::REFERRER_POLICY, "no-referrer");
            put(headers, CORP, "same-origin");
        }
    }
    response
}

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// A page may be kept by anybody and asked about each time; what a cookie made, and errors, may not (security H7).
fn page_caching(status: StatusCode, had_cookie: bool, sets_cookie: bool) -> &'static str {
    match status {
        _ if had_cookie || sets_cookie => "private, no-store",
        StatusCode::OK | StatusCode::NOT_MODIFIED => "public, max-age=0, must-revalidate",
        StatusCode::NOT_FOUND | StatusCode::GONE => "public, max-age=60",
        _ => "no-store",
    }
}

/// Refuses unsafe requests that another site made (security C1).
pub async fn same_origin(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let is_safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if is_safe || comes_from_here(request.headers(), state.config.base_url.origin()) {
        return next.run(request).await;
    }
    let words = "This request did not come from a page of this site. If a proxy stands in front, it must pass Origin and Sec-Fetch-Site on.";
    marked(Kind::Plain, (StatusCode::FORBIDDEN, words).into_response())
}

fn comes_from_here(headers: &HeaderMap, origin: &str) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match headers.get(header::ORIGIN) {
        Some(value) => value == origin,
        None => false,
    }
}

/// SHIM
#[derive(Clone, Copy)]
pub struct Client(pub std::net::IpAddr);
impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Client {
    type Rejection = std::convert::Infallible;
    async fn from_request_parts(_: &mut axum::http::request::Parts, _: &S) -> Result<Self, std::convert::Infallible> {
        Ok(Client([127, 0, 0, 1].into()))
    }
}
/// SHIM
#[derive(Clone, Copy)]
pub struct Stranger;
/// SHIM
pub struct Posted<T>(pub T);
impl<S: Send + Sync, T: serde::de::DeserializeOwned> axum::extract::FromRequest<S> for Posted<T> {
    type Rejection = Response;
    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        axum::Form::<T>::from_request(request, state).await.map(|axum::Form(t)| Self(t)).map_err(|e| e.into_response())
    }
}
