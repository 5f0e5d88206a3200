//! What a moderator does to a comment. Decisions are added, never changed.

use super::change::Step;
use super::{Decide, DecideTogether, Decision, Error, MAX_TOGETHER, decision, rows};
use crate::accounts::ModerationDoor;
use crate::comments::State;
use crate::ids::{CommentId, DecisionId};

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
        let tx = self.store().begin().await?;
        let mut made = Vec::new();
        let mut settled = Vec::new();
        for (comment, seen) in ask.comments {
            let to = ask.verdict.leads_to();
            let step = Step { seen, to, reason: reason.clone(), note: note.clone(), undoes: None };
            let outcome = match self.comment(&tx, comment).await {
                Ok(row) => self.take(&tx, &row, step).await,
                Err(error) => Err(error),
            };
            match outcome {
                Err(Error::Store(error)) => return Err(error.into()),
                Ok(row) => {
                    made.push(row.clone());
                    settled.push((comment, Ok(row)));
                }
                Err(error) => settled.push((comment, Err(error))),
            }
        }
        self.keep(tx, &made).await?;
        let zone = self.time_zone().await?;
        let name = &self.caller.name;
        let shown = |row| super::change::model(row, Some(name.clone()), &zone);
        Ok(settled.into_iter().map(|(comment, outcome)| (comment, outcome.map(shown))).collect())
    }

    /// Takes a decision back, whoever made it, as long as it is the comment's last.
    ///
    /// # Errors
    /// [`Error::DecidedMeanwhile`] when it is not the last any more; [`Error::NothingToUndo`], [`Error::Gone`].
    pub async fn undo(&self, id: DecisionId) -> Result<Decision, Error> {
        let tx = self.store().begin().await?;
        let undone = rows::decision(&*tx, id).await?.ok_or(Error::Gone)?;
        let row = self.comment(&tx, undone.comment_id).await?;
        let to = State::from_code(&undone.from_state).ok_or(Error::NothingToUndo)?;
        let seen = undone.comment_version + 1;
        let step = Step { seen, to, reason: String::new(), note: String::new(), undoes: Some(undone.id) };
        let made = self.take(&tx, &row, step).await?;
        self.keep(tx, std::slice::from_ref(&made)).await?;
        self.shown(made).await
    }
}
