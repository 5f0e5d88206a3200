//! `cargo xtask test`: every check and test, one table at the end.

mod steps;
mod tally;

use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::failure::Failure;
use crate::test::tally::Tally;

/// One part of the whole, in the order in which they run: what fails soonest comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Step {
    /// The layout of the code
    Format,
    /// The rules of the house
    Tidy,
    /// Licences, sources and versions of everything that is used
    Licences,
    /// Script bundles: what is committed is what the sources give
    Bundles,
    /// Clippy, on the server's side and on the browser's
    Lints,
    /// The browser's files, the server and the test programs
    Build,
    /// Unit tests, store tests on SQLite and PostgreSQL, HTTP tests, and this program's own
    Rust,
    /// A person's whole task, in Chromium
    Browser,
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value().expect("no step is hidden").get_name().to_owned()
    }

    fn run(self) -> Result<Tally, Failure> {
        match self {
            Self::Format => steps::format(),
            Self::Tidy => steps::tidy(),
            Self::Licences => steps::licences(),
            Self::Bundles => steps::bundles(),
            Self::Lints => steps::lints(),
            Self::Build => steps::build(),
            Self::Rust => steps::rust(),
            Self::Browser => steps::browser(),
        }
    }
}

/// How a step went.
struct Ran {
    step: Step,
    took: Duration,
    outcome: Result<Tally, Failure>,
}

/// Runs the named steps, or all, each to its end whatever became of those before it; only a build that failed ends the tests.
///
/// # Errors
/// When a step fails or what it needs is missing: nothing is left out in silence.
pub fn run(named: &[Step]) -> Result<(), Failure> {
    let steps = chosen(named);
    steps::prepare(&steps)?;
    let mut ran = Vec::new();
    for step in steps {
        eprintln!("\n=== {} {}", step.name(), "=".repeat(80 - step.name().len()));
        let start = Instant::now();
        let outcome = if step > Step::Build && is_broken(&ran) {
            Err(Failure::new("not run: there is no new build to test"))
        } else {
            step.run()
        };
        if let Err(failure) = &outcome {
            eprintln!("{}: {failure}", step.name());
        }
        ran.push(Ran { step, took: start.elapsed(), outcome });
    }
    print!("{}", table(&ran));
    let total = ran.iter().fold(Tally::default(), |sum, ran| sum + counted(ran));
    println!("{total}");
    let failed: Vec<String> = ran.iter().filter(|ran| counted(ran).failed > 0).map(|ran| ran.step.name()).collect();
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed: {}.", failed.join(", ")))) }
}

/// Whether the build was tried and failed.
fn is_broken(ran: &[Ran]) -> bool {
    ran.iter().any(|ran| ran.step == Step::Build && ran.outcome.is_err())
}

/// The steps to run, in order and once each. Tests run against what is built here and now.
fn chosen(named: &[Step]) -> Vec<Step> {
    if named.is_empty() {
        return Step::value_variants().to_vec();
    }
    let mut steps = named.to_vec();
    if steps.contains(&Step::Rust) || steps.contains(&Step::Browser) {
        steps.push(Step::Build);
    }
    steps.sort();
    steps.dedup();
    steps
}

/// A step without tests of its own is one check, and so is one that could not run its tests.
fn counted(ran: &Ran) -> Tally {
    match &ran.outcome {
        Ok(tally) => *tally,
        Err(_) => Tally { failed: 1, ..Tally::default() },
    }
}

fn table(ran: &[Ran]) -> String {
    let mut table = format!("\n{:<10} {:>7} {:>7} {:>7} {:>8}\n", "step", "passed", "failed", "skipped", "seconds");
    for ran in ran {
        let tally = counted(ran);
        let line = format!(
            "{:<10} {:>7} {:>7} {:>7} {:>8.1}\n",
            ran.step.name(),
            tally.passed,
            tally.failed,
            tally.skipped,
            ran.took.as_secs_f64()
        );
        table.push_str(&line);
    }
    let sum: Duration = ran.iter().map(|ran| ran.took).sum();
    table + &format!("{:<10} {:>32.1}\n\n", "all", sum.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_run_against_what_was_just_built() {
        assert!(chosen(&[Step::Browser, Step::Format]) == [Step::Format, Step::Build, Step::Browser]);
        assert!(chosen(&[Step::Tidy, Step::Tidy]) == [Step::Tidy]);
        assert_eq!(chosen(&[]).len(), 8);
    }

    #[test]
    fn a_step_that_could_not_run_counts_as_failed() {
        let ran = Ran { step: Step::Rust, took: Duration::ZERO, outcome: Err(Failure::new("no server")) };
        assert_eq!(counted(&ran).failed, 1);
        assert!(table(&[ran]).contains("rust             0       1"));
    }
}
