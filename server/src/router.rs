//! The router: every address with whom it serves, and the layers around all of them.

use crate::access::{Entry, Kind, Table};
use crate::state::AppState;
use crate::{admin, assets, comments, edge, gates, media, public};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::from_fn_with_state;
use domain::accounts::Audience;

/// The most bytes of a call: a slide with its text (security H1).
const CALL_BODY: usize = 512 * 1024;

/// The access table of this program.
pub fn table(state: AppState) -> Table {
    let mut table = Table::new(state)
        .add(Entry::get("/health", Kind::Plain), health)
        .add(Entry::get("/assets/{name}", Kind::Asset), assets::serve)
        .add(Entry::get("/setup", Kind::Admin), gates::set_up_page)
        .add(Entry::post("/setup", Kind::Admin), gates::set_up)
        .add(Entry::get("/sign-in", Kind::Admin), gates::sign_in_page)
        .add(Entry::post("/sign-in", Kind::Admin), gates::sign_in)
        .add(Entry::post("/sign-out", Kind::Admin), gates::sign_out)
        .add(Entry::post("/theme", Kind::Page), gates::choose_theme)
        .add(Entry::get("/media/{hash}/{file}", Kind::Media), media::serve::picture)
        .add(
            Entry::post(app::media::UPLOAD, Kind::Call).for_only(Audience::Writers).with_body(media::upload::BODY),
            media::upload::upload.layer(DefaultBodyLimit::disable()),
        )
        .add(Entry::post(app::media::DELETE, Kind::Call).for_only(Audience::Writers), media::delete::delete)
        .add(Entry::get("/admin", Kind::Admin).for_only(Audience::Staff), admin::page)
        .add(Entry::get("/admin/{*page}", Kind::Admin).for_only(Audience::Staff), admin::page);
    table = table
        .add(Entry::get("/", Kind::Page), public::home)
        .add(Entry::get("/by/{handle}", Kind::Page), public::author)
        .add(Entry::get("/{slug}", Kind::Page), public::story)
        .add(Entry::get("/{slug}/slideshow", Kind::Page), public::slideshow)
        .add(Entry::get("/{slug}/slides/{id}", Kind::Page), public::slide)
        .add(Entry::get("/{slug}/comments", Kind::Page), comments::back)
        .add(Entry::post("/{slug}/comments", Kind::Page).with_body(comments::MAX_FORM), comments::post);
    for call in app::calls::list() {
        call.register();
        let entry = Entry { method: Method::POST, path: call.path, serves: call.serves, kind: Kind::Call, body_limit: CALL_BODY };
        table = table.add(entry, admin::call);
    }
    table
}

/// The whole program as a service.
pub fn router(state: AppState) -> Router {
    // Leptos runs its futures on tokio. A second router of the same process finds that said already.
    let _ = any_spawner::Executor::init_tokio();
    table(state.clone())
        .into_router()
        .layer(from_fn_with_state(state.clone(), gates::until_set_up))
        .layer(from_fn_with_state(state.clone(), edge::same_origin))
        .layer(from_fn_with_state(state, edge::headers))
}

/// Whether the program runs and its database answers.
async fn health(state: axum::extract::State<AppState>) -> (axum::http::StatusCode, &'static str) {
    match state.store.ping().await {
        Ok(()) => (axum::http::StatusCode::OK, "ok\n"),
        Err(_) => (axum::http::StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
