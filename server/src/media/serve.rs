//! `GET /media/{hash}/{file}`: a size of a picture for everybody who may see it, the upload itself for staff.
//!
//! The row decides what is sent and how it is called; the disk is asked afterwards. An address that names no row of a picture
//! that the caller may see is 404, whatever is on the disk (security U2).

use super::files::{FilesError, Kept};
use super::hash::MediaHash;
use super::size_name::SizeName;
use crate::cookies;
use crate::state::AppState;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::accounts::Caller;
use domain::media::published_size;
use tokio::task::spawn_blocking;
use tokio_util::io::ReaderStream;

const FOR_EVERYBODY: &str = "public, max-age=31536000, immutable";
const FOR_STAFF: &str = "private, no-store";

/// What an address asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    /// A size of it.
    Size(SizeName),
    /// The file as it was uploaded.
    Original,
}

impl Asked {
    /// Reads the last part of the address; each file has one spelling.
    fn parse(file: &str) -> Option<Self> {
        if file == "original" {
            return Some(Self::Original);
        }
        file.parse().ok().map(Self::Size)
    }
}

/// What the row says of a file that may be sent.
struct Found {
    bytes: u64,
    kind: &'static str,
    disposition: HeaderValue,
    caching: &'static str,
}

/// Sends a picture.
pub async fn picture(State(state): State<AppState>, Path((hash, file)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let (Ok(hash), Some(asked)) = (hash.parse::<MediaHash>(), Asked::parse(&file)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match find(&state, &headers, &hash, asked).await {
        Ok(Some(found)) => send(&state, hash, asked, found).await,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(%error, "a picture could not be looked up");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

async fn find(
    state: &AppState,
    headers: &HeaderMap,
    hash: &MediaHash,
    asked: Asked,
) -> Result<Option<Found>, domain::accounts::Error> {
    let name = hash.to_string();
    if let Asked::Size(of) = asked
        && let Some(bytes) = published_size(&state.store, &name, of.kind, of.width).await?
    {
        return Ok(Some(size(&name, of, bytes, FOR_EVERYBODY)));
    }
    let Some(token) = cookies::session(headers) else { return Ok(None) };
    let Some(caller) = Caller::of_session(&state.store, &token).await? else { return Ok(None) };
    let Ok(door) = caller.drafting() else { return Ok(None) };
    Ok(match asked {
        Asked::Size(of) => door.media_size(&name, of.kind, of.width).await?.map(|bytes| size(&name, of, bytes, FOR_STAFF)),
        Asked::Original => door.original(&name).await?.map(|original| Found {
            bytes: original.size_bytes,
            kind: original.kind.media_type(),
            disposition: attachment(&original.file_name, &name, original.kind.extension()),
            caching: FOR_STAFF,
        }),
    })
}

fn size(hash: &str, of: SizeName, bytes: u64, caching: &'static str) -> Found {
    let disposition = format!("inline; filename=\"{}-{of}\"", &hash[..12]);
    let disposition = HeaderValue::from_str(&disposition).expect("digits and letters are a header");
    Found { bytes, kind: of.kind.media_type(), disposition, caching }
}

/// Saved under the name that it had. Source: RFC 6266, 4.3 and appendix D; RFC 8187, 3.2.
fn attachment(name: &str, hash: &str, extension: &str) -> HeaderValue {
    use std::fmt::Write as _;
    let plain = format!("attachment; filename=\"{}.{extension}\"", &hash[..12]);
    let mut disposition = plain;
    if !name.is_empty() {
        disposition.push_str("; filename*=UTF-8''");
        for byte in name.bytes() {
            if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                disposition.push(char::from(byte));
            } else {
                write!(disposition, "%{byte:02X}").expect("a String takes every text");
            }
        }
    }
    HeaderValue::from_str(&disposition).expect("what is no letter, digit or mark was encoded")
}

async fn send(state: &AppState, hash: MediaHash, asked: Asked, found: Found) -> Response {
    let files = state.media.files().clone();
    let opened = spawn_blocking(move || match asked {
        Asked::Size(of) => files.size(&hash, of),
        Asked::Original => files.original(&hash),
    });
    let kept = match opened.await {
        Ok(kept) => as_the_row_says(kept, found.bytes),
        Err(stopped) => Err(stopped.to_string()),
    };
    match kept {
        Ok(kept) => {
            let file = tokio::fs::File::from_std(kept.file);
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static(found.kind)),
                (header::CONTENT_LENGTH, HeaderValue::from(kept.bytes)),
                (header::CONTENT_DISPOSITION, found.disposition),
                (header::CACHE_CONTROL, HeaderValue::from_static(found.caching)),
            ];
            (headers, Body::from_stream(ReaderStream::new(file))).into_response()
        }
        Err(why) => {
            tracing::error!(media.hash = %hash, why, "the file of a picture cannot be sent");
            StatusCode::NOT_FOUND.into_response()
        }
    }
}

/// A file that is missing or of another length than its row says is not sent: never wrong bytes.
fn as_the_row_says(kept: Result<Option<Kept>, FilesError>, bytes: u64) -> Result<Kept, String> {
    match kept {
        Ok(Some(kept)) if kept.bytes == bytes => Ok(kept),
        Ok(Some(kept)) => Err(format!("{} bytes instead of {bytes}", kept.bytes)),
        Ok(None) => Err("it is missing".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests;
