//! The data folder and the site's secret key: who may read them, and that one program at a time works on them.

use domain::store::{Key, Rng};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// The name of the key file in the data folder.
pub const NAME: &str = "lantern.key";
/// The name of the file that is locked while a program works on the folder.
const LOCK: &str = "lantern.lock";

/// Why the data folder or the key cannot be used. Each names the cure (security X1).
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// Others on this machine can read it.
    #[error("`{key}` is {path}, which others on this machine can read (mode {mode:04o}); chmod {cure} {path}")]
    Open {
        /// The key of the configuration that names it.
        key: &'static str,
        /// Where it is.
        path: PathBuf,
        /// Its mode.
        mode: u32,
        /// The mode that it should have.
        cure: &'static str,
    },
    /// The key file does not hold a key.
    #[error("`secret_key_file` is {path}, which holds {has} bytes; a key has 32")]
    NotAKey {
        /// Where it is.
        path: PathBuf,
        /// How many bytes it holds; 64 stands for more.
        has: usize,
    },
    /// Another program works on the folder.
    #[error("`data` is {path}, which another Lantern is using; stop that one, or give this one a folder of its own")]
    InUse {
        /// Where it is.
        path: PathBuf,
    },
    /// The file system failed.
    #[error("{path}: {error}")]
    Io {
        /// Where.
        path: PathBuf,
        /// What it says.
        error: io::Error,
    },
}

/// Makes the data folder, mode 0700, if it is not there, and looks whether others can read it.
///
/// # Errors
/// [`Unusable::Open`], or what the file system says.
pub fn make_folder(data: &Path) -> Result<(), Unusable> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(data).map_err(|error| failed(data, error))?;
    closed_to(0o007, data, ("data", "700"))
}

/// Holds the data folder for this program until the lock is dropped or the process ends.
///
/// # Errors
/// [`Unusable::InUse`] when another program holds it.
pub fn hold(data: &Path) -> Result<File, Unusable> {
    let path = data.join(LOCK);
    let lock = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(&path);
    let lock = lock.map_err(|error| failed(&path, error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(Unusable::InUse { path: data.to_owned() }),
        Err(TryLockError::Error(error)) => Err(failed(&path, error)),
    }
}

/// Makes an empty file, mode 0600, where the database will be, so that it is never readable by others, not even while it is
/// being made. What SQLite puts beside it gets the same mode.
///
/// # Errors
/// [`Unusable::Open`], or what the file system says.
pub fn make_database_file(path: &Path) -> Result<(), Unusable> {
    OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(path).map_err(|error| failed(path, error))?;
    closed_to(0o007, path, ("data", "600"))
}

/// Reads the key, or makes it: written to a temporary file, synced and renamed.
///
/// # Errors
/// [`Unusable::NotAKey`], [`Unusable::Open`], or what the file system says.
pub fn load_or_make(path: &Path, rng: &dyn Rng) -> Result<Key, Unusable> {
    if !path.exists() {
        make(path, rng).map_err(|error| failed(path, error))?;
    }
    closed_to(0o077, path, ("secret_key_file", "600"))?;
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(64).read_to_end(&mut bytes));
    read.map_err(|error| failed(path, error))?;
    let has = bytes.len();
    Ok(Key(bytes.try_into().map_err(|_| Unusable::NotAKey { path: path.to_owned(), has })?))
}

fn make(path: &Path, rng: &dyn Rng) -> io::Result<()> {
    let mut bytes = [0; 32];
    rng.fill(&mut bytes);
    let temporary = path.with_extension("new");
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&temporary)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    fs::rename(&temporary, path)?;
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

/// Whether those whom the bits stand for are kept out. `named` is the key of the configuration and the mode to set.
fn closed_to(bits: u32, path: &Path, named: (&'static str, &'static str)) -> Result<(), Unusable> {
    let mode = fs::metadata(path).map_err(|error| failed(path, error))?.permissions().mode() & 0o7777;
    let (key, cure) = named;
    if mode & bits == 0 { Ok(()) } else { Err(Unusable::Open { key, path: path.to_owned(), mode, cure }) }
}

fn failed(path: &Path, error: io::Error) -> Unusable {
    Unusable::Io { path: path.to_owned(), error }
}
