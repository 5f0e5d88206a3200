//! RSS 2.0, with the pictures and their credits as Media RSS.

use super::xml::Xml;
use super::{Format, Place, credited, name, pictures};
use domain::feeds::{Feed, FeedItem};
use domain::settings::SiteFrame;
use domain::slides::Figure;

/// RSS 2.0.
///
/// Source: RSS 2.0.11, rssboard.org; Media RSS 1.5.1; `content:encoded` of RSS 1.0's modules.
pub struct Rss;

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

impl Format for Rss {
    const TYPE: &'static str = "application/rss+xml; charset=utf-8";
    const FILE: &'static str = "feed.xml";

    fn written(feed: &Feed, place: &Place) -> String {
        let mut xml = Xml::new();
        xml.open("rss", &NAMESPACES);
        xml.open("channel", &[]);
        xml.text("title", &place.title);
        xml.text("link", &place.page);
        // A description is asked for, be there one or not.
        xml.text("description", if place.description.is_empty() { &place.title } else { &place.description });
        xml.text("language", &feed.site.language);
        if let Some(changed) = feed.changed() {
            xml.text("lastBuildDate", &changed.to_rfc2822());
        }
        xml.empty("atom:link", &[("href", &place.feed), ("rel", "self"), ("type", "application/rss+xml")]);
        hub(&mut xml, &feed.site);
        for item in &feed.items {
            article(&mut xml, item, place);
        }
        xml.close("channel");
        xml.close("rss");
        xml.done()
    }
}

/// Who tells of what is new. Source: `WebSub`, 4.
pub(super) fn hub(xml: &mut Xml, site: &SiteFrame) {
    if let Some(hub) = &site.hub {
        xml.empty("atom:link", &[("href", hub), ("rel", "hub")]);
    }
}

fn article(xml: &mut Xml, item: &FeedItem, place: &Place) {
    xml.open("item", &[]);
    xml.text("title", &item.title);
    xml.text("link", &place.article(item));
    xml.text_with("guid", &[("isPermaLink", "false")], &name(item));
    xml.text("pubDate", &item.published.to_rfc2822());
    xml.text("atom:updated", &item.changed().to_rfc3339());
    for (name, _) in &item.authors {
        // `author` wants an address of mail, which readers are not told.
        xml.text("dc:creator", name);
    }
    for topic in &item.topics {
        xml.text("category", &topic.name);
    }
    xml.some_text("description", &[], &item.standfirst);
    xml.text("content:encoded", &place.content(item));
    for figure in pictures(item) {
        picture(xml, figure, place);
    }
    xml.close("item");
}

/// A picture as Media RSS has it, with whose it is.
pub(super) fn picture(xml: &mut Xml, figure: &Figure, place: &Place) {
    let (kind, address, width_px, height_px) = figure.sizes.readable();
    let (url, width, height) = (format!("{}{address}", place.base), width_px.to_string(), height_px.to_string());
    let about = [("url", url.as_str()), ("type", kind.media_type()), ("medium", "image"), ("width", &width), ("height", &height)];
    xml.open("media:content", &about);
    let plain = [("type", "plain")];
    xml.some_text("media:title", &plain, &figure.alt);
    xml.some_text("media:description", &plain, &figure.caption);
    xml.some_text("media:credit", &[], credited(figure));
    xml.some_text("media:copyright", &[], &figure.rights.copyright);
    if let Some(licence) = figure.rights.licence
        && let Some(url) = licence.url()
    {
        xml.text_with("media:license", &[("type", "text/html"), ("href", url)], licence.label());
    }
    xml.close("media:content");
}
