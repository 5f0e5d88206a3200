//! How often the demo's articles were opened, made up: many on the first days, fewer each week, and some readers who leave early.

use super::chance::Chance;
use super::{Failed, Stage};
use chrono::{DateTime, TimeDelta, Utc};
use domain::articles::{ArticlePage, Found, Slug, article_page};
use domain::numbers::{self, Counted, Moment, Sum};

/// How far back they go: as far as a plot shows, and a little more.
const DAYS: usize = 45;
/// How often an article is opened on its first day, at least and at most.
const FIRST_DAY: (usize, usize) = (120, 420);
/// Of a hundred readers of one day, so many come to the article on the next.
const NEXT_DAY: usize = 88;
/// Of a hundred who came to a slide, so many leave there.
const LEAVE: usize = 7;

impl Stage<'_> {
    /// Writes down what would have been counted until now.
    pub(super) async fn count_readers(&self, now: DateTime<Utc>) -> Result<(), Failed> {
        let mut addresses: Vec<&&str> = self.written.keys().collect();
        addresses.sort_unstable();
        for (number, address) in addresses.into_iter().enumerate() {
            let slug = Slug::parse(address).map_err(|_| format!("{address} is no address"))?;
            if let Found::Page(page) = article_page(&self.store, &slug).await? {
                numbers::keep(&self.store, &readings(&page, now, Chance::of(number))).await?;
            }
        }
        Ok(())
    }
}

fn readings(page: &ArticlePage, now: DateTime<Utc>, mut chance: Chance) -> Vec<Sum> {
    let published = page.published.iso.parse::<DateTime<Utc>>().unwrap_or(now);
    let mut often = FIRST_DAY.0 + chance.below(FIRST_DAY.1 - FIRST_DAY.0);
    let mut sums = Vec::new();
    for day in moments(published, now) {
        if now - day < TimeDelta::days(i64::try_from(DAYS).unwrap_or(i64::MAX)) {
            let today = often / 2 + chance.below(often.max(2));
            sums.extend(of_day(page, (day, today), &mut chance));
        }
        often = (often * NEXT_DAY / 100).max(3);
    }
    sums
}

/// When they came: each day at the hour of publication, and just now, since a day that has only begun has its first readers too.
fn moments(published: DateTime<Utc>, now: DateTime<Utc>) -> impl Iterator<Item = DateTime<Utc>> {
    let next = |day: &DateTime<Utc>| Some(*day + TimeDelta::days(1));
    std::iter::successors(Some(published), next).take_while(move |day| *day < now).chain([now])
}

/// What so many readers of one day did.
fn of_day(page: &ArticlePage, (day, readers): (DateTime<Utc>, usize), chance: &mut Chance) -> Vec<Sum> {
    let at = Moment::of(day);
    let times = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let mut sums = vec![(Counted::Opened(page.id), at, times(readers))];
    let mut left = readers * 9 / 10;
    for (slide, place) in page.slides.iter().zip(1..) {
        let leave = if place == page.slides.len() { left } else { (0..left).filter(|_| chance.percent(LEAVE)).count() };
        left -= leave;
        sums.push((Counted::CameTo(page.slug.clone(), slide.id.clone()), at, times(leave)));
        if chance.percent(10) {
            sums.push((Counted::Alone(page.id, slide.id.clone()), at, times(1 + chance.below(3))));
        }
    }
    sums.retain(|(_, _, times)| *times > 0);
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn whatever_the_hour_no_day_up_to_today_is_without_readers() {
        let published: DateTime<Utc> = "2026-11-20T09:00:00Z".parse().unwrap();
        for hour in 0..24 {
            let now = published.date_naive().and_hms_opt(hour, 20, 0).unwrap().and_utc() + TimeDelta::days(6);
            let days: HashSet<_> = moments(published, now).map(|moment| moment.date_naive()).collect();
            assert_eq!(days.len(), 7, "at {hour}:20 of the seventh day");
            assert!(moments(published, now).all(|moment| moment <= now));
        }
    }
}
