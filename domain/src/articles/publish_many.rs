//! Publishing many articles at once that were written elsewhere: what readers get is what publishing each would have made.

use super::live::{self, LiveCopy};
use super::publish::Times;
use super::since::Before;
use super::{Error, Kind, MAX_STANDFIRST, MAX_TITLE, Slug, Status, checks, rows};
use crate::accounts::OperatorDoor;
use crate::audit::{self, Act, Deed};
use crate::field::{Faults, filled_line, line};
use crate::ids::{ArticleId, MediaId, PersonId, PictureId, SlideId, TopicId};
use crate::media::rows::files;
use crate::search::{self, index::NewEntry};
use crate::settings::CommentPolicy;
use crate::slides;
use crate::slides::rows::{picture, picture_row, slide};
use crate::slides::{PictureFile, SafeHtml, SavePicture, SaveSlide, WorkingPicture, WorkingSlide, for_slide};
use crate::store::{Store, Tx};
use crate::topics;
use chrono::{DateTime, Utc};
use std::collections::{HashMap, HashSet};

/// An article that is whole.
#[derive(Debug, Clone)]
pub struct WholeArticle {
    /// Who wrote it.
    pub by: PersonId,
    /// Its address, which no article has or ever had.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its standfirst.
    pub standfirst: String,
    /// What it is about, the most important first; each is there, and none twice.
    pub topics: Vec<TopicId>,
    /// Its slides, in order.
    pub slides: Vec<WholeSlide>,
    /// When it was published.
    pub published: DateTime<Utc>,
}

/// A slide that is whole.
#[derive(Debug, Clone)]
pub struct WholeSlide {
    /// The heading.
    pub heading: String,
    /// The text: Markdown.
    pub body: String,
    /// The pictures, in order, all of them new.
    pub pictures: Vec<SavePicture>,
}

/// An article that is ready, by the names that it has once it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyArticle {
    /// The article.
    pub id: ArticleId,
    /// Its slides, in order.
    pub slides: Vec<SlideId>,
}

/// Articles that nothing stands in the way of, as they go into the database.
pub struct ReadyArticles(Vec<Made>);

impl ReadyArticles {
    /// Each of them, in order.
    pub fn each(&self) -> Vec<ReadyArticle> {
        self.0.iter().map(|made| ReadyArticle { id: made.row.id, slides: made.slide_ids() }).collect()
    }
}

impl OperatorDoor<'_> {
    /// Makes these articles ready: checks them, renders their texts, and settles what can be found. It writes nothing, so that the
    /// next ones are made ready while the last are published.
    ///
    /// # Errors
    /// [`Error::Faulty`] with the field of a text that does not fit; [`Error::NotReady`] when something stands in the way of
    /// publishing one of them, a picture without its words or its credit among it.
    pub async fn ready_articles(&self, articles: Vec<WholeArticle>) -> Result<ReadyArticles, Error> {
        let store = self.0;
        let wanted: HashSet<MediaId> = articles.iter().flat_map(media_of).collect();
        let files = files(&store.read, &wanted.into_iter().collect::<Vec<_>>()).await?;
        let making = store.clone();
        let made = store.aside(move || {
            let made = articles.into_iter().map(|article| Made::of(&making, article, &files));
            made.collect::<Result<Vec<_>, _>>()
        });
        Ok(ReadyArticles(made.await?))
    }

    /// Publishes these articles, each at its own time, all of them or none. What can be found is up to date with them.
    ///
    /// They are one transaction, which nobody else writes beside: a few hundred at once take less than a second.
    ///
    /// # Errors
    /// [`Error::Store`] when an address is taken, or somebody or a topic is not there.
    pub async fn publish_many(&self, articles: ReadyArticles) -> Result<(), Error> {
        let store = self.0;
        let tx = store.begin().await?;
        insert(store, &tx, articles.0).await?;
        Ok(tx.commit().await?)
    }
}

fn media_of(article: &WholeArticle) -> impl Iterator<Item = MediaId> {
    article.slides.iter().flat_map(|slide| &slide.pictures).filter_map(|picture| picture.media)
}

/// An article as it goes into the database.
struct Made {
    row: rows::article::Model,
    published: DateTime<Utc>,
    /// The slides as they were typed, with what becomes of them.
    slides: Vec<(SaveSlide, WorkingSlide)>,
    copy: LiveCopy,
    /// What can be found of it.
    found: Vec<NewEntry>,
}

