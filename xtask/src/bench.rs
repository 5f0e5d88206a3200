//! `cargo xtask bench`: what Lantern promises in figures, measured on the program as it is shipped.

use clap::ValueEnum;

use crate::failure::Failure;
use crate::tools::{self, Tool};
use crate::{assets, browser, dist, programs};

/// A bench of its own.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Readers at full load, beside nginx
    Readers,
    /// A site of 100,000 articles and 1,000,000 comments, beside one of a hundredth of that
    Archive,
    /// What Lighthouse says of the pages that readers see most
    Lighthouse,
}

/// Builds the program, fills a site and prints a table. A figure above its limit is marked and fails nothing: machines differ.
///
/// # Errors
/// When something is missing, or does not build or answer.
pub fn run(what: Option<What>) -> Result<(), Failure> {
    match what {
        Some(What::Readers) => tools::require(&[Tool::Nginx, Tool::Wrk])?,
        Some(What::Archive) => tools::require(&[Tool::Wrk])?,
        Some(What::Lighthouse) => tools::require(&[Tool::Chromium, Tool::Node])?,
        None => {}
    }
    dist::run()?;
    if what == Some(What::Lighthouse) {
        return browser::run_with(
            &["--config", "bench.config.ts"],
            &[("PROGRAM_UNDER_TEST", programs::target().join("dist/lantern"))],
        );
    }
    programs::run(programs::cargo().args(["build", "--locked", "--package", "tests", "--bin", "bench"]))?;
    let bench = programs::target().join("debug/bench");
    let program = programs::target().join("dist/lantern");
    let mut bench = programs::program(&bench.to_string_lossy());
    bench.arg(program).arg(assets::site());
    match what {
        Some(What::Readers) => _ = bench.arg("readers"),
        Some(What::Archive) => _ = bench.arg("archive"),
        Some(What::Lighthouse) | None => {}
    }
    programs::run(&mut bench)
}
