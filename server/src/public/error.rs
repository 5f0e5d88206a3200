//! The pages for what is not there, was taken down, or failed.

use super::render;
use crate::state::AppState;
use app::articles::{GonePage, GonePageProps, NotFoundPage, NotFoundPageProps};
use app::frame::Theme;
use axum::extract::State;
use axum::http::StatusCode;
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

/// A failure of ours: fixed words, whatever went wrong (security X4). The edge writes the page.
pub fn broken(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "a page could not be made");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
