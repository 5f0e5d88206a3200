//! The numbers as the desk shows them.

use crate::articles::Slug;
use crate::ids::ArticleId;
use serde::{Deserialize, Serialize};

/// How many days a plot shows.
pub const DAYS_SHOWN: u32 = 30;
/// How many days the desk sums up.
pub const WEEK: u32 = 7;
/// How many days are kept: a year and the month before it, to compare with.
pub const DAYS_KEPT: u32 = 400;

/// How often something was opened on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day: `2026-11-21`, in the site's time zone.
    pub iso: String,
    /// The same in words: `21 November 2026`.
    pub words: String,
    /// How often.
    pub count: u64,
}

/// How far readers come: one slide of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlideReach {
    /// Its place among those that readers see, from 1.
    pub number: usize,
    /// Its heading; can be empty.
    pub heading: String,
    /// How many came to it, or further.
    pub reached: u64,
    /// How often it was opened on its own page.
    pub alone: u64,
}

/// The numbers of one article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleNumbers {
    /// The article.
    pub id: ArticleId,
    /// Its address.
    pub slug: Slug,
    /// Its title; empty when there is none yet.
    pub title: String,
    /// Whether readers see it.
    pub is_published: bool,
    /// Whether the site counts.
    pub is_counting: bool,
    /// The last [`DAYS_SHOWN`] days up to today, the oldest first.
    pub days: Vec<DayCount>,
    /// How often it was opened on all days that are kept.
    pub opened: u64,
    /// The slides that readers see, in order, over the days that are shown; none of an article that nobody sees.
    pub slides: Vec<SlideReach>,
}

impl ArticleNumbers {
    /// Whether anything was counted on the days that are shown.
    pub fn has_any(&self) -> bool {
        self.days.iter().any(|day| day.count > 0) || self.slides.iter().any(|slide| slide.reached > 0 || slide.alone > 0)
    }
}

/// The numbers of a week: of one's own articles, or of everybody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekNumbers {
    /// Whether the site counts.
    pub is_counting: bool,
    /// The last [`WEEK`] days up to today, the oldest first.
    pub days: Vec<DayCount>,
    /// Of those who said how far they came: how many, and how many of them came to the last slide.
    pub to_the_end: (u64, u64),
    /// The article that was opened most, if any was.
    pub most_opened: Option<(ArticleId, String)>,
}

impl WeekNumbers {
    /// How often articles were opened.
    pub fn opened(&self) -> u64 {
        self.days.iter().map(|day| day.count).sum()
    }

    /// How many of a hundred came to the last slide; none when nobody said how far they came.
    pub fn percent_to_the_end(&self) -> Option<u64> {
        let (told, came) = self.to_the_end;
        (told > 0).then(|| (came * 100 + told / 2) / told)
    }
}
