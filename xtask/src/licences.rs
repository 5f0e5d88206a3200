//! `cargo xtask licences`: what Lantern is built from may be shipped, comes from one place, and is not known to be broken.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::failure::Failure;
use crate::metadata::{self, Package};
use crate::{programs, spdx};

/// Licences whose terms Lantern can meet: it ships their texts and publishes its own source.
const ALLOWED: [&str; 15] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "MPL-2.0",
];

/// Packages that may not come in, and why.
const REFUSED: [(&str, &str); 4] = [
    ("aws-lc-sys", "needs cmake and a second cryptography in C; choose the feature `ring` of what brings it"),
    ("aws-lc-rs", "needs cmake and a second cryptography in C; choose the feature `ring` of what brings it"),
    ("openssl-sys", "needs the system's OpenSSL; choose the rustls feature of what brings it"),
    ("native-tls", "needs the system's TLS; choose the rustls feature of what brings it"),
];

/// The first version without a known hole, and the notice that says so.
const AT_LEAST: [(&str, &str, &str); 7] = [
    ("ammonia", "4.1.4", "RUSTSEC-2025-0071, RUSTSEC-2026-0193, RUSTSEC-2026-0213"),
    ("comrak", "0.17.0", "GHSA-xxmq-4vph-956w and earlier ones"),
    ("quick-xml", "0.41.0", "RUSTSEC-2026-0194, RUSTSEC-2026-0195"),
    ("h2", "0.4.16", "RUSTSEC-2024-0332, RUSTSEC-2026-0258"),
    ("tar", "0.4.45", "RUSTSEC-2026-0067"),
    ("zip", "2.3.0", "links that lead out of the archive's folder"),
    ("time", "0.3.47", "RUSTSEC-2026-0009"),
];

/// Packages of npm that say their licence in words alone: what the file in them says.
const SAID_IN_WORDS: [(&str, &str, &str); 1] = [("parse-cache-control", "1.0.1", "BSD-3-Clause")];

/// Where npm's packages are locked.
const NPM_LOCKS: [&str; 2] = ["frontend/editor/package-lock.json", "tests/browser/package-lock.json"];

/// Checks every package in `Cargo.lock` and in npm's lock files.
///
/// # Errors
/// When a rule is broken; each breach is printed with its way out.
pub fn run() -> Result<(), Failure> {
    // Every optional part counts: a licence does not become good by being switched off today.
    let metadata = metadata::read(&["--all-features"])?;
    let mut breaches = rust_breaches(&metadata.packages);
    let mut count = metadata.packages.iter().filter(|package| package.source.is_some()).count();
    for lock in NPM_LOCKS {
        let path = programs::root().join(lock);
        let text = fs::read_to_string(&path).map_err(|error| Failure::at(&path, error))?;
        let packages = npm_packages(&text).map_err(|error| Failure::at(&path, error))?;
        count += packages.len();
        breaches.extend(npm_breaches(lock, &packages));
    }
    for breach in &breaches {
        eprintln!("{breach}");
    }
    for (name, versions) in doubles(&metadata.packages) {
        println!("note: {name} is here {} times: {}", versions.len(), versions.into_iter().collect::<Vec<_>>().join(", "));
    }
    if breaches.is_empty() {
        println!("{count} packages: licences, sources and versions are in order.");
        Ok(())
    } else {
        Err(Failure::new(format!("{} of {count} packages break a rule.", breaches.len())))
    }
}

/// Whether Lantern can be shipped with something under this licence expression.
pub fn is_allowed(expression: &str) -> bool {
    spdx::is_met(expression, &|licence| ALLOWED.contains(&licence))
}

fn rust_breaches(packages: &[Package]) -> Vec<String> {
    let mut breaches = Vec::new();
    let sources: BTreeSet<&str> = packages.iter().filter_map(|package| package.source.as_deref()).collect();
    let registry = sources.iter().find(|source| source.starts_with("registry+")).copied();
    for package in packages {
        let what = format!("{} {}", package.name, package.version);
        let Some(source) = package.source.as_deref() else {
            continue;
        };
        if Some(source) != registry {
            breaches.push(format!("Cargo.lock: {what}: comes from {source}; every package comes from the one registry: publish it there or do without it"));
        }
        match package.license.as_deref() {
            Some(licence) if is_allowed(licence) => {}
            Some(licence) => breaches.push(format!(
                "Cargo.lock: {what}: its licence `{licence}` is not on the list in xtask/src/licences.rs; do without it"
            )),
            None => breaches.push(format!("Cargo.lock: {what}: names no licence; do without it")),
        }
        if let Some((_, why)) = REFUSED.iter().find(|(name, _)| *name == package.name) {
            breaches.push(format!("Cargo.lock: {what}: {why}"));
        }
        let least = AT_LEAST.iter().find(|(name, ..)| *name == package.name);
        if let Some((name, least, notice)) = least.filter(|(_, least, _)| numbers(&package.version) < numbers(least)) {
            breaches.push(format!("Cargo.lock: {what}: {notice}; `cargo update {name}` to {least} or newer"));
        }
    }
    breaches
}

/// The numbers of a version, so that 0.10 comes after 0.9; what follows `-` or `+` does not count.
fn numbers(version: &str) -> Vec<u64> {
    version.split(['-', '+']).next().unwrap_or_default().split('.').filter_map(|part| part.parse().ok()).collect()
}

