//! The pictures on cards among the media. Each can be drawn again, so they may go whenever room is wanted.

use rustix::fs::{AtFlags, Dir, statat, unlinkat};
use rustix::io::Errno;

use super::{FilesError, Kept, MediaFiles, tree};
use crate::media::hash::MediaHash;

/// A card on the disk: when it was written in seconds since 1970, where it lies, its length in bytes.
type Written = (u64, MediaHash, u64);

impl MediaFiles {
    /// Keeps a card under the digest of what is drawn on it.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses or is full; nothing is kept then.
    pub fn keep_card(&self, name: &MediaHash, bytes: &[u8]) -> Result<(), FilesError> {
        let mut incoming = self.incoming(bytes.len() as u64)?;
        incoming.write_all(bytes)?;
        incoming.keep_as(&[tree::CARDS, &tree::folder(name)], &name.to_string())
    }

    /// The card of that name, if it is kept.
    ///
    /// # Errors
    /// [`FilesError`] when there is something else in its place, or the disk refuses.
    pub fn card(&self, name: &MediaHash) -> Result<Option<Kept>, FilesError> {
        self.read(tree::CARDS, name, &name.to_string())
    }

    /// Removes the oldest cards until the rest has at most so many bytes; gives how many went.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses.
    pub fn sweep_cards(&self, most_bytes: u64) -> Result<usize, FilesError> {
        let mut cards = self.written_cards()?;
        let mut bytes: u64 = cards.iter().map(|(.., bytes)| bytes).sum();
        cards.sort_unstable();
        let mut removed = 0;
        for (_, name, length) in cards {
            if bytes <= most_bytes {
                break;
            }
            if let Some(folder) = tree::find_dir(&self.inner.root, &[tree::CARDS, &tree::folder(&name)])? {
                match unlinkat(&folder, name.to_string(), AtFlags::empty()) {
                    Ok(()) | Err(Errno::NOENT) => {}
                    Err(errno) => return Err(errno.into()),
                }
            }
            bytes -= length;
            removed += 1;
        }
        Ok(removed)
    }

    /// Every card on the disk. Foreign names are passed over.
    fn written_cards(&self) -> Result<Vec<Written>, FilesError> {
        let mut cards = Vec::new();
        for folder in (0..=u8::MAX).map(|byte| format!("{byte:02x}")) {
            let Some(folder) = tree::find_dir(&self.inner.root, &[tree::CARDS, &folder])? else { continue };
            for entry in Dir::read_from(&folder)? {
                let entry = entry?;
                let Ok(name) = entry.file_name().to_string_lossy().parse() else { continue };
                let found = statat(&folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?;
                let number = |number: i64| u64::try_from(number).unwrap_or(0);
                cards.push((number(found.st_mtime), name, number(found.st_size)));
            }
        }
        Ok(cards)
    }
}
