//! The directories among the media, opened one beneath the other, and the names in them.

use std::fs::File;

use rustix::fs::{Mode, OFlags, mkdirat, openat};
use rustix::io::Errno;

use super::FilesError;
use crate::media::hash::MediaHash;
use crate::media::size_name::SizeName;

pub const INCOMING: &str = "incoming";
pub const ORIGINALS: &str = "originals";
pub const SIZES: &str = "sizes";
pub const CARDS: &str = "cards";

const DIR_MODE: Mode = Mode::RWXU;

/// Files are spread over 256 directories, so that none grows too large to list.
pub fn folder(hash: &MediaHash) -> String {
    hash.to_string()[..2].to_string()
}

pub fn size_name(hash: &MediaHash, size: SizeName) -> String {
    format!("{hash}-{size}")
}

/// What stands under a name in a directory, if anything does; never what a link there points to.
pub fn find(dir: &File, name: &str, flags: OFlags) -> Result<Option<File>, FilesError> {
    let flags = flags | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    match openat(dir, name, flags, Mode::empty()) {
        Ok(file) => Ok(Some(file.into())),
        Err(Errno::NOENT) => Ok(None),
        Err(errno) => Err(errno.into()),
    }
}

/// The directory at the end of a path beneath `root`, if it is there.
pub fn find_dir(root: &File, path: &[&str]) -> Result<Option<File>, FilesError> {
    let mut dir = root.try_clone()?;
    for name in path {
        match find(&dir, name, OFlags::RDONLY | OFlags::DIRECTORY)? {
            Some(next) => dir = next,
            None => return Ok(None),
        }
    }
    Ok(Some(dir))
}

/// The directory under a name, made for the owner alone when it is missing.
pub fn make_dir(parent: &File, name: &str) -> Result<File, FilesError> {
    match mkdirat(parent, name, DIR_MODE) {
        // A directory that is not on the disk would take its files with it.
        Ok(()) => parent.sync_all()?,
        Err(Errno::EXIST) => {}
        Err(errno) => return Err(errno.into()),
    }
    find(parent, name, OFlags::RDONLY | OFlags::DIRECTORY)?.ok_or(FilesError::Foreign)
}
