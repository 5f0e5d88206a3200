//! What cargo knows about the packages that Lantern is built from.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use crate::failure::Failure;
use crate::programs;

/// The answer of `cargo metadata`, as far as it is read here. Format: version 1.
#[derive(Deserialize)]
pub struct Metadata {
    /// Every package, those of the workspace among them.
    pub packages: Vec<Package>,
    /// Who uses whom, with the features asked for.
    pub resolve: Option<Resolve>,
}

/// One package.
#[derive(Deserialize, Clone)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    /// An SPDX expression.
    pub license: Option<String>,
    /// Where it comes from; nothing for a package of the workspace.
    pub source: Option<String>,
    pub authors: Vec<String>,
    pub manifest_path: PathBuf,
    pub dependencies: Vec<Dependency>,
}

/// One line under `[dependencies]` and its like.
#[derive(Deserialize, Clone)]
pub struct Dependency {
    pub name: String,
    /// `dev`, `build`, or nothing for an ordinary one.
    pub kind: Option<String>,
    pub optional: bool,
    /// Set when it lies in the workspace.
    pub path: Option<PathBuf>,
}

/// The graph of packages.
#[derive(Deserialize)]
pub struct Resolve {
    pub nodes: Vec<Node>,
}

/// One package and those it uses.
#[derive(Deserialize)]
pub struct Node {
    pub id: String,
    pub deps: Vec<Edge>,
}

/// One use of a package.
#[derive(Deserialize)]
pub struct Edge {
    pub pkg: String,
    pub dep_kinds: Vec<EdgeKind>,
}

/// How a package is used.
#[derive(Deserialize)]
pub struct EdgeKind {
    pub kind: Option<String>,
}

/// Asks cargo, with `arguments` besides.
///
/// # Errors
/// When cargo fails: most often since `Cargo.lock` is behind.
pub fn read(arguments: &[&str]) -> Result<Metadata, Failure> {
    let json = programs::output(programs::cargo().args(["metadata", "--locked", "--format-version", "1"]).args(arguments))?;
    serde_json::from_str(&json).map_err(|error| Failure::new(format!("cargo metadata: {error}")))
}

/// The packages that `root` is made of when it runs, `root` and others of the workspace left out; by name and version.
///
/// What only tests or build scripts use is no part of it.
pub fn shipped_with<'a>(metadata: &'a Metadata, root: &str) -> Vec<&'a Package> {
    let packages: BTreeMap<&str, &Package> = metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let nodes: BTreeMap<&str, &Node> =
        metadata.resolve.iter().flat_map(|resolve| &resolve.nodes).map(|node| (node.id.as_str(), node)).collect();
    let mut seen = BTreeMap::new();
    let mut open: Vec<&str> = metadata
        .packages
        .iter()
        .filter(|package| package.source.is_none() && package.name == root)
        .map(|package| package.id.as_str())
        .collect();
    while let Some(id) = open.pop() {
        let (Some(package), Some(node)) = (packages.get(id), nodes.get(id)) else {
            continue;
        };
        if seen.insert(id, *package).is_some() {
            continue;
        }
        let used = node.deps.iter().filter(|edge| edge.dep_kinds.iter().any(|kind| kind.kind.is_none()));
        open.extend(used.map(|edge| edge.pkg.as_str()));
    }
    let mut found: Vec<&Package> = seen.into_values().filter(|package| package.source.is_some()).collect();
    found.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    found
}
