//! What lies among the media, by the digests in its names: for the sweep of files that no row holds.

use std::collections::BTreeMap;
use std::time::SystemTime;

use rustix::fs::{AtFlags, Dir, statat};

use super::{FilesError, MediaFiles, tree};
use crate::media::hash::MediaHash;

impl MediaFiles {
    /// The digests of which nothing was written since `before`, in order. Foreign names are passed over.
    ///
    /// # Errors
    /// [`FilesError`] when the disk refuses.
    pub fn settled(&self, before: SystemTime) -> Result<Vec<MediaHash>, FilesError> {
        let before = before.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        let mut latest: BTreeMap<MediaHash, u64> = BTreeMap::new();
        for part in [tree::ORIGINALS, tree::SIZES] {
            for folder in (0..=u8::MAX).map(|byte| format!("{byte:02x}")) {
                let Some(folder) = tree::find_dir(&self.inner.root, &[part, &folder])? else { continue };
                for entry in Dir::read_from(&folder)? {
                    let entry = entry?;
                    let name = entry.file_name().to_string_lossy();
                    let Some(hash) = name.get(..64).and_then(|digits| digits.parse().ok()) else { continue };
                    let written = statat(&folder, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?.st_mtime;
                    let written = u64::try_from(written).unwrap_or(0);
                    latest.entry(hash).and_modify(|latest| *latest = written.max(*latest)).or_insert(written);
                }
            }
        }
        Ok(latest.into_iter().filter(|(_, written)| *written < before).map(|(hash, _)| hash).collect())
    }
}
