//! What was counted since it was last written down: in memory, so that reading writes nothing and asks nothing.
//!
//! It holds sums and the ids of what was read, never who read it. It is bounded: what is new when it is full is not counted, and
//! what readers' browsers say of themselves cannot take the place of what was seen here (security L4).

use crate::articles::Slug;
use crate::ids::{ArticleId, SlideId};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// Something that is counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// The article was opened, in either view.
    Opened(ArticleId),
    /// A slide of the article was opened on its own page.
    Alone(ArticleId, SlideId),
    /// A reader of the article at that address came to this slide and no further, as their browser says: there need be no such
    /// article and no such slide.
    CameTo(Slug, SlideId),
}

impl Counted {
    fn is_hearsay(&self) -> bool {
        match self {
            Counted::Opened(_) | Counted::Alone(..) => false,
            Counted::CameTo(..) => true,
        }
    }
}

/// The quarter of an hour in which something happened: no day of any time zone begins within one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

const QUARTER_S: i64 = 15 * 60;

impl Moment {
    /// The quarter that holds this moment.
    pub fn of(at: DateTime<Utc>) -> Self {
        Self(at.timestamp().div_euclid(QUARTER_S))
    }

    /// Its beginning.
    pub(super) fn begins(self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.0.saturating_mul(QUARTER_S), 0).unwrap_or_default()
    }
}

/// How often something happened in that quarter of an hour.
pub type Sum = (Counted, Moment, u32);

/// The most that is held, of what is seen here and of what browsers say.
const MOST: [usize; 2] = [20_000, 20_000];

/// What was counted since it was last taken.
#[derive(Debug, Default)]
pub struct Tally {
    held: Mutex<Held>,
    filling: Notify,
}

#[derive(Debug, Default)]
struct Held {
    sums: BTreeMap<Moment, HashMap<Counted, u32>>,
    /// How many sums there are, of what is seen here and of what browsers say. Invariant: no more than [`MOST`].
    count: [usize; 2],
}

impl Tally {
    /// Counts one more.
    pub fn count(&self, what: &Counted, at: DateTime<Utc>) {
        let is_half_full = self.held().add(what, Moment::of(at), 1);
        if is_half_full {
            self.filling.notify_one();
        }
    }

    /// Takes what was counted, to be written down.
    pub fn take(&self) -> Vec<Sum> {
        let Held { sums, .. } = std::mem::take(&mut *self.held());
        sums.into_iter().flat_map(|(at, sums)| sums.into_iter().map(move |(what, times)| (what, at, times))).collect()
    }

    /// Puts back what could not be written down.
    pub fn put_back(&self, sums: Vec<Sum>) {
        let mut held = self.held();
        for (what, at, times) in sums {
            held.add(&what, at, times);
        }
    }

    /// Returns when it is half full: it should be written down before it is full.
    pub async fn half_full(&self) {
        self.filling.notified().await;
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    /// Adds to a sum; whether it is half full from now on.
    fn add(&mut self, what: &Counted, at: Moment, times: u32) -> bool {
        let sums = self.sums.entry(at).or_default();
        if let Some(sum) = sums.get_mut(what) {
            *sum = sum.saturating_add(times);
            return false;
        }
        let kind = usize::from(what.is_hearsay());
        if self.count[kind] >= MOST[kind] {
            return false;
        }
        sums.insert(what.clone(), times);
        self.count[kind] += 1;
        self.count[kind] == MOST[kind] / 2
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn article(number: u128) -> Counted {
        Counted::Opened(ArticleId(Uuid::from_u128(number)))
    }

    fn came_to(number: usize) -> Counted {
        Counted::CameTo(Slug::parse("lamps").unwrap(), format!("a{number:09}").parse().unwrap())
    }

    #[test]
    fn what_happens_in_one_quarter_is_one_sum() {
        let tally = Tally::default();
        for time in ["2026-03-01T23:44:59Z", "2026-03-01T23:45:00Z", "2026-03-01T23:59:59Z", "2026-03-02T00:00:00Z"] {
            tally.count(&article(1), at(time));
        }
        let sums: Vec<(DateTime<Utc>, u32)> = tally.take().into_iter().map(|(_, at, times)| (at.begins(), times)).collect();
        let quarters = [("2026-03-01T23:30:00Z", 1), ("2026-03-01T23:45:00Z", 2), ("2026-03-02T00:00:00Z", 1)];
        assert_eq!(sums, quarters.map(|(time, times)| (at(time), times)));
        assert_eq!(tally.take(), []);
    }

    #[test]
    fn what_could_not_be_written_down_counts_with_what_came_meanwhile() {
        let (tally, now) = (Tally::default(), at("2026-03-01T12:00:00Z"));
        tally.count(&article(1), now);
        let taken = tally.take();
        tally.count(&article(1), now);
        tally.put_back(taken);
        assert_eq!(tally.take(), [(article(1), Moment::of(now), 2)]);
    }

    #[tokio::test]
    async fn l04_it_is_bounded_and_what_browsers_say_takes_no_other_place() {
        let (tally, now) = (Tally::default(), at("2026-03-01T12:00:00Z"));
        for number in 0..30_000 {
            tally.count(&came_to(number), now);
        }
        // Half full was said on the way.
        tally.half_full().await;
        tally.count(&article(1), now);
        tally.count(&article(1), now);
        let sums = tally.take();
        assert_eq!(sums.len(), 20_001);
        assert!(sums.contains(&(article(1), Moment::of(now), 2)));
        for number in 0..30_000 {
            tally.count(&article(number), now);
        }
        assert_eq!(tally.take().len(), 20_000);
    }
}
