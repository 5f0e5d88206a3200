//! The pictures on disk: uploads and their sizes, under names that come from the digest of the upload alone.
//!
//! Beneath the root lie `originals/ab/abcd…` (as uploaded, for staff), `sizes/ab/abcd…-640.webp` (what readers get),
//! `cards/ab/abcd…` (the pictures on cards, which can be drawn again) and `incoming/` (files that are being written). No name that a person chose ever reaches the disk. Every directory is opened
//! beneath the one before it and without following links, so that a link put into the tree leads nowhere.

mod cards;
mod incoming;
mod room;
mod tree;
mod unheld;

use std::fmt;
use std::fs::File;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use domain::store::Rng;
use rustix::fs::{AtFlags, Dir, OFlags, fstatvfs, statat, unlinkat};
use rustix::io::Errno;

pub use self::incoming::Incoming;
use super::hash::MediaHash;
use super::size_name::SizeName;

/// The space that stays free on the disk, in bytes, so that the database can go on writing when pictures have filled the rest.
pub const DISK_RESERVE_BYTES: u64 = 500_000_000;

/// Why a file could not be kept, read or removed.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// Writing would use up the space that is kept free.
    #[error("{free_bytes} bytes are free on the disk of the media, {reserve_bytes} must stay free")]
    DiskReserve {
        /// What is free now.
        free_bytes: u64,
        /// What must stay free.
        reserve_bytes: u64,
    },
    /// Where a file or directory should be, there is a link or another kind of thing, which is not followed.
    #[error("a link or another foreign thing is in the way among the media")]
    Foreign,
    /// The disk refused.
    #[error("reading or writing media failed: {0}")]
    Io(#[from] io::Error),
}

impl From<Errno> for FilesError {
    fn from(errno: Errno) -> Self {
        // What `O_NOFOLLOW` and `O_DIRECTORY` answer to links and to files in a directory's place.
        match errno {
            Errno::LOOP | Errno::NOTDIR | Errno::MLINK => Self::Foreign,
            other => Self::Io(other.into()),
        }
    }
}

/// A file that is kept, open for reading.
#[derive(Debug)]
pub struct Kept {
    /// The file, at its start.
    pub file: File,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The pictures of a site on disk. Cheap to clone.
///
/// All methods block; call them off the async threads.
#[derive(Clone)]
pub struct MediaFiles {
    inner: Arc<Inner>,
}

struct Inner {
    root: File,
    reserve_bytes: u64,
    promised: room::Promised,
    rng: Arc<dyn Rng>,
    #[cfg(test)]
    steps: std::sync::Mutex<Vec<incoming::Step>>,
}

impl MediaFiles {
    /// Opens the directory, making it (for the owner alone) when it is missing.
    ///
    /// `reserve_bytes` stay free on its disk: [`DISK_RESERVE_BYTES`] unless the site is set up otherwise. `rng` names files while
    /// they are being written.
    ///
    /// # Errors
    /// [`FilesError::Io`] when it can neither be opened nor made.
    pub fn open(root: &Path, reserve_bytes: u64, rng: Arc<dyn Rng>) -> Result<Self, FilesError> {
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(root)?;
        let root = File::open(root)?;
        for name in [tree::INCOMING, tree::ORIGINALS, tree::SIZES, tree::CARDS] {
            tree::make_dir(&root, name)?;
        }
        Ok(Self {
            inner: Arc::new(Inner {
                root,
                reserve_bytes,
                promised: room::Promised::default(),
                rng,
                #[cfg(test)]
                steps: std::sync::Mutex::default(),
            }),
        })
    }

    /// Begins a file that will have at most about `bytes` bytes. It vanishes when it is dropped before it is kept.
    ///
    /// # Errors
    /// [`FilesError::DiskReserve`] when the disk has no room for it.
    pub fn incoming(&self, bytes: u64) -> Result<Incoming, FilesError> {
        Incoming::create(self, self.promise(bytes)?)
    }

    /// Keeps an upload. When this returns, it is on the disk, whatever happens to the machine.
    ///
    /// Keeping the same file again puts it in the place of the first, and so mends a damaged one.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses; nothing is kept then.
    pub fn keep_original(&self, hash: &MediaHash, upload: Incoming) -> Result<(), FilesError> {
        upload.keep_as(&[tree::ORIGINALS, &tree::folder(hash)], &hash.to_string())
    }

