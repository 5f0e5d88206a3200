//! The router: every address with whom it serves, and the layers around all of them.

use crate::access::{Entry, Kind, Table};
use crate::feeds::{Atom, Json, Rss};
use crate::front::Front;
use crate::public::lists;
use crate::state::AppState;
use crate::{admin, assets, comments, edge, feeds, gates, media, numbers, public, reports, sheets};
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use domain::accounts::Audience;
use leptos_axum::generate_route_list;

/// The access table of this program.
pub fn table(state: AppState) -> Table {
    // Leptos runs its futures on tokio. A second router of the same process finds that said already.
    let _said = any_spawner::Executor::init_tokio();
    let mut table = Table::new(state)
        .add(Entry::get("/health", Kind::Plain), health)
        .add(Entry::get("/assets/{name}", Kind::Asset), assets::serve)
        .add(Entry::get("/sheets/{file}", Kind::Asset), sheets::serve)
        .add(Entry::get("/setup", Kind::Admin), gates::set_up_page)
        .add(Entry::post("/setup", Kind::Admin), gates::set_up)
        .add(Entry::get("/sign-in", Kind::Admin), gates::sign_in_page)
        .add(Entry::post("/sign-in", Kind::Admin), gates::sign_in)
        .add(Entry::post("/sign-out", Kind::Admin), gates::sign_out)
        .add(Entry::post("/theme", Kind::Page), gates::choose_theme)
        .add(Entry::feed("/robots.txt"), feeds::robots)
        .add(Entry::feed("/sitemap.xml"), feeds::sitemap)
        .add(Entry::feed("/sitemaps/{file}"), feeds::sitemap_part)
        .add(Entry::feed("/feed.xml"), feeds::site::<Rss>)
        .add(Entry::feed("/atom.xml"), feeds::site::<Atom>)
        .add(Entry::feed("/feed.json"), feeds::site::<Json>)
        .add(Entry::feed("/by/{handle}/feed.xml"), feeds::author::<Rss>)
        .add(Entry::feed("/by/{handle}/atom.xml"), feeds::author::<Atom>)
        .add(Entry::feed("/by/{handle}/feed.json"), feeds::author::<Json>)
        .add(Entry::feed("/topics/{slug}/feed.xml"), feeds::topic::<Rss>)
        .add(Entry::feed("/topics/{slug}/atom.xml"), feeds::topic::<Atom>)
        .add(Entry::feed("/topics/{slug}/feed.json"), feeds::topic::<Json>)
        .add(Entry::kept("/"), public::home)
        .add(Entry::get("/search", Kind::Page), public::search)
        .add(Entry::kept("/topics"), lists::topics)
        .add(Entry::kept("/topics/{slug}"), lists::topic)
        .add(Entry::kept("/authors"), lists::authors)
        .add(Entry::kept("/corrections"), lists::corrections)
        .add(Entry::feed("/corrections/feed.xml"), feeds::corrections)
        .add(Entry::get("/{slug}/slides/{id}/report", Kind::Page), reports::page)
        .add(Entry::post("/{slug}/slides/{id}/report", Kind::Page).with_body(reports::MAX_FORM).from_strangers(), reports::post)
        .add(Entry::post(numbers::REACHED, Kind::Plain).with_body(0), numbers::reached)
        .add(Entry::kept("/archive"), lists::archive)
        .add(Entry::kept("/archive/{month}"), lists::month)
        .add(Entry::kept("/by/{handle}"), lists::author)
        .add(Entry::kept("/{slug}"), public::story)
        .add(Entry::kept("/{slug}/slideshow"), public::slideshow)
        .add(Entry::kept("/{slug}/slides/{id}"), public::slide)
        .add(Entry::kept("/{slug}/slides/{id}/pictures/{number}"), public::picture)
        .add(Entry::get("/{slug}/comments", Kind::Page), comments::back)
        .add(Entry::post("/{slug}/comments", Kind::Page).with_body(comments::MAX_FORM).from_strangers(), comments::post)
        .add(Entry::get("/media/{hash}/{file}", Kind::Media), media::serve::picture)
        .add(Entry::get("/cards/{article}/{file}", Kind::Media), feeds::card::of_article)
        .add(Entry::get("/cards/{article}/{slide}/{file}", Kind::Media), feeds::card::of_slide)
        .add(
            Entry::post(app::media::UPLOAD, Kind::Call).for_only(Audience::Writers).with_body(media::upload::BODY),
            media::upload::upload.layer(DefaultBodyLimit::disable()),
        )
        .add(Entry::post(app::media::DELETE, Kind::Call).for_only(Audience::Writers), media::delete::delete);
    // The panel's pages are those that its own router names, and no other address below them (security H7).
    for page in generate_route_list(app::AdminApp) {
        let entry = Entry::get(page.path().to_owned(), Kind::Admin).for_only(Audience::Staff);
        table = table.add(entry, admin::page);
    }
    for call in app::calls::list() {
        call.register();
        let entry = Entry::post(call.path, Kind::Call).for_only(call.serves).with_body(call.max_bytes);
        let is_exact = call.is_exact;
        table = table.add(entry, move |state, request| admin::call(is_exact, state, request));
    }
    table
}

/// The whole program as a service.
pub fn router(state: &AppState) -> Front {
    served(state, |table| table)
}

/// The same, with what `more` adds to the table.
pub fn served(state: &AppState, more: impl FnOnce(Table) -> Table) -> Front {
    Front::new(state.clone(), edge::around(more(table(state.clone())).into_router(), state))
}

/// Whether every server function of the program is in the list of calls; the paths of those that are not.
///
/// # Errors
/// Those paths. The program does not start with one: who may call it was not said (security A1).
pub fn unlisted_calls() -> Result<(), Vec<&'static str>> {
    let listed: Vec<&str> = app::calls::list().iter().map(|call| call.path).collect();
    let unlisted: Vec<&str> =
        server_fn::axum::server_fn_paths().map(|(path, _)| path).filter(|path| !listed.contains(path)).collect();
    if unlisted.is_empty() { Ok(()) } else { Err(unlisted) }
}

/// Whether the program runs and its database answers.
async fn health(state: axum::extract::State<AppState>) -> (axum::http::StatusCode, &'static str) {
    match state.store.ping().await {
        Ok(()) => (axum::http::StatusCode::OK, "ok\n"),
        Err(_) => (axum::http::StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}
