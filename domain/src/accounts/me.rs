//! Who is signed in, as the frame of the admin panel shows it.

use super::Role;
use crate::ids::PersonId;
use crate::stamp::Stamp;
use serde::{Deserialize, Serialize};

/// Who is signed in, and what the frame of the admin panel shows of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The person.
    pub person: PersonId,
    /// The name that others see.
    pub name: String,
    /// The address to sign in with; nobody else is told it.
    pub email: String,
    /// The role.
    pub role: Role,
    /// The site's title.
    pub site_title: String,
    /// How many comments wait for this person's decision; none when comments are not theirs to decide.
    pub waiting: Option<u64>,
    /// When the oldest of them was written.
    pub oldest_waiting: Option<Stamp>,
    /// What the clock says in the site's time zone.
    pub now: Stamp,
}

#[cfg(feature = "store")]
mod verb {
    use super::Me;
    use crate::accounts::{Error, OwnDoor, rows};
    use crate::settings;
    use crate::stamp::Stamp;

    impl OwnDoor<'_> {
        /// Who is signed in, for the frame of the admin panel.
        ///
        /// # Errors
        /// What the database says.
        pub async fn me(&self) -> Result<Me, Error> {
            let caller = self.0;
            let email = rows::email_of(&caller.store.read, caller.account()).await?.ok_or(Error::Gone)?;
            let waiting = match caller.moderation().await {
                Ok(door) => Some(door.waiting_since().await?),
                Err(Error::Refused(_)) => None,
                Err(error) => return Err(error),
            };
            let settings = settings::rows::settings(&caller.store.read).await?;
            Ok(Me {
                person: caller.person(),
                name: caller.name.clone(),
                email,
                role: caller.role(),
                now: Stamp::new(caller.store.now(), &settings.time_zone),
                site_title: settings.site_title,
                oldest_waiting: waiting.as_ref().and_then(|waiting| waiting.oldest.clone()),
                waiting: waiting.map(|waiting| waiting.count),
            })
        }
    }
}