    /// Keeps one size of a picture. When this returns, it is on the disk, whatever happens to the machine.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses or is full; nothing is kept then.
    pub fn keep_size(&self, hash: &MediaHash, size: SizeName, bytes: &[u8]) -> Result<(), FilesError> {
        let mut incoming = self.incoming(bytes.len() as u64)?;
        incoming.write_all(bytes)?;
        incoming.keep_as(&[tree::SIZES, &tree::folder(hash)], &tree::size_name(hash, size))
    }

    /// The upload with this digest, if it is kept.
    ///
    /// # Errors
    /// [`FilesError`] when there is something else in its place, or the disk refuses.
    pub fn original(&self, hash: &MediaHash) -> Result<Option<Kept>, FilesError> {
        self.read(tree::ORIGINALS, hash, &hash.to_string())
    }

    /// A size of a picture, if it is kept.
    ///
    /// # Errors
    /// [`FilesError`] when there is something else in its place, or the disk refuses.
    pub fn size(&self, hash: &MediaHash, size: SizeName) -> Result<Option<Kept>, FilesError> {
        self.read(tree::SIZES, hash, &tree::size_name(hash, size))
    }

    /// Removes an upload and all its sizes. What is not there is no error.
    ///
    /// The sizes go first: when the machine stops in between, readers have already lost the picture.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses; some of the files may be gone then, and removing again removes the rest.
    pub fn remove(&self, hash: &MediaHash) -> Result<(), FilesError> {
        let name = hash.to_string();
        for part in [tree::SIZES, tree::ORIGINALS] {
            let Some(folder) = tree::find_dir(&self.inner.root, &[part, &tree::folder(hash)])? else {
                continue;
            };
            for entry in Dir::read_from(&folder)? {
                let entry = entry?;
                if entry.file_name().to_bytes().starts_with(name.as_bytes()) {
                    match unlinkat(&folder, entry.file_name(), AtFlags::empty()) {
                        Ok(()) | Err(Errno::NOENT) => {}
                        Err(errno) => return Err(errno.into()),
                    }
                }
            }
            folder.sync_all()?;
        }
        Ok(())
    }

    /// Removes what was left half written before `before`, by uploads that a stopped machine cut off. Returns how many files.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses.
    pub fn sweep_incoming(&self, before: SystemTime) -> Result<usize, FilesError> {
        let Some(dir) = tree::find_dir(&self.inner.root, &[tree::INCOMING])? else {
            return Ok(0);
        };
        let before = before.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut swept = 0;
        for entry in Dir::read_from(&dir)? {
            let entry = entry?;
            if matches!(entry.file_name().to_bytes(), b"." | b"..") {
                continue;
            }
            let found = statat(&dir, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?;
            if u64::try_from(found.st_mtime).unwrap_or(0) < before {
                unlinkat(&dir, entry.file_name(), AtFlags::empty())?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Remembers a step in tests, where its place in the order is checked.
    fn note(&self, step: incoming::Step) {
        #[cfg(test)]
        self.inner.steps.lock().expect("no test panics here").push(step);
        #[cfg(not(test))]
        let _ = (self, step);
    }

    /// Promises room for so many bytes; files that are under way have theirs.
    fn promise(&self, bytes: u64) -> Result<incoming::Promise, FilesError> {
        let disk = fstatvfs(&self.inner.root)?;
        let free_bytes = disk.f_bavail.saturating_mul(disk.f_frsize);
        let reserve_bytes = self.inner.reserve_bytes;
        self.inner.promised.add(bytes, free_bytes, reserve_bytes)?;
        Ok(incoming::Promise { files: self.clone(), bytes })
    }

    fn read(&self, part: &str, hash: &MediaHash, name: &str) -> Result<Option<Kept>, FilesError> {
        let Some(folder) = tree::find_dir(&self.inner.root, &[part, &tree::folder(hash)])? else {
            return Ok(None);
        };
        // Without waiting: opening a pipe that somebody put here would never return.
        let Some(file) = tree::find(&folder, name, OFlags::RDONLY | OFlags::NONBLOCK)? else {
            return Ok(None);
        };
        let found = file.metadata()?;
        if !found.is_file() {
            return Err(FilesError::Foreign);
        }
        Ok(Some(Kept { bytes: found.len(), file }))
    }
}

impl fmt::Debug for MediaFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MediaFiles").field("root", &self.inner.root).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
