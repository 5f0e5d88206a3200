//! The pages that readers see, rendered from components. None needs a script.

mod error;
mod known;
pub mod lists;

pub use error::{broken, gone_page, not_found, not_found_page, refused_page, with_number};
pub use known::KnownSite;

use crate::cache::{self, Form, Page, Query};
use crate::comments;
use crate::edge::Client;
use crate::gates::theme;
use crate::pieces::pieces;
use crate::state::AppState;
use app::articles::{
    GoneSlidePage, GoneSlidePageProps, Home, HomeProps, Picture, PictureProps, SlideAlone, SlideAloneProps, Slideshow,
    SlideshowProps, Story, StoryProps,
};
use app::pages::{PageView, PageViewProps};
use app::search::{Search, SearchProps};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::articles::{self, ArticlePage, Found, GoneSlide, PictureAt, Shown, SlideAt, Slug};
use domain::numbers::Counted;
use domain::page::Cursor;
use domain::pages::StaticPage;
use domain::search::{self, Hindrance, SearchPage};
use domain::settings::SiteFrame;
use leptos::prelude::{IntoView, Owner};
use leptos::tachys::view::RenderHtml;

/// Renders a page whole.
pub fn render<V: IntoView + 'static>(page: impl FnOnce() -> V) -> Response {
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], document(page)).into_response()
}

fn document<V: IntoView + 'static>(page: impl FnOnce() -> V) -> String {
    format!("<!DOCTYPE html>{}", markup(page))
}

/// The HTML of a view.
pub(crate) fn markup<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new();
    let html = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    // Marks for a script that would take the page over. None does, and no text holds one: its `<` is written as `&lt;`.
    let mut kept = String::with_capacity(html.len());
    kept.extend(pieces(&html, "<!>"));
    kept
}

/// `GET /`, and its later pages at `/?from=…`.
pub async fn home(State(state): State<AppState>, headers: HeaderMap, RawQuery(query): RawQuery) -> Response {
    let page = match articles::home(&state.store, from(query.as_deref()).as_ref()).await {
        Ok(page) => page,
        Err(error) => return broken(&error),
    };
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.query = part(page.from.as_ref());
    let around = reading.around(&paged("/", page.from.as_ref()));
    reading.answer(page.from.is_none().then_some("/"), move || Home(HomeProps { page, around }))
}

/// `GET /{slug}`: a page that stands by itself, or the article in story view with what was said under it; `?reply=…` answers a
/// comment, `?after=…` goes on in a long conversation.
pub async fn story(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path(at): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let Ok(slug) = Slug::parse(&at) else { return not_found_page(&state) };
    let store = match state.store.at_one_moment().await {
        Ok(store) => store,
        Err(error) => return broken(&error),
    };
    let found = match articles::shown_at(&store, &slug).await {
        Ok(found) => found,
        Err(error) => return broken(&error),
    };
    let mut page = match led_to(&state, found, "") {
        Ok(Shown::Article(page)) => *page,
        Ok(Shown::Page(page)) => {
            drop(store);
            return standing(&state, &headers, *page);
        }
        Err(other) => return other,
    };
    let visit = comments::visit(&state, &headers, query.as_deref());
    let talk = match domain::comments::conversation(&store, &page, &visit).await {
        Ok(talk) => talk,
        Err(error) => return broken(&error),
    };
    drop(store);
    page.thread = talk.thread;
    let form = talk.form;
    let canonical = format!("/{}", page.slug);
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.form = form.as_ref().map(|form| Form { token: form.token.clone(), made: state.store.now() });
    reading.counted = page.site.is_counting.then_some(Counted::Opened(page.id));
    let around = reading.around(&canonical);
    reading.answer(Some(&canonical), move || Story(StoryProps { page, form, around }))
}

/// A page that stands by itself.
fn standing(state: &AppState, headers: &HeaderMap, page: StaticPage) -> Response {
    let path = format!("/{}", page.slug);
    let reading = Reading::new(state, headers, &page.site);
    let around = reading.around(&path);
    reading.answer(Some(&path), move || PageView(PageViewProps { page, around }))
}

/// `GET /{slug}/slideshow`: the article one slide at a time.
pub async fn slideshow(State(state): State<AppState>, headers: HeaderMap, Path(at): Path<String>) -> Response {
    let page = match article(&state, &at, "/slideshow").await {
        Ok(page) => page,
        Err(other) => return other,
    };
    let canonical = format!("/{}", page.slug);
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.counted = page.site.is_counting.then_some(Counted::Opened(page.id));
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
        Ok(SlideAt::Slide(page)) => *page,
        Ok(SlideAt::Gone(gone)) => return gone_slide(&state, &headers, *gone),
        Err(other) => return other,
    };
    let canonical = format!("/{}", page.slug);
    let mut reading = Reading::new(&state, &headers, &page.site);
    reading.counted = page.site.is_counting.then(|| Counted::Alone(page.article, page.slide.id.clone()));
    let around = reading.around(&format!("{canonical}/slides/{id}"));
    reading.answer(Some(&canonical), move || SlideAlone(SlideAloneProps { page, around }))
}

