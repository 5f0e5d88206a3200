//! The pages that readers see, rendered from components without a script.

mod error;
mod fresh;
mod known;

pub use error::{broken, gone_page, not_found, not_found_page, refused_page, with_number};
pub use known::KnownSite;

use crate::comments;
use crate::gates::theme;
use crate::state::AppState;
use app::articles::{Home, HomeProps, SlideAlone, SlideAloneProps, Slideshow, SlideshowProps, Story, StoryProps};
use app::people::{Author, AuthorProps};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::articles::{self, ArticlePage, Found, Slug};
use domain::page::Cursor;
use domain::people::Handle;
use domain::settings::SiteFrame;
use fresh::Document;
use leptos::prelude::{IntoView, Owner};
use leptos::tachys::view::RenderHtml;

/// Renders a page whole, without a script.
pub fn render<V: IntoView + 'static>(page: impl FnOnce() -> V) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], document(page)).into_response()
}

fn document<V: IntoView + 'static>(page: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| page().into_view().to_html());
    owner.cleanup();
    format!("<!DOCTYPE html>{html}")
}

/// `GET /`, and its later pages at `/?from=…`.
pub async fn home(State(state): State<AppState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let page = match articles::home(&state.store, from(query.as_deref()).as_ref()).await {
        Ok(page) => page,
        Err(error) => return broken(&error),
    };
    let reading = Reading { state: &state, headers: &headers, site: page.site.clone(), token: None };
    let around = reading.around(&paged("/", page.from.as_ref()));
    reading.answer(page.from.is_none().then_some("/"), move || Home(HomeProps { page, around }))
}

/// `GET /{slug}`: the article in story view with what was said under it; `?reply=…` answers a comment, `?after=…` goes on
/// in a long conversation.
pub async fn story(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(at): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let mut page = match article(&state, &at, "").await {
        Ok(page) => page,
        Err(other) => return other,
    };
    let visit = comments::visit(&state, &headers, query.as_deref());
    let talk = match domain::comments::conversation(&state.store, &page, &visit).await {
        Ok(talk) => talk,
        Err(error) => return broken(&error),
    };
    page.thread = talk.thread;
    let form = talk.form;
    let canonical = format!("/{}", page.slug);
    let token = form.as_ref().map(|form| form.token.clone());
    let reading = Reading { state: &state, headers: &headers, site: page.site.clone(), token };
    let around = reading.around(&canonical);
    reading.answer(Some(&canonical), move || Story(StoryProps { page, form, around }))
}

/// `GET /{slug}/slideshow`: the article one slide at a time.
pub async fn slideshow(State(state): State<AppState>, headers: HeaderMap, Path(at): Path<String>) -> Response {
    let page = match article(&state, &at, "/slideshow").await {
        Ok(page) => page,
        Err(other) => return other,
    };
    let canonical = format!("/{}", page.slug);
    let reading = Reading { state: &state, headers: &headers, site: page.site.clone(), token: None };
    let around = reading.around(&format!("{canonical}/slideshow"));
    reading.answer(Some(&canonical), move || Slideshow(SlideshowProps { page, around }))
}

/// `GET /{slug}/slides/{id}`: one slide by itself.
pub async fn slide(State(state): State<AppState>, headers: HeaderMap, Path((at, id)): Path<(String, String)>) -> Response {
    let (Ok(slug), Ok(id)) = (Slug::parse(&at), id.parse()) else { return not_found_page(&state) };
    let found = match articles::slide_page(&state.store, &slug, &id).await {
        Ok(found) => found,
        Err(error) => return broken(&error),
    };
    let page = match led_to(&state, found, &format!("/slides/{id}")) {
        Ok(page) => page,
        Err(other) => return other,
    };
    let canonical = format!("/{}", page.slug);
    let reading = Reading { state: &state, headers: &headers, site: page.site.clone(), token: None };
    let around = reading.around(&format!("{canonical}/slides/{id}"));
    reading.answer(Some(&canonical), move || SlideAlone(SlideAloneProps { page, around }))
}

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
    let reading = Reading { state: &state, headers: &headers, site: page.site.clone(), token: None };
    let around = reading.around(&paged(&canonical, page.from.as_ref()));
    reading.answer(page.from.is_none().then_some(canonical.as_str()), move || Author(AuthorProps { page, around }))
}

/// The article at an address, or the answer that stands for it; `rest` is what the address has after the slug.
async fn article(state: &AppState, at: &str, rest: &str) -> Result<ArticlePage, Response> {
    let Ok(slug) = Slug::parse(at) else { return Err(not_found_page(state)) };
    let found = articles::article_page(&state.store, &slug).await.map_err(|error| broken(&error))?;
    led_to(state, found, rest)
}

/// The page, or the answer that stands for it: 301 to the address in use, 410, 404.
#[expect(clippy::result_large_err, reason = "the answer that stands for the page goes out at once")]
fn led_to<T>(state: &AppState, found: Found<T>, rest: &str) -> Result<T, Response> {
    match found {
        Found::Page(page) => Ok(page),
        Found::Moved(slug) => {
            Err((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, format!("/{slug}{rest}"))]).into_response())
        }
        Found::Withdrawn => Err(gone_page(state)),
        Found::Nothing => Err(not_found_page(state)),
    }
}

/// A request for a page that was found.
struct Reading<'a> {
    state: &'a AppState,
    headers: &'a HeaderMap,
    site: SiteFrame,
    /// The token of the page's form, if it has one.
    token: Option<String>,
}

impl Reading<'_> {
    fn around(&self, path: &str) -> app::frame::Surroundings {
        self.state.around(path, theme(self.headers))
    }

    /// The page with what lets caches ask about it, or 304 when the reader has it already.
    fn answer<V: IntoView + 'static>(self, canonical: Option<&str>, page: impl FnOnce() -> V) -> Response {
        self.state.known.learn(&self.site);
        let passing = self.token.map(|token| (token, self.state.store.now()));
        let mut response = fresh::answer(self.headers, Document { html: document(page), passing });
        if let Some(path) = canonical {
            let link = format!("<{}{path}>; rel=\"canonical\"", self.state.config.base_url.origin());
            let link = link.parse().expect("an address of this site is of visible ASCII characters");
            response.headers_mut().insert(header::LINK, link);
        }
        response
    }
}

/// Where a page of a list begins: the only key of a query that pages know. Every other is passed over (security H7).
fn from(query: Option<&str>) -> Option<Cursor> {
    let value = url::form_urlencoded::parse(query?.as_bytes()).find(|(key, _)| key == "from")?.1;
    Some(Cursor(value.into_owned()))
}

fn paged(path: &str, from: Option<&Cursor>) -> String {
    from.map_or_else(|| path.to_owned(), |Cursor(from)| format!("{path}?from={from}"))
}

#[cfg(test)]
mod tests;
