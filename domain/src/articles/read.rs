//! What readers are shown: each page's whole view model in a small fixed number of queries.
//!
//! Only the live copy is read, which publishing alone writes (security A6). No door: what is published is everybody's.

use super::rows::live::{self, Address, Key, Live, Which};
use super::rows::slide_place;
use super::{
    ArticleCard, ArticleLink, ArticlePage, AuthorPage, Error, Found, GoneSlide, HomePage, Kind, Lead, Neighbour, PictureAt,
    PicturePage, Shown, SlideAt, SlidePage, Slug, Status, StripSlide,
};
use crate::comments::{self, Thread};
use crate::corrections::{self, Correction};
use crate::feeds::{self, CardFace};
use crate::ids::{ArticleId, PersonId, SlideId};
use crate::page::{Cursor, Page};
use crate::pages;
use crate::people::rows::shown as people_rows;
use crate::people::{Handle, shown};
use crate::settings::{HomeArrangement, Settings};
use crate::slides::rows::live::live_slide;
use crate::slides::{Figure, SafeHtml, SlideModel, rows as slide_rows};
use crate::stamp::Stamp;
use crate::store::{self, Recalled, Store, paging};
use crate::topics::rows::live as topic_rows;
use std::sync::Arc;

/// The articles of a page of a list, the lead aside.
const LIST: u64 = 12;
/// The slides on the lead's strip.
const STRIP: usize = 8;
/// The articles to read next.
const NEXT: usize = 3;
/// What a person reads in a minute; a text of pictures is read slowly.
const WORDS_A_MINUTE: usize = 200;

/// Articles as cards, each with its id.
type Cards = Vec<(ArticleId, ArticleCard)>;

/// The newest articles, of one writer or of all, as most pages lead to them.
pub(crate) type Newest = Recalled<Option<PersonId>, Cards>;

/// The front page, or a later page of the list. At most six queries. A cursor that is none is the first page's.
///
/// # Errors
/// What the database says.
pub async fn home(store: &Store, from: Option<&Cursor>) -> Result<HomePage, Error> {
    let store = &store.at_one_moment().await?;
    let settings = store.site().await?;
    let after = from.and_then(Key::parse);
    let is_first = after.is_none();
    let has_lead = is_first && settings.look.home == HomeArrangement::Lead;
    let shown = LIST + u64::from(has_lead);
    let rows = live::newest(&store.read, Which::Every, after, shown + 1).await?;
    let Page { items: rows, next } = paging::cut(rows, shown, Live::key);
    let mut cards = cards(store, &settings, rows).await?;
    let lead = if has_lead && !cards.is_empty() {
        let (id, card) = cards.remove(0);
        let slides = slide_rows::live::of(&store.read, id).await?;
        Some(Lead { card, strip: strip(slides) })
    } else {
        None
    };
    let latest = Page { items: cards.into_iter().map(|(_, card)| card).collect(), next };
    let site = settings.frame();
    let topics = if is_first && settings.has_topics { topic_rows::in_use(&store.read).await? } else { Vec::new() };
    Ok(HomePage { site, from: after.map(|key| Cursor(key.to_string())), lead, latest, topics })
}

/// The first picture of the newest article: what the way into the panel shows. At most two queries.
///
/// # Errors
/// What the database says.
pub async fn newest_picture(store: &Store) -> Result<Option<Figure>, Error> {
    let Some(newest) = live::newest(&store.read, Which::Every, None, 1).await?.pop() else { return Ok(None) };
    let first = slide_rows::live::first_with_figures(&store.read, newest.id).await?;
    Ok(shown_slides(first.into_iter().collect()).into_iter().flat_map(|slide| slide.figures).next())
}

