//! What was put right, as a feed.

use super::xml::Xml;
use super::{Format, Rss, hub_link, linked, rss};
use crate::public::broken;
use crate::state::AppState;
use app::corrections::kind_words;
use axum::extract::State;
use axum::response::Response;
use chrono::{DateTime, Utc};
use domain::corrections::{self, CorrectionRow};
use domain::settings::SiteFrame;

/// `GET /corrections/feed.xml`: the newest corrections, as RSS 2.0.
pub async fn feed(State(state): State<AppState>) -> Response {
    match corrections::feed(&state.store).await {
        Ok((site, rows)) => {
            let base = state.config.base_url.origin();
            linked(Rss::TYPE, written(&site, &rows, base), hub_link(&site, &format!("{base}/corrections/feed.xml")))
        }
        Err(error) => broken(&error),
    }
}

fn written(site: &SiteFrame, rows: &[(CorrectionRow, DateTime<Utc>)], base: &str) -> String {
    let title = format!("Corrections · {}", site.title);
    let mut xml = Xml::new();
    xml.open("rss", &[("version", "2.0"), ("xmlns:atom", "http://www.w3.org/2005/Atom")]);
    xml.open("channel", &[]);
    xml.text("title", &title);
    xml.text("link", &format!("{base}/corrections"));
    xml.text("description", &format!("What was put right on {}.", site.title));
    xml.text("language", &site.language);
    if let Some((_, newest)) = rows.first() {
        xml.text("lastBuildDate", &newest.to_rfc2822());
    }
    let own = format!("{base}/corrections/feed.xml");
    xml.empty("atom:link", &[("href", &own), ("rel", "self"), ("type", "application/rss+xml")]);
    rss::hub(&mut xml, site);
    for (row, at) in rows {
        item(&mut xml, row, *at, base);
    }
    xml.close("channel");
    xml.close("rss");
    xml.done()
}

fn item(xml: &mut Xml, row: &CorrectionRow, at: DateTime<Utc>, base: &str) {
    let CorrectionRow { correction, article } = row;
    let anchor = article.slide.as_ref().map(|slide| format!("#s-{slide}")).unwrap_or_default();
    xml.open("item", &[]);
    xml.text("title", &format!("{}: {}", kind_words(correction.kind), article.title));
    xml.text("link", &format!("{base}/{}{anchor}", article.slug));
    xml.text_with("guid", &[("isPermaLink", "false")], &format!("urn:uuid:{}", correction.id));
    xml.text("pubDate", &at.to_rfc2822());
    xml.text("description", &correction.text);
    xml.close("item");
}
