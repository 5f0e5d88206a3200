//! The numbers for those who write: of one article, and of a week.

use super::rows::{self, Day};
use super::{ArticleNumbers, DAYS_SHOWN, DayCount, SlideReach, WEEK, WeekNumbers};
use crate::accounts::{DraftingDoor, WritingDoor};
use crate::articles::{self, Slug, Status};
use crate::settings;
use crate::store;
use std::collections::HashMap;

impl WritingDoor<'_> {
    /// How often the article was opened, and how far readers came. At most four queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn numbers(&self) -> Result<ArticleNumbers, articles::Error> {
        let store = &self.caller.store;
        let settings = settings::rows::settings(&store.read).await?;
        let today = rows::day_of(store.now(), &settings.time_zone);
        let openings = rows::openings_of(&store.read, self.article.id).await?;
        let is_published = Status::from_code(&self.article.status) == Some(Status::Published);
        let slides = rows::slides_since(&store.read, (self.article.id, today.before(DAYS_SHOWN - 1))).await?;
        Ok(ArticleNumbers {
            id: self.article.id,
            slug: Slug::try_from(self.article.slug.clone()).map_err(|_| articles::Error::Gone)?,
            title: self.article.title.clone(),
            is_published,
            is_counting: settings.count_openings,
            opened: openings.values().sum(),
            days: by_day(&openings, today, DAYS_SHOWN),
            slides: reached(slides),
        })
    }
}

impl DraftingDoor<'_> {
    /// How often one's own articles were opened this week, for editors everybody's. At most four queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn week(&self) -> Result<WeekNumbers, store::Error> {
        let store = &self.0.store;
        let settings = settings::rows::settings(&store.read).await?;
        let today = rows::day_of(store.now(), &settings.time_zone);
        let which = (today.before(WEEK - 1), self.writer());
        Ok(WeekNumbers {
            is_counting: settings.count_openings,
            days: by_day(&rows::openings_since(&store.read, which).await?, today, WEEK),
            to_the_end: rows::to_the_end(&store.read, which).await?,
            most_opened: rows::most_opened(&store.read, which).await?,
        })
    }
}

/// The last so many days up to today, those without a row too.
fn by_day(counts: &HashMap<Day, u64>, today: Day, days: u32) -> Vec<DayCount> {
    let days = (0..days).rev().map(|before| today.before(before));
    days.map(|day| DayCount {
        iso: day.date().to_string(),
        words: day.date().format("%-d %B %Y").to_string(),
        count: counts.get(&day).copied().unwrap_or_default(),
    })
    .collect()
}

/// Whoever came to a slide came to those before it.
fn reached(slides: Vec<(String, rows::SlideSum)>) -> Vec<SlideReach> {
    let mut reached = 0;
    let mut shown: Vec<SlideReach> = slides
        .into_iter()
        .enumerate()
        .rev()
        .map(|(before, (heading, sum))| {
            reached += sum.furthest.unsigned_abs();
            SlideReach { number: before + 1, heading, reached, alone: sum.alone.unsigned_abs() }
        })
        .collect();
    shown.reverse();
    shown
}
