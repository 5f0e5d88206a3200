//! Calls about pasted pages.

#![expect(missing_docs, reason = "the macro makes structures of the arguments, which the functions describe")]

use crate::failure::Failure;
use crate::json::Json;
use domain::ids::ArticleId;
use domain::imports::{Pasted, StartFromPaste};
use leptos::prelude::*;

/// What a pasted page is understood as.
///
/// # Errors
/// Refused below contributor; faulty (`text`) when there is nothing or too much.
#[server(prefix = "/admin/api", endpoint = "split_page", input = Json, output = Json)]
pub async fn split_page(text: String) -> Result<Pasted, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.split_page(text).await?)
}

/// Makes an article of a pasted page.
///
/// # Errors
/// Refused below contributor; faulty by field.
#[server(MakeFromPaste, prefix = "/admin/api", endpoint = "start_from_paste", input = Json, output = Json)]
pub async fn start_from_paste(ask: StartFromPaste) -> Result<ArticleId, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.start_from_paste(ask).await?)
}
