//! Search: what readers find in what is published, each hit leading to its slide.

mod extract;
mod query;
mod words;

#[cfg(feature = "store")]
mod dialect;
#[cfg(feature = "store")]
mod find;
#[cfg(feature = "store")]
pub(crate) mod index;
#[cfg(feature = "store")]
mod rows;

pub use extract::{Piece, extract};
pub use query::{MAX_QUERY, Query, Term};

#[cfg(feature = "store")]
pub use find::find;
#[cfg(feature = "store")]
pub use index::catch_up;

use crate::articles::ArticleCard;
use crate::ids::SlideId;
use crate::people::Handle;
use crate::settings::SiteFrame;
use serde::{Deserialize, Serialize};

/// `/search`: what was looked for and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// What was looked for, as it was typed.
    pub typed: String,
    /// Whether there was a word in it.
    pub has_words: bool,
    /// The articles, the best first.
    pub articles: Vec<FoundArticle>,
    /// People of that name who have published something.
    pub people: Vec<(String, Handle)>,
    /// Whether more was found than is shown.
    pub has_more: bool,
    /// Why nothing was looked for, or not to the end.
    pub hindrance: Option<Hindrance>,
}

/// Why nothing was looked for, or not to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hindrance {
    /// It took too long.
    TooMuch,
    /// Whoever asked has asked too often; they are heard again after so many seconds.
    TooOften {
        /// The seconds to wait, at least one.
        seconds: u64,
    },
}

impl SearchPage {
    /// The page of a query for which nothing was looked.
    pub fn nothing(site: SiteFrame, query: &Query) -> Self {
        Self {
            site,
            typed: query.typed.clone(),
            has_words: !query.terms.is_empty(),
            articles: Vec::new(),
            people: Vec::new(),
            has_more: false,
            hindrance: None,
        }
    }
}

/// An article that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundArticle {
    /// The article.
    pub card: ArticleCard,
    /// Its standfirst, marked, when title or standfirst hold what was looked for; else empty.
    pub standfirst: Vec<Piece>,
    /// Its slides that hold what was looked for, the best first.
    pub slides: Vec<FoundSlide>,
    /// How many slides more of it do.
    pub more_slides: usize,
}

/// A slide that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundSlide {
    /// The slide.
    pub id: SlideId,
    /// Its place in the article, from 1.
    pub number: usize,
    /// Its heading, marked; can be empty.
    pub heading: Vec<Piece>,
    /// What of its text holds what was looked for, or how it begins.
    pub text: Vec<Piece>,
}
