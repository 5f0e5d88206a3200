//! What a request must look like before anybody reads it: a method that we know, one host, and it is ours.

use super::refusal::refused;
use crate::config::Config;
use crate::state::AppState;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// The methods that some address takes. Each address answers 405 with its own list to the others.
const METHODS: [Method; 7] =
    [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS];
const ALLOW: HeaderValue = HeaderValue::from_static("GET, HEAD, POST");

/// The address that the request was sent to: scheme and host, such as `https://slowlight.example`. It is one of the
/// site's own, or the request would not have come so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SentTo(pub(super) String);

/// Refuses what no address of ours could answer (security H4, H6).
pub(super) async fn well_formed(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if !METHODS.contains(request.method()) {
        let mut response = refused(StatusCode::METHOD_NOT_ALLOWED, "This method is not used here.");
        response.headers_mut().insert(header::ALLOW, ALLOW);
        return response;
    }
    // The server has already dropped a Content-Length that came with it, so the two cannot be told apart from one alone. No
    // browser and no common proxy sends a body without its length; whatever two readers could read in two ways is refused.
    if request.headers().contains_key(header::TRANSFER_ENCODING) {
        let words = "Send the length of the body in Content-Length, without Transfer-Encoding.";
        let mut response = refused(StatusCode::BAD_REQUEST, words);
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        return response;
    }
    let Some(host) = host(&request) else {
        return refused(StatusCode::BAD_REQUEST, "A request names one host, once.");
    };
    if !state.config.is_own_host(&host) {
        let words = "This site is not served under that name. Its operator can add the name to `aliases`.";
        return refused(StatusCode::MISDIRECTED_REQUEST, words);
    }
    let sent_to = SentTo(format!("{}://{host}", state.config.base_url.scheme()));
    request.extensions_mut().insert(sent_to);
    next.run(request).await
}

/// Whether the request names one host of ours, as browsers write it: what is written otherwise is looked at more closely.
pub(crate) fn names_own_host(config: &Config, request: &Request) -> bool {
    let mut named = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return false };
    request.uri().authority().is_none() && host.to_str().is_ok_and(|host| config.is_own_host(host))
}

/// The one host that the request names, in lower case; none when there is none, more than one, or two that differ.
fn host(request: &Request) -> Option<String> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let (Some(host), None) = (named.next(), named.next()) else { return None };
    let host = host.to_str().ok()?.to_ascii_lowercase();
    let authority: axum::http::uri::Authority = host.parse().ok()?;
    let is_plain = !authority.as_str().contains('@') && !authority.host().is_empty();
    let agrees = request.uri().authority().is_none_or(|other| other.as_str().eq_ignore_ascii_case(&host));
    (is_plain && agrees).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn named(uri: &str, hosts: &[&str]) -> Option<String> {
        let mut request = Request::builder().uri(uri);
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        host(&request.body(Body::empty()).unwrap())
    }

    #[test]
    fn h04_a_request_names_one_host_once() {
        assert_eq!(named("/", &["Slowlight.example:3000"]).as_deref(), Some("slowlight.example:3000"));
        assert_eq!(named("http://slowlight.example/", &["slowlight.example"]).as_deref(), Some("slowlight.example"));
        for (uri, hosts) in [
            ("/", &[] as &[&str]),
            ("/", &["a.example", "a.example"]),
            ("/", &["a.example", "b.example"]),
            ("/", &[""]),
            ("/", &["a example"]),
            ("/", &["a.example/path"]),
            ("/", &["someone@a.example"]),
            ("http://b.example/", &["a.example"]),
        ] {
            assert_eq!(named(uri, hosts), None, "{uri} {hosts:?}");
        }
    }
}
