//! Text that the server does not have is kept in the browser too, and offered again when the page was left or fell over.

use super::state::HeadDraft;
use crate::browser;
use domain::ids::{ArticleId, PersonId, PictureId, SlideId, TopicId};
use domain::slides::{WorkingPicture, WorkingSlide};
use serde::{Deserialize, Serialize};

/// What the server may not have of an article.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Kept {
    /// Title and standfirst.
    pub head: Option<KeptHead>,
    /// Slides.
    pub slides: Vec<KeptSlide>,
}

/// Title and standfirst as they were typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptHead {
    /// The version that was edited.
    pub based_on: i32,
    /// The title.
    pub title: String,
    /// The standfirst.
    pub standfirst: String,
    /// The topics.
    #[serde(default)]
    pub topics: Vec<TopicId>,
}

impl KeptHead {
    /// Whether the head says the same.
    pub fn says_the_same_as(&self, head: &HeadDraft) -> bool {
        self.title == head.title && self.standfirst == head.standfirst && self.topics == head.topics
    }
}

/// A slide as it was typed. It has no HTML: that comes from the server alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptSlide {
    /// The slide.
    pub id: SlideId,
    /// The version that was edited.
    pub based_on: i32,
    /// The heading.
    pub heading: String,
    /// The text.
    pub body: String,
    /// The pictures.
    pub pictures: Vec<WorkingPicture>,
}

impl KeptSlide {
    /// What is kept of a slide.
    pub fn of(slide: &WorkingSlide) -> Self {
        let WorkingSlide { id, version, heading, body, pictures, .. } = slide.clone();
        Self { id, based_on: version, heading, body, pictures }
    }

    /// Whether the slide says the same.
    pub fn says_the_same_as(&self, slide: &WorkingSlide) -> bool {
        let told = |picture: &WorkingPicture| WorkingPicture { id: PictureId::provisional(0), ..picture.clone() };
        self.heading == slide.heading
            && self.body == slide.body
            && self.pictures.iter().map(told).eq(slide.pictures.iter().map(told))
    }
}

impl Kept {
    /// With what is kept besides: of one title the newer.
    pub fn and(mut self, newer: Self) -> Self {
        self.slides.extend(newer.slides);
        Self { head: newer.head.or(self.head), slides: self.slides }
    }

    /// Whether nothing is kept.
    pub fn is_empty(&self) -> bool {
        self.head.is_none() && self.slides.is_empty()
    }
}

/// Where the text of an article is kept: it belongs to the person who typed it (security D5).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror(String);

impl Mirror {
    /// The place for that person's text of that article.
    pub fn of(person: PersonId, article: ArticleId) -> Self {
        Self(format!("lantern-unsent-{person}-{article}"))
    }

    /// Keeps this, in place of what was kept.
    pub fn keep(&self, kept: &Kept) {
        if kept.is_empty() {
            browser::forget(&self.0);
        } else if let Ok(text) = serde_json::to_string(kept) {
            browser::keep(&self.0, &text);
        }
    }

    /// What was kept; nothing when it cannot be read any more.
    pub fn kept(&self) -> Kept {
        browser::kept(&self.0).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }
}
