//! One of each page as its view model, for snapshots: with and without pictures, captions, headings and words of a person.

use crate::frame::{Surroundings, Theme};
use domain::articles::{
    ArchivePage, ArticleCard, ArticleLink, ArticlePage, AuthorPage, HomePage, Lead, Month, MonthPage, Neighbour, PicturePage,
    SlidePage, Slug, StripSlide,
};
use domain::comments::Thread;
use domain::corrections::{CorrectedArticle, Correction, CorrectionKind, CorrectionRow, CorrectionsPage, ReportForm};
use domain::credits::{Credit, Licence};
use domain::media::{Fallback, Kind, Sizes};
use domain::menus::ShownMenus;
use domain::page::{Cursor, Page};
use domain::pages::StaticPage;
use domain::people::{AuthorBox, AuthorsPage, Handle, Portrait, ProfileLink};
use domain::settings::SiteFrame;
use domain::slides::{Figure, SlideModel, for_bio, for_slide};
use domain::stamp::Stamp;
use domain::topics::{Topic, TopicCount, TopicLink, TopicPage, TopicSlug, TopicsPage};

pub(crate) fn around(path: &str) -> Surroundings {
    Surroundings {
        theme: Theme::Auto,
        path: path.to_owned(),
        base_url: "https://slowlight.example".to_owned(),
        ..Surroundings::default()
    }
}

pub(crate) fn site() -> SiteFrame {
    SiteFrame {
        title: "Slow Light".to_owned(),
        description: "Articles told one picture at a time.".to_owned(),
        language: "en".to_owned(),
        is_counting: true,
        hub: None,
        sheet: None,
        logo: None,
        menus: ShownMenus::to_begin_with(true),
    }
}

pub(crate) fn sizes(width_px: u32, height_px: u32) -> Sizes {
    let widths_px = [320, 640, 768, 960, 1280, 1600].into_iter().filter(|width| *width <= width_px).collect();
    Sizes {
        hash: "1f2e3d".to_owned(),
        width_px,
        height_px,
        widths_px,
        fallback: Some(Fallback { kind: Kind::Jpeg, width_px: width_px.min(960) }),
        placeholder: "a86fdb975643421753964210eca8b7c6d5e4".parse().ok(),
    }
}

fn stamp(day: u32) -> Stamp {
    Stamp { iso: format!("2026-11-{day:02}T09:12:00Z"), day: format!("{day} November 2026"), time: "09:12".to_owned() }
}

fn handle(text: &str) -> Handle {
    Handle::parse(text).expect("the sample's handle is one")
}

pub(crate) fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("the sample's slug is one")
}

fn figure(width_px: u32, height_px: u32) -> Figure {
    Figure {
        id: "018f0000-0000-7000-8000-000000000001".parse().expect("an id"),
        sizes: sizes(width_px, height_px),
        alt: "A harbour at night.".to_owned(),
        caption: "The harbour, from the north pier.".to_owned(),
        credit: Some("Mara Lind / Northern Archive, CC BY 4.0".to_owned()),
        rights: Credit {
            creator: "Mara Lind".to_owned(),
            source: "Northern Archive".to_owned(),
            source_url: "https://archive.example/harbour".to_owned(),
            licence: Some(Licence::CcBy),
            ..Credit::default()
        },
    }
}

/// A slide with one wide picture, one with two small ones and no caption, one with words alone, one without a heading.
pub(crate) fn slides() -> Vec<SlideModel> {
    let slide = |number: usize, heading: &str, body: &str, figures: Vec<Figure>| SlideModel {
        id: format!("slide{number:05}").parse().expect("an id"),
        number,
        heading: heading.to_owned(),
        body: for_slide(body),
        figures,
        added_ms: (number == 4).then_some(1_795_000_000_000),
        changed_ms: (number > 2).then_some(1_795_100_000_000),
        corrections: if number == 1 { vec![correction(CorrectionKind::Correction, "It was <eleven> days.")] } else { Vec::new() },
    };
    let bare = Figure { caption: String::new(), credit: None, rights: Credit::default(), alt: String::new(), ..figure(512, 512) };
    vec![
        slide(1, "Light < dark", "Wait for **the lamp**.\n\nThen look.", vec![figure(2000, 1500)]),
        slide(2, "Two small ones", "Side by side.", vec![figure(640, 427), bare]),
        slide(3, "Words alone", "No picture was taken.", vec![]),
        slide(4, "", "Nor had anybody a heading.", vec![figure(960, 640)]),
    ]
}

