//! What each page is about, in the words of schema.org.

use super::LinkedData;
use domain::articles::{ArticlePage, AuthorPage, SlidePage};
use domain::credits::{Credit, Licence};
use domain::pages::StaticPage;
use domain::people::{AuthorBox, Handle, ProfileLink};
use domain::settings::SiteFrame;
use domain::slides::{Figure, SafeHtml, SlideModel};
use domain::topics::TopicPage;
use serde_json::{Map, Value, json};

/// The site.
pub(super) fn home(site: &SiteFrame, base: &str) -> LinkedData {
    let mut about = thing("WebSite");
    about.insert("name".to_owned(), json!(site.title));
    about.insert("url".to_owned(), json!(format!("{base}/")));
    about.insert("inLanguage".to_owned(), json!(site.language));
    put(&mut about, "description", &site.description);
    about.insert("publisher".to_owned(), publisher(site, base));
    graph(vec![about.into()])
}

/// An article with all its pictures, and the way to it.
pub(super) fn article(page: &ArticlePage, base: &str) -> LinkedData {
    let address = format!("{base}/{}", page.slug);
    let changed = page.updated.as_ref().unwrap_or(&page.published);
    let mut about = thing("BlogPosting");
    about.insert("@id".to_owned(), json!(address));
    about.insert("mainEntityOfPage".to_owned(), json!(address));
    about.insert("headline".to_owned(), json!(page.title));
    put(&mut about, "description", &page.standfirst);
    about.insert("inLanguage".to_owned(), json!(page.site.language));
    about.insert("datePublished".to_owned(), json!(page.published.iso));
    about.insert("dateModified".to_owned(), json!(changed.iso));
    let authors = page.authors.iter().map(|AuthorBox { name, handle, links, .. }| {
        let mut author = writer(name, handle, base);
        same_as(&mut author, links);
        Value::from(author)
    });
    about.insert("author".to_owned(), authors.collect());
    about.insert("publisher".to_owned(), publisher(&page.site, base));
    about.insert("image".to_owned(), pictures(&page.slides, base));
    if !page.topics.is_empty() {
        about.insert("keywords".to_owned(), page.topics.iter().map(|topic| json!(topic.name)).collect());
    }
    about.insert("commentCount".to_owned(), json!(page.thread.count));
    let way = way(&page.site, base, &[(&page.title, &address)]);
    graph(vec![about.into(), way])
}

/// One slide, which is a page of its article.
pub(super) fn slide(page: &SlidePage, base: &str) -> LinkedData {
    let whole = format!("{base}/{}", page.slug);
    let address = format!("{whole}/slides/{}", page.slide.id);
    let mut about = thing("WebPage");
    about.insert("@id".to_owned(), json!(address));
    about.insert("url".to_owned(), json!(address));
    about.insert("name".to_owned(), json!(page.name()));
    about.insert("inLanguage".to_owned(), json!(page.site.language));
    about.insert("datePublished".to_owned(), json!(page.published.iso));
    about.insert("author".to_owned(), writers(&page.authors, base));
    about.insert("isPartOf".to_owned(), json!({ "@type": "BlogPosting", "@id": whole, "headline": page.title, "url": whole }));
    about.insert("image".to_owned(), pictures(std::slice::from_ref(&page.slide), base));
    let place = page.place();
    let way = way(&page.site, base, &[(&page.title, &whole), (&place, &address)]);
    graph(vec![about.into(), way])
}

/// A page that stands by itself.
pub(super) fn page(page: &StaticPage, base: &str) -> LinkedData {
    let address = format!("{base}/{}", page.slug);
    let mut about = thing("WebPage");
    about.insert("@id".to_owned(), json!(address));
    about.insert("url".to_owned(), json!(address));
    about.insert("name".to_owned(), json!(page.title));
    put(&mut about, "description", &page.standfirst);
    about.insert("inLanguage".to_owned(), json!(page.site.language));
    about.insert("dateModified".to_owned(), json!(page.changed.iso));
    about.insert("publisher".to_owned(), publisher(&page.site, base));
    if page.slides.iter().any(|slide| !slide.figures.is_empty()) {
        about.insert("image".to_owned(), pictures(&page.slides, base));
    }
    graph(vec![about.into(), way(&page.site, base, &[(&page.title, &address)])])
}

/// A topic, as a page that gathers articles.
pub(super) fn topic(page: &TopicPage, base: &str) -> LinkedData {
    let address = format!("{base}{}", page.topic.slug.path());
    let mut about = thing("CollectionPage");
    about.insert("url".to_owned(), json!(address));
    about.insert("name".to_owned(), json!(page.topic.name));
    put(&mut about, "description", &page.topic.description);
    about.insert("inLanguage".to_owned(), json!(page.site.language));
    graph(vec![about.into(), way(&page.site, base, &[(&page.topic.name, &address)])])
}

