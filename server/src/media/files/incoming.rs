//! A file that is being written: unseen until it is whole and on the disk.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

use rustix::fs::{AtFlags, Mode, OFlags, openat, renameat, unlinkat};

use super::{FilesError, MediaFiles, tree};

const FILE_MODE: Mode = Mode::RUSR.union(Mode::WUSR);

/// A file that has no place among the media yet. Dropping it removes it.
#[derive(Debug)]
pub struct Incoming {
    files: MediaFiles,
    dir: File,
    file: File,
    promise: Promise,
    /// `None` once the file has its place.
    name: Option<String>,
}

/// Room that is kept for what a file will still write. Dropping it gives the rest back.
#[derive(Debug)]
pub(super) struct Promise {
    pub(super) files: MediaFiles,
    pub(super) bytes: u64,
}

impl Promise {
    fn use_up(&mut self, written: u64) {
        let used = written.min(self.bytes);
        self.bytes -= used;
        self.files.inner.promised.give_back(used);
    }
}

impl Drop for Promise {
    fn drop(&mut self) {
        self.files.inner.promised.give_back(self.bytes);
    }
}

impl Incoming {
    pub(super) fn create(files: &MediaFiles, promise: Promise) -> Result<Self, FilesError> {
        let dir = tree::make_dir(&files.inner.root, tree::INCOMING)?;
        let mut random = [0; 16];
        files.inner.rng.fill(&mut random);
        let name = format!("{:032x}", u128::from_ne_bytes(random));
        let flags = OFlags::CREATE | OFlags::EXCL | OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = openat(&dir, &name, flags, FILE_MODE)?.into();
        Ok(Self { files: files.clone(), dir, file, promise, name: Some(name) })
    }

    /// Adds bytes at the end.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)?;
        self.promise.use_up(bytes.len() as u64);
        Ok(())
    }

    /// Reads what was written, from the start.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.rewind()?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Gives the file its place, in the one order that survives a power cut: the contents reach the disk before the name
    /// does, and the name before anybody is told.
    pub(super) fn keep_as(mut self, path: &[&str], name: &str) -> Result<(), FilesError> {
        let mut dir = self.files.inner.root.try_clone()?;
        for step in path {
            dir = tree::make_dir(&dir, step)?;
        }
        self.sync_contents()?;
        self.rename_to(&dir, name)?;
        self.sync_name(&dir)?;
        Ok(())
    }

    fn sync_contents(&self) -> io::Result<()> {
        self.file.sync_all()?;
        self.files.note(Step::ContentsSynced);
        Ok(())
    }

    fn rename_to(&mut self, dir: &File, name: &str) -> Result<(), FilesError> {
        let temporary = self.name.as_deref().expect("it is kept only once");
        renameat(&self.dir, temporary, dir, name)?;
        self.name = None;
        self.files.note(Step::Renamed);
        Ok(())
    }

    fn sync_name(&self, dir: &File) -> io::Result<()> {
        dir.sync_all()?;
        self.files.note(Step::NameSynced);
        Ok(())
    }
}

/// A step on the way of a file to its place, noted for the test of their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    ContentsSynced,
    Renamed,
    NameSynced,
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if let Some(name) = &self.name {
            // What cannot be removed now is swept at the next start.
            let _ = unlinkat(&self.dir, name.as_str(), AtFlags::empty());
        }
    }
}
