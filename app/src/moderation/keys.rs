//! The keys of the queue. They act only while the queue has the focus, and can be switched off (WCAG 2.2, 2.1.4).

use super::triage::Triage;
use crate::admin::focus;
use crate::browser;
use domain::ids::CommentId;
use domain::moderation::Verdict;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// Goes to the next comment.
    Down,
    /// Goes to the comment before.
    Up,
    /// Approves.
    Approve,
    /// Answers.
    Reply,
    /// Puts it with the spam.
    Spam,
    /// Rejects, with a reason.
    Reject,
    /// Picks, for a decision about many.
    Pick,
    /// Takes the last decision back.
    Undo,
}

impl Key {
    /// All keys, in the order of the line that explains them.
    pub const ALL: [Key; 8] = [Key::Down, Key::Up, Key::Approve, Key::Reject, Key::Spam, Key::Reply, Key::Pick, Key::Undo];

    /// The letter.
    pub fn letter(self) -> &'static str {
        match self {
            Key::Down => "J",
            Key::Up => "K",
            Key::Approve => "A",
            Key::Reply => "R",
            Key::Spam => "S",
            Key::Reject => "D",
            Key::Pick => "X",
            Key::Undo => "Z",
        }
    }

    /// The key that was pressed, if it is one of ours by itself.
    fn of(event: &KeyboardEvent) -> Option<Self> {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return None;
        }
        let pressed = event.key().to_uppercase();
        Self::ALL.into_iter().find(|key| key.letter() == pressed)
    }
}

/// Acts on a key that was pressed within the queue: a decision is about those that are picked, else about the current one.
pub fn press(triage: Triage, event: &KeyboardEvent) {
    let Some(key) = Key::of(event).filter(|_| triage.keys.get_untracked()) else { return };
    event.prevent_default();
    let current = triage.current.get_untracked();
    let picked: Vec<CommentId> = triage.picked.get_untracked().into_iter().collect();
    if !picked.is_empty() {
        match key {
            Key::Approve => return triage.decide_picked(Verdict::Approve, String::new()),
            Key::Spam => return triage.decide_picked(Verdict::Spam, String::new()),
            Key::Reject => return triage.rejecting.set(Some(picked)),
            Key::Down | Key::Up | Key::Reply | Key::Pick | Key::Undo => {}
        }
    }
    match (key, current) {
        (Key::Undo, _) => triage.undo_last(),
        (Key::Down, _) => triage.step(1),
        (Key::Up, _) => triage.step(-1),
        (Key::Approve, Some(id)) => triage.decide(id, Verdict::Approve, String::new()),
        (Key::Reply, Some(_)) => focus(REPLY_FIELD),
        (Key::Spam, Some(id)) => triage.decide(id, Verdict::Spam, String::new()),
        (Key::Reject, Some(id)) => triage.rejecting.set(Some(vec![id])),
        (Key::Pick, Some(id)) => triage.pick(id),
        (Key::Approve | Key::Reply | Key::Spam | Key::Reject | Key::Pick, None) => {}
    }
}

/// The id of the field for an answer.
pub const REPLY_FIELD: &str = "reply";

/// Whether the moderator switched the keys off in this browser.
const STORED: &str = "lantern.moderation.keys";

/// What was chosen in this browser; on where nothing was.
pub fn chosen() -> bool {
    browser::kept(STORED).as_deref() != Some("off")
}

/// Keeps the choice in this browser. Without a store, as in a private window, it holds until the page is left.
pub fn choose(is_on: bool) {
    browser::keep(STORED, if is_on { "on" } else { "off" });
}
