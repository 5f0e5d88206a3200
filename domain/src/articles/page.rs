//! The public pages' view models: everything a page shows, loaded by one verb.

use crate::articles::Slug;
use crate::comments::Thread;
use crate::corrections::Correction;
use crate::ids::{ArticleId, PersonId, SlideId};
use crate::media::Sizes;
use crate::page::{Cursor, Page};
use crate::pages::StaticPage;
use crate::people::{AuthorBox, Handle};
use crate::settings::SiteFrame;
use crate::slides::{Figure, SlideModel};
use crate::stamp::Stamp;
use crate::topics::{TopicCount, TopicLink};
use serde::{Deserialize, Serialize};

/// An article as readers see it, in both views.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticlePage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The article.
    pub id: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The summary under the title; empty when there is none.
    pub standfirst: String,
    /// When it was first published.
    pub published: Stamp,
    /// When it was last changed for readers, if it was.
    pub updated: Option<Stamp>,
    /// Minutes to read, at least 1.
    pub minutes: usize,
    /// The slides, in order; never empty.
    pub slides: Vec<SlideModel>,
    /// Who wrote it, in order; never empty.
    pub authors: Vec<AuthorBox>,
    /// Who wrote it, in the same order: what they say under it is marked as theirs.
    pub writers: Vec<PersonId>,
    /// The time zone of its dates: a name of the IANA database.
    pub time_zone: String,
    /// What it is about, the most important first.
    pub topics: Vec<TopicLink>,
    /// What was put right in the article as a whole, the oldest first; what was put right on a slide stands there.
    pub corrections: Vec<Correction>,
    /// What readers said.
    pub thread: Thread,
    /// Other articles, newest first: at most three.
    pub next: Vec<ArticleCard>,
    /// More by its first writer, newest first: at most three, and none that is among `next`.
    pub by_writer: Vec<ArticleCard>,
    /// The article that was published right before it.
    pub earlier: Option<ArticleLink>,
    /// The article that was published right after it.
    pub later: Option<ArticleLink>,
    /// The address of the picture on the card of a link to it.
    pub card: String,
}

/// What stands at an address right beneath the site's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// An article.
    Article(Box<ArticlePage>),
    /// A page that stands by itself.
    Page(Box<StaticPage>),
}

/// An article as a link names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleLink {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
}

/// `/{slug}/slides/{id}`: one slide by itself, with the way into the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlidePage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The article.
    pub article: ArticleId,
    /// The article's address.
    pub slug: Slug,
    /// The article's title.
    pub title: String,
    /// When the article was first published.
    pub published: Stamp,
    /// The names and handles of those who wrote it, in order.
    pub authors: Vec<(String, Handle)>,
    /// The slide.
    pub slide: SlideModel,
    /// How many slides the article has.
    pub slide_count: usize,
    /// The slide before it.
    pub previous: Option<Neighbour>,
    /// The slide after it.
    pub next: Option<Neighbour>,
    /// The address of the picture on the card of a link to it.
    pub card: String,
}

impl SlidePage {
    /// Which slide this is: `Slide 2 of 9`.
    pub fn place(&self) -> String {
        format!("Slide {} of {}", self.slide.number, self.slide_count)
    }

    /// What the page is called: the slide's heading, or its place, and the article's title.
    pub fn name(&self) -> String {
        match self.slide.heading.as_str() {
            "" => format!("{} · {}", self.place(), self.title),
            heading => format!("{heading} · {}", self.title),
        }
    }
}

/// `/{slug}/slides/{id}/pictures/{number}`: a picture by itself, as large as readers get it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PicturePage {
    /// The slide that it is on, with what stands around it.
    pub on: SlidePage,
    /// The place among the slide's pictures, from 1. Invariant: the slide has a picture there.
    pub number: usize,
}

impl PicturePage {
    /// The picture.
    pub fn figure(&self) -> &Figure {
        &self.on.slide.figures[self.number - 1]
    }

    /// Which picture this is: `Slide 2 of 9`, and `picture 1 of 3` where the slide has several.
    pub fn place(&self) -> String {
        match self.on.slide.figures.len() {
            1 => self.on.place(),
            count => format!("{}, picture {} of {count}", self.on.place(), self.number),
        }
    }
}

/// What stands at the address of a slide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SlideAt {
    /// The slide.
    Slide(Box<SlidePage>),
    /// It was taken out of its article, which readers still see.
    Gone(Box<GoneSlide>),
}

/// What stands at the address of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureAt {
    /// The picture.
    Picture(Box<PicturePage>),
    /// Its slide was taken out of the article.
    Gone(Box<GoneSlide>),
}

/// A slide that readers saw and see no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoneSlide {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The article that it was on.
    pub article: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// The title of that article.
    pub title: String,
}

/// The slide before or after another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Neighbour {
    /// The slide.
    pub id: SlideId,
    /// Its heading; can be empty.
    pub heading: String,
}

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found<T, A = Slug> {
    /// The page.
    Page(T),
    /// It has another address now.
    Moved(A),
    /// It was taken back.
    Withdrawn,
    /// There is no such thing, or readers are not to know of it.
    Nothing,
}

/// An article in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleCard {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The summary; empty when there is none.
    pub standfirst: String,
    /// When it was first published.
    pub published: Stamp,
    /// How many slides it has.
    pub slide_count: usize,
    /// Minutes to read, at least 1.
    pub minutes: usize,
    /// The names and handles of those who wrote it, in order.
    pub authors: Vec<(String, Handle)>,
    /// What it is about, the most important first.
    pub topics: Vec<TopicLink>,
    /// The picture that stands for it, with its alternative text.
    pub cover: Option<(Sizes, String)>,
}

/// The home page: the lead article with its slides, then the latest, paged by key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomePage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// Where this page of the list begins; none on the first.
    pub from: Option<Cursor>,
    /// The newest article and those of its slides that have a picture; on later pages none.
    pub lead: Option<Lead>,
    /// The articles after it, newest first.
    pub latest: Page<ArticleCard>,
    /// Everything that there are articles about, by name; on later pages none.
    pub topics: Vec<TopicCount>,
}

/// The lead article as its own slides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The article.
    pub card: ArticleCard,
    /// Up to eight slides with a picture: id, number, heading, file, alternative text.
    pub strip: Vec<StripSlide>,
}

/// A slide on the strip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StripSlide {
    /// The slide.
    pub id: SlideId,
    /// Its number in the article.
    pub number: usize,
    /// Its heading.
    pub heading: String,
    /// The file of its first picture.
    pub sizes: Sizes,
    /// The alternative text of that picture.
    pub alt: String,
}

/// `/by/{handle}`: a person and what they wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The person.
    pub author: AuthorBox,
    /// How many published articles there are; never nought.
    pub article_count: usize,
    /// Where this page of the list begins; none on the first.
    pub from: Option<Cursor>,
    /// The articles, newest first, paged by key.
    pub articles: Page<ArticleCard>,
}
