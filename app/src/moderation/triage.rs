//! The state of the queue on the screen, and what a moderator does to it. The next comment is there before the server has
//! answered about the last.

use super::{calls, words};
use crate::accounts::SignedOut;
use crate::accounts::calls::MeResource;
use crate::admin::{Toasts, focus_soon};
use crate::failure::{Failure, Kind};
use domain::comments::State;
use domain::ids::CommentId;
use domain::moderation::{Decide, DecideTogether, Decision, Queue, QueueItem, Verdict};
use domain::page::Cursor;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// A comment in the queue and how it stands on this screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The comment.
    pub item: QueueItem,
    /// How it stands.
    pub stand: Stand,
}

/// How a comment stands on this screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// It can be decided.
    Open,
    /// A decision is on its way.
    Sending,
    /// It was decided here.
    Done(Decision),
    /// Somebody else was quicker: what they did, in words.
    Elsewhere(String),
}

/// The queue on the screen. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Triage {
    /// The state whose queue this is.
    pub state: State,
    /// The comments, in the queue's order.
    pub rows: RwSignal<Vec<Row>>,
    /// How many there are in each state, in the order of [`State::ALL`].
    pub counts: RwSignal<[usize; 4]>,
    /// The comment that keys act on.
    pub current: RwSignal<Option<CommentId>>,
    /// The comments that are decided together.
    pub picked: RwSignal<BTreeSet<CommentId>>,
    /// The comments that a reason is being chosen for, while one is.
    pub rejecting: RwSignal<Option<Vec<CommentId>>>,
    /// Whether single keys act.
    pub keys: RwSignal<bool>,
    next: RwSignal<Option<Cursor>>,
    /// What was decided on this screen and can be taken back, the last at the end; together what was decided together.
    made_here: StoredValue<Vec<Vec<Decision>>>,
    /// What the end of a session cut off, to be decided once somebody has signed in again.
    cut_off: StoredValue<Vec<(Vec<CommentId>, Verdict, String)>>,
    toasts: Toasts,
    signed_out: SignedOut,
    me: MeResource,
}

impl Triage {
    /// The queue as it was loaded, with its first comment current.
    pub fn new(queue: Queue) -> Self {
        let Queue { state, comments, counts, .. } = queue;
        let rows: Vec<Row> = comments.items.into_iter().map(|item| Row { item, stand: Stand::Open }).collect();
        let triage = Self {
            state,
            current: RwSignal::new(rows.first().map(|row| row.item.id)),
            rows: RwSignal::new(rows),
            counts: RwSignal::new(counts),
            picked: RwSignal::new(BTreeSet::new()),
            rejecting: RwSignal::new(None),
            keys: RwSignal::new(true),
            next: RwSignal::new(comments.next),
            made_here: StoredValue::new(Vec::new()),
            cut_off: StoredValue::new(Vec::new()),
            toasts: Toasts::here(),
            signed_out: SignedOut::here(),
            me: expect_context(),
        };
        Effect::watch(move || triage.signed_out.times(), move |_, _, _| triage.decide_what_was_cut_off(), false);
        triage
    }

    fn decide_what_was_cut_off(self) {
        for (ids, verdict, note) in self.cut_off.try_update_value(std::mem::take).unwrap_or_default() {
            if let [id] = ids.as_slice() {
                self.decide(*id, verdict, note);
            } else {
                self.picked.set(ids.into_iter().collect());
                self.decide_picked(verdict, note);
            }
        }
    }

    /// Remembers it, if it is to be decided once somebody has signed in again.
    fn note_cut_off(self, failure: &Failure, cut_off: (Vec<CommentId>, Verdict, String)) {
        if failure.kind == Kind::SignedOut {
            self.cut_off.update_value(|all| all.push(cut_off));
        }
    }

    /// Whether this comment is the one that keys act on.
    pub fn is_current(self, id: CommentId) -> bool {
        self.current.get() == Some(id)
    }

    /// Whether the queue goes on beyond what is shown.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// The current comment, however it stands.
    pub fn current_item(self) -> Option<QueueItem> {
        let id = self.current.get()?;
        self.rows.with(|rows| rows.iter().find(|row| row.item.id == id).map(|row| row.item.clone()))
    }

    /// Makes this comment current and gives it the focus.
    pub fn go_to(self, id: CommentId) {
        self.current.set(Some(id));
        focus_soon(element_id(id));
    }

    /// Makes the comment so many places on current, passing over those that are decided.
    pub fn step(self, by: isize) {
        let target = self.rows.with_untracked(|rows| {
            let open: Vec<CommentId> = rows.iter().filter(|row| row.stand == Stand::Open).map(|row| row.item.id).collect();
            let here = open.iter().position(|id| Some(*id) == self.current.get_untracked()).unwrap_or(0);
            let last = open.len().checked_sub(1)?;
            open.get(here.saturating_add_signed(by).min(last)).copied()
        });
        if let Some(target) = target {
            self.go_to(target);
        }
    }

    /// Picks the comment, or no longer.
    pub fn pick(self, id: CommentId) {
        self.picked.update(|picked| {
            if !picked.remove(&id) {
                picked.insert(id);
            }
        });
    }