/// `GET /{slug}/slides/{id}/pictures/{number}`: a picture of a slide at full size.
pub async fn picture(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path((at, id, number)): Path<(String, String, String)>,
) -> Response {
    let (Ok(slug), Ok(id), Some(number)) = (Slug::parse(&at), id.parse(), place(&number)) else { return not_found_page(&state) };
    let found = match articles::picture_page(&state.store, &slug, &id, number).await {
        Ok(found) => found,
        Err(error) => return broken(&error),
    };
    let rest = format!("/slides/{id}/pictures/{number}");
    let page = match led_to(&state, found, &rest) {
        Ok(PictureAt::Picture(page)) => *page,
        Ok(PictureAt::Gone(gone)) => return gone_slide(&state, &headers, *gone),
        Err(other) => return other,
    };
    let canonical = format!("/{}", page.on.slug);
    let reading = Reading::new(&state, &headers, &page.on.site);
    let around = reading.around(&format!("{canonical}{rest}"));
    reading.answer(Some(&canonical), move || Picture(PictureProps { page, around }))
}

/// 410: the slide was taken out of its article.
fn gone_slide(state: &AppState, headers: &HeaderMap, gone: GoneSlide) -> Response {
    let around = state.around(&format!("/{}", gone.slug), theme(headers));
    (StatusCode::GONE, render(move || GoneSlidePage(GoneSlidePageProps { gone, around }))).into_response()
}

/// The place that a number in an address means: each has one spelling, so that no picture has two addresses.
fn place(number: &str) -> Option<usize> {
    let place: usize = number.parse().ok()?;
    (place.to_string() == number).then_some(place)
}

/// `GET /search`: the form, and what is found of `q`. No page of it is kept, and none is to be found itself.
pub async fn search(
    State(state): State<AppState>,
    Client(from): Client,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    const NOT_FOUND_ITSELF: [(header::HeaderName, &str); 1] = [(header::HeaderName::from_static("x-robots-tag"), "noindex")];
    let query = search::Query::read(&known(query.as_deref(), "q").unwrap_or_default());
    let around = state.around("/search", theme(&headers));
    let shown = |page| (NOT_FOUND_ITSELF, render(move || Search(SearchProps { page, around }))).into_response();
    if !query.terms.is_empty()
        && let Err(seconds) = state.searches.count(from, state.store.now())
    {
        let hindrance = Some(Hindrance::TooOften { seconds });
        let page = SearchPage { hindrance, ..SearchPage::nothing(state.known.frame(), &query) };
        return (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())], shown(page)).into_response();
    }
    match search::find(&state.store, query).await {
        Ok(page) => {
            state.known.learn(&page.site);
            shown(page)
        }
        Err(error) => broken(&error),
    }
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
    found_at(state, found, |slug| format!("/{slug}{rest}"))
}

/// The same for any address, whose path `path` writes.
#[expect(clippy::result_large_err, reason = "the answer that stands for the page goes out at once")]
pub(crate) fn found_at<T, A>(state: &AppState, found: Found<T, A>, path: impl FnOnce(A) -> String) -> Result<T, Response> {
    match found {
        Found::Page(page) => Ok(page),
        Found::Moved(to) => Err((StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, path(to))]).into_response()),
        Found::Withdrawn => Err(gone_page(state)),
        Found::Nothing => Err(not_found_page(state)),
    }
}

/// A request for a page that was found.
struct Reading<'a> {
    state: &'a AppState,
    headers: &'a HeaderMap,
    /// What of the query the page was made from.
    query: Query,
    /// The form on the page, if it has one.
    form: Option<Form>,
    /// What it counts as when the site counts.
    counted: Option<Counted>,
}

impl<'a> Reading<'a> {
    fn new(state: &'a AppState, headers: &'a HeaderMap, site: &SiteFrame) -> Self {
        state.known.learn(site);
        Self { state, headers, query: Query::default(), form: None, counted: None }
    }

    fn around(&self, path: &str) -> app::frame::Surroundings {
        self.state.around(path, theme(self.headers))
    }

    /// The page, for the cache around it.
    fn answer<V: IntoView + 'static>(self, canonical: Option<&str>, page: impl FnOnce() -> V) -> Response {
        let link = canonical.map(|path| {
            let link = format!("<{}{path}>; rel=\"canonical\"", self.state.config.base_url.origin());
            HeaderValue::from_str(&link).expect("an address of this site is of visible ASCII characters")
        });
        cache::rendered(Page::new(document(page), self.form.as_ref(), link).counting(self.counted), self.query)
    }
}

/// Where a page of a list begins: the only key of a query that pages know. Every other is passed over (security H7).
fn from(query: Option<&str>) -> Option<Cursor> {
    known(query, "from").map(Cursor)
}

/// The value of a key of a query.
fn known(query: Option<&str>, key: &str) -> Option<String> {
    let mut pairs = url::form_urlencoded::parse(query?.as_bytes());
    Some(pairs.find(|(name, _)| name == key)?.1.into_owned())
}

fn part(from: Option<&Cursor>) -> Query {
    from.map(|Cursor(from)| Query::with("from", from)).unwrap_or_default()
}

fn paged(path: &str, from: Option<&Cursor>) -> String {
    from.map_or_else(|| path.to_owned(), |Cursor(from)| format!("{path}?from={from}"))
}

#[cfg(test)]
pub(crate) mod site;
#[cfg(test)]
mod tests;
