//! `GET /cards/…`: the picture on the card that others show for a link to an article or a slide, drawn once and kept.
//!
//! The address holds a digest of what is drawn. Whoever comes with that of an earlier face is led to the one in use; what readers
//! do not see has no card, whatever is on the disk (security A6, U2).

mod drawing;
mod lettering;

use crate::edge::{Client, PerMinute};
use crate::media::files::{FilesError, MediaFiles};
use crate::media::hash::MediaHash;
use crate::media::size_name::SizeName;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::feeds::{CardFace, CardPicture, card_face};
use domain::ids::{ArticleId, SlideId};
use image::{DynamicImage, ImageFormat};
use lettering::Lettering;
use std::io::Read;
use std::sync::Arc;
use tokio::sync::{Mutex, Semaphore};
use tokio::task::spawn_blocking;

/// The cards that may wait for being drawn; whoever comes then is asked to come again.
const WAITING: usize = 32;
/// The cards that are drawn for one address in a minute: programs that ask for every card there is come again.
const DRAWN_A_MINUTE: u32 = 60;
/// What the cards on the disk take at most, in bytes: some thousands of them.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// What is kept before the oldest make room, in bytes: part of [`MOST_BYTES`].
const UNSWEPT_BYTES: u64 = 32 * 1024 * 1024;

/// Draws cards one at a time, and keeps them.
pub struct CardMaker {
    files: MediaFiles,
    askers: PerMinute,
    waiting: Semaphore,
    /// The turn of whoever draws: the bytes that were kept since the oldest made room.
    unswept: Arc<Mutex<u64>>,
}

/// Why a card is not sent.
#[derive(Debug, thiserror::Error)]
pub enum Undrawn {
    /// Others are to be drawn first.
    #[error("too many cards are waiting to be drawn")]
    Crowded,
    /// Whoever asks has had many drawn; more come after so many seconds.
    #[error("many were drawn for this address; wait {seconds} s")]
    TooMany {
        /// The seconds to wait, at least one.
        seconds: u64,
    },
    /// A size that a row names is not on the disk.
    #[error("the picture on it is missing")]
    NoPicture,
    /// The disk refused.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The picture is damaged, or memory was short.
    #[error("the picture on it cannot be read: {0}")]
    Picture(#[from] image::ImageError),
    /// The drawing fell.
    #[error("it could not be drawn")]
    Stopped,
}

/// `GET /cards/{article}/{name}.jpg`
pub async fn of_article(State(state): State<AppState>, by: Client, Path((article, file)): Path<(String, String)>) -> Response {
    let asked = format!("/cards/{article}/{file}");
    let Ok(article) = article.parse() else { return StatusCode::NOT_FOUND.into_response() };
    answer(&state, (&asked, by), article, None).await
}

/// `GET /cards/{article}/{slide}/{name}.jpg`
pub async fn of_slide(
    State(state): State<AppState>,
    by: Client,
    Path((article, slide, file)): Path<(String, String, String)>,
) -> Response {
    let asked = format!("/cards/{article}/{slide}/{file}");
    let (Ok(article), Ok(slide)) = (article.parse(), slide.parse()) else { return StatusCode::NOT_FOUND.into_response() };
    answer(&state, (&asked, by), article, Some(&slide)).await
}

async fn answer(state: &AppState, (asked, by): (&str, Client), article: ArticleId, slide: Option<&SlideId>) -> Response {
    let face = match card_face(&state.store, article, slide).await {
        Ok(Some(face)) => face,
        Ok(None) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "what is on a card could not be looked up");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let address = face.address(article, slide);
    if address != asked {
        return (StatusCode::FOUND, [(header::LOCATION, address), (header::CACHE_CONTROL, "no-cache".to_owned())])
            .into_response();
    }
    match state.cards.card(face, (by, state.store.now())).await {
        Ok(card) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"card.jpg\"")),
                (header::CONTENT_LENGTH, HeaderValue::from(card.len())),
                (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
            ];
            (headers, Body::from(card)).into_response()
        }
        Err(Undrawn::Crowded) => (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, "5")]).into_response(),
        Err(Undrawn::TooMany { seconds }) => {
            (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, seconds.to_string())]).into_response()
        }
        Err(why) => {
            tracing::error!(%why, address, "a card cannot be sent");
            StatusCode::NOT_FOUND.into_response()
        }
    }
}

