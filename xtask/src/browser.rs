//! Playwright, with the packages that its lock file names and the browser that is here.

use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::programs::{self, program, run};
use crate::tools;

/// Installs what the browser tests are made of, checks their types, and gives the command that runs them.
///
/// # Errors
/// When a package cannot be brought, a type does not fit, or there is no Chromium.
pub fn tests() -> Result<Command, Failure> {
    let folder = programs::root().join("tests/browser");
    run(program("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    run(program("npx").args(["--no-install", "tsc"]).current_dir(&folder))?;
    let chromium = tools::chromium().ok_or_else(|| Failure::new("Chromium is missing."))?;
    let mut tests = program("npx");
    tests.args(["--no-install", "playwright", "test"]).current_dir(&folder).env("CHROMIUM", chromium);
    Ok(tests)
}

/// Runs them with these arguments and these variables.
///
/// # Errors
/// As [`tests`], or when one of them fails.
pub fn run_with(arguments: &[&str], variables: &[(&str, PathBuf)]) -> Result<(), Failure> {
    run(tests()?.args(arguments).envs(variables.iter().map(|(name, value)| (*name, value))))
}
