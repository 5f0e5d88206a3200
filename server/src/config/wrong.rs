//! What is wrong with the configuration: the key, the value and what was expected, in one sentence.

use std::fmt;

/// Where a value was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the file of that name.
    File(String),
    /// In the environment, under that name.
    Environment(String),
    /// In the flag of that name.
    Flag(String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::File(name) => write!(f, "in {name}"),
            Place::Environment(name) => write!(f, "in the environment as {name}"),
            Place::Flag(name) => write!(f, "given as {name}"),
        }
    }
}

/// What stops the start. Each names the key and the cure (security X1).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// There is no such key.
    #[error("there is no key `{key}`, found {place}; `lantern config` lists the keys there are")]
    Unknown {
        /// The key.
        key: String,
        /// Where it was found.
        place: Place,
    },
    /// The value of a key is not what it must be.
    #[error("the key `{key}`, {place}, has the value {value}; expected {expected}")]
    Value {
        /// The key.
        key: &'static str,
        /// Where the value was found.
        place: Place,
        /// The value in quotation marks, or that it is not shown because it can hold a secret.
        value: String,
        /// What was expected.
        expected: &'static str,
    },
    /// Two keys do not go together, or one misses the other.
    #[error("{0}")]
    Contradiction(String),
    /// The file cannot be read, or is not TOML.
    #[error("the configuration file {name} {problem}")]
    File {
        /// The file's name.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
}
