//! What the head of a page holds for those who find it: its card, its data, and the feeds.

use super::{Card, CardImage, LinkedData, described};
use domain::articles::{ArticleCard, ArticlePage, AuthorPage, HomePage, PicturePage, SlidePage};
use domain::settings::SiteFrame;
use domain::topics::TopicPage;
use leptos::prelude::*;

/// What the head of a page holds for those who find it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The card of a link to it.
    pub card: Option<Card>,
    /// What it is about.
    pub data: Option<LinkedData>,
    /// The path and the name of the page that has feeds of its own.
    pub feed: Option<(String, String)>,
}

/// The most characters of a description that is made of a longer text.
const DESCRIPTION: usize = 200;

impl Found {
    /// The front page. Its later pages have neither card nor data: nobody passes them on.
    pub fn home(page: &HomePage, base_url: &str) -> Self {
        if page.from.is_some() {
            return Self::default();
        }
        let card = Card {
            kind: "website",
            title: page.site.title.clone(),
            description: page.site.description.clone(),
            path: "/".to_owned(),
            picture: page.lead.as_ref().and_then(|lead| cover(&lead.card)),
            said: Vec::new(),
        };
        Self { card: Some(card), data: Some(described::home(&page.site, base_url)), feed: None }
    }

    /// An article, in either view.
    pub fn article(page: &ArticlePage, base_url: &str) -> Self {
        let mut said = vec![("article:published_time", page.published.iso.clone())];
        said.extend(page.updated.as_ref().map(|updated| ("article:modified_time", updated.iso.clone())));
        said.extend(page.topics.iter().map(|topic| ("article:tag", topic.name.clone())));
        let card = Card {
            kind: "article",
            title: page.title.clone(),
            description: page.standfirst.clone(),
            path: format!("/{}", page.slug),
            picture: Some(CardImage::drawn(page.card.clone(), &page.title)),
            said,
        };
        Self { card: Some(card), data: Some(described::article(page, base_url)), feed: None }
    }

    /// One slide of an article: its card has its own address, so that a link to it shows its own picture.
    pub fn slide(page: &SlidePage, base_url: &str) -> Self {
        let card = Card {
            kind: "article",
            title: page.name(),
            description: shortened(&page.slide.body.words()),
            path: format!("/{}/slides/{}", page.slug, page.slide.id),
            picture: Some(CardImage::drawn(page.card.clone(), &page.name())),
            said: vec![("article:published_time", page.published.iso.clone())],
        };
        Self { card: Some(card), data: Some(described::slide(page, base_url)), feed: None }
    }

    /// A picture of a slide by itself.
    pub fn picture(page: &PicturePage, base_url: &str) -> Self {
        let figure = page.figure();
        let card = Card {
            description: if figure.caption.is_empty() { figure.alt.clone() } else { figure.caption.clone() },
            path: format!("/{}/slides/{}/pictures/{}", page.on.slug, page.on.slide.id, page.number),
            picture: Some(CardImage::plain(&figure.sizes, figure.alt.clone())),
            ..Self::slide(&page.on, base_url).card.expect("a slide has a card")
        };
        Self { card: Some(card), ..Self::default() }
    }

    /// A writer's page. Its later pages have neither card nor data.
    pub fn author(page: &AuthorPage, base_url: &str) -> Self {
        let author = &page.author;
        let feed = Some((format!("/by/{}", author.handle), author.name.clone()));
        if page.from.is_some() {
            return Self { feed, ..Self::default() };
        }
        let bio = author.bio.as_ref().map(|bio| shortened(&bio.words()));
        let card = Card {
            kind: "profile",
            title: author.name.clone(),
            description: bio.unwrap_or_else(|| author.role_line.clone()),
            path: format!("/by/{}", author.handle),
            picture: author.portrait.as_ref().map(|portrait| CardImage::plain(&portrait.sizes, portrait.alt.clone())),
            said: Vec::new(),
        };
        Self { card: Some(card), data: Some(described::author(page, base_url)), feed }
    }

    /// A topic's page. Its later pages have neither card nor data.
    pub fn topic(page: &TopicPage, base_url: &str) -> Self {
        let topic = &page.topic;
        let feed = Some((topic.slug.path(), topic.name.clone()));
        if page.from.is_some() {
            return Self { feed, ..Self::default() };
        }
        let card = Card {
            kind: "website",
            title: topic.name.clone(),
            description: topic.description.clone(),
            path: topic.slug.path(),
            picture: page.articles.items.iter().find_map(cover),
            said: Vec::new(),
        };
        Self { card: Some(card), data: Some(described::topic(page, base_url)), feed }
    }
}

/// The picture that stands for the article in lists.
fn cover(card: &ArticleCard) -> Option<CardImage> {
    card.cover.as_ref().map(|(sizes, alt)| CardImage::plain(sizes, alt.clone()))
}

/// The beginning of the text, cut at a word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The feeds that a page offers: the site's, and before it its own.
#[component]
pub fn FeedLinks(
    /// The site.
    site: SiteFrame,
    /// The path and the name of the page that has feeds of its own.
    own: Option<(String, String)>,
) -> impl IntoView {
    let of_site = links("", &site.title);
    let own = own.map(|(path, name)| links(&path, &name));
    view! {
        {own}
        {of_site}
    }
}

fn links(path: &str, title: &str) -> impl IntoView + use<> {
    let title = crate::frame::isolated(title);
    let formats = [
        ("RSS", "application/rss+xml", "feed.xml"),
        ("Atom", "application/atom+xml", "atom.xml"),
        ("JSON Feed", "application/feed+json", "feed.json"),
    ];
    let links = formats.map(|(format, kind, file)| {
        view! { <link rel="alternate" type=kind title=format!("{title} ({format})") href=format!("{path}/{file}") /> }
    });
    links.into_iter().collect_view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_ends_at_a_word() {
        assert_eq!(shortened("Wait for the lamp."), "Wait for the lamp.");
        let long = shortened(&"lamp, ".repeat(60));
        assert!(long.ends_with("lamp…") && long.chars().count() <= DESCRIPTION + 1, "{long}");
        assert_eq!(shortened(&"ä".repeat(300)).chars().count(), DESCRIPTION + 1);
    }
}
