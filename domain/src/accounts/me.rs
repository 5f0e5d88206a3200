//! Who is signed in, as the frame of the admin panel shows it.

use super::Role;
use crate::ids::PersonId;
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
}

#[cfg(feature = "store")]
mod store {
    use super::Me;
    use crate::accounts::{Error, OwnDoor, rows};

    impl OwnDoor<'_> {
        /// Who is signed in, for the frame of the admin panel.
        ///
        /// # Errors
        /// What the database says.
        pub async fn me(&self) -> Result<Me, Error> {
            let caller = self.0;
            let email = rows::email_of(&caller.store.read, caller.account).await?.ok_or(Error::Gone)?;
            let waiting = match caller.moderation().await {
                Ok(door) => Some(door.waiting_since().await?.count),
                Err(Error::Refused(_)) => None,
                Err(error) => return Err(error),
            };
            Ok(Me {
                person: caller.person,
                name: caller.name.clone(),
                email,
                role: caller.role,
                site_title: self.site_title().await?,
                waiting,
            })
        }
    }
}