/// What stands at that address: an article as [`article_page`] has it, or a page in two queries more.
///
/// # Errors
/// What the database says.
pub async fn shown_at(store: &Store, at: &Slug) -> Result<Found<Shown>, Error> {
    let store = &store.at_one_moment().await?;
    let Some(address) = live::address(&store.read, at).await? else { return Ok(Found::Nothing) };
    Ok(match standing(&address, at) {
        Standing::Moved(slug) => Found::Moved(slug),
        Standing::Withdrawn => Found::Withdrawn,
        Standing::Nothing => Found::Nothing,
        Standing::Published if is_page(&address) => match pages::shown(store, (address.id, at)).await? {
            Some(page) => Found::Page(Shown::Page(Box::new(page))),
            None => Found::Withdrawn,
        },
        Standing::Published => match article(store, address).await? {
            Some(page) => Found::Page(Shown::Article(Box::new(page))),
            None => Found::Withdrawn,
        },
    })
}

/// The article at that address, with how many comments are published but without the comments. At most six queries
/// while what stands around it is known, the writers and the newest articles too; one when there is no article.
///
/// # Errors
/// What the database says.
pub async fn article_page(store: &Store, at: &Slug) -> Result<Found<ArticlePage>, Error> {
    let store = &store.at_one_moment().await?;
    // A page has nothing beneath its address: it is none.
    let found = live::address(&store.read, at).await?;
    let Some(address) = found.filter(|address| !is_page(address)) else { return Ok(Found::Nothing) };
    Ok(match standing(&address, at) {
        Standing::Published => article(store, address).await?.map_or(Found::Withdrawn, Found::Page),
        Standing::Moved(slug) => Found::Moved(slug),
        Standing::Withdrawn => Found::Withdrawn,
        Standing::Nothing => Found::Nothing,
    })
}

fn is_page(address: &Address) -> bool {
    Kind::from_code(&address.kind) == Some(Kind::Page)
}

/// The article at its address; none without a live copy.
async fn article(store: &Store, address: Address) -> Result<Option<ArticlePage>, Error> {
    let Address { live: Some(row), comment_count, is_corrected, .. } = address else { return Ok(None) };
    let settings = store.site().await?;
    let mut slides = shown_slides(slide_rows::live::of(&store.read, row.id).await?);
    let corrections = if is_corrected { corrections_of(store, &settings, (&row, &mut slides)).await? } else { Vec::new() };
    let writers = people_rows::writers(&store.read, row.id).await?;
    let next = newest_but(&[row.id], &newest(store, &settings, None).await?);
    let shown: Vec<ArticleId> = next.iter().map(|(id, _)| *id).chain([row.id]).collect();
    let by_writer = match writers.first() {
        Some(writer) => newest_but(&shown, &newest(store, &settings, Some(*writer)).await?),
        None => Vec::new(),
    };
    let (earlier, later) = live::neighbours(&store.read, row.key()).await?;
    let topics = topic_rows::of_articles(&store.read, &[row.id]).await?.remove(&row.id).unwrap_or_default();
    let site = settings.frame();
    let card = CardFace::of_article(&site.title, &row.title, feeds::first_figure(&slides)).address(row.id, None);
    let is_open = comments::is_open(settings.comment_policy, &row.comments);
    Ok(Some(ArticlePage {
        site,
        id: row.id,
        slug: slug_of(&row),
        published: Stamp::new(row.published_at, &settings.time_zone),
        updated: row.updated_at.map(|at| Stamp::new(at, &settings.time_zone)),
        minutes: minutes(&row),
        slides,
        authors: shown::authors(store, &writers).await?,
        writers,
        topics,
        corrections,
        time_zone: settings.time_zone.clone(),
        thread: Thread { count: usize::try_from(comment_count).unwrap_or(0), is_open, ..Thread::default() },
        next: next.into_iter().map(|(_, card)| card).collect(),
        by_writer: by_writer.into_iter().map(|(_, card)| card).collect(),
        earlier: earlier.map(link),
        later: later.map(link),
        card,
        title: row.title,
        standfirst: row.standfirst,
    }))
}

