//! Calls about the library of pictures.

use crate::failure::Failure;
use crate::json::Json;
use domain::MediaId;
use domain::media::{ChangeMedia, FindMedia, MediaCounts, MediaSheet, MediaTile};
use domain::page::Page;
use leptos::prelude::*;

/// A page of the library.
///
/// # Errors
/// Refused to those who do not write.
#[server(FindItems, prefix = "/admin/api", endpoint = "media", input = Json, output = Json)]
pub async fn find(
    /// What is looked for.
    ask: FindMedia,
) -> Result<Page<MediaTile>, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.media(&ask).await?)
}

/// How many items each filter shows.
///
/// # Errors
/// Refused to those who do not write.
#[server(CountItems, prefix = "/admin/api", endpoint = "media_counts", input = Json, output = Json)]
pub async fn counts() -> Result<MediaCounts, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.media_counts().await?)
}

/// One item in full.
///
/// # Errors
/// Gone when there is none, or it is not the caller's to see.
#[server(LoadSheet, prefix = "/admin/api", endpoint = "media_item", input = Json, output = Json)]
pub async fn sheet(
    /// The item.
    id: MediaId,
) -> Result<MediaSheet, Failure> {
    Ok(crate::calls::caller().await?.drafting()?.media_sheet(id).await?)
}

/// Changes what is said of an item; gives it as it is then.
///
/// # Errors
/// Faulty by field; stale when somebody changed it meanwhile; gone when it is not the caller's to change.
#[server(StoreSheet, prefix = "/admin/api", endpoint = "change_media", input = Json, output = Json)]
pub async fn change(
    /// The change.
    ask: ChangeMedia,
) -> Result<MediaSheet, Failure> {
    let caller = crate::calls::caller().await?;
    let (door, id) = (caller.drafting()?, ask.id);
    door.change_media(ask).await?;
    Ok(door.media_sheet(id).await?)
}
