//! The states of a comment.

use serde::{Deserialize, Serialize};

/// Where a comment stands. Every change is a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Waiting for a moderator.
    Pending,
    /// Readers see it.
    Published,
    /// A moderator said no, and why.
    Rejected,
    /// Unwanted advertising.
    Spam,
}

impl State {
    /// All states, in the order of the desk's queues.
    pub const ALL: [State; 4] = [State::Pending, State::Published, State::Rejected, State::Spam];

    /// The word in the database and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Published => "published",
            State::Rejected => "rejected",
            State::Spam => "spam",
        }
    }

    /// The state of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
