//! The articles of the demo: started, written slide by slide, published, and one of them withdrawn.

use super::material::{Article, Slide};
use super::{Failed, Stage};
use chrono::TimeDelta;
use domain::articles::SaveHead;
use domain::credits::Credit;
use domain::ids::{ArticleId, SlideId};
use domain::slides::{SavePicture, SaveSlide, WorkingSlide};

/// What a slide takes to write: little enough that an article is done before the next thing happens.
const A_SLIDE: TimeDelta = TimeDelta::minutes(2);

/// An article that was started.
pub(super) struct Written<'a> {
    pub(super) id: ArticleId,
    /// The slides by their headings.
    pub(super) slides: Vec<(&'a str, SlideId)>,
}

impl<'a> Stage<'a> {
    pub(super) async fn write(&mut self, article: &'a Article) -> Result<(), Failed> {
        let author = self.person(&article.author)?.clone();
        let id = author.drafting()?.start(&article.title).await?;
        let writing = author.writing(id).await?;
        let topics = article.topics.iter().map(|name| {
            let topic = self.topics.get(name.as_str()).copied();
            topic.ok_or_else(|| format!("there is no topic {name}").into())
        });
        let head = SaveHead {
            based_on: writing.head().await?.version,
            title: article.title.clone(),
            standfirst: article.standfirst.clone(),
            slug: Some(article.slug.clone()),
            topics: topics.collect::<Result<_, Failed>>()?,
        };
        writing.save_head(head).await?;
        let mut blank = writing.editor_page().await?.slides.pop();
        let mut slides = Vec::new();
        for slide in &article.slides {
            let empty = match blank.take() {
                Some(first) => first,
                None => writing.add_slide(None).await?,
            };
            self.clock.pass(A_SLIDE);
            let mut pictures = Vec::new();
            for picture in &slide.pictures {
                let media = self.photos.add(&author, &picture.file, &picture.alt).await?;
                pictures.push(SavePicture {
                    id: None,
                    media: Some(media),
                    alt: picture.alt.clone(),
                    decorative: false,
                    caption: picture.caption.clone(),
                    credit: Credit::default(),
                });
            }
            slides.push((slide.heading.as_str(), empty.id.clone()));
            writing.save_slide(filled_in(empty, slide, pictures)).await?;
        }
        self.written.insert(&article.slug, Written { id, slides });
        Ok(())
    }

    pub(super) async fn publish(&self, article: &Article) -> Result<(), Failed> {
        let id = self.written(&article.slug)?.id;
        let writing = self.person(&article.author)?.writing(id).await?;
        let seen = writing.editor_page().await?.seen();
        Ok(writing.publish(seen).await?)
    }

    pub(super) async fn withdraw(&self, article: &Article) -> Result<(), Failed> {
        let id = self.written(&article.slug)?.id;
        Ok(self.person(&article.author)?.writing(id).await?.withdraw().await?)
    }

    pub(super) fn written(&self, slug: &str) -> Result<&Written<'a>, Failed> {
        Ok(self.written.get(slug).ok_or_else(|| format!("no article has the address {slug} yet"))?)
    }
}

fn filled_in(empty: WorkingSlide, slide: &Slide, pictures: Vec<SavePicture>) -> SaveSlide {
    SaveSlide { slide: empty.id, based_on: empty.version, heading: slide.heading.clone(), body: slide.body.clone(), pictures }
}
