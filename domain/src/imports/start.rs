//! An article begins with a pasted page: what was understood of it, as a person corrected it.

use crate::credits::Credit;
use serde::{Deserialize, Serialize};

/// The most bytes of a page that is pasted into the panel; it must fit a call with room to spare (security H1).
pub const MAX_PASTE_BYTES: usize = 400_000;

/// A pasted page as a person corrected it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartFromPaste {
    /// The title; it may be empty.
    pub title: String,
    /// The standfirst; it may be empty.
    pub standfirst: String,
    /// The slides, in order. At least one.
    pub slides: Vec<PasteSlide>,
    /// The sources that the credits name, with the spellings that were found.
    pub sources: Vec<PasteSource>,
}

/// A slide of a pasted page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasteSlide {
    /// The heading; it may be empty.
    pub heading: String,
    /// The text as it stood: not Markdown.
    pub text: String,
    /// The credits: each makes a place that waits for its picture.
    pub credits: Vec<Credit>,
}

/// A source that credits name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PasteSource {
    /// The one spelling.
    pub name: String,
    /// Other spellings that were found.
    pub spellings: Vec<String>,
}

#[cfg(feature = "store")]
mod verb {
    use super::{MAX_PASTE_BYTES, PasteSlide, PasteSource, StartFromPaste};
    use crate::accounts::DraftingDoor;
    use crate::articles::{Beginning, Error, MAX_STANDFIRST, MAX_TITLE};
    use crate::audit::{self, Act, What};
    use crate::credits::Credit;
    use crate::field::{self, Fault, Faults};
    use crate::ids::{ArticleId, PictureId, SlideId};
    use crate::imports::{Pasted, plain_as_markdown, split};
    use crate::slides::rows::{picture, picture_row, slide};
    use crate::slides::{MAX_BODY, MAX_PICTURES, MAX_SLIDES, SavePicture, SaveSlide, for_slide, rows};
    use crate::sources::{Register, key, rows as source_rows};
    use std::collections::HashSet;

    impl DraftingDoor<'_> {
        /// What a pasted page is understood as, with the site's own register of sources.
        ///
        /// # Errors
        /// [`Error::Faulty`] (`text`) when there is nothing to read, or more than [`MAX_PASTE_BYTES`].
        pub async fn split_page(&self, text: String) -> Result<Pasted, Error> {
            let fault = match text.len() {
                _ if text.trim().is_empty() => Some(Fault::Empty),
                has if has > MAX_PASTE_BYTES => Some(Fault::TooLong { max: MAX_PASTE_BYTES, has }),
                _ => None,
            };
            if let Some(fault) = fault {
                return Err(Error::Faulty(Faults::one("text", fault)));
            }
            let register = self.register().await?;
            let split = move || split(&text, &register);
            Ok(self.0.store.aside(split).await)
        }

        /// Starts an article with the slides of a pasted page: each credit becomes a place that waits for its picture, and
        /// sources that these credits name and the register lacks are added to it.
        ///
        /// # Errors
        /// [`Error::Faulty`], by field: `title`, `standfirst`, `slides`, and `slides.0.heading` and so on, counted from 0.
        pub async fn start_from_paste(&self, ask: StartFromPaste) -> Result<ArticleId, Error> {
            match self.try_from_paste(ask.clone()).await {
                // On PostgreSQL two can choose the same address or add the same source; the second finds it when it looks again.
                Err(Error::Store(error)) if error.is_duplicate() => self.try_from_paste(ask).await,
                other => other,
            }
        }

        async fn try_from_paste(&self, ask: StartFromPaste) -> Result<ArticleId, Error> {
            let register = self.register().await?;
            let sources = ask.named_sources();
            let parse = move || parsed(ask, &register);
            let store = &self.0.store;
            let (beginning, slides) = store.aside(parse).await.map_err(Error::Faulty)?;
            let now = store.now();
            let tx = store.begin().await?;
            let article = self.begin_article(&tx, beginning).await?;
            let mut new_slides = Vec::new();
            let mut new_pictures: Vec<picture::Model> = Vec::new();
            for (parsed, position) in slides.into_iter().zip(1_i32..) {
                let blank = rows::blank(store, article, self.0.person(), position);
                let places = parsed.pictures.into_iter().zip(1_i32..);
                new_pictures
                    .extend(places.map(|(place, at)| picture_row(PictureId::new(store.rng(), now), &blank.id, at, place)));
                new_slides.push(slide::Model { heading: parsed.heading, body: parsed.body, body_html: parsed.html, ..blank });
            }
            rows::insert(&tx, new_slides).await?;
            rows::insert_pictures(&tx, new_pictures).await?;
            if let Some(learnt) = source_rows::add_unknown(self.0, &tx, sources).await? {
                let (subject, detail) = (article.to_string(), learnt.to_string());
                let act = Act { by: Some(self.0.person()), what: What::AddedSources, subject: &subject, detail: &detail };
                audit::record(store, &tx, act).await?;
            }
            tx.commit_unseen().await?;
            Ok(article)
        }

