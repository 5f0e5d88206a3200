//! `cargo xtask bench`: what Lantern promises in figures, measured on the program as it is shipped.

use crate::failure::Failure;
use crate::{assets, dist, programs};

/// Builds the program, fills a site and prints a table. A figure above its limit is marked and fails nothing: machines differ.
///
/// # Errors
/// When something does not build or answer.
pub fn run() -> Result<(), Failure> {
    dist::run()?;
    programs::run(programs::cargo().args(["build", "--locked", "--package", "tests", "--bin", "bench"]))?;
    let bench = programs::target().join("debug/bench");
    let program = programs::target().join("dist/lantern");
    programs::run(programs::program(&bench.to_string_lossy()).arg(program).arg(assets::site()))
}
