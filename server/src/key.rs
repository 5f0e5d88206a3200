//! The site's secret key: a file of 32 random bytes beside the database, readable by its owner alone (security D3).

use domain::store::{Key, Rng};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// The name of the key file in the data folder.
const NAME: &str = "lantern.key";

/// Makes the data folder, mode 0700, if it is not there.
///
/// # Errors
/// What the file system says.
pub fn make_folder(data: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(data)
}

/// Reads the key of the data folder, or makes it: written to a temporary file, synced and renamed.
///
/// # Errors
/// What the file system says, or that the file does not hold 32 bytes.
pub fn load_or_make(data: &Path, rng: &dyn Rng) -> io::Result<Key> {
    let path = data.join(NAME);
    if !path.exists() {
        make(data, &path, rng)?;
    }
    let mut bytes = Vec::new();
    File::open(&path)?.take(64).read_to_end(&mut bytes)?;
    let bytes =
        bytes.try_into().map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the key file does not hold 32 bytes"))?;
    Ok(Key(bytes))
}

fn make(data: &Path, path: &Path, rng: &dyn Rng) -> io::Result<()> {
    let mut bytes = [0; 32];
    rng.fill(&mut bytes);
    let temporary = data.join("lantern.key.new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    File::open(data)?.sync_all()
}