/// Puts what was put right on the slides that it is about; gives back the rest, which is about the whole article.
async fn corrections_of(
    store: &Store,
    settings: &Settings,
    (row, slides): (&Live, &mut [SlideModel]),
) -> Result<Vec<Correction>, Error> {
    let made = corrections::rows::of_articles(&store.read, &[row.id], &settings.time_zone).await?.remove(&row.id);
    Ok(corrected(slides, made.unwrap_or_default()))
}

/// The newest articles of that writer, or of all, as cards: so many that enough are left when an article leads to others but itself.
/// Asked of the database once an edition, for most articles lead to the same.
async fn newest(store: &Store, settings: &Settings, writer: Option<PersonId>) -> Result<Arc<Cards>, Error> {
    let read = async || {
        let (which, most) = writer.map_or((Which::Every, NEXT + 1), |writer| (Which::By(writer), 2 * NEXT + 1));
        cards(store, settings, live::newest(&store.read, which, None, most as u64).await?).await
    };
    Ok(store.newest.of(store, writer, read).await?)
}

/// The first of them that are not shown already, as many as an article leads to.
fn newest_but(shown: &[ArticleId], newest: &[(ArticleId, ArticleCard)]) -> Cards {
    newest.iter().filter(|(id, _)| !shown.contains(id)).take(NEXT).cloned().collect()
}

fn link(live::Named { slug, title }: live::Named) -> ArticleLink {
    ArticleLink { slug: known_slug(slug), title }
}

/// One slide of the article at that address. At most six queries; where readers see no such slide, one, which finds everything by its
/// key (security L4), and the site's name for the page of one that is gone.
///
/// A slide that readers see on another article now is [`Found::Moved`] there from every article that they once saw it on: to
/// where it is, so that nobody is ever sent round in a circle.
///
/// # Errors
/// What the database says.
pub async fn slide_page(store: &Store, at: &Slug, id: &SlideId) -> Result<Found<SlideAt>, Error> {
    let store = &store.at_one_moment().await?;
    let Some(place) = slide_place::find(&store.read, at, id).await? else { return Ok(Found::Nothing) };
    let is_here = place.shown_on == Some(place.article);
    match (place.status(), place.shown_at) {
        (_, Some(slug)) if place.was_here && !is_here => Ok(Found::Moved(known_slug(slug))),
        (Some(Status::Published), _) if !is_here && !place.was_here => Ok(Found::Nothing),
        (Some(Status::Published), _) if place.slug != at.as_str() => Ok(Found::Moved(known_slug(place.slug))),
        (Some(Status::Published), _) if is_here => shown_slide(store, place.article, id).await,
        (Some(Status::Published), _) => {
            let Some(title) = place.title else { return Ok(Found::Withdrawn) };
            let site = store.site().await?.frame();
            let gone = GoneSlide { site, article: place.article, slug: known_slug(place.slug), title };
            Ok(Found::Page(SlideAt::Gone(Box::new(gone))))
        }
        (Some(Status::Withdrawn), _) => Ok(Found::Withdrawn),
        // Taken back and being written again: readers knew of it.
        (Some(Status::Draft | Status::Review), _) if place.published_at.is_some() => Ok(Found::Withdrawn),
        (Some(Status::Draft | Status::Review) | None, _) => Ok(Found::Nothing),
    }
}

