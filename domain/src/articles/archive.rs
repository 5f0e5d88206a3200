//! The archive: everything that was published, by month.

use super::ArticleCard;
use crate::page::{Cursor, Page};
use crate::settings::SiteFrame;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A month of the calendar, such as November 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    /// 1 to 9999.
    year: i32,
    /// 1 to 12.
    month: u32,
}

const NAMES: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

impl Month {
    /// The year, 1 to 9999.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Its name: `November`.
    pub fn name(self) -> &'static str {
        NAMES[self.month as usize - 1]
    }

    /// Its name with the year: `November 2026`.
    pub fn words(self) -> String {
        format!("{} {}", self.name(), self.year)
    }

    /// The path of its page.
    pub fn path(self) -> String {
        format!("/archive/{self}")
    }
}

/// `2026-11`, as a `time` element has it. Source: HTML, 2.3.5.1.
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// The text was no month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a month")]
pub struct NotAMonth;

impl FromStr for Month {
    type Err = NotAMonth;

    /// Reads `2026-11` and no other spelling of it: a page has one address.
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        match text.split_once('-') {
            Some((year, month)) if year.len() == 4 && month.len() == 2 && is_digits(year) && is_digits(month) => {
                let (year, month) = (year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?);
                if year >= 1 && (1..=12).contains(&month) { Ok(Self { year, month }) } else { Err(NotAMonth) }
            }
            Some(_) | None => Err(NotAMonth),
        }
    }
}

/// `/archive`: every month in which something was published, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivePage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The months, newest first, each with how many articles; never nought.
    pub months: Vec<(Month, usize)>,
}

/// `/archive/{month}`: what was published in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The month.
    pub month: Month,
    /// The last month before it in which something was published.
    pub earlier: Option<Month>,
    /// The first month after it in which something was published.
    pub later: Option<Month>,
    /// Where this page of the list begins; none on the first.
    pub from: Option<Cursor>,
    /// The articles, newest first, paged by key; never empty.
    pub articles: Page<ArticleCard>,
}

#[cfg(feature = "store")]
mod read {
    use super::{ArchivePage, Month, MonthPage};
    use crate::articles::Error;
    use crate::articles::read::listed;
    use crate::articles::rows::live;
    use crate::page::Cursor;
    use crate::store::Store;
    use chrono::{DateTime, Datelike, Months, NaiveDate, TimeDelta, TimeZone, Utc};
    use chrono_tz::Tz;

    /// The most months that are listed: a hundred years.
    const MONTHS: usize = 1_200;

    impl Month {
        /// The month of that moment in the time zone.
        fn of(at: DateTime<Utc>, zone: Tz) -> Self {
            let local = at.with_timezone(&zone);
            Self { year: local.year(), month: local.month() }
        }

        fn before(self) -> Self {
            if self.month == 1 { Self { year: self.year - 1, month: 12 } } else { Self { month: self.month - 1, ..self } }
        }

        /// Its first moment in the time zone, and the first after it.
        fn bounds(self, zone: Tz) -> (DateTime<Utc>, DateTime<Utc>) {
            let first = NaiveDate::from_ymd_opt(self.year, self.month, 1).expect("a month has a first day");
            let next = first + Months::new(1);
            (beginning(first, zone), beginning(next, zone))
        }
    }

    /// The first moment of the day. Where clocks are put forward at midnight, the day begins later.
    fn beginning(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
        let midnight = day.and_hms_opt(0, 0, 0).expect("a day has a midnight");
        let tried = (0..24).map(|hour| zone.from_local_datetime(&(midnight + TimeDelta::hours(hour))).earliest());
        tried.flatten().next().expect("no day is left out of 24 hours").to_utc()
    }

    fn zone(name: &str) -> Tz {
        name.parse().unwrap_or(chrono_tz::UTC)
    }

    /// Every month in which something was published, in the site's time zone. Four queries, however many articles.
    ///
    /// # Errors
    /// What the database says.
    pub async fn archive(store: &Store) -> Result<ArchivePage, Error> {
        let store = &store.at_one_moment().await?;
        let site = store.site().await?;
        let zone = zone(&site.time_zone);
        let (oldest, newest) = (live::first_date(&store.read).await?, live::last_date(&store.read).await?);
        let (Some(oldest), Some(newest)) = (oldest, newest) else {
            return Ok(ArchivePage { site: site.frame(), months: Vec::new() });
        };
        let first = Month::of(oldest, zone);
        let back = std::iter::successors(Some(Month::of(newest, zone)), |month| Some(month.before()));
        let months: Vec<Month> = back.take_while(|month| *month >= first).take(MONTHS).collect();
        let bounds: Vec<_> = months.iter().map(|month| month.bounds(zone)).collect();
        let counts = live::count_between(&store.read, &bounds).await?;
        let counted = months.into_iter().zip(counts).filter(|(_, count)| *count > 0);
        Ok(ArchivePage { site: site.frame(), months: counted.collect() })
    }

