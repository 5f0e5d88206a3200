//! What lets a browser or a cache ask whether the page that it has is still the page.

use crate::cookies;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The document with a strong tag made of its bytes, or 304 when the request names that tag. A page that a cookie made is
/// kept by nobody and carries no tag (security H7).
///
/// Source: RFC 9110, 8.8.3 and 13.1.2.
pub fn answer(request: &HeaderMap, document: String) -> Response {
    let content = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    if cookies::any(request) {
        return (content, document).into_response();
    }
    let tag = tag_of(&document);
    let value = HeaderValue::from_str(&tag).expect("a tag is of quotes and hexadecimal digits");
    if names(request, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, value)]).into_response();
    }
    ([(header::ETAG, value)], content, document).into_response()
}

/// The first half of the hash in quotes: two pages that share it are not met by chance.
fn tag_of(document: &str) -> String {
    let hash = Sha256::digest(document);
    let mut tag = String::from("\"");
    for byte in &hash[..16] {
        write!(tag, "{byte:02x}").expect("a string takes what is written");
    }
    tag.push('"');
    tag
}

/// Whether the request names the tag, compared weakly, or any.
fn names(request: &HeaderMap, tag: &str) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|named| named == "*" || named.strip_prefix("W/").unwrap_or(named) == tag)
}