/// A slide that was on that article a moment ago.
async fn shown_slide(store: &Store, article: ArticleId, id: &SlideId) -> Result<Found<SlideAt>, Error> {
    let Some(row) = live::find(&store.read, article).await? else { return Ok(Found::Withdrawn) };
    let slides = slide_rows::live::of(&store.read, article).await?;
    let Some(place) = slides.iter().position(|slide| slide.slide_id == *id) else { return Ok(Found::Nothing) };
    let settings = store.site().await?;
    let neighbour = |slide: &live_slide::Model| Neighbour { id: slide.slide_id.clone(), heading: slide.heading.clone() };
    let mut alone = [slide(slides[place].clone(), place + 1)];
    corrections_of(store, &settings, (&row, &mut alone)).await?;
    let [slide] = alone;
    let site = settings.frame();
    let face = CardFace::of_slide(&site.title, &row.title, &slide.heading, &slide.figures);
    Ok(Found::Page(SlideAt::Slide(Box::new(SlidePage {
        site,
        article: row.id,
        slug: slug_of(&row),
        published: Stamp::new(row.published_at, &settings.time_zone),
        authors: live::names(&store.read, &[row.id]).await?.remove(&row.id).unwrap_or_default(),
        slide_count: slides.len(),
        previous: place.checked_sub(1).map(|before| neighbour(&slides[before])),
        next: slides.get(place + 1).map(neighbour),
        card: face.address(row.id, Some(&slide.id)),
        slide,
        title: row.title,
    }))))
}

/// Puts what was put right on the slides that it is about; gives back the rest, which is about the whole article.
pub(crate) fn corrected(slides: &mut [SlideModel], made: Vec<(Option<SlideId>, Correction)>) -> Vec<Correction> {
    let mut rest = Vec::new();
    for (about, correction) in made {
        match slides.iter_mut().find(|slide| Some(&slide.id) == about.as_ref()) {
            Some(slide) => slide.corrections.push(correction),
            None => rest.push(correction),
        }
    }
    rest
}

/// A picture of a slide of the article at that address, the `number`th from 1. At most six queries; one when there is no article.
///
/// # Errors
/// What the database says.
pub async fn picture_page(store: &Store, at: &Slug, id: &SlideId, number: usize) -> Result<Found<PictureAt>, Error> {
    Ok(match slide_page(store, at, id).await? {
        Found::Page(SlideAt::Slide(on)) if (1..=on.slide.figures.len()).contains(&number) => {
            Found::Page(PictureAt::Picture(Box::new(PicturePage { on: *on, number })))
        }
        Found::Page(SlideAt::Gone(gone)) => Found::Page(PictureAt::Gone(gone)),
        Found::Page(SlideAt::Slide(_)) | Found::Nothing => Found::Nothing,
        Found::Moved(slug) => Found::Moved(slug),
        Found::Withdrawn => Found::Withdrawn,
    })
}

/// The page of a person who has published something; of nobody else, so that no page tells who has an account (security
/// S1). At most eight queries, one when there is nobody of that handle. A cursor that is none is the first page's.
///
/// # Errors
/// What the database says.
pub async fn author_page(store: &Store, at: &Handle, from: Option<&Cursor>) -> Result<Option<AuthorPage>, Error> {
    let store = &store.at_one_moment().await?;
    let Some(person) = people_rows::of_handle(&store.read, at).await? else { return Ok(None) };
    let id = person.id;
    let article_count = number(live::count_of(&store.read, id).await?);
    if article_count == 0 {
        return Ok(None);
    }
    let settings = store.site().await?;
    let (articles, from) = listed(store, &settings, Which::By(id), from).await?;
    let author = shown::boxes(store, vec![person]).await?.remove(0);
    Ok(Some(AuthorPage { site: settings.frame(), author, article_count, from, articles }))
}

/// A page of a list of articles, newest first, and where it begins. Three queries, one when there are none. A cursor that is none
/// is the first page's.
pub(crate) async fn listed(
    store: &Store,
    settings: &Settings,
    which: Which,
    from: Option<&Cursor>,
) -> Result<(Page<ArticleCard>, Option<Cursor>), store::Error> {
    let after = from.and_then(Key::parse);
    let rows = live::newest(&store.read, which, after, LIST + 1).await?;
    let Page { items: rows, next } = paging::cut(rows, LIST, Live::key);
    let items = cards(store, settings, rows).await?.into_iter().map(|(_, card)| card).collect();
    Ok((Page { items, next }, after.map(|key| Cursor(key.to_string()))))
}

