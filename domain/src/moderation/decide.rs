//! What a moderator does to a comment. Decisions are added, never changed.

use super::change::Step;
use super::{Decide, DecideTogether, Decision, Error, MAX_TOGETHER, decision, rows};
use crate::accounts::ModerationDoor;
use crate::comments::State;
use crate::ids::{CommentId, DecisionId};
use crate::store::Tx;

impl ModerationDoor<'_> {
    /// Decides a comment as it was at version `ask.seen`.
    ///
    /// # Errors
    /// [`Error::DecidedMeanwhile`], with the other decision, when somebody was quicker; [`Error::Faulty`] with `reason` or
    /// `note`; [`Error::Already`], [`Error::Gone`].
    pub async fn decide(&self, ask: Decide) -> Result<Decision, Error> {
        let reason = ask.verdict.reason()?;
        let note = decision::parse_note(&ask.note)?;
        let tx = self.store().begin().await?;
        let row = self.comment(&tx, ask.comment).await?;
        let step = Step { seen: ask.seen, to: ask.verdict.leads_to(), reason, note, undoes: None };
        let made = self.take(&tx, &row, step).await?;
        self.keep(tx, std::slice::from_ref(&made)).await?;
        self.shown(made).await
    }

    /// Decides up to [`MAX_TOGETHER`] comments alike, each by itself: what can not be decided is reported and holds up none
    /// of the others (security A9).
    ///
    /// # Errors
    /// [`Error::TooMany`], [`Error::Faulty`]; those of a single comment stand beside it.
    pub async fn decide_together(&self, ask: DecideTogether) -> Result<Vec<(CommentId, Result<Decision, Error>)>, Error> {
        if ask.comments.len() > MAX_TOGETHER {
            return Err(Error::TooMany { max: MAX_TOGETHER });
        }
        let reason = ask.verdict.reason()?;
        let note = decision::parse_note(&ask.note)?;
        let to = ask.verdict.leads_to();
        let step = |seen| Step { seen, to, reason: reason.clone(), note: note.clone(), undoes: None };
        let steps = ask.comments.into_iter().map(|(comment, seen)| (comment, Ok((comment, step(seen))))).collect();
        self.settle(self.store().begin().await?, steps).await
    }

    /// Takes a decision back, whoever made it, as long as it is the comment's last.
    ///
    /// # Errors
    /// [`Error::DecidedMeanwhile`] when it is not the last any more; [`Error::NothingToUndo`], [`Error::Gone`].
    pub async fn undo(&self, id: DecisionId) -> Result<Decision, Error> {
        let tx = self.store().begin().await?;
        let undone = rows::decision(&*tx, id).await?.ok_or(Error::Gone)?;
        let row = self.comment(&tx, undone.comment_id).await?;
        let made = self.take(&tx, &row, step_back(&undone)?).await?;
        self.keep(tx, std::slice::from_ref(&made)).await?;
        self.shown(made).await
    }

    /// Takes up to [`MAX_TOGETHER`] decisions back, each by itself: what can not be taken back is reported and holds up none of
    /// the others (security A9).
    ///
    /// # Errors
    /// [`Error::TooMany`]; those of a single decision, as [`Self::undo`] has them, stand beside it.
    pub async fn undo_together(&self, ids: Vec<DecisionId>) -> Result<Vec<(DecisionId, Result<Decision, Error>)>, Error> {
        if ids.len() > MAX_TOGETHER {
            return Err(Error::TooMany { max: MAX_TOGETHER });
        }
        let tx = self.store().begin().await?;
        let decisions = rows::decisions_of(&*tx, &ids).await?;
        let step = |id| {
            let undone = decisions.get(&id).ok_or(Error::Gone)?;
            Ok((undone.comment_id, step_back(undone)?))
        };
        let steps = ids.into_iter().map(|id| (id, step(id))).collect();
        self.settle(tx, steps).await
    }

    /// Takes each step by itself in the one transaction. The comments are looked up together.
    async fn settle<Id>(&self, tx: Tx, steps: Vec<(Id, Asked)>) -> Result<Vec<(Id, Result<Decision, Error>)>, Error> {
        let asked = steps.iter().filter_map(|(_, step)| step.as_ref().ok());
        let ids: Vec<CommentId> = asked.map(|(comment, _)| *comment).collect();
        let comments = rows::comments(&*tx, self.scope, &ids).await?;
        let mut made = Vec::new();
        let mut settled = Vec::with_capacity(steps.len());
        for (of, step) in steps {
            let found = step.and_then(|(comment, step)| Ok((comments.get(&comment).ok_or(Error::Gone)?, step)));
            let outcome = match found {
                Ok((row, step)) => self.take(&tx, row, step).await,
                Err(error) => Err(error),
            };
            if let Err(Error::Store(error)) = outcome {
                return Err(error.into());
            }
            made.extend(outcome.as_ref().ok().cloned());
            settled.push((of, outcome));
        }
        self.keep(tx, &made).await?;
        let zone = self.time_zone().await?;
        let shown = |row| super::change::model(row, Some(self.caller.name.clone()), &zone);
        Ok(settled.into_iter().map(|(of, outcome)| (of, outcome.map(shown))).collect())
    }
}

/// A step that is asked for, and the comment that is to take it; or why there is none.
type Asked = Result<(CommentId, Step), Error>;

/// The step that takes a decision back while it is the comment's last.
fn step_back(undone: &rows::decision::Model) -> Result<Step, Error> {
    let to = State::from_code(&undone.from_state).ok_or(Error::NothingToUndo)?;
    let seen = undone.comment_version + 1;
    Ok(Step { seen, to, reason: String::new(), note: String::new(), undoes: Some(undone.id) })
}
