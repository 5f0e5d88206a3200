//! What each step of `cargo xtask test` does.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::postgres::Cluster;
use crate::programs::{cargo, not_started, run, spoken};
use crate::test::Step;
use crate::test::tally::Tally;
use crate::tools::{self, Tool};
use crate::wasm::{self, Build};
use crate::{assets, browser, bundles, licences, tidy};

/// The packages of the server's side. They are always built together, so that each dependency is built with one set of
/// features, once: `tests` turns on `domain/scene`, and with it more of what lies beneath.
const PACKAGES: [&str; 5] = ["app", "domain", "migration", "server", "tests"];

/// Brings what `steps` need, before the first of them starts.
///
/// # Errors
/// When something is missing and cannot be brought.
pub fn prepare(steps: &[Step]) -> Result<(), Failure> {
    tools::c_compiler()?;
    tools::rust_components()?;
    tools::wasm_target()?;
    let mut tools = Vec::new();
    if steps.contains(&Step::Rust) {
        tools.push(Tool::Postgres);
    }
    if steps.contains(&Step::Browser) {
        tools.push(Tool::Chromium);
    }
    if steps.contains(&Step::Browser) || steps.contains(&Step::Bundles) {
        tools.push(Tool::Node);
    }
    tools::require(&tools)
}

pub fn format() -> Result<Tally, Failure> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Tally::ONE)
}

pub fn tidy() -> Result<Tally, Failure> {
    tidy::run()?;
    Ok(Tally::ONE)
}

pub fn licences() -> Result<Tally, Failure> {
    licences::run()?;
    Ok(Tally::ONE)
}

pub fn bundles() -> Result<Tally, Failure> {
    bundles::check()?;
    Ok(Tally::ONE)
}

/// Twice, since `ssr` and `hydrate` must not meet in one build.
pub fn lints() -> Result<Tally, Failure> {
    run(cargo().args(["clippy", "--locked"]).args(packages(&["xtask"])).args(["--all-targets", "--", "-D", "warnings"]))?;
    run(cargo()
        .args(["clippy", "--locked", "--package", "frontend", "--target", "wasm32-unknown-unknown"])
        .args(["--", "-D", "warnings"]))?;
    Ok(Tally::ONE + Tally::ONE)
}

/// The binary is built together with the tests, and so with the same features; that it compiles with the browser's files
/// inside, as it is shipped, is only checked.
pub fn build() -> Result<Tally, Failure> {
    assets::assemble(Build::Dev, wasm::build(Build::Dev)?)?;
    run(cargo().args(["check", "--locked"]).args(packages(&[])).args(["--features", "server/embed"]))?;
    run(cargo().args(["build", "--locked"]).args(packages(&[])).args(["--lib", "--bins", "--tests"]))?;
    Ok(Tally::ONE)
}

pub fn rust() -> Result<Tally, Failure> {
    let own = counted(cargo().args(["test", "--locked", "--no-fail-fast", "--bin", "xtask"]))?;
    let cluster = Cluster::start()?;
    let all = counted(
        cargo().args(["test", "--locked", "--no-fail-fast"]).args(packages(&[])).env("LANTERN_TEST_POSTGRES", cluster.url()),
    )?;
    Ok(own + all)
}

pub fn browser() -> Result<Tally, Failure> {
    counted(&mut browser::tests()?)
}

fn packages(more: &[&'static str]) -> Vec<&'static str> {
    PACKAGES.iter().chain(more).flat_map(|package| ["--package", package]).collect()
}

/// Runs a test runner with its output passed through, and counts by its closing lines.
fn counted(command: &mut Command) -> Result<Tally, Failure> {
    eprintln!("\n$ {}", spoken(command));
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(|error| not_started(command, &error))?;
    let lines = BufReader::new(child.stdout.take().expect("its standard output is piped")).split(b'\n');
    let mut tally = Tally::default();
    for line in lines {
        let line = line.map_err(|error| Failure::new(format!("`{}`: {error}", spoken(command))))?;
        let line = String::from_utf8_lossy(&line);
        tally = tally + Tally::of_line(&line);
        writeln!(std::io::stdout(), "{line}").map_err(|error| Failure::new(error.to_string()))?;
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    if status.success() && tally.failed == 0 && tally.passed == 0 {
        return Err(Failure::new(format!("`{}` ran no test", spoken(command))));
    }
    if tally.skipped > 0 {
        return Err(Failure::new(format!("`{}` skipped {}: what cannot run fails", spoken(command), tally.skipped)));
    }
    if !status.success() && tally.failed == 0 {
        // It did not come as far as counting, or counted nothing against itself and failed all the same.
        return Err(Failure::new(format!("`{}` ended with {status}", spoken(command))));
    }
    Ok(tally)
}
