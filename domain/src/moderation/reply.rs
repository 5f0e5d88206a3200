//! Answering as staff: the comment that is answered is approved by it.

use super::change::{self, Step};
use super::rows::{self, decision};
use super::{Error, Replied, Reply};
use crate::accounts::ModerationDoor;
use crate::comments::State;
use crate::comments::post::{parse_body, rendered};
use crate::comments::rows::{comment, insert};
use crate::field::{Fault, Faults};
use crate::ids::CommentId;

impl ModerationDoor<'_> {
    /// Publishes an answer under the caller's own name, and approves the comment if it waited.
    ///
    /// # Errors
    /// [`Error::Faulty`] with `body`; [`Error::DecidedMeanwhile`], [`Error::NotAnswered`], [`Error::Gone`].
    pub async fn reply(&self, ask: Reply) -> Result<Replied, Error> {
        let body = parse_body(&ask.body).map_err(|fault| Faults::one("body", fault))?;
        let html = rendered(self.store(), body.clone()).await;
        if html.is_empty() {
            return Err(Faults::one("body", Fault::Empty).into());
        }
        let tx = self.store().begin().await?;
        let answered = self.comment(&tx, ask.comment).await?;
        let approval = match State::from_code(&answered.state) {
            _ if answered.version != ask.seen => return Err(self.meanwhile(&tx, answered.id).await?),
            Some(State::Published) => None,
            Some(State::Pending) => {
                let step =
                    Step { seen: ask.seen, to: State::Published, reason: String::new(), note: String::new(), undoes: None };
                Some(self.take(&tx, &answered, step).await?)
            }
            Some(state @ (State::Rejected | State::Spam)) => return Err(Error::NotAnswered(state)),
            None => return Err(Error::Gone),
        };
        let now = self.store().now();
        let id = CommentId::new(self.store().rng(), now);
        let row = comment::Model {
            id,
            article_id: answered.article_id,
            slide_id: None,
            parent_id: Some(answered.id),
            root_id: answered.root_id,
            name: self.caller.name.clone(),
            email: String::new(),
            person_id: Some(self.caller.person()),
            body,
            body_html: html.as_str().to_owned(),
            state: State::Published.code().to_owned(),
            held_because: String::new(),
            version: 1,
            created_at: now,
        };
        insert(&tx, row).await?;
        let received = change::received(self.store(), id, State::Published);
        rows::insert(&tx, decision::Model { person_id: Some(self.caller.person()), ..received }).await?;
        rows::count_moves(&tx, approval.as_slice()).await?;
        tx.commit().await?;
        let approval = match approval {
            Some(row) => Some(self.shown(row).await?),
            None => None,
        };
        Ok(Replied { reply: id, approval })
    }
}
