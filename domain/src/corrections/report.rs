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
    /// Its place in the article from 1 and its heading, which can be empty; none when it was taken out while somebody wrote.
    pub place: Option<(usize, String)>,
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

/// Where a report lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shelf {
    /// With what is to be read.
    Open,
    /// Aside: it came with many others.
    Held,
    /// With what was dealt with.
    Settled,
}

impl Shelf {
    /// All shelves, in the order in which they are offered.
    pub const ALL: [Shelf; 3] = [Shelf::Open, Shelf::Held, Shelf::Settled];

    /// The word in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Shelf::Open => "open",
            Shelf::Held => "held",
            Shelf::Settled => "settled",
        }
    }

    /// The shelf of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shelf| shelf.code() == code)
    }
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
    use crate::accounts::throttle::Limited;
    use crate::accounts::throttle::{self, Limit, Pace, Prefix, Whom};
    use crate::articles::{self, Found, GoneSlide, SlideAt, Slug, slide_page};
    use crate::comments::form_token;
    use crate::corrections::{Error, rows};
    use crate::field::{Fault, Faults, line, text};
    use crate::ids::{ReportId, SlideId};
    use crate::slides;
    use crate::store::Store;
    use chrono::TimeDelta;
    use std::net::IpAddr;

    /// 5 in 10 minutes for a neighbourhood (security L1).
    const FROM_ONE_PLACE: Limit =
        Limit { purpose: "corrections.place", pace: Pace::Most(5, TimeDelta::minutes(10)), whom: Whom::Network };
    /// 20 an hour for an article: beyond that nothing is refused, and everything is kept aside, so that nobody can close an
    /// article to reports by sending many.
    const ON_ONE_ARTICLE: Limit =
        Limit { purpose: "corrections.article", pace: Pace::Most(20, TimeDelta::hours(1)), whom: Whom::Known };
    /// 200 an hour for the site: it bounds what a flood can bring (security L4).
    const ON_THE_SITE: Limit =
        Limit { purpose: "corrections.site", pace: Pace::Most(200, TimeDelta::hours(1)), whom: Whom::Known };

    /// The form for a slide that readers see. At most five queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn report_form(store: &Store, at: &Slug, slide: &SlideId, old: Option<&str>) -> Result<Found<ReportForm>, Error> {
        let page = match slide_page(store, at, slide).await.map_err(Error::from)? {
            Found::Page(SlideAt::Slide(page)) => page,
            Found::Page(SlideAt::Gone(gone)) => return Ok(Found::Page(without_its_slide(store, *gone, slide, old))),
            Found::Nothing => return Ok(Found::Nothing),
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
            place: Some((page.slide.number, page.slide.heading)),
            token,
        }))
    }

    fn without_its_slide(store: &Store, gone: GoneSlide, slide: &SlideId, old: Option<&str>) -> ReportForm {
        let GoneSlide { site, article, slug, title } = gone;
        let token = old.map_or_else(|| form_token::new(store, article), |old| form_token::again(store, article, old));
        ReportForm { site, slug, title, slide: slide.clone(), place: None, token }
    }

    /// Takes a report of a reader, of a slide that readers see on the article or saw there: it may have been taken out while
    /// somebody wrote. Token and hidden field are judged before anything is written (security L1); a program that
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
        let limits = limits(from);
        throttle::look(store, &limits).await?;
        let tx = store.begin().await?;
        for (limit, whom) in &limits {
            throttle::count(store, &tx, *limit, whom).await?;
        }
        let held = match throttle::count(store, &tx, ON_ONE_ARTICLE, &article.to_string()).await {
            Ok(()) => false,
            Err(Limited::Over { .. }) => true,
            Err(Limited::Store(error)) => return Err(error.into()),
        };
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
            held,
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

    /// The limits that a report is refused by, the widest first.
    fn limits(from: IpAddr) -> [(Limit, String); 2] {
        let place = Prefix::NEIGHBOURHOOD.of(from).to_string();
        [(ON_THE_SITE, String::new()), (FROM_ONE_PLACE, place)]
    }

    impl From<articles::Error> for Error {
        fn from(error: articles::Error) -> Self {
            use articles::Error as E;
            match error {
                E::Store(error) => Error::Store(error),
                E::Refused(refused) => Error::Refused(refused),
                E::Faulty(faults) => Error::Faulty(faults),
                E::Gone | E::Stale { .. } | E::NotReady | E::ShownElsewhere { .. } | E::WrongState | E::TooMany { .. } => {
                    Error::Gone
                }
            }
        }
    }
}

#[cfg(feature = "store")]
pub use verb::{report, report_form};
