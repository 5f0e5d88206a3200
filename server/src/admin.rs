//! The admin panel and its calls, as leptos renders and runs them.

use crate::cookies::{self, Name};
use crate::edge;
use crate::gates::SESSION_COOKIE;
use crate::state::AppState;
use app::accounts::calls::HandOver;
use app::failure::Failure;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::accounts::SessionToken;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;

/// An answer that a call failed, with its status.
pub fn failure(failure: &Failure) -> Response {
    (failure.kind.status(), axum::Json(failure)).into_response()
}

/// A page of the panel, rendered whole before it is sent.
pub async fn page(State(state): State<AppState>, request: Request) -> Response {
    let assets = state.assets.clone();
    let provide = move || {
        provide_context(state.store.clone());
        let nonce = leptos::nonce::use_nonce().expect("leptos gives every request a nonce");
        let policy = HeaderValue::from_str(&edge::admin_policy(&nonce)).expect("a nonce is of visible ASCII characters");
        if let Some(options) = use_context::<ResponseOptions>() {
            options.insert_header(header::CONTENT_SECURITY_POLICY, policy);
        }
    };
    leptos_axum::render_app_async_with_context(provide, move || app::admin::admin_shell(&assets))(request).await
}

/// A call of the panel. Its input is JSON and nothing else (security C2); its failures carry their status.
pub async fn call(State(state): State<AppState>, request: Request) -> Response {
    let is_json = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
    if !is_json {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let (mut parts, body) = request.into_parts();
    // With `Accept: text/html` leptos would answer a failure with a redirect that carries it in the address.
    parts.headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    let request = Request::from_parts(parts, body);
    let provide = move || {
        provide_context(state.store.clone());
        provide_context(HandOver(hand_over));
    };
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    with_status(response).await
}

/// Gives the browser the token of the session that goes on, after the one before it has ended.
fn hand_over(token: &SessionToken) {
    if let Some(options) = use_context::<ResponseOptions>() {
        options.append_header(header::SET_COOKIE, cookies::set(Name::Session, token.secret(), SESSION_COOKIE));
    }
}

/// The most bytes of a failure: words and fields, never a document.
const MAX_FAILURE: usize = 64 * 1024;

/// Gives a failure the status of its kind: leptos sends every one as 500.
async fn with_status(response: Response) -> Response {
    if response.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, MAX_FAILURE).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    if let Ok(failed) = serde_json::from_slice::<Failure>(&bytes) {
        parts.status = failed.kind.status();
    }
    Response::from_parts(parts, Body::from(bytes))
}
