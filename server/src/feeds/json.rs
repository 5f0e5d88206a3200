//! JSON Feed.

use super::{Format, Place, moment, name, pictures};
use domain::feeds::{Feed, FeedItem, FeedOf};
use domain::people::Handle;
use serde_json::{Value, json};

/// JSON Feed 1.1.
///
/// Source: jsonfeed.org/version/1.1.
pub struct Json;

impl Format for Json {
    const TYPE: &'static str = "application/feed+json; charset=utf-8";
    const FILE: &'static str = "feed.json";

    fn written(feed: &Feed, place: &Place) -> String {
        let mut whole = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": place.title,
            "home_page_url": place.page,
            "feed_url": place.feed,
            "language": feed.site.language,
            "items": feed.items.iter().map(|item| article(item, place)).collect::<Value>(),
        });
        if !place.description.is_empty() {
            whole["description"] = json!(place.description);
        }
        if let Some(hub) = &feed.site.hub {
            whole["hubs"] = json!([{ "type": "WebSub", "url": hub }]);
        }
        if let FeedOf::Author(author) = &feed.of {
            whole["authors"] = json!([person(&author.name, &author.handle, place)]);
        }
        whole.to_string()
    }
}

fn article(item: &FeedItem, place: &Place) -> Value {
    let mut article = json!({
        "id": name(item),
        "url": place.article(item),
        "title": item.title,
        "content_html": place.content(item),
        "date_published": moment(item.published),
        "date_modified": moment(item.changed()),
        "authors": item.authors.iter().map(|(name, handle)| person(name, handle, place)).collect::<Value>(),
    });
    if !item.standfirst.is_empty() {
        article["summary"] = json!(item.standfirst);
    }
    if !item.topics.is_empty() {
        article["tags"] = item.topics.iter().map(|topic| json!(topic.name)).collect();
    }
    if let Some(figure) = pictures(item).next() {
        article["image"] = json!(format!("{}{}", place.base, figure.sizes.readable().1));
    }
    article
}

fn person(name: &str, handle: &Handle, place: &Place) -> Value {
    json!({ "name": name, "url": place.writer(handle) })
}
