//! Saving a slide: what was typed, with the version that it is based on.

use crate::credits::Credit;
use crate::field::{self, Fault, Faults};
use crate::ids::{MediaId, PictureId, SlideId};
use crate::slides::{MAX_ALT, MAX_BODY, MAX_CAPTION, MAX_HEADING, MAX_PICTURES, SafeHtml};
use serde::{Deserialize, Serialize};

/// A slide as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveSlide {
    /// The slide.
    pub slide: SlideId,
    /// The version that was edited.
    pub based_on: i32,
    /// The heading.
    pub heading: String,
    /// The text: Markdown.
    pub body: String,
    /// The pictures, in order. What is missing here is taken off the slide.
    pub pictures: Vec<SavePicture>,
}

/// A picture as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SavePicture {
    /// The picture; none when it is new on this slide.
    pub id: Option<PictureId>,
    /// The file; none while the place waits for one.
    pub media: Option<MediaId>,
    /// The alternative text.
    pub alt: String,
    /// Whether the picture is decorative.
    pub decorative: bool,
    /// The caption.
    pub caption: String,
    /// The credit on this slide.
    pub credit: Credit,
}

/// A slide that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSlide {
    /// The version that the next save is based on.
    pub version: i32,
    /// The text as readers would see it.
    pub html: SafeHtml,
    /// The pictures' ids, in the order in which they were sent.
    pub pictures: Vec<PictureId>,
}

impl SaveSlide {
    /// The slide with its texts cleaned.
    ///
    /// # Errors
    /// What is too long, by field: `heading`, `body`, `pictures`, and `pictures.0.alt` and so on, counted from 0.
    pub fn parsed(self) -> Result<Self, Faults> {
        let mut faults = Faults::default();
        let heading = faults.take("heading", field::line(&self.heading, MAX_HEADING));
        let body = faults.take("body", field::text(&self.body, MAX_BODY));
        if self.pictures.len() > MAX_PICTURES {
            faults.add("pictures", Fault::TooLong { max: MAX_PICTURES, has: self.pictures.len() });
        }
        let pictures = self.pictures.into_iter().enumerate().filter_map(|(at, picture)| picture.parsed(at, &mut faults));
        let pictures = pictures.collect();
        match (heading, body) {
            (Some(heading), Some(body)) if faults.0.is_empty() => {
                Ok(Self { slide: self.slide, based_on: self.based_on, heading, body, pictures })
            }
            _ => Err(faults),
        }
    }
}

impl SavePicture {
    fn parsed(self, at: usize, faults: &mut Faults) -> Option<Self> {
        let name = |field: &str| format!("pictures.{at}.{field}");
        let alt = faults.take(&name("alt"), field::line(&self.alt, MAX_ALT));
        let caption = faults.take(&name("caption"), field::line(&self.caption, MAX_CAPTION));
        let credit = self.credit.parsed(&name(""), faults);
        Some(Self { id: self.id, media: self.media, alt: alt?, decorative: self.decorative, caption: caption?, credit })
    }
}

#[cfg(feature = "store")]
mod verb {
    use super::{SavePicture, SaveSlide, SavedSlide};
    use crate::accounts::WritingDoor;
    use crate::articles::Error;
    use crate::field::{Fault, Faults};
    use crate::ids::PictureId;
    use crate::slides::{MAX_BODY, SafeHtml, for_slide, rows};
    use crate::store::Store;
    use std::collections::HashSet;