    /// Decides one comment.
    pub fn decide(self, id: CommentId, verdict: Verdict, note: String) {
        let Some(seen) = self.sent(id) else { return };
        self.picked.update(|picked| {
            picked.remove(&id);
        });
        self.leave(id);
        let ask = Decide { comment: id, seen, verdict: verdict.clone(), note: note.clone() };
        spawn_local(async move {
            match calls::decide(ask).await {
                Ok(decision) => {
                    let name = self.name_of(id);
                    let words = format!("Comment by {name}: {}", words::done(decision.to).to_ascii_lowercase());
                    self.settled(decision.clone());
                    self.made_here.update_value(|made| made.push(vec![decision.clone()]));
                    self.toasts.offer(words, "Undo", Callback::new(move |()| self.undo(decision.clone())));
                    self.me.0.refetch();
                }
                Err(failure) => {
                    self.note_cut_off(&failure, (vec![id], verdict, note));
                    self.refused(id, failure);
                }
            }
        });
    }

    /// Decides all that are picked, with one reason; each is answered by itself.
    pub fn decide_picked(self, verdict: Verdict, note: String) {
        let comments: Vec<(CommentId, i32)> =
            self.picked.get_untracked().into_iter().filter_map(|id| Some((id, self.sent(id)?))).collect();
        self.picked.set(BTreeSet::new());
        let ids: Vec<CommentId> = comments.iter().map(|(id, _)| *id).collect();
        if ids.is_empty() {
            return;
        }
        if let Some(current) = self.current.get_untracked().filter(|current| ids.contains(current)) {
            self.leave(current);
        }
        let what = words::done(verdict.leads_to()).to_ascii_lowercase();
        spawn_local(async move {
            let ask = DecideTogether { comments, verdict: verdict.clone(), note: note.clone() };
            match calls::decide_together(ask).await {
                Ok(settled) => {
                    let mut made = Vec::new();
                    for (id, outcome) in settled {
                        match outcome {
                            Ok(decision) => {
                                self.settled(decision.clone());
                                made.push(decision);
                            }
                            Err(failure) => self.refused_with_others(id, failure),
                        }
                    }
                    self.me.0.refetch();
                    if made.is_empty() {
                        return;
                    }
                    let words = format!("{}: {what}", words::comments(made.len()));
                    self.made_here.update_value(|all| all.push(made.clone()));
                    self.toasts.offer(words, "Undo", Callback::new(move |()| self.undo_together(made.clone())));
                }
                Err(failure) => {
                    self.note_cut_off(&failure, (ids.clone(), verdict, note));
                    for id in ids {
                        self.refused_with_others(id, failure.clone());
                    }
                }
            }
        });
    }

    /// Takes back what was decided last on this screen: all of it, when it was decided together.
    pub fn undo_last(self) {
        if let Some(made) = self.made_here.try_update_value(Vec::pop).flatten() {
            match made.as_slice() {
                [decision] => self.undo(decision.clone()),
                _ => self.undo_together(made),
            }
        }
    }

    /// Takes a decision back; the comment can be decided anew.
    pub fn undo(self, decision: Decision) {
        self.forget(std::slice::from_ref(&decision));
        spawn_local(async move {
            match calls::undo(decision.id).await {
                Ok(undone) => {
                    self.taken_back(&decision, &undone);
                    self.toasts.say(format!("Undone: the comment by {} is back.", self.name_of(undone.comment)));
                    self.go_to(undone.comment);
                    self.me.0.refetch();
                }
                Err(failure) => self.not_taken_back(&decision, failure),
            }
        });
    }

    /// Takes back what was decided together; each is answered by itself.
    fn undo_together(self, decisions: Vec<Decision>) {
        self.forget(&decisions);
        spawn_local(async move {
            match calls::undo_together(decisions.iter().map(|decision| decision.id).collect()).await {
                Ok(settled) => {
                    let mut back = Vec::new();
                    for (decision, (_, outcome)) in decisions.iter().zip(settled) {
                        match outcome {
                            Ok(undone) => {
                                self.taken_back(decision, &undone);
                                back.push(undone.comment);
                            }
                            Err(failure) => self.not_taken_back(decision, failure),
                        }
                    }
                    if let Some(first) = back.first() {
                        self.toasts.say(format!("Undone: {} back in the queue.", words::comments(back.len())));
                        self.go_to(*first);
                    }
                    self.me.0.refetch();
                }
                Err(failure) => {
                    self.made_here.update_value(|made| made.push(decisions));
                    self.say(failure);
                }
            }
        });
    }

    /// A comment was approved by an answer.
    pub fn answered(self, approval: Option<Decision>) {
        match approval {
            Some(decision) => {
                self.leave(decision.comment);
                self.settled(decision.clone());
                self.made_here.update_value(|made| made.push(vec![decision.clone()]));
                let undo = Callback::new(move |()| self.undo(decision.clone()));
                self.toasts.offer("Approved and answered. Undo takes back the approval, not the answer.", "Undo", undo);
                self.me.0.refetch();
            }
            None => self.toasts.say("Answered."),
        }
    }

