//! What is decided about a comment, by whom and why. Decisions are added, never changed; undoing is one more.

use crate::comments::State;
#[cfg(feature = "store")]
use crate::field::{Faults, filled_line, line};
use crate::ids::{CommentId, DecisionId};
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// The most characters of a reason and of a note.
pub const MAX_REASON: usize = 300;
/// The most comments that are decided together (security A9).
pub const MAX_TOGETHER: usize = 200;

/// What a moderator says of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Readers see it.
    Approve,
    /// Readers do not see it; its writer is told the reason.
    Reject {
        /// Why, for the writer: 1 to [`MAX_REASON`] characters.
        reason: String,
    },
    /// It is advertising.
    Spam,
}

impl Verdict {
    /// The state that it leads to.
    pub fn leads_to(&self) -> State {
        match self {
            Verdict::Approve => State::Published,
            Verdict::Reject { .. } => State::Rejected,
            Verdict::Spam => State::Spam,
        }
    }

    /// The reason, read: one line; empty where none is needed.
    ///
    /// # Errors
    /// A fault of the field `reason`.
    #[cfg(feature = "store")]
    pub(crate) fn reason(&self) -> Result<String, Faults> {
        match self {
            Verdict::Reject { reason } => filled_line(reason, MAX_REASON).map_err(|fault| Faults::one("reason", fault)),
            Verdict::Approve | Verdict::Spam => Ok(String::new()),
        }
    }
}

/// Reads a note among moderators: one line, or none.
///
/// # Errors
/// A fault of the field `note`.
#[cfg(feature = "store")]
pub(crate) fn parse_note(note: &str) -> Result<String, Faults> {
    line(note, MAX_REASON).map_err(|fault| Faults::one("note", fault))
}

/// What decides one comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decide {
    /// The comment.
    pub comment: CommentId,
    /// The version of the comment that the moderator saw.
    pub seen: i32,
    /// What the moderator says.
    pub verdict: Verdict,
    /// A note for the other moderators; may be empty.
    pub note: String,
}

/// What decides many comments alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecideTogether {
    /// The comments and the version of each that the moderator saw: at most [`MAX_TOGETHER`].
    pub comments: Vec<(CommentId, i32)>,
    /// What the moderator says of each.
    pub verdict: Verdict,
    /// A note for the other moderators; may be empty.
    pub note: String,
}

/// An answer as staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The comment that is answered; one that waits is approved by it.
    pub comment: CommentId,
    /// The version of the comment that the moderator saw.
    pub seen: i32,
    /// The answer, in Markdown.
    pub body: String,
}

/// A decision as the desk shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The decision.
    pub id: DecisionId,
    /// The comment.
    pub comment: CommentId,
    /// The comment's version after it.
    pub version: i32,
    /// Where the comment stood; none when it had just come in.
    pub from: Option<State>,
    /// Where it stands since.
    pub to: State,
    /// Why, as its writer is told; empty where none was needed.
    pub reason: String,
    /// What was noted for the other moderators; may be empty.
    pub note: String,
    /// Who decided; none when it came in, or when the account is gone.
    pub by: Option<String>,
    /// When.
    pub at: Stamp,
    /// The decision that this one takes back.
    pub undoes: Option<DecisionId>,
}

/// An answer that readers see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// The answer.
    pub reply: CommentId,
    /// The approval that it brought; none when the comment was published before.
    pub approval: Option<Decision>,
}
