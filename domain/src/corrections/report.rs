//! A reader says that something on a slide is wrong. They leave no name and no address; it lands with those who wrote the article.

use crate::articles::Slug;
use crate::ids::{ArticleId, ReportId, SlideId};
use crate::settings::SiteFrame;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// The most characters of the words that are quoted.
pub const MAX_QUOTE: usize = 300;
/// The most characters of a report.
pub const MAX_REPORT: usize = 1_000;
/// The reports of a page of the list.
pub const REPORTS_A_PAGE: u64 = 25;

/// `/{slug}/slides/{id}/report`: the form, and the slide that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportForm {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The article's address.
    pub slug: Slug,
    /// The article's title.
    pub title: String,
    /// The slide.
    pub slide: SlideId,
    /// Its place in the article, from 1.
    pub number: usize,
    /// Its heading; can be empty.
    pub heading: String,
    /// The form's token.
    pub token: String,
}

/// A report as the form sends it.
#[derive(Debug, Clone)]
pub struct NewReport {
    /// The form's token.
    pub token: String,
    /// The field that people do not see: filled in, the rest is a program's.
    pub website: String,
    /// The words that are wrong; can be empty.
    pub quote: String,
    /// What is wrong with them.
    pub text: String,
}

/// A report as those who wrote the article see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorReport {
    /// The report.
    pub id: ReportId,
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// The slide, with its place in the working copy from 1 and its heading; none when it was taken out.
    pub slide: Option<(SlideId, usize, String)>,
    /// The words that are quoted; can be empty.
    pub quote: String,
    /// What is wrong.
    pub text: String,
    /// When it came.
    pub at: Stamp,
    /// Who settled it, and when; none while it is open.
    pub settled: Option<(String, Stamp)>,
}

#[cfg(feature = "store")]
mod verb {
    use super::{MAX_QUOTE, MAX_REPORT, NewReport, ReportForm};
    use crate::accounts::throttle::{self, Limit, Pace, Prefix, Whom};
    use crate::articles::{self, Found, SlideAt, Slug, slide_page};
    use crate::comments::form_token;
    use crate::corrections::{Error, rows};
    use crate::field::{Fault, Faults, line, text};
    use crate::ids::{ArticleId, ReportId, SlideId};
    use crate::slides;
    use crate::store::Store;
    use chrono::TimeDelta;
    use std::net::IpAddr;

    /// 5 in 10 minutes for a neighbourhood (security L1).
    const FROM_ONE_PLACE: Limit =
        Limit { purpose: "corrections.place", pace: Pace::Most(5, TimeDelta::minutes(10)), whom: Whom::Network };
    /// 20 an hour for an article.
    const ON_ONE_ARTICLE: Limit =
        Limit { purpose: "corrections.article", pace: Pace::Most(20, TimeDelta::hours(1)), whom: Whom::Known };
    /// 200 an hour for the site.
    const ON_THE_SITE: Limit =
        Limit { purpose: "corrections.site", pace: Pace::Most(200, TimeDelta::hours(1)), whom: Whom::Known };

    /// The form for a slide that readers see. At most five queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn report_form(store: &Store, at: &Slug, slide: &SlideId, old: Option<&str>) -> Result<Found<ReportForm>, Error> {
        let page = match slide_page(store, at, slide).await.map_err(Error::from)? {
            Found::Page(SlideAt::Slide(page)) => page,
            Found::Page(SlideAt::Gone(_)) | Found::Nothing => return Ok(Found::Nothing),
            Found::Moved(slug) => return Ok(Found::Moved(slug)),
            Found::Withdrawn => return Ok(Found::Withdrawn),
        };
        let token = match old {
            Some(old) => form_token::again(store, page.article, old),
            None => form_token::new(store, page.article),
        };
        Ok(Found::Page(ReportForm {
            site: page.site,
            slug: page.slug,
            title: page.title,
            slide: page.slide.id,
            number: page.slide.number,
            heading: page.slide.heading,
            token,
        }))
    }

    /// Takes a report of a reader. Token and hidden field are judged before anything is written (security L1); a program that
    /// filled in the hidden field is answered as if its report were taken.
    ///
    /// # Errors
    /// [`Error::Gone`], [`Error::TooFast`], [`Error::FormIsOld`], [`Error::Faulty`] with `quote` or `text`,
    /// [`Error::Throttled`].
    pub async fn report(store: &Store, (at, slide): (&Slug, &SlideId), ask: NewReport, from: IpAddr) -> Result<(), Error> {
        let article = rows::article_of_slide(&store.read, at, slide).await?.ok_or(Error::Gone)?;
        if !ask.website.is_empty() {
            return Ok(());
        }
        form_token::check(store, article, &ask.token)?;
        let (quote, said) = parsed(&ask).map_err(Error::Faulty)?;
        let limits = limits(article, from);
        throttle::look(store, &limits).await?;
        let tx = store.begin().await?;
        for (limit, whom) in &limits {
            throttle::count(store, &tx, *limit, whom).await?;
        }
        let now = store.now();
        // Readers may see it on one article while it is being written on another.
        let writes = slides::rows::article_of(&*tx, slide).await?;
        let row = rows::error_report::Model {
            id: ReportId::new(store.rng(), now),
            article_id: writes.unwrap_or(article),
            slide_id: slide.clone(),
            quote,
            text: said,
            made_at: now,
            settled_at: None,
            settled_by: None,
        };
        rows::insert_report(&tx, row).await?;
        // No reader ever sees it.
        Ok(tx.commit_unseen().await?)
    }

    fn parsed(ask: &NewReport) -> Result<(String, String), Faults> {
        let mut faults = Faults::default();
        let quote = faults.take("quote", line(&ask.quote, MAX_QUOTE));
        let said = faults.take("text", said(&ask.text));
        match (quote, said) {
            (Some(quote), Some(said)) => Ok((quote, said)),
            _ => Err(faults),
        }
    }

    fn said(typed: &str) -> Result<String, Fault> {
        let said = text(typed, MAX_REPORT)?.trim().to_owned();
        if said.is_empty() { Err(Fault::Empty) } else { Ok(said) }
    }

    /// The limits that a report counts against, the widest first.
    fn limits(article: ArticleId, from: IpAddr) -> [(Limit, String); 3] {
        let place = Prefix::NEIGHBOURHOOD.of(from).to_string();
        [(ON_THE_SITE, String::new()), (ON_ONE_ARTICLE, article.to_string()), (FROM_ONE_PLACE, place)]
    }

    impl From<articles::Error> for Error {
        fn from(error: articles::Error) -> Self {
            use articles::Error as E;
            match error {
                E::Store(error) => Error::Store(error),
                E::Refused(refused) => Error::Refused(refused),
                E::Faulty(faults) => Error::Faulty(faults),
                E::Gone | E::Stale { .. } | E::NotReady | E::ShownElsewhere { .. } | E::WrongState => Error::Gone,
            }
        }
    }
}

#[cfg(feature = "store")]
pub use verb::{report, report_form};
