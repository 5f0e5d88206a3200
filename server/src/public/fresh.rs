//! What lets a browser or a cache ask whether the page that it has is still the page.

use crate::cookies;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A page as it is sent.
pub struct Document {
    /// The HTML.
    pub html: String,
    /// The part of it that is new in every answer and says nothing to a reader, with the time: a form's token.
    pub passing: Option<(String, DateTime<Utc>)>,
}

/// How long a page is the same to a reader whose copy has an older token. A token is good for twice as long.
const SAME_FORM: TimeDelta = TimeDelta::hours(12);

/// The document with a tag made of its bytes, or 304 when the request names that tag. A page that a cookie made is kept by
/// nobody and carries no tag (security H7).
///
/// The tag is strong. That of a page with a form is weak and leaves the form's token out: with it no copy would ever be
/// the same, and one with an older token is as good, until half of the time that a token is good for has passed.
///
/// Source: RFC 9110, 8.8.1, 8.8.3 and 13.1.2.
pub fn answer(request: &HeaderMap, document: Document) -> Response {
    let content = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    if cookies::any(request) {
        return (content, document.html).into_response();
    }
    let tag = match &document.passing {
        None => tag_of(&document.html),
        Some((token, at)) => {
            let kept = document.html.replace(token.as_str(), "");
            let while_good = at.timestamp() / SAME_FORM.num_seconds();
            format!("W/{}", tag_of(&format!("{kept}{while_good}")))
        }
    };
    let value = HeaderValue::from_str(&tag).expect("a tag is of quotes and hexadecimal digits");
    if names(request, &tag) {
        return (StatusCode::NOT_MODIFIED, [(header::ETAG, value)]).into_response();
    }
    ([(header::ETAG, value)], content, document.html).into_response()
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
        .any(|named| named == "*" || opaque(named) == opaque(tag))
}

/// A tag without the mark that it is weak.
fn opaque(tag: &str) -> &str {
    tag.strip_prefix("W/").unwrap_or(tag)
}
