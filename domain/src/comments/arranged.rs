//! How comments become threads: nested twice, then flat; a removed comment keeps its place while somebody answers it.

use super::rows::comment::Model;
use super::{Shown, ThreadComment};
use crate::ids::{CommentId, SlideId};
use crate::stamp::Stamp;
use std::collections::{BTreeMap, HashMap};

/// What turns a row into what is shown.
pub(super) struct Arranging<'a> {
    /// What is shown of a comment that is seen.
    pub(super) shown: &'a (dyn Fn(&Model) -> Shown + Sync),
    /// When it was written.
    pub(super) made: &'a (dyn Fn(&Model) -> Stamp + Sync),
    /// The slide it is about, with its number; none when readers do not see that slide.
    pub(super) slide: &'a (dyn Fn(&SlideId) -> Option<(SlideId, usize)> + Sync),
}

/// A comment and whether it is seen.
type Row<'a> = (&'a Model, bool);

impl Arranging<'_> {
    /// The threads, oldest first. `seen` is what is shown, `gone` what is not shown but was answered: without an answer
    /// that is seen it leaves no line.
    ///
    /// Where a comment in the middle is in neither, what answered it stands directly beneath the first of the thread.
    pub(super) fn threads(&self, seen: &[Model], gone: &[Model]) -> Vec<ThreadComment> {
        // By id, which is by time.
        let rows: BTreeMap<CommentId, Row<'_>> =
            gone.iter().map(|row| (row.id, (row, false))).chain(seen.iter().map(|row| (row.id, (row, true)))).collect();
        let mut beneath: HashMap<CommentId, Vec<Row<'_>>> = HashMap::new();
        for (row, is_seen) in rows.values() {
            if row.id != row.root_id {
                beneath.entry(above(row, &rows)).or_default().push((row, *is_seen));
            }
        }
        let replies_to = |id: CommentId| beneath.get(&id).into_iter().flatten();
        let leaf = |row: &Row<'_>| self.comment(row, Vec::new());
        let branch = |row: &Row<'_>| self.comment(row, replies_to(row.0.id).filter_map(leaf).collect());
        rows.values()
            .filter(|(row, _)| row.id == row.root_id)
            .filter_map(|root| self.comment(root, replies_to(root.0.id).filter_map(branch).collect()))
            .collect()
    }

    fn comment(&self, (row, is_seen): &Row<'_>, replies: Vec<ThreadComment>) -> Option<ThreadComment> {
        if !is_seen && replies.is_empty() {
            return None;
        }
        let shown = if *is_seen { (self.shown)(row) } else { Shown::Removed };
        let slide = row.slide_id.as_ref().filter(|_| *is_seen).and_then(self.slide);
        Some(ThreadComment { id: row.id, shown, made: (self.made)(row), slide, replies })
    }
}

/// The comment beneath which this reply stands: the first of the thread, or the reply to it that began this branch.
fn above(reply: &Model, rows: &BTreeMap<CommentId, Row<'_>>) -> CommentId {
    let parent = |row: &Model| row.parent_id.filter(|id| *id != reply.root_id).and_then(|id| rows.get(&id)).map(|(row, _)| *row);
    // A chain is no longer than there are comments: an answer to itself, which only a foreign hand could write, ends too.
    let began = std::iter::successors(Some(reply), |row| parent(row)).take(rows.len()).last().map(|row| row.id);
    began.filter(|id| *id != reply.id).unwrap_or(reply.root_id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ArticleId;
    use crate::slides::for_comment;
    use uuid::Uuid;

    fn id(number: u128) -> CommentId {
        CommentId(Uuid::from_u128(number))
    }

    /// Comment `number` answers `parent` in the thread that `root` began.
    fn row(number: u128, parent: Option<u128>, root: u128) -> Model {
        Model {
            id: id(number),
            article_id: ArticleId(Uuid::nil()),
            slide_id: None,
            parent_id: parent.map(id),
            root_id: id(root),
            name: number.to_string(),
            email: String::new(),
            person_id: None,
            body: String::new(),
            body_html: String::new(),
            state: String::new(),
            held_because: String::new(),
            version: 1,
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    /// The threads as numbers in brackets; a removed one is `x`.
    fn check(seen: &[Model], gone: &[Model], expected: &str) {
        fn drawn(comments: &[ThreadComment]) -> String {
            let one = |comment: &ThreadComment| {
                let name = match &comment.shown {
                    Shown::Removed => "x",
                    Shown::Published { name, .. } | Shown::Waiting { name, .. } | Shown::Refused { name, .. } => name,
                };
                format!(
                    "{name}{}",
                    if comment.replies.is_empty() { String::new() } else { format!("({})", drawn(&comment.replies)) }
                )
            };
            comments.iter().map(one).collect::<Vec<_>>().join(" ")
        }
        let arranging = Arranging {
            shown: &|row| Shown::Waiting { name: row.name.clone(), body: for_comment("") },
            made: &|row| Stamp::new(row.created_at, "UTC"),
            slide: &|_| None,
        };
        assert_eq!(drawn(&arranging.threads(seen, gone)), expected);
    }

    #[test]
    fn threads_are_oldest_first_nested_twice_then_flat() {
        let rows =
            [row(6, None, 6), row(5, Some(4), 1), row(4, Some(3), 1), row(3, Some(2), 1), row(2, Some(1), 1), row(1, None, 1)];
        check(&rows, &[], "1(2(3 4 5)) 6");
    }

    #[test]
    fn a_removed_comment_leaves_a_line_only_while_an_answer_is_seen() {
        check(&[row(3, Some(2), 1)], &[row(2, Some(1), 1), row(1, None, 1)], "x(x(3))");
        check(&[row(1, None, 1)], &[row(2, Some(1), 1), row(4, None, 4)], "1");
    }

    #[test]
    fn what_answers_a_gap_stands_beneath_the_first_of_its_thread() {
        check(&[row(1, None, 1), row(4, Some(3), 1), row(5, Some(4), 1)], &[], "1(4(5))");
    }
}
