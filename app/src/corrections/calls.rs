//! Calls about what readers reported.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::corrections::{ErrorReport, Shelf};
use domain::ids::{ArticleId, ReportId};
use domain::page::{Cursor, Page};
use leptos::prelude::*;

/// The reports on one's own articles, for editors on everybody's: those of a shelf, newest first.
///
/// # Errors
/// Refused below contributor.
#[server(LoadReports, prefix = "/admin/api", endpoint = "reports", input = Json, output = Json)]
pub async fn reports(shelf: Shelf, from: Option<Cursor>) -> Result<Page<ErrorReport>, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.reports(shelf, from.as_ref()).await?)
}

/// Notes that a report was dealt with, or that it was not.
///
/// # Errors
/// Gone when the article is not the caller's to write, or has no such report.
#[server(SettleReport, prefix = "/admin/api", endpoint = "settle_report", input = Json, output = Json)]
pub async fn settle_report(article: ArticleId, report: ReportId, settled: bool) -> Result<(), Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.settle_report(report, settled).await?)
}
