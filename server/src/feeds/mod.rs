//! What programs read of the site: feeds, the sitemap, and what crawlers may ask for.

mod atom;
pub mod card;
mod corrections;
mod json;
mod rss;
mod sitemap;
mod xml;

pub use atom::Atom;
pub use corrections::feed as corrections;
pub use json::Json;
pub use rss::Rss;
pub use sitemap::{robots, sitemap, sitemap_part};

use crate::cache::{self, Page, Query};
use crate::public::{broken, markup};
use crate::state::AppState;
use app::feeds::{FeedContent, FeedContentProps};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, SecondsFormat, Utc};
use domain::articles::Found;
use domain::credits::Credit;
use domain::feeds::{Feed, FeedItem, FeedOf};
use domain::people::Handle;
use domain::settings::SiteFrame;
use domain::slides::Figure;
use domain::topics::TopicSlug;

/// A format of feeds.
pub trait Format: 'static {
    /// Its media type.
    const TYPE: &'static str;
    /// The last part of its address.
    const FILE: &'static str;
    /// The feed in this format.
    fn written(feed: &Feed, place: &Place) -> String;
}

/// `GET /feed.xml` and the like: the newest articles of the site.
pub async fn site<F: Format>(State(state): State<AppState>) -> Response {
    match domain::feeds::site_feed(&state.store).await {
        Ok(feed) => answer::<F>(&state, &feed),
        Err(error) => broken(&error),
    }
}

/// `GET /by/{handle}/feed.xml` and the like: the newest articles of a writer.
pub async fn author<F: Format>(State(state): State<AppState>, Path(at): Path<String>) -> Response {
    let Ok(handle) = Handle::parse(&at) else { return nothing() };
    match domain::feeds::author_feed(&state.store, &handle).await {
        Ok(Some(feed)) => answer::<F>(&state, &feed),
        Ok(None) => nothing(),
        Err(error) => broken(&error),
    }
}

/// `GET /topics/{slug}/feed.xml` and the like: the newest articles about a topic.
pub async fn topic<F: Format>(State(state): State<AppState>, Path(at): Path<String>) -> Response {
    let Ok(slug) = TopicSlug::parse(&at) else { return nothing() };
    match domain::feeds::topic_feed(&state.store, &slug).await {
        Ok(Found::Page(feed)) => answer::<F>(&state, &feed),
        Ok(Found::Moved(slug)) => {
            let address = format!("{}/{}", slug.path(), F::FILE);
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, address)]).into_response()
        }
        Ok(Found::Withdrawn) => (StatusCode::GONE, "This topic is gone.\n").into_response(),
        Ok(Found::Nothing) => nothing(),
        Err(error) => broken(&error),
    }
}

fn answer<F: Format>(state: &AppState, feed: &Feed) -> Response {
    let place = Place::of::<F>(feed, state.config.base_url.origin());
    linked(F::TYPE, F::written(feed, &place), hub_link(&feed.site, &place.feed))
}

/// A moment as feeds and sitemaps write it. Source: RFC 3339.
fn moment(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// An answer for everybody, for the cache around it.
fn kept(content_type: &'static str, body: String) -> Response {
    linked(content_type, body, None)
}

/// The same with the addresses of others that it is about.
fn linked(content_type: &'static str, body: String, link: Option<HeaderValue>) -> Response {
    cache::rendered(Page::of_type(content_type, body, link), Query::default())
}

/// Who tells of what is new in the feed at that whole address, if the site has a hub.
///
/// Source: `WebSub`, 4; RFC 8288, 3.
fn hub_link(site: &SiteFrame, own: &str) -> Option<HeaderValue> {
    let hub = site.hub.as_ref()?;
    let link = format!("<{hub}>; rel=\"hub\", <{own}>; rel=\"self\"");
    Some(HeaderValue::from_str(&link).expect("addresses are of visible ASCII characters as the parser writes them"))
}

/// The answer where there is no such feed or part. A program reads it, if anybody.
fn nothing() -> Response {
    (StatusCode::NOT_FOUND, "There is nothing at this address.\n").into_response()
}

/// Where a feed is and what it is called.
pub struct Place {
    /// The site's own address, without a slash at the end.
    base: String,
    /// The whole address of the feed.
    feed: String,
    /// The whole address of the page that lists the same articles.
    page: String,
    title: String,
    description: String,
}

impl Place {
    fn of<F: Format>(feed: &Feed, base: &str) -> Self {
        let file = F::FILE;
        let site = &feed.site;
        let (feed, page, title, description) = match &feed.of {
            FeedOf::Site => (format!("{base}/{file}"), format!("{base}/"), site.title.clone(), site.description.clone()),
            FeedOf::Author(author) => {
                let page = format!("{base}/by/{}", author.handle);
                (format!("{page}/{file}"), page, format!("{} · {}", author.name, site.title), author.role_line.clone())
            }
            FeedOf::Topic(topic) => {
                let page = format!("{base}{}", topic.slug.path());
                (format!("{page}/{file}"), page, format!("{} · {}", topic.name, site.title), topic.description.clone())
            }
        };
        Self { base: base.to_owned(), feed, page, title, description }
    }

    /// The whole address of the front page.
    fn front(&self) -> String {
        format!("{}/", self.base)
    }

    /// The whole address of an article.
    fn article(&self, item: &FeedItem) -> String {
        format!("{}/{}", self.base, item.slug)
    }

    /// The whole address of a writer's page.
    fn writer(&self, handle: &Handle) -> String {
        format!("{}/by/{handle}", self.base)
    }

    /// All slides of an article as HTML, with whole addresses.
    fn content(&self, item: &FeedItem) -> String {
        let (slides, base_url, address) = (item.slides.clone(), self.base.clone(), self.article(item));
        markup(move || FeedContent(FeedContentProps { slides, base_url, address }))
    }
}

/// What names an article for ever, whatever its address becomes. Source: RFC 9562, 4.
fn name(item: &FeedItem) -> String {
    format!("urn:uuid:{}", item.id)
}

/// The pictures of an article, in order.
fn pictures(item: &FeedItem) -> impl Iterator<Item = &Figure> {
    item.slides.iter().flat_map(|slide| &slide.figures)
}

/// The names in a credit as one text: who made it, or the credit as it is printed.
fn credited(figure: &Figure) -> &str {
    let Credit { creator, .. } = &figure.rights;
    if creator.is_empty() { figure.credit.as_deref().unwrap_or_default() } else { creator }
}

#[cfg(test)]
mod tests;
