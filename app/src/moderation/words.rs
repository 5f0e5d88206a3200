//! What the desk says of comments, in words.

use domain::comments::{HeldBecause, State};
use domain::moderation::{Decision, Record};

/// The name of a queue.
pub fn queue(state: State) -> &'static str {
    match state {
        State::Pending => "Waiting",
        State::Published => "Published",
        State::Rejected => "Rejected",
        State::Spam => "Spam",
    }
}

/// What was done to a comment that stands there now.
pub fn done(state: State) -> &'static str {
    match state {
        State::Pending => "Waiting again",
        State::Published => "Approved",
        State::Rejected => "Rejected",
        State::Spam => "Spam",
    }
}

/// The value of `data-state` of a badge.
pub fn badge(state: State) -> &'static str {
    match state {
        State::Pending => "review",
        State::Published => "published",
        State::Rejected | State::Spam => "trash",
    }
}

/// Where a comment stands, as a word in a list.
pub fn badge_word(state: State) -> &'static str {
    match state {
        State::Pending => "waiting",
        State::Published => "approved",
        State::Rejected => "rejected",
        State::Spam => "spam",
    }
}

/// Why a comment waits, as one sentence.
pub fn because(reasons: &[HeldBecause]) -> String {
    let phrase = |reason: &HeldBecause| match reason {
        HeldBecause::Policy => "every comment does",
        HeldBecause::First => "nothing from this address was published before",
        HeldBecause::Repeated => "the same text came from this address within a day",
        HeldBecause::StaffName => "it goes by the name of somebody on the staff",
        HeldBecause::Crowd => "more came in that minute than usual",
        HeldBecause::Unmarked => "it was sent without the marks of a browser",
    };
    // That every comment waits is worth saying only where nothing else is.
    let telling: Vec<&HeldBecause> = reasons.iter().filter(|reason| **reason != HeldBecause::Policy).collect();
    let phrases: Vec<&str> =
        if telling.is_empty() { reasons.iter().map(phrase).collect() } else { telling.into_iter().map(phrase).collect() };
    match phrases.split_last() {
        None => String::new(),
        Some((last, [])) => format!("Waits because {last}."),
        Some((last, others)) => format!("Waits because {} and {last}.", others.join(", ")),
    }
}

/// What the address wrote otherwise.
pub fn record(record: Record) -> String {
    let Record { pending, published, rejected, spam } = record;
    let parts: Vec<String> = [(published, "approved"), (rejected + spam, "removed"), (pending, "waiting")]
        .into_iter()
        .filter(|(many, _)| *many > 0)
        .map(|(many, what)| format!("{many} {what}"))
        .collect();
    if parts.is_empty() { "first comment".to_owned() } else { parts.join(", ") }
}

/// Who decided, when and why.
pub fn decision(decision: &Decision) -> String {
    let Decision { to, by, at, reason, undoes, from, .. } = decision;
    let at = at.words();
    let Some(by) = by else { return format!("Came in, {at}") };
    let what = match (undoes.is_some(), from) {
        (true, _) => "Decision undone",
        (false, None) => "Written",
        (false, Some(_)) => done(*to),
    };
    if reason.is_empty() { format!("{what} by {by}, {at}") } else { format!("{what} by {by}, {at}: {reason}") }
}

/// So many comments: `a comment`, `3 comments`.
pub fn comments(many: usize) -> String {
    if many == 1 { "1 comment".to_owned() } else { format!("{many} comments") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_comment_that_waits_says_why() {
        assert_eq!(because(&[HeldBecause::Policy]), "Waits because every comment does.");
        assert_eq!(
            because(&[HeldBecause::Policy, HeldBecause::First, HeldBecause::Unmarked]),
            "Waits because nothing from this address was published before and it was sent without the marks of a browser."
        );
    }

    #[test]
    fn a_record_names_what_there_is() {
        assert_eq!(record(Record::default()), "first comment");
        assert_eq!(record(Record { pending: 0, published: 4, rejected: 1, spam: 2 }), "4 approved, 3 removed");
    }
}
