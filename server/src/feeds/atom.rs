//! Atom, with the pictures and their credits as Media RSS.

use super::xml::Xml;
use super::{Format, Place, moment, name, pictures, rss};
use domain::feeds::{Feed, FeedItem, FeedOf};
use domain::people::Handle;

/// Atom.
///
/// Source: RFC 4287.
pub struct Atom;

impl Format for Atom {
    const TYPE: &'static str = "application/atom+xml; charset=utf-8";
    const FILE: &'static str = "atom.xml";

    fn written(feed: &Feed, place: &Place) -> String {
        let mut xml = Xml::new();
        let language = feed.site.language.as_str();
        let namespaces =
            [("xmlns", "http://www.w3.org/2005/Atom"), ("xmlns:media", "http://search.yahoo.com/mrss/"), ("xml:lang", language)];
        xml.open("feed", &namespaces);
        xml.text("id", &place.feed);
        xml.text("title", &place.title);
        xml.some_text("subtitle", &[], &place.description);
        // A moment is asked for: a feed of nothing has not changed since the beginning of time.
        xml.text("updated", &moment(feed.changed().unwrap_or_default()));
        xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &place.feed)]);
        if let Some(hub) = &feed.site.hub {
            xml.empty("link", &[("rel", "hub"), ("href", hub)]);
        }
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &place.page)]);
        match &feed.of {
            FeedOf::Author(author) => person(&mut xml, &author.name, &place.writer(&author.handle)),
            FeedOf::Site | FeedOf::Topic(_) => person(&mut xml, &feed.site.title, &place.front()),
        }
        for item in &feed.items {
            entry(&mut xml, item, place);
        }
        xml.close("feed");
        xml.done()
    }
}

fn entry(xml: &mut Xml, item: &FeedItem, place: &Place) {
    xml.open("entry", &[]);
    xml.text("id", &name(item));
    xml.text("title", &item.title);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &place.article(item))]);
    xml.text("published", &moment(item.published));
    xml.text("updated", &moment(item.changed()));
    let writers: &[(String, Handle)] = &item.authors;
    for (name, handle) in writers {
        person(xml, name, &place.writer(handle));
    }
    for topic in &item.topics {
        xml.empty("category", &[("term", topic.slug.as_str()), ("label", &topic.name)]);
    }
    xml.some_text("summary", &[], &item.standfirst);
    xml.text_with("content", &[("type", "html")], &place.content(item));
    for figure in pictures(item) {
        rss::picture(xml, figure, place);
    }
    xml.close("entry");
}

fn person(xml: &mut Xml, name: &str, page: &str) {
    xml.open("author", &[]);
    xml.text("name", name);
    xml.text("uri", page);
    xml.close("author");
}
