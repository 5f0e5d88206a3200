//! The card that others show for a link: Open Graph, and what little Twitter's cards add to it.

use domain::media::{CARD_HEIGHT_PX, CARD_WIDTH_PX, Kind, Sizes};
use domain::settings::SiteFrame;
use leptos::prelude::*;

/// What a card says.
///
/// Source: the Open Graph protocol, ogp.me.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// The kind of thing: `website`, `article` or `profile`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The description; empty when there is none.
    pub description: String,
    /// The path of the page that the card stands for.
    pub path: String,
    /// The picture that stands for it.
    pub picture: Option<CardImage>,
    /// What else is said of it: the name of each property with a moment of RFC 3339 or with words.
    pub said: Vec<(&'static str, String)>,
}

/// The picture of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardImage {
    /// Its path.
    pub path: String,
    /// Its format.
    pub kind: Kind,
    /// From left to right, in pixels.
    pub width_px: u32,
    /// From top to bottom, in pixels.
    pub height_px: u32,
    /// What is seen on it, in words.
    pub alt: String,
}

impl CardImage {
    /// A picture as it was uploaded, in the size that everything reads.
    pub fn plain(sizes: &Sizes, alt: String) -> Self {
        let (kind, path, width_px, height_px) = sizes.readable();
        Self { path, kind, width_px, height_px, alt }
    }

    /// A picture that is drawn for the card, with these words on it.
    pub fn drawn(path: String, words: &str) -> Self {
        Self { path, kind: Kind::Jpeg, width_px: CARD_WIDTH_PX, height_px: CARD_HEIGHT_PX, alt: words.to_owned() }
    }
}

/// The card's tags in the head of a page.
#[component]
pub fn CardTags(
    /// The card.
    card: Card,
    /// The site.
    site: SiteFrame,
    /// The site's own address, without a slash at the end.
    base_url: String,
) -> impl IntoView {
    let Card { kind, title, description, path, picture, said } = card;
    let size = if picture.is_some() { "summary_large_image" } else { "summary" };
    let picture = picture.map(|CardImage { path, kind, width_px, height_px, alt }| {
        view! {
            <Property name="og:image" content=format!("{base_url}{path}") />
            <Property name="og:image:type" content=kind.media_type() />
            <Property name="og:image:width" content=width_px.to_string() />
            <Property name="og:image:height" content=height_px.to_string() />
            <Property name="og:image:alt" content=alt />
        }
    });
    let said = said.into_iter().map(|(name, words)| view! { <Property name=name content=words /> }).collect_view();
    view! {
        <Property name="og:type" content=kind />
        <Property name="og:title" content=title />
        <Property name="og:description" content=description />
        <Property name="og:url" content=format!("{base_url}{path}") />
        <Property name="og:site_name" content=site.title />
        {picture}
        {said}
        <meta name="twitter:card" content=size />
    }
}

/// A property of the card, unless there is nothing to say.
#[component]
fn Property(name: &'static str, #[prop(into)] content: String) -> impl IntoView {
    // The view macro knows no `property`, which is no attribute of HTML.
    (!content.is_empty()).then(|| leptos::html::meta().attr("property", name).content(content))
}
