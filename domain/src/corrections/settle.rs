//! What readers reported, for those who write: the open ones first, each settled once and opened again if that was wrong.

use super::{Error, ErrorReport, REPORTS_A_PAGE, Shelf, rows};
use crate::accounts::{DraftingDoor, WritingDoor};
use crate::audit::What;
use crate::ids::{PersonId, ReportId};
use crate::page::{Cursor, Page};
use crate::settings;
use crate::store::{self, Store, paging};
use chrono::TimeDelta;

/// How long a report is kept that was dealt with.
const SETTLED: TimeDelta = TimeDelta::days(90);
/// How long a report is kept that came with many others and was never settled.
const HELD: TimeDelta = TimeDelta::days(30);

/// Forgets reports that were settled long ago, and what a crowd brought that nobody has settled since.
///
/// # Errors
/// What the database says.
pub async fn sweep(store: &Store) -> Result<(), store::Error> {
    let tx = store.begin().await?;
    rows::forget(&tx, (store.now() - SETTLED, store.now() - HELD)).await?;
    tx.commit_unseen().await
}

impl DraftingDoor<'_> {
    /// The reports on one's own articles, for editors on everybody's, newest first. At most five queries.
    ///
    /// # Errors
    /// What the database says.
    pub async fn reports(&self, shelf: Shelf, from: Option<&Cursor>) -> Result<Page<ErrorReport>, Error> {
        let db = &self.0.store.read;
        let after = from.and_then(rows::ReportKey::parse);
        let found = rows::reports(db, self.writer(), (shelf, after), REPORTS_A_PAGE + 1).await?;
        let Page { items, next } = paging::cut(found, REPORTS_A_PAGE, rows::Reported::key);
        let time_zone = settings::rows::settings(db).await?.time_zone;
        Ok(Page { items: rows::with_slides(db, items, &time_zone).await?, next })
    }

    /// How many reports wait on the articles that one writes, those that were kept aside among them. One query.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open_report_count(&self) -> Result<u64, Error> {
        Ok(rows::count_unsettled(&self.0.store.read, self.writer()).await?)
    }

    /// Whose articles: one's own, or everybody's.
    pub(crate) fn writer(&self) -> Option<PersonId> {
        (!self.0.role().edits()).then_some(self.0.person())
    }
}

impl WritingDoor<'_> {
    /// Notes that a report was dealt with, or that it was not after all. Twice is once: the first counts.
    ///
    /// # Errors
    /// [`Error::Gone`] when there is no such report on this article.
    pub async fn settle_report(&self, report: ReportId, is_settled: bool) -> Result<(), Error> {
        let caller = self.caller;
        let tx = caller.store.begin().await?;
        let settled = is_settled.then(|| (caller.store.now(), caller.person()));
        if !rows::has_report(&tx, self.article.id, report).await? {
            return Err(Error::Gone);
        }
        if !rows::settle(&tx, self.article.id, report, settled).await? {
            return Ok(());
        }
        let what = if is_settled { What::SettledReport } else { What::ReopenedReport };
        self.note(&tx, what, &report.to_string()).await?;
        Ok(tx.commit_unseen().await?)
    }
}
