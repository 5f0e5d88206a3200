//! What of an article somebody had before them when they pressed Publish: versions, which name the texts.

use super::EditorArticle;
use crate::ids::SlideId;
use crate::slides::{WorkingPicture, WorkingSlide};
use serde::{Deserialize, Serialize};

/// The working copy as its publisher saw it. What somebody else changed after that does not come before readers with it:
/// a contributor's text is published by whoever has read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// The version of title, standfirst and address.
    pub head: i32,
    /// The slides, in order.
    pub slides: Vec<SeenSlide>,
}

/// A slide as its publisher saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeenSlide {
    /// The slide.
    pub slide: SlideId,
    /// Its version.
    pub version: i32,
    /// The versions of the files on its pictures, in order: text and credit of a file are shown where the slide has none.
    pub files: Vec<i32>,
}

impl Seen {
    /// What somebody saw who had that head and these slides before them.
    pub fn of(head: i32, slides: &[WorkingSlide]) -> Self {
        Self { head, slides: slides.iter().map(SeenSlide::of).collect() }
    }
}

impl SeenSlide {
    fn of(slide: &WorkingSlide) -> Self {
        let file = |picture: &WorkingPicture| picture.file.as_ref().map(|file| file.version);
        Self { slide: slide.id.clone(), version: slide.version, files: slide.pictures.iter().filter_map(file).collect() }
    }
}

impl EditorArticle {
    /// What somebody sees who has just loaded it.
    pub fn seen(&self) -> Seen {
        Seen::of(self.head.version, &self.slides)
    }
}
