//! Counting tests by what their runners say at the end.

use std::fmt;
use std::ops::Add;

/// How many tests went which way.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Tally {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Tally {
    /// One check that went well.
    pub const ONE: Self = Self { passed: 1, failed: 0, skipped: 0 };

    /// What one line of a runner's output adds.
    ///
    /// Understood are cargo's `test result: ok. 3 passed; 0 failed; 1 ignored; …` and Playwright's `  6 passed (5.8s)`.
    pub fn of_line(line: &str) -> Self {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) {
            let mut tally = Self::default();
            for part in counts.1.split("; ") {
                tally = tally + Self::of_count(part);
            }
            return tally;
        }
        let count = line.split_once(" (").map_or(line, |(count, _)| count);
        Self::of_count(count)
    }

    fn of_count(count: &str) -> Self {
        let Some((number, word)) = count.split_once(' ') else {
            return Self::default();
        };
        let Ok(number) = number.parse() else {
            return Self::default();
        };
        match word {
            "passed" => Self { passed: number, ..Self::default() },
            "failed" | "interrupted" | "did not run" | "flaky" => Self { failed: number, ..Self::default() },
            "ignored" | "skipped" => Self { skipped: number, ..Self::default() },
            _ => Self::default(),
        }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed, skipped: self.skipped + other.skipped }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_runners_own_closing_lines_are_understood() {
        let cargo = "test result: FAILED. 41 passed; 2 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.10s";
        assert_eq!(Tally::of_line(cargo), Tally { passed: 41, failed: 2, skipped: 1 });
        assert_eq!(Tally::of_line("  6 passed (5.8s)"), Tally { passed: 6, failed: 0, skipped: 0 });
        assert_eq!(Tally::of_line("  1 failed"), Tally { passed: 0, failed: 1, skipped: 0 });
        assert_eq!(Tally::of_line("  2 did not run"), Tally { passed: 0, failed: 2, skipped: 0 });
        assert_eq!(Tally::of_line("test rows::three_passed ... ok"), Tally::default());
    }

    #[test]
    fn the_closing_line_is_plain() {
        let tally = Tally { passed: 12, failed: 0, skipped: 0 };
        assert_eq!(tally.to_string(), "12 passed, 0 failed");
        assert_eq!((tally + Tally { skipped: 1, ..Tally::default() }).to_string(), "12 passed, 0 failed, 1 skipped");
    }
}
