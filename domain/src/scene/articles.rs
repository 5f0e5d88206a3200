//! Articles in a scene, made by the very verbs that the panel uses.

use super::Scene;
use crate::accounts::{Caller, WritingDoor};
use crate::articles::{Error, SaveHead};
use crate::credits::Licence;
use crate::ids::{ArticleId, MediaId};
use crate::slides::{SavePicture, SaveSlide};

impl WritingDoor<'_> {
    /// Loads the article and publishes what is there.
    ///
    /// # Errors
    /// As [`Self::publish`].
    pub async fn publish_now(&self) -> Result<(), Error> {
        let seen = self.editor_page().await?.seen();
        self.publish(seen).await
    }
}

impl Scene {
    /// An article of that person's with one empty slide.
    pub async fn draft(&self, caller: &Caller, title: &str) -> ArticleId {
        caller.drafting().expect("the role drafts").start(title).await.expect("the title fits")
    }

    /// A draft of that person's with nothing missing: a standfirst, and so many slides `Slide 1 of …` with a text each, no
    /// pictures.
    pub async fn written(&self, caller: &Caller, title: &str, slides: usize) -> ArticleId {
        let article = self.draft(caller, title).await;
        let writing = caller.writing(article).await.expect("the article was just made");
        let standfirst = format!("What there is to know about {}.", title.to_lowercase());
        let head = SaveHead { based_on: 1, title: title.to_owned(), standfirst, slug: None, topics: Vec::new() };
        writing.save_head(head).await.expect("the head fits");
        while writing.editor_page().await.expect("the article is there").slides.len() < slides {
            writing.add_slide(None).await.expect("there is room");
        }
        let page = writing.editor_page().await.expect("the article is there");
        for (slide, number) in page.slides.into_iter().zip(1..) {
            let heading = format!("Slide {number} of {title}");
            let body = format!("The *text* of slide {number}, in a sentence of its own.");
            self.write(caller, article, SaveSlide { slide: slide.id, based_on: 1, heading, body, pictures: Vec::new() }).await;
        }
        article
    }

    /// The same, published.
    pub async fn published(&self, caller: &Caller, title: &str, slides: usize) -> ArticleId {
        let article = self.written(caller, title, slides).await;
        let writing = caller.writing(article).await.expect("the article was just made");
        writing.publish_now().await.expect("nothing stands in the way");
        article
    }

    /// A media item of that person's, so wide and two thirds as high, with creator, licence and alternative text.
    pub async fn file(&self, caller: &Caller, width_px: i32) -> MediaId {
        let now = self.store.now();
        let id = MediaId::new(self.store.rng(), now);
        let row = crate::media::rows::media::Model {
            id,
            hash: format!("{:0>64}", id.0.simple()),
            kind: "jpeg".to_owned(),
            file_name: "lamp.jpg".to_owned(),
            width_px,
            height_px: width_px * 2 / 3,
            size_bytes: 1_000,
            alt: "A lamp on a table".to_owned(),
            creator: "Mara Lind".to_owned(),
            credit_line: String::new(),
            source: String::new(),
            source_url: String::new(),
            copyright: String::new(),
            licence: Some(Licence::CcBy.code().to_owned()),
            placeholder: None,
            added_by: caller.person(),
            version: 1,
            created_at: now,
            folded: String::new(),
        };
        crate::media::rows::scene::add(&self.store, row).await.expect("the file is new");
        id
    }

    /// Puts these pictures on the first slide of an article, and leaves its words.
    pub async fn picture(&self, caller: &Caller, article: ArticleId, pictures: Vec<SavePicture>) {
        let writing = caller.writing(article).await.expect("the article is the caller's");
        let slide = writing.editor_page().await.expect("the article is there").slides.swap_remove(0);
        let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading: slide.heading, body: slide.body, pictures };
        self.write(caller, article, ask).await;
    }

    pub(crate) async fn write(&self, caller: &Caller, article: ArticleId, ask: SaveSlide) {
        let writing = caller.writing(article).await.expect("the article is the caller's");
        writing.save_slide(ask).await.expect("the slide fits");
    }
}
