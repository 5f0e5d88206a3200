//! Comments in a scene: an article that readers see, and what they say under it.

use super::Scene;
use crate::accounts::Caller;
use crate::articles::rows::{article, byline, live_article};
use crate::articles::{Slug, Status};
use crate::comments::{self, Marks, Post, Posted, Sender, Visit};
use crate::ids::{ArticleId, CommentId, SlideId};
use crate::slides::rows::live_slide;
use chrono::TimeDelta;
use sea_orm::{EntityTrait, IntoActiveModel};

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
    /// An article by that person at that address, published, with the slides 'The first' and 'The second'.
    pub async fn stage(&self, by: &Caller, slug: &str) -> Stage {
        let now = self.store.now();
        let slug = Slug::parse(slug).expect("the test gives a slug");
        let id = ArticleId::new(self.store.rng(), now);
        let row = article::Model {
            id,
            slug: slug.to_string(),
            title: slug.to_string(),
            standfirst: String::new(),
            status: Status::Published.code().to_owned(),
            comments: "open".to_owned(),
            version: 1,
            created_by: by.person,
            created_at: now,
            changed_at: now,
            published_at: Some(now),
            updated_at: None,
        };
        let live = live_article::Model {
            article_id: id,
            title: slug.to_string(),
            standfirst: String::new(),
            slide_count: 2,
            word_count: 2,
            cover: None,
            published_at: now,
            updated_at: None,
        };
        let slides = vec![SlideId::new(self.store.rng()), SlideId::new(self.store.rng())];
        let live_slides = slides.iter().zip(["The first", "The second"]).zip(1..).map(|((slide_id, heading), position)| {
            let figures = "[]".to_owned();
            let (slide_id, heading) = (slide_id.clone(), heading.to_owned());
            live_slide::Model { slide_id, article_id: id, position, heading, body_html: String::new(), figures }.into_active_model()
        });
        let tx = self.store.begin().await.expect("the database answers");
        article::Entity::insert(row.into_active_model()).exec_without_returning(&*tx).await.expect("the article is new");
        let byline = byline::Model { article_id: id, person_id: by.person, position: 1 };
        byline::Entity::insert(byline.into_active_model()).exec_without_returning(&*tx).await.expect("the by-line is new");
        live_article::Entity::insert(live.into_active_model()).exec_without_returning(&*tx).await.expect("it was not live");
        live_slide::Entity::insert_many(live_slides).exec_without_returning(&*tx).await.expect("the slides are new");
        tx.commit().await.expect("the article is kept");
        Stage { article: id, slug, slides }
    }

    /// A form as somebody of that name fills it in who took five seconds, with a text that no other has.
    ///
    /// The clock moves on by those five seconds.
    pub async fn filled_in(&self, stage: &Stage, name: &str) -> Post {
        let talk = comments::conversation(&self.store, stage.article, &Visit::default()).await.expect("the article is there");
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
