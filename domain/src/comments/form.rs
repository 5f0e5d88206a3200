//! The form under an article, as it is shown.

use crate::ids::{CommentId, SlideId};
use serde::{Deserialize, Serialize};

/// The most characters of a comment.
pub const MAX_BODY: usize = 10_000;

/// What the form under an article shows before anything is typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CommentForm {
    /// The signed token.
    pub token: String,
    /// The slides that a comment can be about: id, number, heading.
    pub slides: Vec<(SlideId, usize, String)>,
    /// The comment that is answered, with its writer's name; none for a comment of its own.
    pub answers: Option<(CommentId, String)>,
}

/// What stands under an article: what readers said, and the form where new comments are taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Conversation {
    /// What readers said.
    pub thread: super::Thread,
    /// The form; none when nobody can comment.
    pub form: Option<CommentForm>,
}
