//! Text that the server does not have is kept in the browser too, and offered again when the page was left or fell over.

use super::queue::Part;
use super::state::HeadDraft;
use crate::articles::unsent;
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
    /// The address, if another one was typed.
    #[serde(default)]
    pub new_slug: Option<String>,
}

impl KeptHead {
    /// What is kept of a head.
    pub fn of(head: &HeadDraft) -> Self {
        let HeadDraft { version, title, standfirst, new_slug, topics, .. } = head.clone();
        Self { based_on: version, title, standfirst, topics, new_slug }
    }

    /// Whether the head says the same.
    pub fn says_the_same_as(&self, head: &HeadDraft) -> bool {
        let has_slug = self.new_slug.as_ref().is_none_or(|slug| *slug == head.slug);
        has_slug && self.title == head.title && self.standfirst == head.standfirst && self.topics == head.topics
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

    /// The parts of which something is kept.
    pub fn parts(&self) -> Vec<Part> {
        let slides = self.slides.iter().map(|slide| Part::Slide(slide.id.clone()));
        self.head.iter().map(|_| Part::Head).chain(slides).collect()
    }

    /// Keeps these parts alone.
    pub fn retain(&mut self, parts: &[Part]) {
        self.keep_if(|part| parts.contains(part));
    }

    fn keep_if(&mut self, is_kept: impl Fn(&Part) -> bool) {
        self.head.take_if(|_| !is_kept(&Part::Head));
        self.slides.retain(|slide| is_kept(&Part::Slide(slide.id.clone())));
    }
}

/// Where the text of an article is kept: it belongs to the person who typed it (security D5). Two windows of the browser keep theirs
/// in one place: each takes away what it has put there and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mirror {
    key: String,
    /// What this window has put there, or found there and answers for.
    own: Vec<Part>,
}

impl Mirror {
    /// The place for that person's text of that article.
    pub fn of(person: PersonId, article: ArticleId) -> Self {
        Self { key: unsent::key(person, article), own: Vec::new() }
    }

    /// Keeps this, in place of what this window kept.
    pub fn keep(&mut self, kept: Kept) {
        let parts = kept.parts();
        self.own.extend(parts.iter().cloned());
        let mut others = self.kept();
        others.keep_if(|part| !self.own.contains(part));
        let all = others.and(kept);
        self.own = parts;
        if all.is_empty() {
            browser::forget(&self.key);
        } else if let Ok(text) = serde_json::to_string(&all) {
            browser::keep(&self.key, &text);
        }
    }

    /// What an earlier visit left there; this window answers for it from now on.
    pub fn take_up(&mut self) -> Kept {
        let kept = self.kept();
        self.own = kept.parts();
        kept
    }

    /// The parts of which something is kept, by whichever window.
    pub fn parts(&self) -> Vec<Part> {
        self.kept().parts()
    }

    /// What is kept; nothing when it cannot be read any more.
    fn kept(&self) -> Kept {
        browser::kept(&self.key).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slide(id: &str, body: &str) -> KeptSlide {
        KeptSlide { id: id.parse().unwrap(), based_on: 1, heading: String::new(), body: body.to_owned(), pictures: Vec::new() }
    }

    #[test]
    fn what_another_window_has_taken_away_is_not_kept_any_longer() {
        let (one, two) = (slide("aaaaaaaaaa", "One"), slide("bbbbbbbbbb", "Two"));
        let mut kept = Kept { head: None, slides: vec![one.clone(), two.clone()] };
        kept.retain(&[Part::Head, Part::Slide(two.id.clone())]);
        assert_eq!(kept.slides, [two]);
        kept.retain(&[Part::Slide(one.id)]);
        assert!(kept.is_empty());
    }
}
