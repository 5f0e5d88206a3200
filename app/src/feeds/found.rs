//! What the head of a page holds for those who find it: its card, its data, and the feeds.

use super::{Card, LinkedData, described};
use domain::articles::{ArticlePage, AuthorPage, HomePage, PicturePage, SlidePage};
use domain::media::Sizes;
use domain::people::Handle;
use domain::settings::SiteFrame;
use domain::slides::SlideModel;
use leptos::prelude::*;

/// What the head of a page holds for those who find it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The card of a link to it.
    pub card: Option<Card>,
    /// What it is about.
    pub data: Option<LinkedData>,
    /// The handle and the name of the writer whose page it is.
    pub writer: Option<(Handle, String)>,
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
            picture: page.lead.as_ref().and_then(|lead| lead.card.cover.clone()),
            times: Vec::new(),
        };
        Self { card: Some(card), data: Some(described::home(&page.site, base_url)), writer: None }
    }

    /// An article, in either view.
    pub fn article(page: &ArticlePage, base_url: &str) -> Self {
        let mut times = vec![("article:published_time", page.published.iso.clone())];
        times.extend(page.updated.as_ref().map(|updated| ("article:modified_time", updated.iso.clone())));
        let card = Card {
            kind: "article",
            title: page.title.clone(),
            description: page.standfirst.clone(),
            path: format!("/{}", page.slug),
            picture: page.slides.iter().find_map(picture),
            times,
        };
        Self { card: Some(card), data: Some(described::article(page, base_url)), writer: None }
    }

    /// One slide of an article: its card has its own address, so that a link to it shows its own picture.
    pub fn slide(page: &SlidePage, base_url: &str) -> Self {
        let card = Card {
            kind: "article",
            title: page.name(),
            description: shortened(&page.slide.body.words()),
            path: format!("/{}/slides/{}", page.slug, page.slide.id),
            picture: picture(&page.slide),
            times: vec![("article:published_time", page.published.iso.clone())],
        };
        Self { card: Some(card), data: Some(described::slide(page, base_url)), writer: None }
    }

    /// A picture of a slide by itself.
    pub fn picture(page: &PicturePage, base_url: &str) -> Self {
        let figure = page.figure();
        let card = Card {
            description: if figure.caption.is_empty() { figure.alt.clone() } else { figure.caption.clone() },
            path: format!("/{}/slides/{}/pictures/{}", page.on.slug, page.on.slide.id, page.number),
            picture: Some((figure.sizes.clone(), figure.alt.clone())),
            ..Self::slide(&page.on, base_url).card.expect("a slide has a card")
        };
        Self { card: Some(card), ..Self::default() }
    }

    /// A writer's page. Its later pages have neither card nor data.
    pub fn author(page: &AuthorPage, base_url: &str) -> Self {
        let author = &page.author;
        let writer = Some((author.handle.clone(), author.name.clone()));
        if page.from.is_some() {
            return Self { writer, ..Self::default() };
        }
        let bio = author.bio.as_ref().map(|bio| shortened(&bio.words()));
        let card = Card {
            kind: "profile",
            title: author.name.clone(),
            description: bio.unwrap_or_else(|| author.role_line.clone()),
            path: format!("/by/{}", author.handle),
            picture: author.portrait.as_ref().map(|portrait| (portrait.sizes.clone(), portrait.alt.clone())),
            times: Vec::new(),
        };
        Self { card: Some(card), data: Some(described::author(page, base_url)), writer }
    }
}

/// The first picture of the slide.
fn picture(slide: &SlideModel) -> Option<(Sizes, String)> {
    slide.figures.first().map(|figure| (figure.sizes.clone(), figure.alt.clone()))
}

/// The beginning of the text, cut at a word.
fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(DESCRIPTION) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    format!("{}…", text[..cut].trim_end_matches([' ', ',', ';', ':', '.']))
}

/// The feeds that a page offers: the site's, and on a writer's page theirs.
#[component]
pub fn FeedLinks(
    /// The site.
    site: SiteFrame,
    /// The handle and the name of the writer whose page it is.
    writer: Option<(Handle, String)>,
) -> impl IntoView {
    let of_site = links("", &site.title);
    let of_writer = writer.map(|(handle, name)| links(&format!("/by/{handle}"), &name));
    view! {
        {of_writer}
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