    /// What was published in a month; none when nothing was. At most six queries. A cursor that is none is the first page's.
    ///
    /// # Errors
    /// What the database says.
    pub async fn month_page(store: &Store, month: Month, from: Option<&Cursor>) -> Result<Option<MonthPage>, Error> {
        let store = &store.at_one_moment().await?;
        let site = store.site().await?;
        let zone = zone(&site.time_zone);
        let (begin, end) = month.bounds(zone);
        let (articles, from) = listed(store, &site, live::Which::Between(begin, end), from).await?;
        if articles.items.is_empty() {
            return Ok(None);
        }
        let earlier = live::last_before(&store.read, begin).await?.map(|at| Month::of(at, zone));
        let later = live::first_from(&store.read, end).await?.map(|at| Month::of(at, zone));
        Ok(Some(MonthPage { site: site.frame(), month, earlier, later, from, articles }))
    }
}

#[cfg(feature = "store")]
pub use read::{archive, month_page};

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(feature = "scene")]
    use crate::settings::{CommentPolicy, SaveSettings};
    #[cfg(feature = "scene")]
    use crate::store_tests;

    #[test]
    fn a_month_is_written_in_one_way() {
        let month: Month = "2026-11".parse().unwrap();
        assert_eq!((month.to_string().as_str(), month.words().as_str()), ("2026-11", "November 2026"));
        for text in ["2026-13", "2026-00", "0000-01", "2026-1", "26-11", "2026-11-01", "+026-11", "", "2026", "２０２６-11"] {
            assert_eq!(text.parse::<Month>(), Err(NotAMonth), "{text}");
        }
    }

    #[cfg(feature = "scene")]
    store_tests! {
        async fn an_article_stands_in_the_month_that_it_was_there(scene: Scene) {
            let owner = scene.owner().await;
            let ask = SaveSettings {
                based_on: 1, site_title: "Slow Light".into(), site_description: String::new(), language: "en".into(),
                time_zone: "Pacific/Auckland".into(), comment_policy: CommentPolicy::Held, authors_moderate: false, count_openings: true, hub: String::new(),
            };
            owner.administration().unwrap().save_settings(ask).await.unwrap();
            // Half an hour before and after midnight in Auckland, which is thirteen hours ahead in summer.
            for (moment, title) in [
                ("2026-01-31T10:30:00Z", "January"), ("2026-01-31T11:30:00Z", "February"), ("2026-04-10T00:00:00Z", "April"),
                ("2026-04-11T00:00:00Z", "April too"),
            ] {
                scene.clock.set(moment.parse().unwrap());
                scene.published(&owner, title, 1).await;
            }
            let (page, queries) = scene.counted(archive(&scene.store)).await;
            let months = page.unwrap().months;
            let months: Vec<_> = months.iter().map(|(month, count)| (month.to_string(), *count)).collect();
            let expected = [("2026-04", 2), ("2026-02", 1), ("2026-01", 1)].map(|(month, count)| (month.to_owned(), count));
            assert_eq!((months, queries), (expected.to_vec(), 4));

            let (page, queries) = scene.counted(month_page(&scene.store, "2026-02".parse().unwrap(), None)).await;
            let page = page.unwrap().unwrap();
            assert_eq!(page.articles.items.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["February"]);
            assert_eq!((page.earlier.map(Month::words), page.later.map(Month::words)),
                (Some("January 2026".to_owned()), Some("April 2026".to_owned())));
            assert_eq!(queries, 6);
            for month in ["2026-03", "0001-01", "9999-12"] {
                assert_eq!(month_page(&scene.store, month.parse().unwrap(), None).await.unwrap(), None, "{month}");
            }
        }

        async fn a_site_without_an_article_has_an_archive_without_a_month(scene: Scene) {
            let owner = scene.owner().await;
            scene.draft(&owner, "Lamps").await;
            assert_eq!(archive(&scene.store).await.unwrap().months, []);
        }
    }
}
