//! Taking an upload: from a stream of bytes to a picture in all its sizes, or a reason why not.

use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use domain::media::{Kind, MAX_BYTES, Placeholder, Remark, Rights, Unfit};
use futures::{Stream, StreamExt};
use sha2::{Digest, Sha256};
use tokio::sync::{OwnedRwLockReadGuard, OwnedRwLockWriteGuard, OwnedSemaphorePermit, RwLock, Semaphore};
use tokio::task::spawn_blocking;

use super::files::{FilesError, Incoming, MediaFiles};
use super::hash::MediaHash;
use super::probe::{Probed, probe};
use super::rights::{self, packet};
use super::size_name::SizeName;
use super::{file_name, sizes};

/// A picture with more pixels than this is decoded only while no other such picture is.
const LARGE_PIXELS: u64 = 20_000_000;

/// An upload that arrived whole and waits on the disk to be looked at. Dropping it removes it.
#[derive(Debug)]
pub struct TempUpload {
    /// The digest of its bytes.
    pub hash: MediaHash,
    /// Its length, at most [`MAX_BYTES`].
    pub bytes: u64,
    /// The name that it had, as one line of text.
    pub file_name: Option<String>,
    file: Incoming,
}

/// A picture that was taken. Its files are on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The digest of the upload, under which its files are kept.
    pub hash: MediaHash,
    /// What was uploaded.
    pub kind: Kind,
    /// Pixels from left to right, as it is seen.
    pub width: u32,
    /// Pixels from top to bottom, as it is seen.
    pub height: u32,
    /// The length of the upload in bytes.
    pub bytes: u64,
    /// The name that it had, as one line of at most 255 characters.
    pub file_name: Option<String>,
    /// What the file says about its rights.
    pub rights: Rights,
    /// What the uploader should know.
    pub remarks: Vec<Remark>,
    /// What stands in the picture's place until it has come; none when it can be seen through.
    pub placeholder: Option<Placeholder>,
    /// The sizes that were made, narrowest first, and one that everything reads; at least two.
    pub sizes: Vec<TakenSize>,
}

/// A size that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenSize {
    /// Its format and width.
    pub name: SizeName,
    /// Pixels from top to bottom.
    pub height: u32,
    /// The length of the file in bytes.
    pub bytes: u64,
}

/// Why an upload was not taken. Nothing of it stays.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The file is no picture that can be taken.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The files could not be written.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The upload broke off before its end.
    #[error("the upload broke off")]
    BrokeOff,
    /// The picture was accepted and could not be processed: the program's fault or the machine's.
    #[error("the picture could not be processed")]
    Failed,
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Files(error.into())
    }
}

/// Takes uploads, as many at once as there are cores to decode them. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Intake {
    files: MediaFiles,
    decoders: Arc<Semaphore>,
    large: Arc<Semaphore>,
    shelves: Arc<RwLock<()>>,
}

impl Intake {
    /// An intake that keeps what it takes in `files` and decodes `at_once` pictures at a time.
    #[must_use]
    pub fn new(files: MediaFiles, at_once: usize) -> Self {
        Self {
            files,
            decoders: Arc::new(Semaphore::new(at_once.max(1))),
            large: Arc::new(Semaphore::new(1)),
            shelves: Arc::default(),
        }
    }

    /// The files that the intake writes to.
    #[must_use]
    pub fn files(&self) -> &MediaFiles {
        &self.files
    }

    /// Held while an upload is taken and its row written: until then nothing is deleted, so that no deletion takes the files of
    /// a row that is about to come.
    pub async fn adding(&self) -> OwnedRwLockReadGuard<()> {
        Arc::clone(&self.shelves).read_owned().await
    }

    /// Held while a row is deleted and its files removed: until then nothing is added.
    pub async fn deleting(&self) -> OwnedRwLockWriteGuard<()> {
        Arc::clone(&self.shelves).write_owned().await
    }

    /// Removes the files of a picture off the async threads.
    ///
    /// # Errors
    /// [`Refusal::Files`] when the disk refuses.
    pub async fn remove(&self, hash: MediaHash) -> Result<(), Refusal> {
        let files = self.files.clone();
        blocking(move || Ok(files.remove(&hash)?)).await
    }

    /// The digests of which nothing was written since `before`.
    ///
    /// # Errors
    /// [`Refusal::Files`] when the disk refuses.
    pub async fn settled(&self, before: SystemTime) -> Result<Vec<MediaHash>, Refusal> {
        let files = self.files.clone();
        blocking(move || Ok(files.settled(before)?)).await
    }

