//! Deletions from the panel: the row first, then the files that it named.

use super::upload::in_words;
use crate::edge::{Called, problem};
use crate::state::AppState;
use app::failure::Failure;
use app::media::{Delete, Trouble};
use axum::Json;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Response};
use domain::accounts::Caller;
use domain::media::Error;

/// Deletes an item that nothing shows.
pub async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Called(ask): Called<Delete>,
) -> Response {
    // It ends by itself when the line drops now, so that no files stay behind.
    match tokio::spawn(deleted(state, caller, ask)).await {
        Ok(Ok(())) => Json(()).into_response(),
        Ok(Err(failed)) => problem(&failed),
        Err(stopped) => {
            tracing::error!(%stopped, "deleting an item stopped");
            problem(&Trouble::Failed.into())
        }
    }
}

async fn deleted(state: AppState, caller: Caller, ask: Delete) -> Result<(), Failure> {
    let _held = state.media.deleting().await;
    let hash = caller.drafting().map_err(Error::from)?.delete_media(ask.id).await?;
    match hash.parse() {
        Ok(hash) => state.media.remove(hash).await.map_err(in_words),
        Err(error) => {
            tracing::error!(%error, media.id = %ask.id, "a row named its file in a way that is none");
            Ok(())
        }
    }
}
