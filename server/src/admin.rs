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
    let provide = move || {
        provide_context(state.store.clone());
        provide_context(context.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    let mut response = with_status(response).await;
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
