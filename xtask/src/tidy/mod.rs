//! `cargo xtask tidy`: the rules of the house, each breach with its file, line and way out.

mod arrows;
mod classes;
mod contrast;
mod dependencies;
mod files;
mod finding;
mod places;
mod rust;
mod sheets;
mod sizes;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::tidy::rust::RustFile;
use crate::tidy::sheets::Sheet;
use crate::{metadata, programs};

/// The folders that hold our own Rust, one a crate.
const CRATES: [&str; 7] = ["app", "domain", "frontend", "migration", "server", "tests", "xtask"];

/// Checks every rule over the whole repository, prints what it found and mentions what is only large.
///
/// # Errors
/// When a rule is broken.
pub fn run() -> Result<(), Failure> {
    let rust = rust_files()?;
    let sheets = sheet_files()?;
    let packages = metadata::read(&["--no-deps"])?.packages;
    let mut breaches = arrows::breaches(&packages);
    breaches.extend(dependencies::breaches(&packages, &rust));
    breaches.extend(files::breaches(&rust, &sheets));
    breaches.extend(places::breaches(&rust));
    breaches.extend(words::breaches(&rust));
    breaches.extend(sheets::breaches(&sheets));
    breaches.extend(classes::breaches(&rust, &sheets));
    breaches.extend(contrast::breaches(&sheets));
    for remark in sizes::remarks(&rust) {
        println!("note: {remark}");
    }
    for breach in &breaches {
        eprintln!("{breach}");
    }
    if breaches.is_empty() {
        println!("{} Rust files and {} sheets keep the rules of the house.", rust.len(), sheets.len());
        Ok(())
    } else {
        Err(Failure::new(format!("{} breaches of the rules of the house.", breaches.len())))
    }
}

fn rust_files() -> Result<Vec<RustFile>, Failure> {
    let mut paths = Vec::new();
    for folder in CRATES {
        walk(&programs::root().join(folder), &mut paths)?;
    }
    let read = |path: &PathBuf| RustFile::read(&from_root(path), &text(path)?);
    let mut files: Vec<RustFile> = paths.iter().filter(|path| has_extension(path, "rs")).map(read).collect::<Result<_, _>>()?;
    let tests: Vec<String> = files.iter().flat_map(|file| file.test_modules.clone()).collect();
    for file in &mut files {
        let module = file.path.strip_suffix(".rs").unwrap_or(&file.path);
        if tests.iter().any(|test| module == test || module.starts_with(&format!("{test}/"))) {
            file.tokens.clear();
        }
    }
    Ok(files)
}

fn sheet_files() -> Result<Vec<Sheet>, Failure> {
    let mut paths = Vec::new();
    walk(&programs::root().join("style"), &mut paths)?;
    paths.iter().filter(|path| has_extension(path, "css")).map(|path| Sheet::read(&from_root(path), &text(path)?)).collect()
}

/// Every file beneath `folder`, in the order of their names; what npm and cargo put there is not ours.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let entries = fs::read_dir(folder).map_err(|error| Failure::at(folder, error))?;
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            if !path.ends_with("node_modules") && !path.ends_with("target") {
                walk(&path, files)?;
            }
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn text(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|error| Failure::at(path, error))
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(programs::root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
