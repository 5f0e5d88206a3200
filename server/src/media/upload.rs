//! Uploads from the panel: one file a request, streamed to the disk, answered with the item that it became.

use super::intake::{Refusal, Taken, TakenSize, TempUpload};
use super::size_name::SizeName;
use super::sweep::remove_unless_held;
use crate::edge::problem;
use crate::state::AppState;
use app::failure::Failure;
use app::media::{Trouble, Uploaded};
use axum::Json;
use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::{Extension, Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::accounts::Caller;
use domain::media::{MAX_BYTES, NewMedia, NewSize, Quota, Unfit};

/// The most bytes of a request: the largest file, and what stands around it (security H1).
#[expect(clippy::cast_possible_truncation, reason = "25 MB fits everywhere")]
pub const BODY: usize = MAX_BYTES as usize + 64 * 1024;

/// The name of the part with the file. It is the only one there may be.
const PART: &str = "file";

/// The body, if it says that it is a form with files.
type Form = Result<Multipart, MultipartRejection>;

/// Takes one file.
pub async fn upload(State(state): State<AppState>, Extension(caller): Extension<Caller>, body: Form) -> Response {
    let Ok(body) = body else { return problem(&Trouble::NotAForm.into()) };
    match received(&state, &caller, body).await {
        // It ends by itself when the line drops now: the next try finds the item.
        Ok(upload) => match tokio::spawn(added(state, caller, upload)).await {
            Ok(Ok(uploaded)) => Json(uploaded).into_response(),
            Ok(Err(failed)) => problem(&failed),
            Err(stopped) => {
                tracing::error!(%stopped, "adding an upload stopped");
                problem(&Trouble::Failed.into())
            }
        },
        Err(failed) => problem(&failed),
    }
}

/// Writes the file to the disk, if there is room for more.
async fn received(state: &AppState, caller: &Caller, mut body: Multipart) -> Result<TempUpload, Failure> {
    caller.drafting()?.check_room(Quota::default()).await?;
    let part = body.next_field().await.map_err(|error| broke_off(&error))?;
    let part = part.filter(|part| part.name() == Some(PART)).ok_or(Trouble::NotOneFile)?;
    // Source: HTML Standard, multipart form data: a quotation mark in a name is escaped.
    let name = part.file_name().map(|name| name.replace("%22", "\""));
    let upload = state.media.receive(name.as_deref(), part).await.map_err(in_words)?;
    match body.next_field().await {
        Ok(None) => Ok(upload),
        Ok(Some(_)) | Err(_) => Err(Trouble::NotOneFile.into()),
    }
}

/// Makes the sizes and writes the row; when that is refused, no file stays behind (security U6).
async fn added(state: AppState, caller: Caller, upload: TempUpload) -> Result<Uploaded, Failure> {
    let hash = upload.hash;
    let outcome = held(&state, &caller, upload).await;
    if outcome.is_err()
        && let Err(error) = remove_unless_held(&state.media, &state.store, hash).await
    {
        tracing::error!(%error, "the files of an upload that was refused stay behind until they are swept");
    }
    outcome
}

/// Makes the sizes and writes the row. Nothing is deleted in between.
async fn held(state: &AppState, caller: &Caller, upload: TempUpload) -> Result<Uploaded, Failure> {
    let _held = state.media.adding().await;
    let taken = state.media.take(upload).await.map_err(in_words)?;
    let remarks = taken.remarks.clone();
    let door = caller.drafting()?;
    let added = door.add_media(new(taken), Quota::default()).await?;
    let sheet = door.media_sheet(added.id).await?;
    Ok(Uploaded { sheet, was_there: added.was_there, remarks })
}

/// The row that a picture which was taken becomes.
pub(crate) fn new(taken: Taken) -> NewMedia {
    NewMedia {
        hash: taken.hash.to_string(),
        kind: taken.kind,
        file_name: taken.file_name.unwrap_or_default(),
        width_px: taken.width,
        height_px: taken.height,
        size_bytes: taken.bytes,
        rights: taken.rights,
        placeholder: taken.placeholder,
        sizes: taken.sizes.into_iter().map(size).collect(),
    }
}

fn size(taken: TakenSize) -> NewSize {
    let TakenSize { name: SizeName { kind, width }, height, bytes } = taken;
    NewSize { kind, width_px: width, height_px: height, size_bytes: bytes }
}

/// The words are the panel's; what only the log should know goes there.
pub(super) fn in_words(refusal: Refusal) -> Failure {
    use super::FilesError;
    match refusal {
        Refusal::Unfit(unfit) => app::media::unfit(&unfit),
        Refusal::BrokeOff => Trouble::BrokeOff.into(),
        Refusal::Failed => Trouble::Failed.into(),
        Refusal::Files(FilesError::DiskReserve { free_bytes, reserve_bytes }) => {
            tracing::warn!(free_bytes, reserve_bytes, "the disk of the media is nearly full");
            Trouble::DiskFull.into()
        }
        Refusal::Files(error @ (FilesError::Foreign | FilesError::Io(_))) => {
            tracing::error!(%error, "media could not be written");
            let is_full = matches!(&error, FilesError::Io(error) if error.kind() == std::io::ErrorKind::StorageFull);
            if is_full { Trouble::DiskFull.into() } else { Trouble::Failed.into() }
        }
    }
}

/// The body ended early, or passed its limit.
fn broke_off(error: &MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        app::media::unfit(&Unfit::TooManyBytes { limit_bytes: MAX_BYTES })
    } else {
        Trouble::BrokeOff.into()
    }
}

#[cfg(test)]
mod tests;