    /// What could not be done: somebody was quicker, or nothing came of it and the comment is open again.
    pub fn refused(self, id: CommentId, failure: Failure) {
        if failure.kind != Kind::Stale {
            self.change(id, |row| row.stand = Stand::Open);
            self.say(failure);
            return;
        }
        let words = failure.words.clone();
        self.change(id, |row| row.stand = Stand::Elsewhere(words));
        self.say(failure);
        spawn_local(async move {
            if let Ok(now) = calls::item(id).await {
                let before = self.rows.with_untracked(|rows| rows.iter().find(|row| row.item.id == id).map(|row| row.item.state));
                if let Some(before) = before {
                    self.count(before, now.state);
                }
                self.change(id, |row| row.item = now);
            }
        });
    }

    /// The same for one of those that were decided together: what can be decided again is picked again.
    fn refused_with_others(self, id: CommentId, failure: Failure) {
        if failure.kind != Kind::Stale {
            self.picked.update(|picked| {
                picked.insert(id);
            });
        }
        self.refused(id, failure);
    }

    /// Shows the next page of the queue beneath this one.
    pub fn load_more(self) {
        let Some(after) = self.next.get_untracked() else { return };
        spawn_local(async move {
            match calls::queue(self.state, Some(after)).await {
                Ok(queue) => {
                    self.next.set(queue.comments.next);
                    self.counts.set(queue.counts);
                    self.rows.update(|rows| {
                        let new = queue.comments.items.into_iter().filter(|item| rows.iter().all(|row| row.item.id != item.id));
                        let new: Vec<Row> = new.map(|item| Row { item, stand: Stand::Open }).collect();
                        rows.extend(new);
                    });
                }
                Err(failure) => self.say(failure),
            }
        });
    }

    fn say(self, failure: Failure) {
        if !self.signed_out.is_why(&failure) {
            self.toasts.say(failure.words);
        }
    }

    /// Notes that a decision is on its way, and gives the version that it is about; none for what cannot be decided.
    fn sent(self, id: CommentId) -> Option<i32> {
        let mut seen = None;
        self.change(id, |row| {
            if row.stand == Stand::Open {
                row.stand = Stand::Sending;
                seen = Some(row.item.version);
            }
        });
        seen
    }

    /// A comment can be decided anew.
    fn taken_back(self, decision: &Decision, undone: &Decision) {
        self.count(decision.to, undone.to);
        self.change(undone.comment, |row| {
            row.item.version = undone.version;
            row.item.state = undone.to;
            row.stand = Stand::Open;
        });
    }

    /// Somebody was quicker; or nothing came of it, and it can be tried again.
    fn not_taken_back(self, decision: &Decision, failure: Failure) {
        if failure.kind == Kind::Stale {
            self.refused(decision.comment, failure);
        } else {
            self.made_here.update_value(|made| made.push(vec![decision.clone()]));
            self.say(failure);
        }
    }

    /// No key takes these back any more.
    fn forget(self, decisions: &[Decision]) {
        self.made_here.update_value(|made| {
            for together in made.iter_mut() {
                together.retain(|other| decisions.iter().all(|decision| decision.id != other.id));
            }
            made.retain(|together| !together.is_empty());
        });
    }

    fn settled(self, decision: Decision) {
        if let Some(from) = decision.from {
            self.count(from, decision.to);
        }
        self.change(decision.comment, |row| {
            row.item.version = decision.version;
            row.item.state = decision.to;
            row.stand = Stand::Done(decision);
        });
    }

    /// Makes the next open comment current when this one was: the one after it, else the one before.
    fn leave(self, id: CommentId) {
        if self.current.get_untracked() != Some(id) {
            return;
        }
        let next = self.rows.with_untracked(|rows| {
            let here = rows.iter().position(|row| row.item.id == id)?;
            let is_open = |row: &&Row| row.stand == Stand::Open && row.item.id != id;
            let (before, after) = rows.split_at(here);
            after.iter().find(is_open).or_else(|| before.iter().rev().find(is_open)).map(|row| row.item.id)
        });
        self.current.set(next);
        if let Some(next) = next {
            focus_soon(element_id(next));
        }
    }

    fn name_of(self, id: CommentId) -> String {
        let name = self.rows.with_untracked(|rows| rows.iter().find(|row| row.item.id == id).map(|row| row.item.name.clone()));
        name.unwrap_or_default()
    }

    fn count(self, from: State, to: State) {
        let place = |state: State| State::ALL.iter().position(|other| *other == state);
        self.counts.update(|counts| {
            if let Some(from) = place(from) {
                counts[from] = counts[from].saturating_sub(1);
            }
            if let Some(to) = place(to) {
                counts[to] += 1;
            }
        });
    }

    fn change(self, id: CommentId, change: impl FnOnce(&mut Row)) {
        self.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.item.id == id) {
                change(row);
            }
        });
    }
}

/// The id of a comment's element in the queue.
pub fn element_id(id: CommentId) -> String {
    format!("q-{id}")
}
