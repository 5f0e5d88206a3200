//! One request from its arrival to its answer: its number, its line in the log, and what happens when a handler panics.

use super::headers::kind_of;
use crate::state::AppState;
use crate::{cookies, public};
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::store::Rng;
use futures::FutureExt;
use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use tracing::Instrument;

/// The number of a request: in the answer, in the log, and on the page that says that something broke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestId(String);

/// New numbers of requests, 64 random bits each: of the chance that is asked for at once, since each time is a call to the system.
#[derive(Debug, Default)]
pub struct RequestIds(Mutex<Vec<u64>>);

impl RequestIds {
    /// The next number.
    pub fn next(&self, rng: &dyn Rng) -> RequestId {
        let mut drawn = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let number = drawn.pop().unwrap_or_else(|| {
            let mut bytes = [[0; 8]; 128];
            rng.fill(bytes.as_flattened_mut());
            let [number, rest @ ..] = bytes.map(u64::from_be_bytes);
            drawn.extend(rest);
            number
        });
        RequestId(format!("{number:016x}"))
    }
}

impl RequestId {
    /// The number as the answer has it.
    pub fn value(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).expect("hexadecimal digits make a header")
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The header with the number of the request.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Writes down that a request was answered: with the address as the table writes it, never as it was asked: no token, no query,
/// nobody's words (security D2).
pub(crate) fn log(id: &RequestId, (method, path, status): (&Method, &str, StatusCode), begun: Instant) {
    if tracing::enabled!(tracing::Level::INFO) {
        tracing::info_span!("request", %id).in_scope(|| answered((method, path, status), begun));
    }
}

fn answered((method, path, status): (&Method, &str, StatusCode), begun: Instant) {
    let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(%method, path, status = status.as_u16(), duration_ms, "answered");
}

/// Numbers the request, logs its answer, and turns an answer that something broke into fixed words with that number
/// (security X4).
pub(super) async fn identified(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    let id = state.request_ids.next(state.store.rng());
    request.extensions_mut().insert(id.clone());
    let is_plain = state.config.insecure_http;
    if is_plain {
        cookies::without_prefix_in(request.headers_mut());
    }
    let span = tracing::info_span!("request", id = %id);
    let begun = Instant::now();
    let method = request.method().clone();
    async move {
        let mut response = next.run(request).await;
        if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
            let kind = kind_of(&response);
            response = public::with_number(&state, (kind, response), &id);
        }
        if is_plain {
            cookies::without_prefix_out(response.headers_mut());
        }
        response.headers_mut().insert(REQUEST_ID, id.value());
        let path = response.extensions().get::<Answered>().map_or("", |Answered(path)| path.as_str());
        answered((&method, path, response.status()), begun);
        response
    }
    .instrument(span)
    .await
}

/// The line of the access table that answered.
#[derive(Clone)]
pub(crate) struct Answered(pub(crate) MatchedPath);

/// What holds for the handlers holds for the layers between: whatever falls there costs its request and nothing else.
pub(super) async fn unharmed_by_panics(request: Request, next: Next) -> Response {
    unharmed(next.run(request)).await.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// A handler that panics costs its request and nothing else; none when it did. What it said when it fell can hold anybody's
/// words and is dropped (security X4, D2).
pub(crate) async fn unharmed(answer: impl Future<Output = Response>) -> Option<Response> {
    match AssertUnwindSafe(answer).catch_unwind().await {
        Ok(response) => Some(response),
        Err(_fell) => {
            tracing::error!("a handler panicked");
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::store::SystemRng;
    use std::collections::HashSet;

    #[test]
    fn no_two_requests_have_the_same_number() {
        let ids = RequestIds::default();
        let seen: HashSet<String> = (0..1_000).map(|_| ids.next(&SystemRng).to_string()).collect();
        assert!(seen.len() == 1_000 && seen.iter().all(|id| id.len() == 16));
    }
}
