//! The comments under an article as readers see them.

use crate::ids::{CommentId, SlideId};
use crate::slides::SafeHtml;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// The comments under an article, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Thread {
    /// The comments that answer nobody.
    pub comments: Vec<ThreadComment>,
    /// How many are published.
    pub count: usize,
    /// Whether new ones are taken.
    pub is_open: bool,
    /// Whether this is not the first page.
    pub is_later: bool,
    /// The last comment on this page that answers nobody, when more come after it.
    pub next: Option<CommentId>,
}

/// A comment in its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadComment {
    /// The comment; its anchor is `c-{id}`.
    pub id: CommentId,
    /// What is shown of it.
    pub shown: Shown,
    /// When it was written.
    pub made: Stamp,
    /// The slide it is about: its id and its number in the live article.
    pub slide: Option<(SlideId, usize)>,
    /// The answers; those deeper than the second level are flattened into it.
    pub replies: Vec<ThreadComment>,
}

impl ThreadComment {
    /// The anchor that names the comment in its page.
    pub fn anchor(&self) -> String {
        format!("c-{}", self.id)
    }
}

/// What is shown of a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// Published.
    Published {
        /// The writer's name.
        name: String,
        /// Whether the writer wrote the article.
        is_author: bool,
        /// Whether the writer belongs to the staff. A reader's name can never claim it.
        is_staff: bool,
        /// The text.
        body: SafeHtml,
    },
    /// Waiting for a moderator: only its writer is shown it.
    Waiting {
        /// The writer's name.
        name: String,
        /// The text.
        body: SafeHtml,
    },
    /// Not published, and why: only its writer is shown it.
    Refused {
        /// The writer's name.
        name: String,
        /// The text.
        body: SafeHtml,
        /// The moderator's reason; none when it was taken for advertising.
        reason: Option<String>,
    },
    /// Gone, but answered: a line keeps the thread's shape.
    Removed,
}
