//! The pages that list articles: by topic, by month, by author.

use super::{Reading, broken, found_at, from, not_found_page, paged, part};
use crate::state::AppState;
use app::articles::{Archive, ArchiveProps, MonthArticles, MonthArticlesProps};
use app::corrections::{Corrections, CorrectionsProps};
use app::people::{Author, AuthorProps, Authors, AuthorsProps};
use app::topics::{TopicArticles, TopicArticlesProps, Topics, TopicsProps};
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::people::Handle;
use domain::topics::TopicSlug;
use domain::{articles, people, topics};

/// `GET /by/{handle}`: a writer and what they wrote.
pub async fn author(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(at): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(handle) = Handle::parse(&at) else { return not_found_page(&state) };
    let page = match articles::author_page(&state.store, &handle, from(query.as_deref()).as_ref()).await {
        Ok(Some(page)) => page,
        Ok(None) => return not_found_page(&state),
        Err(error) => return broken(&error),
    };
    let canonical = format!("/by/{handle}");
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.query = part(page.from.as_ref());
    let around = reading.around(&paged(&canonical, page.from.as_ref()));
    reading.answer(page.from.is_none().then_some(canonical.as_str()), move || Author(AuthorProps { page, around }))
}

/// `GET /authors`: everybody who has published something.
pub async fn authors(State(state): State<AppState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let page = match people::authors(&state.store, from(query.as_deref()).as_ref()).await {
        Ok(page) => page,
        Err(error) => return broken(&error),
    };
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.query = part(page.from.as_ref());
    let around = reading.around(&paged("/authors", page.from.as_ref()));
    reading.answer(page.from.is_none().then_some("/authors"), move || Authors(AuthorsProps { page, around }))
}

/// `GET /topics`: everything that there are articles about.
pub async fn topics(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let page = match topics::topics_page(&state.store).await {
        Ok(page) => page,
        Err(error) => return broken(&error),
    };
    let reading = Reading::new(&state, &headers, &page.site);
    let around = reading.around("/topics");
    reading.answer(Some("/topics"), move || Topics(TopicsProps { page, around }))
}

/// `GET /topics/{slug}`: a topic and its articles.
pub async fn topic(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(at): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(slug) = TopicSlug::parse(&at) else { return not_found_page(&state) };
    let found = match topics::topic_page(&state.store, &slug, from(query.as_deref()).as_ref()).await {
        Ok(found) => found,
        Err(error) => return broken(&error),
    };
    let page = match found_at(&state, found, |slug| slug.path()) {
        Ok(page) => page,
        Err(other) => return other,
    };
    let canonical = slug.path();
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.query = part(page.from.as_ref());
    let around = reading.around(&paged(&canonical, page.from.as_ref()));
    let link = page.from.is_none().then_some(canonical.as_str());
    reading.answer(link, move || TopicArticles(TopicArticlesProps { page, around }))
}

/// `GET /corrections`: everything that was put right.
pub async fn corrections(State(state): State<AppState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let page = match domain::corrections::corrections(&state.store, from(query.as_deref()).as_ref()).await {
        Ok(page) => page,
        Err(error) => return broken(&error),
    };
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.query = part(page.from.as_ref());
    let around = reading.around(&paged("/corrections", page.from.as_ref()));
    reading.answer(page.from.is_none().then_some("/corrections"), move || Corrections(CorrectionsProps { page, around }))
}

/// `GET /archive`: the months in which something was published.
pub async fn archive(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let page = match articles::archive(&state.store).await {
        Ok(page) => page,
        Err(error) => return broken(&error),
    };
    let reading = Reading::new(&state, &headers, &page.site);
    let around = reading.around("/archive");
    reading.answer(Some("/archive"), move || Archive(ArchiveProps { page, around }))
}

/// `GET /archive/{month}`: what was published in a month, such as `2026-11`.
pub async fn month(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(at): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(month) = at.parse() else { return not_found_page(&state) };
    let page = match articles::month_page(&state.store, month, from(query.as_deref()).as_ref()).await {
        Ok(Some(page)) => page,
        Ok(None) => return not_found_page(&state),
        Err(error) => return broken(&error),
    };
    let canonical = month.path();
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.query = part(page.from.as_ref());
    let around = reading.around(&paged(&canonical, page.from.as_ref()));
    let link = page.from.is_none().then_some(canonical.as_str());
    reading.answer(link, move || MonthArticles(MonthArticlesProps { page, around }))
}
