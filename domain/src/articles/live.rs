//! The live copy: what readers see, made from the working copy by publishing and by nothing else.

use super::since::{Before, Since};
use super::working::kind_of;
use super::{Error, Kind, rows};
use crate::ids::{ArticleId, MediaId, TopicId};
use crate::media::Sizes;
use crate::pages;
use crate::slides::rows::live::live_slide;
use crate::slides::{self, Figure, WorkingPicture, WorkingSlide};
use crate::store::ConnectionTrait;
use crate::topics;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// An article as readers get it, its times aside.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct LiveCopy {
    pub(crate) title: String,
    pub(crate) standfirst: String,
    /// What it is about, in order.
    pub(crate) topics: Vec<TopicId>,
    pub(crate) word_count: usize,
    /// The picture that stands for the article, with its alternative text.
    pub(crate) cover: Option<(Sizes, String)>,
    pub(crate) slides: Vec<LiveSlide>,
    /// The files that readers may fetch because of it. Invariant: in order, none twice.
    pub(crate) files: Vec<MediaId>,
}

/// A slide as readers get it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct LiveSlide {
    pub(crate) id: crate::ids::SlideId,
    pub(crate) heading: String,
    pub(crate) body_html: String,
    pub(crate) figures: Vec<Figure>,
}

impl LiveSlide {
    /// Whether readers see no difference between the two. What only programs read of a picture, they do not see.
    pub(crate) fn looks_like(&self, other: &Self) -> bool {
        fn seen(figure: &Figure) -> (&str, &str, &str, Option<&str>) {
            (&figure.sizes.hash, &figure.alt, &figure.caption, figure.credit.as_deref())
        }
        self.heading == other.heading
            && self.body_html == other.body_html
            && self.figures.iter().map(seen).eq(other.figures.iter().map(seen))
    }
}

/// What publishing would show of this working copy. A page has neither topics nor a length, nor does anything stand for it.
pub(crate) fn compose(row: &rows::article::Model, topics: &[TopicId], slides: &[WorkingSlide]) -> LiveCopy {
    let shown: Vec<LiveSlide> = slides
        .iter()
        .map(|slide| LiveSlide {
            id: slide.id.clone(),
            heading: slide.heading.clone(),
            body_html: slide.html.as_str().to_owned(),
            figures: slide.pictures.iter().filter_map(WorkingPicture::figure).collect(),
        })
        .collect();
    let files: HashSet<MediaId> =
        slides.iter().flat_map(|slide| &slide.pictures).filter_map(|picture| Some(picture.file.as_ref()?.media)).collect();
    let mut files: Vec<MediaId> = files.into_iter().collect();
    files.sort_unstable();
    let (title, standfirst) = (row.title.clone(), row.standfirst.clone());
    if kind_of(row) == Kind::Page {
        return LiveCopy { title, standfirst, slides: shown, files, ..LiveCopy::default() };
    }
    LiveCopy {
        title,
        standfirst,
        topics: topics.to_vec(),
        word_count: slides.iter().map(WorkingSlide::word_count).sum(),
        cover: shown.iter().find_map(|slide| slide.figures.first()).map(|figure| (figure.sizes.clone(), figure.alt.clone())),
        slides: shown,
        files,
    }
}

/// The rows of its slides, published now over what readers saw before.
pub(crate) fn slide_rows<'a>(
    article: ArticleId,
    copy: &'a LiveCopy,
    (before, now): (Before<'a>, DateTime<Utc>),
) -> impl Iterator<Item = live_slide::Model> + 'a {
    copy.slides.iter().zip(1_i32..).map(move |(slide, position)| {
        let Since { added_at, changed_at } = before.since(slide, now);
        live_slide::Model {
            slide_id: slide.id.clone(),
            article_id: article,
            position,
            heading: slide.heading.clone(),
            body_html: slide.body_html.clone(),
            figures: serde_json::to_string(&slide.figures).expect("figures are plain data"),
            added_at,
            changed_at,
        }
    })
}

/// What readers see now of what stands in that row; none when they see nothing.
pub(crate) async fn load_of(db: &impl ConnectionTrait, row: &rows::article::Model) -> Result<Option<LiveCopy>, Error> {
    match kind_of(row) {
        Kind::Article => load(db, row.id).await,
        Kind::Page => Ok(pages::rows::load(db, row.id).await?),
    }
}

/// What readers see of an article now; none when they see nothing.
pub(crate) async fn load(db: &impl ConnectionTrait, article: ArticleId) -> Result<Option<LiveCopy>, Error> {
    let Some(row) = rows::live(db, article).await? else { return Ok(None) };
    let slides = slides_since(db, article).await?.into_iter().map(|(slide, _)| slide).collect();
    Ok(Some(LiveCopy {
        title: row.title,
        standfirst: row.standfirst,
        topics: topics::rows::live::of_article(db, article).await?,
        word_count: usize::try_from(row.word_count).unwrap_or(0),
        cover: row.cover.and_then(|cover| serde_json::from_str(&cover).ok()),
        slides,
        files: rows::live_files(db, article).await?,
    }))
}

/// The slides that readers see of an article now, in order, each with since when.
pub(crate) async fn slides_since(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<(LiveSlide, Since)>, Error> {
    let rows = slides::rows::live::of(db, article).await?;
    let slides = rows.into_iter().map(|row| {
        let slide = LiveSlide {
            id: row.slide_id,
            heading: row.heading,
            body_html: row.body_html,
            figures: serde_json::from_str(&row.figures).unwrap_or_default(),
        };
        (slide, Since { added_at: row.added_at, changed_at: row.changed_at })
    });
    Ok(slides.collect())
}
