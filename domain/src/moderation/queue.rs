//! The queue: the comments of one state, oldest first while they wait, newest first afterwards.

use super::Decision;
use crate::articles::Slug;
use crate::comments::{HeldBecause, State};
use crate::ids::{CommentId, SlideId};
use crate::media::Sizes;
use crate::page::Page;
use crate::slides::SafeHtml;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// One state of the queue, a page of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The state.
    pub state: State,
    /// The comments.
    pub comments: Page<QueueItem>,
    /// How many there are in each state, in the order of [`State::ALL`].
    pub counts: [usize; 4],
    /// The name under which an answer appears.
    pub me: String,
}

/// A comment in the queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueItem {
    /// The comment.
    pub id: CommentId,
    /// Its version, which a decision names.
    pub version: i32,
    /// Where it stands.
    pub state: State,
    /// The writer's name.
    pub name: String,
    /// Whether it was written at the desk.
    pub is_staff: bool,
    /// What the same address wrote otherwise.
    pub record: Record,
    /// When it was written.
    pub made: Stamp,
    /// The text.
    pub body: SafeHtml,
    /// How the text begins, in one line.
    pub excerpt: String,
    /// The article's address, as long as readers see it.
    pub slug: Option<Slug>,
    /// The article's title; none when readers do not see the article and the caller may not edit it.
    pub article: Option<String>,
    /// The number of the slide that it is about.
    pub slide: Option<usize>,
    /// Why it waited.
    pub because: Vec<HeldBecause>,
    /// What was decided last; none while nobody has.
    pub decided: Option<Decision>,
}

/// What an address wrote, in numbers, apart from the comment in question. The address itself is not in it (security A7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Record {
    /// Comments that wait.
    pub pending: usize,
    /// Comments that readers see.
    pub published: usize,
    /// Comments that were rejected.
    pub rejected: usize,
    /// Comments that were spam.
    pub spam: usize,
}

impl Record {
    /// Counts `more` comments of that state.
    pub fn add(&mut self, state: State, more: usize) {
        *self.of(state) += more;
    }

    /// The same without one comment of that state.
    #[must_use]
    pub fn without(mut self, state: State) -> Self {
        let count = self.of(state);
        *count = count.saturating_sub(1);
        self
    }

    /// All of them.
    pub fn sum(self) -> usize {
        self.pending + self.published + self.rejected + self.spam
    }

    fn of(&mut self, state: State) -> &mut usize {
        match state {
            State::Pending => &mut self.pending,
            State::Published => &mut self.published,
            State::Rejected => &mut self.rejected,
            State::Spam => &mut self.spam,
        }
    }
}

/// What stands beside a comment while it is judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// The comment.
    pub comment: CommentId,
    /// The writer's name.
    pub name: String,
    /// When the address wrote for the first time; none for what was written at the desk.
    pub since: Option<Stamp>,
    /// The last few comments of the address, oldest first, with this one among them.
    pub record: Vec<Earlier>,
    /// The slide that it is about.
    pub slide: Option<ContextSlide>,
    /// The comment that it answers.
    pub answers: Option<Answered>,
    /// What was decided, oldest first.
    pub decisions: Vec<Decision>,
}

/// Another comment of the same address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Earlier {
    /// The comment.
    pub id: CommentId,
    /// Where it stands.
    pub state: State,
    /// When it was written.
    pub made: Stamp,
    /// How it begins.
    pub text: String,
}

/// The slide that a comment is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextSlide {
    /// The slide.
    pub id: SlideId,
    /// Its number in the live article.
    pub number: usize,
    /// Its heading.
    pub heading: String,
    /// The file of its first picture.
    pub picture: Option<Sizes>,
}

/// The comment that is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The writer's name.
    pub name: String,
    /// Whether it was written at the desk.
    pub is_staff: bool,
    /// The text.
    pub body: SafeHtml,
}
