//! One step of a comment from a state to another: the rule, the comment and the decision, in one transaction.

use super::rows::{self, decision};
use super::{Decision, Error};
use crate::accounts::ModerationDoor;
use crate::comments::rows::comment;
use crate::comments::{HeldBecause, State};
use crate::ids::{CommentId, DecisionId};
use crate::stamp::Stamp;
use crate::store::{self, Store, Tx};

/// A step that somebody wants a comment to take.
pub(super) struct Step {
    /// The version of the comment that they saw.
    pub(super) seen: i32,
    pub(super) to: State,
    pub(super) reason: String,
    pub(super) note: String,
    pub(super) undoes: Option<DecisionId>,
}

/// Why a step is not taken.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The comment is at another version than the one that was seen.
    Stale,
    /// The comment stands there already.
    Already(State),
}

impl Step {
    /// Where the comment stood, if the step may be taken. Pure.
    pub(super) fn from(&self, row: &comment::Model) -> Result<State, Refusal> {
        let Some(state) = State::from_code(&row.state).filter(|_| row.version == self.seen) else { return Err(Refusal::Stale) };
        if state == self.to { Err(Refusal::Already(state)) } else { Ok(state) }
    }
}

/// Notes that a comment came in: the first line of its story.
pub(crate) async fn record_received(store: &Store, tx: &Tx, id: CommentId, because: &[HeldBecause]) -> Result<(), store::Error> {
    let row = received(store, id, State::Pending);
    rows::insert(tx, decision::Model { note: HeldBecause::codes(because), ..row }).await
}

/// The line that says that a comment came in, in that state.
pub(super) fn received(store: &Store, id: CommentId, to: State) -> decision::Model {
    let now = store.now();
    decision::Model {
        id: DecisionId::new(store.rng(), now),
        comment_id: id,
        comment_version: 0,
        from_state: String::new(),
        to_state: to.code().to_owned(),
        reason: String::new(),
        note: String::new(),
        person_id: None,
        undoes: None,
        made_at: now,
    }
}

impl ModerationDoor<'_> {
    pub(super) fn store(&self) -> &Store {
        &self.caller.store
    }

    /// The comment, if it is the caller's to know.
    pub(super) async fn comment(&self, tx: &Tx, id: CommentId) -> Result<comment::Model, Error> {
        rows::comment(&**tx, self.scope, id).await?.ok_or(Error::Gone)
    }

    /// Takes the step inside the transaction.
    ///
    /// # Errors
    /// [`Error::DecidedMeanwhile`], with what was decided, when the comment is not at the version that was seen.
    pub(super) async fn take(&self, tx: &Tx, row: &comment::Model, step: Step) -> Result<decision::Model, Error> {
        let from = match step.from(row) {
            Ok(from) => from,
            Err(Refusal::Stale) => return Err(self.meanwhile(tx, row.id).await?),
            Err(Refusal::Already(state)) => return Err(Error::Already(state)),
        };
        // On PostgreSQL two can have read the same version; the update lets one through.
        if !rows::move_on(tx, row.id, step.seen, step.to).await? {
            return Err(self.meanwhile(tx, row.id).await?);
        }
        let now = self.store().now();
        let decision = decision::Model {
            id: DecisionId::new(self.store().rng(), now),
            comment_id: row.id,
            comment_version: step.seen,
            from_state: from.code().to_owned(),
            to_state: step.to.code().to_owned(),
            reason: step.reason,
            note: step.note,
            person_id: Some(self.caller.person()),
            undoes: step.undoes,
            made_at: now,
        };
        rows::insert(tx, decision.clone()).await?;
        Ok(decision)
    }

    /// What somebody else decided meanwhile.
    pub(super) async fn meanwhile(&self, tx: &Tx, id: CommentId) -> Result<Error, Error> {
        let zone = crate::settings::rows::settings(&**tx).await?.time_zone;
        let last = rows::decisions(&**tx, &[id]).await?.pop();
        Ok(match last {
            Some((row, name)) => Error::DecidedMeanwhile {
                by: name.unwrap_or_default(),
                what: State::from_code(&row.to_state).unwrap_or(State::Pending),
                at: Stamp::new(row.made_at, &zone),
            },
            None => Error::Gone,
        })
    }

    pub(super) async fn time_zone(&self) -> Result<String, Error> {
        Ok(crate::settings::rows::settings(&self.store().read).await?.time_zone)
    }

    /// The decision as the desk shows it, just made by the caller.
    pub(super) async fn shown(&self, row: decision::Model) -> Result<Decision, Error> {
        let zone = self.time_zone().await?;
        Ok(model(row, Some(self.caller.name.clone()), &zone))
    }

    /// Keeps what was written, counts it, and tells the caches when readers see it.
    pub(super) async fn keep(&self, tx: Tx, made: &[decision::Model]) -> Result<(), Error> {
        rows::count_moves(&tx, made).await?;
        let published = State::Published.code();
        if made.iter().any(|row| row.from_state == published || row.to_state == published) {
            tx.commit().await?;
        } else {
            tx.commit_unseen().await?;
        }
        Ok(())
    }
}

/// The decision as the desk shows it.
pub(super) fn model(row: decision::Model, by: Option<String>, zone: &str) -> Decision {
    let has_come_in = row.from_state.is_empty();
    Decision {
        id: row.id,
        comment: row.comment_id,
        version: row.comment_version + 1,
        from: State::from_code(&row.from_state),
        to: State::from_code(&row.to_state).unwrap_or(State::Pending),
        reason: row.reason,
        // What was noted as it came in are the reasons for which it waits; the comment says those in words.
        note: if has_come_in { String::new() } else { row.note },
        by,
        at: Stamp::new(row.made_at, zone),
        undoes: row.undoes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::ArticleId;
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    fn row(state: State, version: i32) -> comment::Model {
        let id = CommentId(Uuid::nil());
        comment::Model {
            id,
            article_id: ArticleId(Uuid::nil()),
            slide_id: None,
            parent_id: None,
            root_id: id,
            name: String::new(),
            email: String::new(),
            person_id: None,
            body: String::new(),
            body_html: String::new(),
            state: state.code().to_owned(),
            held_because: String::new(),
            version,
            created_at: DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    fn step(seen: i32, to: State) -> Step {
        Step { seen, to, reason: String::new(), note: String::new(), undoes: None }
    }

    #[test]
    fn a09_a_step_is_taken_from_the_version_that_was_seen_and_from_no_other() {
        assert_eq!(step(1, State::Published).from(&row(State::Pending, 1)), Ok(State::Pending));
        assert_eq!(step(1, State::Published).from(&row(State::Published, 2)), Err(Refusal::Stale));
        assert_eq!(step(2, State::Published).from(&row(State::Pending, 1)), Err(Refusal::Stale));
    }

    #[test]
    fn a_step_to_where_the_comment_stands_is_none() {
        for state in State::ALL {
            assert_eq!(step(3, state).from(&row(state, 3)), Err(Refusal::Already(state)));
        }
    }
}