/// Packages that are here in several versions. Each costs time and size, but is often not ours to mend.
fn doubles(packages: &[Package]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    versions.retain(|_, versions| versions.len() > 2);
    versions
}

/// One package of npm's lock file.
pub struct NpmPackage {
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub licence: Option<String>,
    /// Whether it is only for building.
    pub is_dev: bool,
    /// An address it is downloaded from that the lock file should not hold.
    pub resolved: Option<String>,
}

/// The packages that a `package-lock.json` (version 3) names.
///
/// # Errors
/// When it is no such file.
pub fn npm_packages(lock: &str) -> Result<Vec<NpmPackage>, String> {
    let lock: Value = serde_json::from_str(lock).map_err(|error| error.to_string())?;
    let packages = lock["packages"].as_object().ok_or("has no `packages`")?;
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Ok(packages
        .iter()
        .filter(|(path, _)| !path.is_empty())
        .map(|(path, package)| NpmPackage {
            name: path.rsplit("node_modules/").next().unwrap_or(path).to_owned(),
            version: text(&package["version"]).unwrap_or_default(),
            licence: text(&package["license"]).or_else(|| said_in_words(path, &package["version"])),
            is_dev: package["dev"].as_bool().unwrap_or(false),
            resolved: text(&package["resolved"]),
        })
        .collect())
}

fn said_in_words(path: &str, version: &Value) -> Option<String> {
    let name = path.rsplit("node_modules/").next()?;
    let said = SAID_IN_WORDS.iter().find(|(other, of, _)| *other == name && version.as_str() == Some(of));
    said.map(|(.., licence)| (*licence).to_owned())
}

fn npm_breaches(lock: &str, packages: &[NpmPackage]) -> Vec<String> {
    let mut breaches = Vec::new();
    for package in packages {
        let what = format!("{lock}: {} {}", package.name, package.version);
        match package.licence.as_deref() {
            Some(licence) if is_allowed(licence) => {}
            Some(licence) => breaches
                .push(format!("{what}: its licence `{licence}` is not on the list in xtask/src/licences.rs; do without it")),
            None => breaches.push(format!("{what}: names no licence; do without it")),
        }
        if let Some(address) = &package.resolved {
            breaches
                .push(format!("{what}: is locked to {address}; lock again with `npm install --omit-lockfile-registry-resolved`"));
        }
    }
    breaches
}

/// The licence files that lie in a package's folder, by name.
///
/// # Errors
/// When the folder cannot be read.
pub fn texts(folder: &Path) -> Result<BTreeMap<String, String>, Failure> {
    const STARTS: [&str; 6] = ["licen", "copying", "copyright", "notice", "unlicense", "ofl"];
    let entries = fs::read_dir(folder).map_err(|error| Failure::at(folder, error))?;
    let mut texts = BTreeMap::new();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_file()) {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let lower = name.to_lowercase();
        let is_code = [".rs", ".js", ".json", ".toml"].iter().any(|extension| lower.ends_with(extension));
        if STARTS.iter().any(|start| lower.starts_with(start)) && !is_code {
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, error))?;
            texts.insert(name, String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, version: &str, licence: Option<&str>) -> Package {
        Package {
            id: format!("{name}@{version}"),
            name: name.into(),
            version: version.into(),
            license: licence.map(str::to_owned),
            source: Some("registry+a".into()),
            authors: Vec::new(),
            manifest_path: "Cargo.toml".into(),
            dependencies: Vec::new(),
        }
    }

    #[test]
    fn p01_a_package_in_order_breaks_no_rule() {
        assert_eq!(rust_breaches(&[package("ammonia", "4.2.4", Some("MIT OR Apache-2.0"))]), Vec::<String>::new());
    }

    #[test]
    fn p01_licence_source_name_and_age_are_checked() {
        let mut elsewhere = package("far", "1.0.0", Some("MIT"));
        elsewhere.source = Some("git+b".into());
        let packages = [
            package("copyleft", "1.0.0", Some("AGPL-3.0-only")),
            package("silent", "1.0.0", None),
            package("openssl-sys", "0.9.0", Some("MIT")),
            package("quick-xml", "0.9.1", Some("MIT")),
            elsewhere,
        ];
        let breaches = rust_breaches(&packages);
        assert_eq!(breaches.len(), 5, "{breaches:#?}");
        for (breach, word) in breaches.iter().zip(["AGPL-3.0-only", "no licence", "OpenSSL", "RUSTSEC-2026-0194", "git+b"]) {
            assert!(breach.contains(word), "{breach}");
        }
    }

    #[test]
    fn p01_npm_packages_are_held_to_the_same_list() {
        let lock = r#"{"packages": {"": {"name": "editor"},
            "node_modules/@a/b": {"version": "1.0.0", "license": "MIT"},
            "node_modules/c": {"version": "2.0.0", "license": "GPL-3.0", "dev": true, "resolved": "https://c"},
            "node_modules/d/node_modules/parse-cache-control": {"version": "1.0.1"}}}"#;
        let packages = npm_packages(lock).unwrap();
        assert_eq!(packages[2].licence.as_deref(), Some("BSD-3-Clause"));
        assert_eq!(packages[0].name, "@a/b");
        let breaches = npm_breaches("lock", &packages);
        assert_eq!(breaches.len(), 2);
        assert!(breaches[0].contains("c 2.0.0") && breaches[0].contains("GPL-3.0"));
        assert!(breaches[1].contains("https://c"));
    }
}
