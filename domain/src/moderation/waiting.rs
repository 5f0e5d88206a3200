//! What waits for a moderator: how many comments, and since when.

use crate::accounts::ModerationDoor;
use crate::moderation::rows;
use crate::settings;
use crate::stamp::Stamp;
use crate::store::Error;

/// The comments that wait for a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// How many, within what the moderator decides.
    pub count: u64,
    /// When the oldest of them was written.
    pub oldest: Option<Stamp>,
}

impl ModerationDoor<'_> {
    /// What waits for this moderator, for the frame of the panel and for the desk.
    ///
    /// # Errors
    /// What the database says.
    pub async fn waiting_since(&self) -> Result<Waiting, Error> {
        let store = &self.caller.store;
        let (count, oldest) = rows::waiting(&store.read, self.scope).await?;
        let zone = settings::rows::settings(&store.read).await?.time_zone;
        Ok(Waiting { count, oldest: oldest.map(|at| Stamp::new(at, &zone)) })
    }
}
