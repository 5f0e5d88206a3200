//! The two style sheets: every file of `style` for readers, every file of `style/admin` for the panel on top of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::css;
use crate::failure::Failure;
use crate::programs;

/// The order in which layers win, the last one most. Each sheet opens with it.
pub const LAYERS: [&str; 7] = ["reset", "tokens", "base", "layout", "components", "rooms", "print"];

/// Files that must come first, since rules of one layer and one weight are decided by their place.
const FIRST: [&str; 4] = ["tokens.css", "base.css", "layout.css", "components.css"];

/// What every page needs, minified. `names` maps a file named in `url()` to the name it is served under.
///
/// # Errors
/// When a file cannot be read or names a file that is not in `names`.
pub fn public(names: &BTreeMap<String, String>) -> Result<String, Failure> {
    join(&sources("style")?, names)
}

/// What the admin panel needs besides, minified.
///
/// # Errors
/// As [`public`].
pub fn admin(names: &BTreeMap<String, String>) -> Result<String, Failure> {
    join(&sources("style/admin")?, names)
}

/// The sheet files in `folder`, in the order they are joined in: the four of [`FIRST`], then by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn sources(folder: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = programs::root().join(folder);
    let entries = fs::read_dir(&folder).map_err(|error| Failure::at(&folder, error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "css"))
        .collect();
    files.sort_by_key(|path| (place(path), path.clone()));
    Ok(files)
}

fn place(path: &Path) -> usize {
    FIRST.iter().position(|first| path.ends_with(first)).unwrap_or(FIRST.len())
}

fn join(files: &[PathBuf], names: &BTreeMap<String, String>) -> Result<String, Failure> {
    let mut sheet = format!("@layer {};", LAYERS.join(","));
    for path in files {
        let source = fs::read_to_string(path).map_err(|error| Failure::at(path, error))?;
        let served = |file: &str| names.get(file).cloned();
        sheet.push_str(&css::minify(&source, &served).map_err(|error| Failure::at(path, error))?);
    }
    Ok(sheet)
}
