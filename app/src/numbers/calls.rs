//! Calls about how often articles are opened.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::ids::ArticleId;
use domain::numbers::{ArticleNumbers, WeekNumbers};
use leptos::prelude::*;

/// How often an article was opened, and how far readers came.
///
/// # Errors
/// Gone when the article is not the caller's to write.
#[server(LoadNumbers, prefix = "/admin/api", endpoint = "numbers", input = Json, output = Json)]
pub async fn numbers(article: ArticleId) -> Result<ArticleNumbers, Failure> {
    Ok(crate::calls::caller().await?.writing(article).await?.numbers().await?)
}

/// How often one's own articles were opened this week, for editors everybody's.
///
/// # Errors
/// Refused below contributor.
#[server(LoadWeek, prefix = "/admin/api", endpoint = "week", input = Json, output = Json)]
pub async fn week() -> Result<WeekNumbers, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.week().await?)
}
