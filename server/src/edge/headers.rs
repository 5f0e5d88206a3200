//! The headers of every answer, by its kind: security, section 3.

use crate::access::Kind;
use crate::cookies;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::store::Rng;

/// Marks an answer with its kind, which decides its headers.
pub fn marked(kind: Kind, mut response: Response) -> Response {
    response.extensions_mut().insert(Marked(kind));
    response
}

#[derive(Clone, Copy)]
struct Marked(Kind);

/// The kind that an answer was marked with; a page where it was not.
pub(super) fn kind_of(response: &Response) -> Kind {
    response.extensions().get::<Marked>().map_or(Kind::Page, |marked| marked.0)
}

const PUBLIC_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
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

/// The policy of an admin page without a script: 128 random bits that no element carries.
fn closed_policy(rng: &dyn Rng) -> HeaderValue {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes);
    let policy = admin_policy(&STANDARD.encode(bytes));
    HeaderValue::from_str(&policy).expect("base64 is of visible ASCII characters")
}

/// Gives every answer the headers of its kind (security, section 3). What a handler set itself stays.
pub(super) async fn headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let had_cookie = cookies::any(request.headers());
    let mut response = next.run(request).await;
    let (kind, status) = (kind_of(&response), response.status());
    let headers = response.headers_mut();
    match status {
        // A scheme of our own, so that no browser asks for name and password in a box of its own.
        StatusCode::UNAUTHORIZED => put(headers, header::WWW_AUTHENTICATE, "Session realm=\"Lantern\""),
        StatusCode::TOO_MANY_REQUESTS => put(headers, header::RETRY_AFTER, "60"),
        StatusCode::SERVICE_UNAVAILABLE => put(headers, header::RETRY_AFTER, "5"),
        _ => {}
    }
    if kind == Kind::Admin {
        // A page of the panel has set the policy with its nonce; the gates have no script, and nobody knows this one.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| closed_policy(state.store.rng()));
    }
    dress(headers, (kind, status), had_cookie, state.config.base_url.is_https());
    response
}

/// The headers of an answer of that kind and status, where it has none of its own.
pub(crate) fn dress(headers: &mut HeaderMap, (kind, status): (Kind, StatusCode), had_cookie: bool, is_https: bool) {
    let sets_cookie = headers.contains_key(header::SET_COOKIE);
    put(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(headers, header::X_FRAME_OPTIONS, "DENY");
    if is_https {
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
            put(headers, header::VARY, "Authorization, Origin");
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
        Kind::Feed => {
            put(headers, header::CONTENT_SECURITY_POLICY, MEDIA_POLICY);
            put(headers, header::CACHE_CONTROL, feed_caching(status));
            put(headers, header::VARY, "Accept-Encoding");
            put(headers, header::REFERRER_POLICY, "no-referrer");
            put(headers, CORP, "cross-origin");
            // Readers of feeds that run in a browser ask from another site. No cookie changes what they get.
            put(headers, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        }
        Kind::Asset => {
            put(headers, header::CONTENT_SECURITY_POLICY, CALL_POLICY);
            put(headers, header::CACHE_CONTROL, if status.is_success() { KEPT_FOR_EVER } else { "no-store" });
            put(headers, header::VARY, "Accept-Encoding");
            put(headers, header::REFERRER_POLICY, "no-referrer");
            put(headers, CORP, "same-origin");
        }
    }
}

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS_POLICY: HeaderName = HeaderName::from_static("permissions-policy");
const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

fn put(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

const KEPT_FOR_EVER: &str = "public, max-age=31536000, immutable";

/// A feed may be kept for a few minutes: programs ask for it day and night.
fn feed_caching(status: StatusCode) -> &'static str {
    match status {
        StatusCode::OK | StatusCode::NOT_MODIFIED => "public, max-age=300",
        StatusCode::NOT_FOUND => "public, max-age=60",
        _ => "no-store",
    }
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
