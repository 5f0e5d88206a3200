//! A slide and its pictures as the editor has them: the working copy, never what readers see.

use crate::credits::Credit;
use crate::ids::{MediaId, PictureId, SlideId};
use crate::media::Sizes;
use crate::slides::{Figure, SafeHtml, SlideModel};
use serde::{Deserialize, Serialize};

/// A slide of the working copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingSlide {
    /// The public id.
    pub id: SlideId,
    /// The version that a save is based on.
    pub version: i32,
    /// The heading; empty when there is none yet.
    pub heading: String,
    /// The text as it was typed: Markdown.
    pub body: String,
    /// The text as readers would see it.
    pub html: SafeHtml,
    /// The pictures, in order.
    pub pictures: Vec<WorkingPicture>,
    /// The name of who changed it last.
    pub changed_by: String,
}

/// A picture of the working copy. Without a file it is a place that waits for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingPicture {
    /// The picture.
    pub id: PictureId,
    /// The file; none while the place waits for one.
    pub file: Option<PictureFile>,
    /// The alternative text on this slide; empty means that the file's own is used.
    pub alt: String,
    /// Whether the picture says nothing that the text does not: then readers of text alone pass it by.
    pub decorative: bool,
    /// The caption; empty when there is none.
    pub caption: String,
    /// The credit on this slide; what is empty is taken from the file.
    pub credit: Credit,
}

/// The file of a picture, with what the media library knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFile {
    /// The media item.
    pub media: MediaId,
    /// The version of the file's own text and credit.
    pub version: i32,
    /// The file in its sizes.
    pub sizes: Sizes,
    /// The file's own alternative text.
    pub alt: String,
    /// The file's own credit.
    pub credit: Credit,
}

impl PictureId {
    /// The id of a picture that the server has not seen yet: the editor counts them.
    pub fn provisional(number: u32) -> Self {
        Self(uuid::Uuid::from_u128(number.into()))
    }

    /// Whether the server never gave this id: those that it gives begin with a moment (RFC 9562).
    pub fn is_provisional(self) -> bool {
        self.0.as_u128() <= u128::from(u32::MAX)
    }
}

impl WorkingPicture {
    /// The alternative text that readers get: the slide's, else the file's; empty when decorative.
    pub fn alt_shown(&self) -> &str {
        match &self.file {
            _ if self.decorative => "",
            Some(file) if self.alt.is_empty() => &file.alt,
            _ => &self.alt,
        }
    }

    /// The credit that counts: the slide's before the file's.
    pub fn credit_shown(&self) -> Credit {
        match &self.file {
            Some(file) => Credit::resolved(Some(&self.credit), &file.credit),
            None => self.credit.clone(),
        }
    }

    /// The picture as readers would see it; none while the place waits for a file.
    pub fn figure(&self) -> Option<Figure> {
        let file = self.file.as_ref()?;
        let rights = self.credit_shown();
        Some(Figure {
            id: self.id,
            sizes: file.sizes.clone(),
            alt: self.alt_shown().to_owned(),
            caption: self.caption.clone(),
            credit: rights.printed(),
            rights,
        })
    }
}

impl WorkingSlide {
    /// The slide as readers would see it as the `number`th, from 1.
    pub fn model(&self, number: usize) -> SlideModel {
        SlideModel {
            corrections: Vec::new(),
            id: self.id.clone(),
            number,
            heading: self.heading.clone(),
            body: self.html.clone(),
            figures: self.pictures.iter().filter_map(WorkingPicture::figure).collect(),
            added_ms: None,
            changed_ms: None,
        }
    }

    /// Whether there is neither heading nor text nor picture on it.
    pub fn is_empty(&self) -> bool {
        self.heading.trim().is_empty() && self.body.trim().is_empty() && self.pictures.is_empty()
    }

    /// The words that a reader reads: heading, text and captions.
    pub fn word_count(&self) -> usize {
        let captions = self.pictures.iter().map(|picture| picture.caption.as_str());
        [self.heading.as_str(), self.body.as_str()].into_iter().chain(captions).map(words).sum()
    }
}

/// The words of a text: what stands between white space and has a letter or a digit in it.
fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}
