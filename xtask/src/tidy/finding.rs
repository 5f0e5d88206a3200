//! What a rule has to say about a place.

use std::fmt;

/// One place that breaks a rule, with the way out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// From the workspace on.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// What does not hold here, as a sentence without a full stop.
    pub rule: String,
    /// What to do instead.
    pub way_out: String,
}

impl Finding {
    /// A finding at `file`, `line`.
    pub fn new(file: &str, line: usize, rule: impl Into<String>, way_out: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line, rule: rule.into(), way_out: way_out.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.rule, self.way_out)
    }
}