impl Made {
    fn of(store: &Store, article: WholeArticle, files: &HashMap<MediaId, PictureFile>) -> Result<Self, Error> {
        let WholeArticle { by, slug, title, standfirst, topics, slides, published } = article;
        let row = rows::article::Model {
            id: ArticleId::new(store.rng(), published),
            kind: Kind::Article.code().to_owned(),
            slug: slug.to_string(),
            title: filled_line(&title, MAX_TITLE).map_err(|fault| Error::Faulty(Faults::one("title", fault)))?,
            standfirst: line(&standfirst, MAX_STANDFIRST).map_err(|fault| Error::Faulty(Faults::one("standfirst", fault)))?,
            status: Status::Published.code().to_owned(),
            comments: CommentPolicy::Held.code().to_owned(),
            version: 1,
            created_by: by,
            created_at: published,
            changed_at: published,
            published_at: Some(published),
            updated_at: None,
        };
        let slides = slides.into_iter().map(|slide| made_slide(store, slide, published, files));
        let (typed, working): (Vec<SaveSlide>, Vec<WorkingSlide>) = slides.collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
        if checks::check(Kind::Article, &row.title, &row.standfirst, &working).iter().any(checks::Remark::blocks) {
            return Err(Error::NotReady);
        }
        let copy = live::compose(&row, &topics, &working);
        let found = search::index::entries(row.id, &copy);
        Ok(Self { row, published, found, slides: typed.into_iter().zip(working).collect(), copy })
    }

    fn slide_ids(&self) -> Vec<SlideId> {
        self.slides.iter().map(|(typed, _)| typed.slide.clone()).collect()
    }

    fn times(&self) -> Times {
        Times { published_at: self.published, updated_at: None }
    }

    fn slide_rows(&self) -> impl Iterator<Item = slide::Model> {
        self.slides.iter().zip(1_i32..).map(|((typed, working), position)| slide::Model {
            id: typed.slide.clone(),
            article_id: self.row.id,
            position,
            heading: typed.heading.clone(),
            body: typed.body.clone(),
            body_html: working.html.as_str().to_owned(),
            version: 1,
            changed_at: self.published,
            changed_by: self.row.created_by,
            removed_at: None,
        })
    }

    /// The pictures, and what was typed goes with them.
    fn picture_rows(self) -> impl Iterator<Item = picture::Model> {
        self.slides.into_iter().flat_map(|(typed, working)| {
            let ids = working.pictures.into_iter().map(|picture| picture.id);
            let numbered = ids.zip(typed.pictures).zip(1_i32..);
            numbered.map(move |((id, picture), position)| picture_row(id, &typed.slide, position, picture)).collect::<Vec<_>>()
        })
    }
}

/// The slide as it was typed, cleaned, and as the editor would have it.
fn made_slide(
    store: &Store,
    slide: WholeSlide,
    at: DateTime<Utc>,
    files: &HashMap<MediaId, PictureFile>,
) -> Result<(SaveSlide, WorkingSlide), Error> {
    let WholeSlide { heading, body, pictures } = slide;
    let typed = SaveSlide { slide: SlideId::new(store.rng()), based_on: 0, heading, body, pictures };
    let typed = typed.parsed().map_err(Error::Faulty)?;
    let html: SafeHtml = for_slide(&typed.body);
    let pictures = typed.pictures.iter().map(|picture| WorkingPicture {
        id: PictureId::new(store.rng(), at),
        file: picture.media.and_then(|media| files.get(&media).cloned()),
        alt: picture.alt.clone(),
        decorative: picture.decorative,
        caption: picture.caption.clone(),
        credit: picture.credit.clone(),
    });
    let working = WorkingSlide {
        id: typed.slide.clone(),
        version: 1,
        heading: typed.heading.clone(),
        body: typed.body.clone(),
        html,
        pictures: pictures.collect(),
        changed_by: String::new(),
    };
    Ok((typed, working))
}

async fn insert(store: &Store, tx: &Tx, mut made: Vec<Made>) -> Result<(), Error> {
    rows::insert(tx, made.iter().map(|made| (made.row.clone(), made.row.created_by)).collect()).await?;
    slides::rows::insert(tx, made.iter().flat_map(Made::slide_rows).collect()).await?;
    rows::insert_live(tx, made.iter().map(|made| rows::live_row(made.row.id, &made.copy, made.times())).collect()).await?;
    let live = made.iter().flat_map(|made| live::slide_rows(made.row.id, &made.copy, (Before::Nothing, made.published)));
    let shown = made.iter().flat_map(|made| made.copy.files.iter().map(|file| (made.row.id, *file)));
    slides::rows::live::insert(tx, live.collect(), shown).await?;
    let about: Vec<_> = made.iter().map(|made| (made.row.id, made.copy.topics.as_slice())).collect();
    topics::rows::set_new(tx, &about).await?;
    let about: Vec<_> = made.iter().map(|made| (made.row.id, made.published, made.copy.topics.as_slice())).collect();
    topics::rows::live::join_new(tx, &about).await?;
    let found = made.iter_mut().flat_map(|made| std::mem::take(&mut made.found)).collect();
    search::index::put_new(tx, found, made.iter().map(|made| made.row.created_by).collect()).await?;
    let ids: Vec<String> = made.iter().map(|made| made.row.id.to_string()).collect();
    let acts = made
        .iter()
        .zip(&ids)
        .map(|(made, subject)| (made.published, Act { by: None, what: Deed::Published.into(), subject, detail: &made.row.slug }));
    audit::record_all(store, tx, acts).await?;
    slides::rows::insert_pictures(tx, made.into_iter().flat_map(Made::picture_rows).collect()).await
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
