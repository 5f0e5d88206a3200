//! The pages for what is not there, was taken down, or failed.

use super::render;
use crate::access::Kind;
use crate::edge::RequestId;
use crate::state::AppState;
use app::accounts::{RefusedPage, RefusedPageProps};
use app::articles::{ErrorPage, ErrorPageProps, GonePage, GonePageProps, NotFoundPage, NotFoundPageProps};
use app::frame::Theme;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Every address that leads nowhere.
pub async fn not_found(State(state): State<AppState>) -> Response {
    not_found_page(&state)
}

/// The page for an address that leads nowhere.
pub fn not_found_page(state: &AppState) -> Response {
    let (site, around) = (state.known.frame(), state.around("/", Theme::Auto));
    (StatusCode::NOT_FOUND, render(move || NotFoundPage(NotFoundPageProps { site, around }))).into_response()
}

/// The page for an article that was taken back.
pub fn gone_page(state: &AppState) -> Response {
    let (site, around) = (state.known.frame(), state.around("/", Theme::Auto));
    (StatusCode::GONE, render(move || GonePage(GonePageProps { site, around }))).into_response()
}

/// The page for somebody whose role has no place there.
pub fn refused_page(state: &AppState) -> Response {
    let (site, around) = (state.known.frame(), state.around("/", Theme::Auto));
    (StatusCode::FORBIDDEN, render(move || RefusedPage(RefusedPageProps { site, around }))).into_response()
}

/// A failure of ours: fixed words, whatever went wrong (security X4). The edge writes the page.
pub fn broken(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "a page could not be made");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// Puts the page for a failure of ours into the answer, with the number of the request. It asks nothing of anybody that
/// could fail again (security L4); what a call answers stays as it is.
pub fn with_number(state: &AppState, answer: (Kind, Response), id: &RequestId) -> Response {
    let (kind, response) = answer;
    let (mut parts, body) = response.into_parts();
    let (content_type, body) = match kind {
        Kind::Call => return Response::from_parts(parts, body),
        Kind::Page | Kind::Admin => {
            let (site, around) = (state.known.frame(), state.around("/", Theme::Auto));
            let number = id.to_string();
            let page = render(move || ErrorPage(ErrorPageProps { site, around, number }));
            ("text/html; charset=utf-8", page.into_body())
        }
        Kind::Media | Kind::Feed | Kind::Asset | Kind::Plain => {
            ("text/plain; charset=utf-8", Body::from(format!("Something broke on our side. Number of the request: {id}\n")))
        }
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    Response::from_parts(parts, body)
}
