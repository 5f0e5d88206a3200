//! The committed script bundles: rebuilt from their sources and compared byte for byte.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::programs::{self, program};

/// Checks the types of every script in `frontend/editor`, bundles it elsewhere and compares it with `frontend/assets`.
///
/// # Errors
/// When npm or the build fails, or a bundle differs from its sources.
pub fn check() -> Result<(), Failure> {
    let sources = programs::root().join("frontend/editor");
    programs::run(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&sources))?;
    programs::run(program("npx").args(["--no-install", "tsc"]).current_dir(&sources))?;
    let fresh = tempfile::tempdir().map_err(|error| Failure::new(format!("no temporary folder: {error}")))?;
    programs::run(program("node").arg("build.mjs").arg(fresh.path()).current_dir(&sources))?;
    let committed = programs::root().join("frontend/assets");
    let names = names(fresh.path())?;
    if names.is_empty() {
        return Err(Failure::new("frontend/editor/build.mjs made no file."));
    }
    let differing: Vec<&String> = names
        .iter()
        .filter(|name| {
            let (fresh, committed) = (fs::read(fresh.path().join(name)), fs::read(committed.join(name)));
            committed.is_err() || fresh.ok() != committed.ok()
        })
        .collect();
    if !differing.is_empty() {
        let differing: Vec<String> = differing.into_iter().map(|name| format!("frontend/assets/{name}")).collect();
        return Err(Failure::new(format!(
            "{} is not what its sources give: run `npm ci --ignore-scripts && node build.mjs` in frontend/editor and commit the result.",
            differing.join(", ")
        )));
    }
    eprintln!("{} are what their sources give.", names.into_iter().collect::<Vec<_>>().join(", "));
    Ok(())
}

fn names(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::at(folder, error))?;
    Ok(entries.filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned())).collect())
}