    /// Writes an upload to the disk as it arrives, and stops at the first byte too many.
    ///
    /// # Errors
    /// [`Unfit::TooManyBytes`] or [`Unfit::Empty`]; [`Refusal::BrokeOff`] when the stream ends in an error;
    /// [`Refusal::Files`] when the disk has no room.
    pub async fn receive<E>(
        &self,
        name: Option<&str>,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<TempUpload, Refusal> {
        let files = self.files.clone();
        let mut file = blocking(move || Ok(files.incoming(MAX_BYTES)?)).await?;
        let mut digest = Sha256::new();
        let mut bytes = 0;
        let mut body = std::pin::pin!(body);
        while let Some(piece) = body.next().await {
            let piece = piece.map_err(|_| Refusal::BrokeOff)?;
            bytes += piece.len() as u64;
            if bytes > MAX_BYTES {
                return Err(Unfit::TooManyBytes { limit_bytes: MAX_BYTES }.into());
            }
            digest.update(&piece);
            file = blocking(move || {
                file.write_all(&piece)?;
                Ok(file)
            })
            .await?;
        }
        if bytes == 0 {
            return Err(Unfit::Empty.into());
        }
        Ok(TempUpload { hash: MediaHash::finished(digest), bytes, file_name: name.and_then(file_name::cleaned), file })
    }

    /// Looks at an upload, makes its sizes and keeps it all.
    ///
    /// The sizes are kept before the upload itself, so that an upload that is there has all its sizes. When the caller goes
    /// away meanwhile, the work ends by itself.
    ///
    /// # Errors
    /// [`Refusal`]; nothing of the upload stays, but a size may, which the next try replaces.
    pub async fn take(&self, upload: TempUpload) -> Result<Taken, Refusal> {
        let turn = acquired(&self.decoders).await;
        let (turn, upload, bytes, probed) = blocking(move || {
            let mut upload = upload;
            let bytes = Bytes::from(upload.file.read_all()?);
            let probed = probe(&bytes)?;
            Ok((turn, upload, bytes, probed))
        })
        .await?;
        let large = self.turn_of(probed.pixels()).await;
        let files = self.files.clone();
        blocking(move || {
            let taken = process(&files, upload, &bytes, &probed);
            drop((turn, large));
            taken
        })
        .await
    }

    /// A large picture takes hundreds of megabytes while it is decoded, so only one is at a time.
    async fn turn_of(&self, pixels: u64) -> Option<OwnedSemaphorePermit> {
        if pixels > LARGE_PIXELS { Some(acquired(&self.large).await) } else { None }
    }
}

fn process(files: &MediaFiles, upload: TempUpload, bytes: &Bytes, probed: &Probed) -> Result<Taken, Refusal> {
    let (rights, remarks) = rights::read(&probed.blocks);
    let packet = packet::write(&rights);
    let picture = sizes::decode(bytes, probed)?;
    let mut taken = Taken {
        hash: upload.hash,
        kind: probed.kind,
        width: picture.width,
        height: picture.height,
        bytes: upload.bytes,
        file_name: upload.file_name,
        rights,
        remarks,
        placeholder: picture.placeholder().map_err(|_| Refusal::Failed)?,
        sizes: Vec::new(),
    };
    for step in picture.ladder() {
        let size = picture.size(step, packet.as_deref()).map_err(|_| Refusal::Failed)?;
        files.keep_size(&taken.hash, size.name, &size.bytes)?;
        taken.sizes.push(TakenSize { name: size.name, height: size.height, bytes: size.bytes.len() as u64 });
    }
    files.keep_original(&taken.hash, upload.file)?;
    Ok(taken)
}

/// Runs work that blocks or computes off the async threads. A panic in it, as a decoder may have on a hostile file, is one
/// failed upload.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Refusal> + Send + 'static) -> Result<T, Refusal> {
    spawn_blocking(work).await.unwrap_or_else(|stopped| {
        tracing::error!(panicked = stopped.is_panic(), "processing an upload stopped");
        Err(Refusal::Failed)
    })
}

async fn acquired(semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    let permit = Arc::clone(semaphore).acquire_owned().await;
    permit.expect("the semaphore is never closed")
}

#[cfg(test)]
mod tests;
