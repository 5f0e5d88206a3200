//! The admin panel and its calls, as leptos renders and runs them.

use crate::cookies::{self, Name, SESSION_COOKIE};
use crate::edge;
use crate::state::AppState;
use app::calls::Issued;
use app::failure::Failure;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use std::time::Duration;

/// How long a page of the panel may take before it is made anew, and how often it is tried.
const PATIENCE: Duration = Duration::from_secs(10);
const TRIES: usize = 2;

/// A page of the panel, rendered whole before it is sent.
///
/// Rarely a part that waits for its data is never told that it came (leptos 4851): such a page is made once more, and then given
/// up, so that nobody waits for ever.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _empty) = request.into_parts();
    let make = || rendered(&state, Request::from_parts(parts.clone(), Body::empty()));
    in_time(PATIENCE, make)
        .await
        .unwrap_or_else(|| edge::refused(StatusCode::SERVICE_UNAVAILABLE, "The page could not be made in time. Load it again."))
}

/// What comes within that time, tried a few times; none when nothing does.
async fn in_time<F: Future<Output = Response>>(patience: Duration, make: impl Fn() -> F) -> Option<Response> {
    for _ in 0..TRIES {
        if let Ok(response) = tokio::time::timeout(patience, make()).await {
            return Some(response);
        }
        tracing::warn!("a page of the panel did not come in time");
    }
    None
}

async fn rendered(state: &AppState, request: Request) -> Response {
    let state = state.clone();
    let assets = state.assets.clone();
    let provide = move || {
        provide_context(state.store.clone());
        let nonce = leptos::nonce::use_nonce().expect("leptos gives every request a nonce");
        let policy = HeaderValue::from_str(&edge::admin_policy(&nonce)).expect("a nonce is of visible ASCII characters");
        if let Some(options) = use_context::<ResponseOptions>() {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    };
    let response = leptos_axum::render_app_async_with_context(provide, move || app::admin::admin_shell(&assets))(request).await;
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(whole) => Response::from_parts(parts, Body::from(whole)),
        Err(error) => crate::public::broken(&error),
    }
}

/// A call of the panel. Its input is JSON and nothing else (security C2), with no more than the call takes, as `is_exact` says
/// (security A3); its failures carry their status.
pub async fn call(is_exact: fn(&[u8]) -> bool, State(state): State<AppState>, request: Request) -> Response {
    if !edge::says_it_is("application/json", request.headers()) {
        return edge::not_json();
    }
    let (mut parts, body) = request.into_parts();
    // The access table has bounded the body already: it ends with an error where the limit is.
    let Ok(body) = to_bytes(body, usize::MAX).await else { return edge::call_too_large() };
    if !is_exact(&body) {
        return edge::problem(&Failure::misshapen());
    }
    // With `Accept: text/html` leptos would answer a failure with a redirect that carries it in the address.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let request = Request::from_parts(parts, Body::from(body));
    let issued = Issued::default();
    let context = issued.clone();
    let (store, before) = (state.store.clone(), state.store.edition());
    let provide = move || {
        provide_context(store.clone());
        provide_context(context.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    let mut response = with_status(response).await;
    // What stands around a page that is not there is known without asking: it is asked for when it may be another.
    if state.store.edition() != before {
        state.learn_site().await;
    }
    if let Some(token) = issued.take() {
        response.headers_mut().append(header::SET_COOKIE, cookies::set(Name::Session, token.secret(), SESSION_COOKIE));
    }
    response
}

/// The most bytes of a failure: words and fields, never a document.
const MAX_FAILURE: usize = 64 * 1024;

/// Gives a failure the status of its kind and the form of a problem document: leptos sends every one as 500.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let bytes = to_bytes(response.into_body(), MAX_FAILURE).await.unwrap_or_default();
    edge::problem(&serde_json::from_slice(&bytes).unwrap_or_else(|_| Failure::broken()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// How often a page is made that comes at that try, and whether it came.
    async fn tried(comes_at: usize) -> (usize, bool) {
        let count = Cell::new(0);
        let make = || {
            count.set(count.get() + 1);
            let comes = count.get() == comes_at;
            async move { if comes { Response::default() } else { std::future::pending().await } }
        };
        let came = in_time(Duration::from_millis(1), make).await.is_some();
        (count.get(), came)
    }

    #[tokio::test]
    async fn a_page_that_never_comes_is_made_once_more_and_then_given_up() {
        assert_eq!(tried(1).await, (1, true));
        assert_eq!(tried(2).await, (2, true));
        assert_eq!(tried(3).await, (2, false));
    }
}
