//! `/sitemap.xml` with its parts, and `/robots.txt`, which names it.

use super::xml::Xml;
use super::{kept, moment, nothing};
use crate::public::broken;
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::feeds::{self, Listed};
use domain::topics::TopicSlug;

const XML: &str = "application/xml; charset=utf-8";
/// Source: sitemaps.org, protocol 0.9.
const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
/// Source: Google's image sitemaps, version 1.1.
const IMAGES: &str = "http://www.google.com/schemas/sitemap-image/1.1";
/// The part that lists what is no article: the front page, the lists, the pages of topics and writers, and those that stand by
/// themselves.
const PAGES: &str = "pages.xml";

/// `GET /robots.txt`: everything but the ways into the panel and searches, of which there is no end.
pub async fn robots(State(state): State<AppState>) -> Response {
    let base = state.config.base_url.origin();
    let rules = "User-agent: *\nDisallow: /admin\nDisallow: /sign-in\nDisallow: /setup\nDisallow: /search\nDisallow: /*/report\n";
    kept("text/plain; charset=utf-8", format!("{rules}\nSitemap: {base}/sitemap.xml\n"))
}

/// `GET /sitemap.xml`: the addresses of the parts.
pub async fn sitemap(State(state): State<AppState>) -> Response {
    let count = match feeds::part_count(&state.store).await {
        Ok(count) => count,
        Err(error) => return broken(&error),
    };
    let mut xml = Xml::new();
    xml.open("sitemapindex", &[("xmlns", SITEMAP)]);
    let parts = (1..=count).map(|number| format!("{number}.xml"));
    for file in [PAGES.to_owned()].into_iter().chain(parts) {
        xml.open("sitemap", &[]);
        xml.text("loc", &format!("{}/sitemaps/{file}", state.config.base_url.origin()));
        xml.close("sitemap");
    }
    xml.close("sitemapindex");
    kept(XML, xml.done())
}

/// `GET /sitemaps/{file}`: `pages.xml`, or the articles of a part, `1.xml` being the oldest.
pub async fn sitemap_part(State(state): State<AppState>, Path(file): Path<String>) -> Response {
    if file == PAGES {
        return pages(&state).await;
    }
    let Some(number) = part_number(&file) else { return nothing() };
    match feeds::part(&state.store, number).await {
        Ok(Some(articles)) => kept(XML, part(&articles, state.config.base_url.origin())),
        Ok(None) => nothing(),
        Err(error) => broken(&error),
    }
}

async fn pages(state: &AppState) -> Response {
    let (handles, topics) = match (feeds::author_handles(&state.store).await, feeds::topic_slugs(&state.store).await) {
        (Ok(handles), Ok(topics)) => (handles, topics),
        (Err(error), _) | (_, Err(error)) => return broken(&error),
    };
    let alone = match domain::pages::page_addresses(&state.store).await {
        Ok(pages) => pages,
        Err(error) => return broken(&error),
    };
    let base = state.config.base_url.origin();
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", SITEMAP)]);
    let lists = ["/", "/archive", "/authors", "/corrections"].into_iter().chain((!topics.is_empty()).then_some("/topics"));
    let of_writers = handles.into_iter().map(|handle| format!("/by/{handle}"));
    for path in lists.map(str::to_owned).chain(topics.iter().map(TopicSlug::path)).chain(of_writers) {
        xml.open("url", &[]);
        xml.text("loc", &format!("{base}{path}"));
        xml.close("url");
    }
    for (slug, changed) in alone {
        xml.open("url", &[]);
        xml.text("loc", &format!("{base}/{slug}"));
        xml.text("lastmod", &moment(changed));
        xml.close("url");
    }
    xml.close("urlset");
    kept(XML, xml.done())
}

/// The number in `12.xml`, in the one spelling that we write.
fn part_number(file: &str) -> Option<u64> {
    let number = file.strip_suffix(".xml")?;
    number.parse().ok().filter(|parsed: &u64| parsed.to_string() == number)
}

fn part(articles: &[Listed], base: &str) -> String {
    let mut xml = Xml::new();
    xml.open("urlset", &[("xmlns", SITEMAP), ("xmlns:image", IMAGES)]);
    for article in articles {
        xml.open("url", &[]);
        xml.text("loc", &format!("{base}/{}", article.slug));
        xml.text("lastmod", &moment(article.changed));
        for sizes in &article.pictures {
            xml.open("image:image", &[]);
            xml.text("image:loc", &format!("{base}{}", sizes.largest().0));
            xml.close("image:image");
        }
        xml.close("url");
    }
    xml.close("urlset");
    xml.done()
}

#[cfg(test)]
mod tests {
    use super::part_number;

    #[test]
    fn h07_a_part_has_one_address() {
        assert_eq!(part_number("12.xml"), Some(12));
        for file in ["012.xml", "+1.xml", "1", "1.xml.xml", ".xml", "-1.xml", "99999999999999999999.xml"] {
            assert_eq!(part_number(file), None, "{file}");
        }
    }
}