/// Where what an address belongs to stands.
enum Standing {
    /// Readers see it at this very address.
    Published,
    /// They see it at another one.
    Moved(Slug),
    /// They knew of it.
    Withdrawn,
    /// They are not to know of it.
    Nothing,
}

/// What readers who ask at that address are told.
fn standing(address: &Address, at: &Slug) -> Standing {
    match Status::from_code(&address.status) {
        Some(Status::Published) if address.slug != at.as_str() => Standing::Moved(known_slug(address.slug.clone())),
        Some(Status::Published) => Standing::Published,
        Some(Status::Withdrawn) => Standing::Withdrawn,
        // Taken back and being written again: readers knew of it.
        Some(Status::Draft | Status::Review) if address.first_published_at.is_some() => Standing::Withdrawn,
        Some(Status::Draft | Status::Review) | None => Standing::Nothing,
    }
}

fn known_slug(slug: String) -> Slug {
    Slug::try_from(slug).expect("a slug has its form before it is kept")
}

/// These articles as cards, those of them that are published. Three queries, or none for no articles.
pub(crate) async fn cards_of(store: &Store, settings: &Settings, ids: &[ArticleId]) -> Result<Cards, store::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    cards(store, settings, live::of_ids(&store.read, ids).await?).await
}

/// The rows as cards, each with its id. Two queries, or none for no rows.
async fn cards(store: &Store, settings: &Settings, rows: Vec<Live>) -> Result<Cards, store::Error> {
    let ids: Vec<ArticleId> = rows.iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut topics = topic_rows::of_articles(&store.read, &ids).await?;
    let mut names = live::names(&store.read, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let card = ArticleCard {
                slug: slug_of(&row),
                published: Stamp::new(row.published_at, &settings.time_zone),
                slide_count: usize::try_from(row.slide_count).unwrap_or(0),
                minutes: minutes(&row),
                authors: names.remove(&row.id).unwrap_or_default(),
                topics: topics.remove(&row.id).unwrap_or_default(),
                cover: row.cover.and_then(|cover| serde_json::from_str(&cover).ok()),
                title: row.title,
                standfirst: row.standfirst,
            };
            (row.id, card)
        })
        .collect())
}

/// These rows as slides, in their order.
pub(crate) fn shown_slides(rows: Vec<live_slide::Model>) -> Vec<SlideModel> {
    rows.into_iter().zip(1..).map(|(row, number)| slide(row, number)).collect()
}

fn slide(row: live_slide::Model, number: usize) -> SlideModel {
    SlideModel {
        id: row.slide_id,
        number,
        heading: row.heading,
        body: SafeHtml::stored(row.body_html),
        figures: shown_figures(&row.figures),
        added_ms: row.added_at.map(|at| at.timestamp_millis()),
        changed_ms: row.changed_at.map(|at| at.timestamp_millis()),
        corrections: Vec::new(),
    }
}

/// A slide whose pictures cannot be read is shown with its words alone.
pub(crate) fn shown_figures(json: &str) -> Vec<Figure> {
    serde_json::from_str(json).unwrap_or_else(|error| {
        tracing::error!(%error, "the pictures of a live slide could not be read");
        Vec::new()
    })
}

/// The first slides that have a picture.
fn strip(rows: Vec<live_slide::Model>) -> Vec<StripSlide> {
    let with_picture = shown_slides(rows).into_iter().filter_map(|slide| {
        let figure = slide.figures.into_iter().next()?;
        Some(StripSlide { id: slide.id, number: slide.number, heading: slide.heading, sizes: figure.sizes, alt: figure.alt })
    });
    with_picture.take(STRIP).collect()
}

/// The address of the article.
pub(crate) fn slug_of(row: &Live) -> Slug {
    Slug::try_from(row.slug.clone()).expect("a slug has its form before it is kept")
}

fn minutes(row: &Live) -> usize {
    usize::try_from(row.word_count).unwrap_or(0).div_ceil(WORDS_A_MINUTE).max(1)
}

fn number(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests;
