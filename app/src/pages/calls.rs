//! Calls about pages. What is done to one of them is called as it is for an article.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::ids::ArticleId;
use domain::pages::{PageRow, Start};
use leptos::prelude::*;

/// All pages, the last changed first.
///
/// # Errors
/// Refused below editor.
#[server(LoadPages, prefix = "/admin/api", endpoint = "pages", input = Json, output = Json)]
pub async fn pages() -> Result<Vec<PageRow>, Failure> {
    Ok(crate::calls::caller().await?.pages()?.pages().await?)
}

/// Starts a page.
///
/// # Errors
/// Refused below editor; impossible when there are as many as there can be.
#[server(prefix = "/admin/api", endpoint = "start_page", input = Json, output = Json)]
pub async fn start_page(start: Start) -> Result<ArticleId, Failure> {
    Ok(crate::calls::caller().await?.pages()?.start_page(start).await?)
}