    impl WritingDoor<'_> {
        /// Saves a slide and gives its new version, and its text as readers would see it.
        ///
        /// # Errors
        /// [`Error::Stale`] when it was saved by somebody else meanwhile: [`WritingDoor::slide`] gives what is there now.
        /// [`Error::Faulty`] names what is too long. [`Error::Gone`] when the slide, or a picture or file on it, is not the
        /// caller's to use. [`Error::WrongState`] while the article waits for review.
        pub async fn save_slide(&self, ask: SaveSlide) -> Result<SavedSlide, Error> {
            let ask = ask.parsed().map_err(Error::Faulty)?;
            let html = rendered(&self.caller.store, ask.body.clone()).await;
            let store = &self.caller.store;
            let (tx, _) = self.begin_edit().await?;
            let there = rows::find_in(&*tx, self.article.id, &ask.slide).await?.ok_or(Error::Gone)?;
            if there.version != ask.based_on {
                return Err(Error::Stale { now: there.version });
            }
            let before = rows::pictures_of(&*tx, std::slice::from_ref(&ask.slide)).await?;
            let own: HashSet<PictureId> = before.iter().map(|picture| picture.id).collect();
            if ask.pictures.iter().filter_map(|picture| picture.id).any(|id| !own.contains(&id)) {
                return Err(Error::Gone);
            }
            self.check_files(&tx, &ask.pictures).await?;
            let now = store.now();
            let pictures: Vec<(PictureId, SavePicture)> = ask
                .pictures
                .into_iter()
                .map(|picture| (picture.id.unwrap_or_else(|| PictureId::new(store.rng(), now)), picture))
                .collect();
            let ids: Vec<PictureId> = pictures.iter().map(|(id, _)| *id).collect();
            if ids_repeat(&ids) {
                return Err(Error::Gone);
            }
            let (html_text, by) = (html.as_str().to_owned(), self.caller.person());
            let text = rows::Text { heading: ask.heading, body: ask.body, html: html_text, by, at: now };
            if !rows::save(&tx, &ask.slide, ask.based_on, text).await? {
                return Err(Error::Stale { now: ask.based_on + 1 });
            }
            rows::replace_pictures(&tx, &ask.slide, pictures).await?;
            tx.commit_unseen().await?;
            Ok(SavedSlide { version: ask.based_on + 1, html, pictures: ids })
        }

        /// A slide as it is now, for the other side of a conflict.
        ///
        /// # Errors
        /// [`Error::Gone`] when it is not on this article.
        pub async fn slide(&self, slide: &crate::ids::SlideId) -> Result<crate::slides::WorkingSlide, Error> {
            let row = rows::find_in(&self.caller.store.read, self.article.id, slide).await?.ok_or(Error::Gone)?;
            let mut slides = rows::with_pictures(&self.caller.store.read, vec![row]).await?;
            slides.pop().ok_or(Error::Gone)
        }

        /// What a text looks like to readers.
        ///
        /// # Errors
        /// [`Error::Faulty`] when it is longer than a slide's text may be.
        pub async fn preview(&self, markdown: String) -> Result<SafeHtml, Error> {
            let has = markdown.chars().count();
            if has > MAX_BODY {
                return Err(Error::Faulty(Faults::one("body", Fault::TooLong { max: MAX_BODY, has })));
            }
            Ok(rendered(&self.caller.store, markdown).await)
        }

        /// A file may be used when the caller added it, edits everybody's articles, or finds it on this article (security A2).
        async fn check_files(&self, tx: &crate::store::Tx, pictures: &[SavePicture]) -> Result<(), Error> {
            let wanted: HashSet<_> = pictures.iter().filter_map(|picture| picture.media).collect();
            let wanted: Vec<_> = wanted.into_iter().collect();
            let person = (!self.caller.role().edits()).then_some(self.caller.person());
            let usable = rows::usable_files(tx, &wanted, person, self.article.id).await?;
            if usable == wanted.len() { Ok(()) } else { Err(Error::Gone) }
        }
    }

    fn ids_repeat(ids: &[PictureId]) -> bool {
        ids.iter().collect::<HashSet<_>>().len() != ids.len()
    }

    /// The text as HTML, made off the threads that answer requests (security L2).
    async fn rendered(store: &Store, markdown: String) -> SafeHtml {
        store.aside(move || for_slide(&markdown)).await
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
