//! The pages that readers see, rendered from components without a script.

use crate::state::AppState;
use app::articles::{NotFoundPage, NotFoundPageProps};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::{IntoView, Owner};
use leptos::tachys::view::RenderHtml;

/// Renders a page whole, without a script.
pub fn render<V: IntoView + 'static>(page: impl FnOnce() -> V) -> Response {
    let owner = Owner::new();
    let html = owner.with(|| page().into_view().to_html());
    owner.cleanup();
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], format!("<!DOCTYPE html>{html}")).into_response()
}

/// Every address that leads nowhere.
pub async fn not_found(State(state): State<AppState>) -> Response {
    not_found_page(&state).await
}

/// The page for an address that leads nowhere.
pub async fn not_found_page(state: &AppState) -> Response {
    let site = match domain::settings::frame(&state.store).await {
        Ok(site) => site,
        Err(error) => return broken(&error),
    };
    let around = state.around("/", app::frame::Theme::Auto);
    (StatusCode::NOT_FOUND, render(move || NotFoundPage(NotFoundPageProps { site, around }))).into_response()
}

/// A failure of ours: fixed words, whatever went wrong (security X4).
pub fn broken(error: &dyn std::fmt::Display) -> Response {
    tracing::error!(%error, "a page could not be made");
    (StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong on our side. Try again in a moment.").into_response()
}
