//! Who a commenter is: looked at one at a time, and every look leaves a trace.

use super::Error;
use crate::accounts::{ModerationDoor, Refused, Scope};
use crate::audit::{self, Act, What};
use crate::ids::CommentId;

impl ModerationDoor<'_> {
    /// The address that the comment was left with; empty for one that was written at the desk. The look goes into the
    /// audit trail before anything is shown (security A7, X3).
    ///
    /// # Errors
    /// [`Error::Refused`] to authors, who decide the comments on their own articles and are not shown addresses;
    /// [`Error::Gone`].
    pub async fn address(&self, id: CommentId) -> Result<String, Error> {
        match self.scope {
            Scope::Everything => {}
            Scope::OwnArticles(_) => return Err(Refused(self.caller.role()).into()),
        }
        let tx = self.store().begin().await?;
        let row = self.comment(&tx, id).await?;
        let act = Act { by: Some(self.caller.person()), what: What::SawAddress, subject: &id.to_string(), detail: "" };
        audit::record(self.store(), &tx, act).await?;
        tx.commit_unseen().await?;
        Ok(row.email)
    }
}
