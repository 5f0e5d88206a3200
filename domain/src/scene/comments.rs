//! Comments in a scene: an article that readers see, and what they say under it.

use super::Scene;
use crate::accounts::Caller;
use crate::articles::{ArticlePage, Found, Slug, article_page};
use crate::comments::{self, Conversation, Marks, Post, Posted, Sender, Visit};
use crate::ids::{ArticleId, CommentId, SlideId};
use chrono::TimeDelta;

/// An article that readers see, with two slides.
pub struct Stage {
    /// The article.
    pub article: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// Its slides.
    pub slides: Vec<SlideId>,
}

impl Scene {
    /// A published article by that person with two slides, `Slide 1 of …` and `Slide 2 of …`.
    pub async fn stage(&self, by: &Caller, title: &str) -> Stage {
        let article = self.published(by, title, 2).await;
        let slug = Slug::suggested(title);
        let page = self.page(&slug).await;
        Stage { article, slug, slides: page.slides.into_iter().map(|slide| slide.id).collect() }
    }

    /// The article at that address, as readers load it.
    pub async fn page(&self, slug: &Slug) -> ArticlePage {
        let Ok(Found::Page(page)) = article_page(&self.store, slug).await else { panic!("{slug} is not published") };
        page
    }

    /// What a reader finds under the stage's article.
    pub async fn talk(&self, stage: &Stage, visit: &Visit) -> Conversation {
        let page = self.page(&stage.slug).await;
        comments::conversation(&self.store, &page, visit).await.expect("the database answers")
    }

    /// A form as somebody of that name fills it in who took five seconds, with a text that no other has.
    ///
    /// The clock moves on by those five seconds.
    pub async fn filled_in(&self, stage: &Stage, name: &str) -> Post {
        let talk = self.talk(stage, &Visit::default()).await;
        self.clock.pass(TimeDelta::seconds(5));
        Post {
            token: talk.form.expect("comments are taken").token,
            website: String::new(),
            name: name.to_owned(),
            email: format!("{}@example.org", name.to_lowercase().replace(' ', ".")),
            body: format!("{name} says something at {}.", self.store.now()),
            slide: None,
            parent: None,
        }
    }

    /// Somebody of that name, from a neighbourhood of their own, comments. The comment waits.
    pub async fn comment(&self, stage: &Stage, name: &str) -> CommentId {
        let post = self.filled_in(stage, name).await;
        self.sent(stage, post).await.expect("the comment is taken").id
    }

    /// The form is sent, from a neighbourhood that the name chooses.
    ///
    /// # Errors
    /// As [`comments::post`].
    pub async fn sent(&self, stage: &Stage, post: Post) -> Result<Posted, comments::Error> {
        let sum = post.name.bytes().fold(0_u16, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
        let [high, low] = sum.to_be_bytes();
        let from = Sender { address: [10, high, low, 1].into(), marks: Marks::OurPage };
        comments::post(&self.store, &stage.slug, post, from).await
    }
}
