//! Refusals: fixed words in plain text, or as a problem document where a program asked.

use super::headers::marked;
use crate::access::Kind;
use app::failure::Failure;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A refusal in plain words. It never repeats anything of the request.
pub fn refused(status: StatusCode, words: &'static str) -> Response {
    marked(Kind::Plain, (status, words).into_response())
}

/// A failure as a problem document (RFC 9457): `title` and `status`, with the failure itself beside them.
#[derive(Serialize)]
struct Problem<'a> {
    title: &'a str,
    status: u16,
    #[serde(flatten)]
    failure: &'a Failure,
}

/// A failure of a call, with its status.
pub fn problem(failure: &Failure) -> Response {
    let status = failure.kind.status();
    let problem = Problem { title: &failure.words, status: status.as_u16(), failure };
    let kind = HeaderValue::from_static("application/problem+json");
    let mut response = (status, axum::Json(problem)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