pub(crate) fn author() -> AuthorBox {
    AuthorBox {
        handle: handle("marit"),
        name: "Marit Olsen".to_owned(),
        role_line: "Edits Light and Food".to_owned(),
        pronouns: "she/her".to_owned(),
        bio: Some(for_bio("Marit repaired [cameras](https://example.org/) in Bergen.")),
        links: ProfileLink::parse_lines("https://social.example/@marit\nhttps://example.org/").unwrap(),
        portrait: Some(Portrait { sizes: sizes(400, 500), alt: String::new(), credit: Some("Jo Ek".to_owned()) }),
    }
}

/// One who has written nothing of herself.
pub(crate) fn silent_author() -> AuthorBox {
    AuthorBox {
        handle: handle("ana"),
        name: "Ana de la Cruz".to_owned(),
        role_line: String::new(),
        pronouns: String::new(),
        bio: None,
        links: Vec::new(),
        portrait: None,
    }
}

fn correction(kind: CorrectionKind, text: &str) -> Correction {
    let id = "018f0000-0000-7000-8000-000000000003".parse().expect("an id");
    Correction { id, kind, text: text.to_owned(), at: stamp(22) }
}

pub(crate) fn corrections_page() -> CorrectionsPage {
    let made = correction(CorrectionKind::Correction, "It was <eleven> days.");
    let article = |slide| CorrectedArticle { slug: slug("ten-days"), title: "Ten days & nights".to_owned(), slide };
    let first = CorrectionRow { correction: made, article: article(Some("slide00001".parse().expect("an id"))) };
    let second = CorrectionRow { correction: correction(CorrectionKind::Note, "Plainer."), article: article(None) };
    CorrectionsPage { site: site(), from: None, corrections: Page { items: vec![first, second], next: None } }
}

pub(crate) fn report_form() -> ReportForm {
    ReportForm {
        site: site(),
        slug: slug("ten-days"),
        title: "Ten days & nights".to_owned(),
        slide: "slide00001".parse().expect("an id"),
        place: Some((1, "Light < dark".to_owned())),
        token: "t0ken".to_owned(),
    }
}

pub(crate) fn topics() -> Vec<TopicLink> {
    let topic = |name: &str| TopicLink { name: name.to_owned(), slug: TopicSlug::suggested(name) };
    vec![topic("Night sky"), topic("Light & lamps")]
}

pub(crate) fn card(at: u32, has_cover: bool) -> ArticleCard {
    ArticleCard {
        slug: slug(&format!("article-{at}")),
        title: format!("Article {at}"),
        standfirst: if has_cover { "In short.".to_owned() } else { String::new() },
        published: stamp(at),
        slide_count: usize::try_from(at).expect("a small number"),
        minutes: 1,
        authors: vec![("Marit Olsen".to_owned(), handle("marit"))],
        topics: if has_cover { topics() } else { Vec::new() },
        cover: has_cover.then(|| (sizes(1000, 872), "A cup.".to_owned())),
    }
}

pub(crate) fn article() -> ArticlePage {
    ArticlePage {
        site: site(),
        id: "018f0000-0000-7000-8000-000000000002".parse().expect("an id"),
        slug: slug("ten-days"),
        title: "Ten days & nights".to_owned(),
        standfirst: "In 1995 a telescope was pointed at nothing.".to_owned(),
        published: stamp(21),
        updated: Some(stamp(22)),
        minutes: 6,
        slides: slides(),
        authors: vec![author(), silent_author()],
        writers: vec![],
        time_zone: "UTC".to_owned(),
        topics: topics(),
        corrections: vec![correction(CorrectionKind::Note, "The title was plainer.")],
        thread: Thread { count: 2, is_open: true, ..Thread::default() },
        next: vec![card(7, true), card(1, false)],
        by_writer: vec![card(3, true)],
        earlier: Some(ArticleLink { slug: slug("article-1"), title: "Article 1".to_owned() }),
        later: Some(ArticleLink { slug: slug("article-7"), title: "Article 7".to_owned() }),
        card: "/cards/a1/a2.jpg".to_owned(),
    }
}