/// A writer, as the subject of their page.
pub(super) fn author(page: &AuthorPage, base: &str) -> LinkedData {
    let AuthorBox { handle, name, role_line, bio, links, portrait, .. } = &page.author;
    let address = format!("{base}/by/{handle}");
    let mut person = thing("Person");
    person.insert("name".to_owned(), json!(name));
    person.insert("alternateName".to_owned(), json!(handle.to_string()));
    person.insert("url".to_owned(), json!(address));
    put(&mut person, "jobTitle", role_line);
    put(&mut person, "description", &bio.as_ref().map(SafeHtml::words).unwrap_or_default());
    same_as(&mut person, links);
    if let Some(portrait) = portrait {
        person.insert("image".to_owned(), json!(format!("{base}{}", portrait.sizes.largest().0)));
    }
    let mut about = thing("ProfilePage");
    about.insert("url".to_owned(), json!(address));
    about.insert("mainEntity".to_owned(), person.into());
    graph(vec![about.into(), way(&page.site, base, &[(name, &address)])])
}

fn graph(things: Vec<Value>) -> LinkedData {
    LinkedData::new(&json!({ "@context": "https://schema.org", "@graph": things }))
}

fn thing(kind: &str) -> Map<String, Value> {
    Map::from_iter([("@type".to_owned(), json!(kind))])
}

/// Says so much of a thing, unless there is nothing to say.
fn put(thing: &mut Map<String, Value>, property: &str, text: &str) {
    if !text.is_empty() {
        thing.insert(property.to_owned(), json!(text));
    }
}

fn publisher(site: &SiteFrame, base: &str) -> Value {
    let mut publisher = thing("Organization");
    publisher.insert("name".to_owned(), json!(site.title));
    publisher.insert("url".to_owned(), json!(format!("{base}/")));
    if let Some(logo) = &site.logo {
        let (_, path, width_px, height_px) = logo.readable();
        let image = json!({ "@type": "ImageObject", "url": format!("{base}{path}"), "width": width_px, "height": height_px });
        publisher.insert("logo".to_owned(), image);
    }
    publisher.into()
}

fn writers(names: &[(String, Handle)], base: &str) -> Value {
    names.iter().map(|(name, handle)| Value::from(writer(name, handle, base))).collect()
}

fn writer(name: &str, handle: &Handle, base: &str) -> Map<String, Value> {
    let mut person = thing("Person");
    person.insert("name".to_owned(), json!(name));
    person.insert("url".to_owned(), json!(format!("{base}/by/{handle}")));
    person
}

/// Says that these addresses are of the same person, if there are any.
fn same_as(person: &mut Map<String, Value>, links: &[ProfileLink]) {
    if !links.is_empty() {
        person.insert("sameAs".to_owned(), links.iter().map(|link| json!(link.as_str())).collect());
    }
}

/// The way from the front page: names and addresses.
fn way(site: &SiteFrame, base: &str, steps: &[(&String, &String)]) -> Value {
    let front = format!("{base}/");
    let steps = [(&site.title, &front)].into_iter().chain(steps.iter().copied());
    let steps: Value = steps
        .zip(1..)
        .map(|((name, address), position)| json!({ "@type": "ListItem", "position": position, "name": name, "item": address }))
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": steps })
}

fn pictures(slides: &[SlideModel], base: &str) -> Value {
    slides.iter().flat_map(|slide| &slide.figures).map(|figure| picture(figure, base)).collect()
}

/// A picture with whose it is and what may be done with it.
///
/// Source: IPTC Photo Metadata in schema.org's words, as search engines read them from an `ImageObject`.
fn picture(figure: &Figure, base: &str) -> Value {
    let Credit { creator, copyright, source_url, licence, .. } = &figure.rights;
    let (address, width_px, height_px) = figure.sizes.largest();
    let mut about = thing("ImageObject");
    about.insert("contentUrl".to_owned(), json!(format!("{base}{address}")));
    about.insert("width".to_owned(), json!(width_px));
    about.insert("height".to_owned(), json!(height_px));
    put(&mut about, "caption", if figure.caption.is_empty() { &figure.alt } else { &figure.caption });
    put(&mut about, "creditText", figure.credit.as_deref().unwrap_or_default());
    if !creator.is_empty() {
        about.insert("creator".to_owned(), json!({ "@type": "Person", "name": creator }));
    }
    put(&mut about, "copyrightNotice", copyright);
    put(&mut about, "license", licence.and_then(Licence::url).unwrap_or_default());
    put(&mut about, "acquireLicensePage", source_url);
    about.into()
}