        async fn register(&self) -> Result<Register, Error> {
            Ok(Register::new(source_rows::all(&self.0.store.read).await?))
        }
    }

    impl StartFromPaste {
        /// The sources that the credits name: the register is everybody's, and grows by what stands on slides alone.
        fn named_sources(&self) -> Vec<PasteSource> {
            let credits = self.slides.iter().flat_map(|slide| &slide.credits);
            let named: HashSet<String> = credits.map(|credit| key(&credit.source)).collect();
            self.sources.iter().filter(|source| named.contains(&key(&source.name))).cloned().collect()
        }
    }

    /// A slide that parsed.
    struct Parsed {
        heading: String,
        body: String,
        html: String,
        pictures: Vec<SavePicture>,
    }

    fn parsed(ask: StartFromPaste, register: &Register) -> Result<(Beginning, Vec<Parsed>), Faults> {
        let mut faults = Faults::default();
        let title = faults.take("title", field::line(&ask.title, MAX_TITLE));
        let standfirst = faults.take("standfirst", field::line(&ask.standfirst, MAX_STANDFIRST));
        match ask.slides.len() {
            0 => faults.add("slides", Fault::Empty),
            has if has > MAX_SLIDES => faults.add("slides", Fault::TooLong { max: MAX_SLIDES, has }),
            _ => {}
        }
        let mut slides = Vec::new();
        for (at, slide) in ask.slides.into_iter().enumerate().take(MAX_SLIDES) {
            match parsed_slide(slide, register) {
                Ok(slide) => slides.push(slide),
                Err(own) => own.0.into_iter().for_each(|(name, fault)| faults.add(&format!("slides.{at}.{name}"), fault)),
            }
        }
        match (title, standfirst) {
            (Some(title), Some(standfirst)) if faults.0.is_empty() => Ok((Beginning { title, standfirst }, slides)),
            _ => Err(faults),
        }
    }

    fn parsed_slide(slide: PasteSlide, register: &Register) -> Result<Parsed, Faults> {
        let has = slide.credits.len();
        if has > MAX_PICTURES {
            return Err(Faults::one("credits", Fault::TooLong { max: MAX_PICTURES, has }));
        }
        let place = |credit: Credit| SavePicture {
            id: None,
            media: None,
            alt: String::new(),
            decorative: false,
            caption: String::new(),
            credit: with_usual_licence(credit, register),
        };
        let pictures = slide.credits.into_iter().map(place).collect();
        // The id is of no slide: only the texts are read.
        let unplaced: SlideId = "aaaaaaaaaa".parse().expect("it has the form of one");
        let body = plain_as_markdown(&slide.text);
        let typed = SaveSlide { slide: unplaced, based_on: 1, heading: slide.heading, body, pictures };
        let SaveSlide { heading, body, pictures, .. } = typed.parsed().map_err(renamed)?;
        debug_assert!(body.chars().count() <= MAX_BODY, "what parsed fits");
        let html = for_slide(&body).as_str().to_owned();
        Ok(Parsed { heading, body, html, pictures })
    }

    /// A slide's text is called `text` here, its pictures are credits.
    fn renamed(faults: Faults) -> Faults {
        let rename = |name: String| match name.as_str() {
            "body" => "text".to_owned(),
            _ => name.replace("pictures.", "credits."),
        };
        Faults(faults.0.into_iter().map(|(name, fault)| (rename(name), fault)).collect())
    }

    /// The licence that the source's pictures usually come under, where the page names none.
    fn with_usual_licence(credit: Credit, register: &Register) -> Credit {
        let usual = register.find(&credit.source).and_then(|source| source.licence);
        Credit { licence: credit.licence.or(usual), ..credit }
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