/// An article with as little as one can have.
pub(crate) fn bare_article() -> ArticlePage {
    ArticlePage {
        standfirst: String::new(),
        updated: None,
        slides: slides().drain(2..3).map(|slide| SlideModel { number: 1, ..slide }).collect(),
        authors: vec![silent_author()],
        topics: Vec::new(),
        corrections: Vec::new(),
        thread: Thread::default(),
        next: vec![],
        by_writer: vec![],
        earlier: None,
        later: None,
        minutes: 1,
        ..article()
    }
}

pub(crate) fn static_page() -> StaticPage {
    StaticPage {
        site: site(),
        slug: slug("imprint"),
        title: "Imprint & address".to_owned(),
        standfirst: "Who answers for this.".to_owned(),
        changed: stamp(22),
        slides: slides()
            .into_iter()
            .map(|slide| SlideModel { corrections: Vec::new(), added_ms: None, changed_ms: None, ..slide })
            .collect(),
    }
}

pub(crate) fn slide_page() -> SlidePage {
    SlidePage {
        site: site(),
        article: "018f0000-0000-7000-8000-000000000002".parse().expect("an id"),
        slug: slug("ten-days"),
        title: "Ten days & nights".to_owned(),
        published: stamp(21),
        authors: card(1, true).authors,
        slide: slides().swap_remove(1),
        slide_count: 4,
        previous: Some(Neighbour { id: "slide00001".parse().expect("an id"), heading: "Light < dark".to_owned() }),
        next: Some(Neighbour { id: "slide00003".parse().expect("an id"), heading: String::new() }),
        card: "/cards/a1/slide00002/a3.jpg".to_owned(),
    }
}

pub(crate) fn picture_page() -> PicturePage {
    PicturePage { on: slide_page(), number: 1 }
}

pub(crate) fn home() -> HomePage {
    let strip = [(1, "Light < dark"), (4, "")].map(|(number, heading)| StripSlide {
        id: format!("slide{number:05}").parse().expect("an id"),
        number,
        heading: heading.to_owned(),
        sizes: sizes(1000, 500),
        alt: "A harbour.".to_owned(),
    });
    let lead = Lead { card: card(21, true), strip: strip.into() };
    let latest = Page { items: vec![card(20, true), card(19, false)], next: Some(Cursor("k3y".to_owned())) };
    HomePage { site: site(), from: None, lead: Some(lead), latest, topics: topic_counts() }
}

pub(crate) fn later_home() -> HomePage {
    let latest = Page { items: vec![card(3, true)], next: None };
    HomePage { from: Some(Cursor("k3y".to_owned())), lead: None, latest, topics: Vec::new(), ..home() }
}

pub(crate) fn empty_home() -> HomePage {
    HomePage { from: None, lead: None, latest: Page::empty(), topics: Vec::new(), ..home() }
}

pub(crate) fn author_page() -> AuthorPage {
    let articles = Page { items: vec![card(9, true)], next: None };
    AuthorPage { site: site(), author: author(), article_count: 1, from: None, articles }
}

pub(crate) fn authors_page() -> AuthorsPage {
    let authors = Page { items: vec![(author(), 12), (silent_author(), 1)], next: Some(Cursor("marit".to_owned())) };
    AuthorsPage { site: site(), from: None, authors }
}

fn topic_counts() -> Vec<TopicCount> {
    topics().into_iter().zip([12, 1]).map(|(link, article_count)| TopicCount { link, article_count }).collect()
}

pub(crate) fn topics_page() -> TopicsPage {
    TopicsPage { site: site(), topics: topic_counts() }
}

pub(crate) fn topic_page() -> TopicPage {
    let TopicLink { name, slug } = topics().swap_remove(0);
    let topic = Topic { slug, name, description: "What is up there.".to_owned() };
    let articles = Page { items: vec![card(9, true)], next: Some(Cursor("k3y".to_owned())) };
    TopicPage { site: site(), topic, article_count: 12, from: None, articles }
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().expect("the sample's month is one")
}

pub(crate) fn archive_page() -> ArchivePage {
    ArchivePage { site: site(), months: vec![(month("2026-11"), 2), (month("2026-01"), 1), (month("2025-12"), 14)] }
}

pub(crate) fn month_page() -> MonthPage {
    let articles = Page { items: vec![card(21, true), card(7, false)], next: None };
    let (earlier, later) = (Some(month("2026-01")), None);
    MonthPage { site: site(), month: month("2026-11"), earlier, later, from: None, articles }
}