impl CardMaker {
    /// A maker that keeps its cards in `files`, and finds the pictures on them there.
    #[must_use]
    pub fn new(files: MediaFiles) -> Self {
        Self { files, askers: PerMinute::new(DRAWN_A_MINUTE), waiting: Semaphore::new(WAITING), unswept: Arc::default() }
    }

    /// The card with this face as a JPEG file: as it is kept, or drawn and kept now.
    async fn card(&self, face: CardFace, (Client(by), now): (Client, DateTime<Utc>)) -> Result<Bytes, Undrawn> {
        let name: MediaHash = face.name().parse().expect("the name of a card is a digest");
        if let Some(kept) = self.kept(name).await? {
            return Ok(kept);
        }
        self.askers.count(by, now).map_err(|seconds| Undrawn::TooMany { seconds })?;
        let _place = self.waiting.try_acquire().map_err(|_| Undrawn::Crowded)?;
        let mut unswept = Arc::clone(&self.unswept).lock_owned().await;
        // Whoever had the turn before may have drawn this one.
        if let Some(kept) = self.kept(name).await? {
            return Ok(kept);
        }
        let files = self.files.clone();
        blocking(move || {
            let picture = face.picture.as_ref().map(|picture| read(&files, picture)).transpose()?;
            // What it has read of fonts, and every shape that it has drawn, goes with it.
            let card = drawing::draw(&face, picture.as_ref(), &mut Lettering::new())?;
            // A card that finds no room is drawn again next time.
            match keep(&files, (&name, &card), &mut unswept) {
                Ok(()) => {}
                Err(error) => tracing::warn!(%error, "a card could not be kept"),
            }
            Ok(Bytes::from(card))
        })
        .await
    }

    async fn kept(&self, name: MediaHash) -> Result<Option<Bytes>, Undrawn> {
        let files = self.files.clone();
        blocking(move || {
            let Some(mut kept) = files.card(&name)? else { return Ok(None) };
            let mut bytes = Vec::with_capacity(usize::try_from(kept.bytes).unwrap_or(0));
            kept.file.read_to_end(&mut bytes).map_err(FilesError::from)?;
            Ok(Some(bytes.into()))
        })
        .await
    }

    /// Removes the oldest cards beyond [`MOST_BYTES`]; gives how many went.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn sweep(&self) -> Result<usize, Undrawn> {
        let files = self.files.clone();
        blocking(move || Ok(files.sweep_cards(MOST_BYTES - UNSWEPT_BYTES)?)).await
    }
}

/// Keeps a card; the oldest make room for those that came since they last did.
fn keep(files: &MediaFiles, (name, card): (&MediaHash, &[u8]), unswept: &mut u64) -> Result<(), FilesError> {
    files.keep_card(name, card)?;
    *unswept += card.len() as u64;
    if *unswept >= UNSWEPT_BYTES {
        files.sweep_cards(MOST_BYTES - UNSWEPT_BYTES)?;
        *unswept = 0;
    }
    Ok(())
}

/// The picture, from the size that everything reads.
fn read(files: &MediaFiles, picture: &CardPicture) -> Result<DynamicImage, Undrawn> {
    let hash = picture.hash.parse().map_err(|_| Undrawn::NoPicture)?;
    let size = SizeName { kind: picture.kind, width: picture.width_px };
    let mut kept = files.size(&hash, size)?.ok_or(Undrawn::NoPicture)?;
    let mut bytes = Vec::new();
    kept.file.read_to_end(&mut bytes).map_err(FilesError::from)?;
    let format = match picture.kind {
        domain::media::Kind::Jpeg => ImageFormat::Jpeg,
        domain::media::Kind::Png => ImageFormat::Png,
        domain::media::Kind::WebP => ImageFormat::WebP,
    };
    Ok(image::load_from_memory_with_format(&bytes, format)?)
}

/// Runs work that blocks or computes off the async threads. A panic in it is one card that is not sent.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Undrawn> + Send + 'static) -> Result<T, Undrawn> {
    spawn_blocking(work).await.unwrap_or(Err(Undrawn::Stopped))
}

#[cfg(test)]
mod tests;
