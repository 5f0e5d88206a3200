//! A person's own profile: what readers see of them, and what they still lack.

use super::{AuthorBox, Handle};
use crate::ids::MediaId;
use serde::{Deserialize, Serialize};

/// The most characters of a person's name.
pub const MAX_NAME: usize = 80;
/// The most characters of the line that says what a person does.
pub const MAX_ROLE_LINE: usize = 120;
/// The most characters of a person's pronouns.
pub const MAX_PRONOUNS: usize = 40;
/// The most characters of a biography.
pub const MAX_BIO: usize = 1_000;

/// A person's own profile, as it is edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The version that a change is based on.
    pub version: i32,
    /// The name that readers see.
    pub name: String,
    /// Where the person's page is.
    pub handle: Handle,
    /// What the person does, in one line.
    pub role_line: String,
    /// How to speak of the person.
    pub pronouns: String,
    /// The biography, in Markdown.
    pub bio: String,
    /// The addresses of the person's profiles elsewhere, one a line.
    pub links: String,
    /// The picture that is the portrait.
    pub portrait: Option<MediaId>,
    /// The person as readers see them now.
    pub shown: AuthorBox,
    /// What readers miss.
    pub lacks: Vec<Lack>,
    /// Whether the person adds media, and so can choose a portrait.
    pub adds_media: bool,
}

/// What readers miss about a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lack {
    /// There is no biography.
    Bio,
    /// What stands there is a placeholder that nobody wrote; readers are not shown it.
    BioOfTheirOwn,
    /// There is no portrait: readers see initials.
    Portrait,
}

/// A profile as its person wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveProfile {
    /// The version that the change is based on.
    pub based_on: i32,
    /// The name, 1 to 80 characters.
    pub name: String,
    /// The handle, which nobody else may have.
    pub handle: String,
    /// What the person does, at most 120 characters.
    pub role_line: String,
    /// How to speak of the person, at most 40 characters.
    pub pronouns: String,
    /// The biography in Markdown, at most 1,000 characters.
    pub bio: String,
    /// The https addresses of profiles elsewhere, one a line, at most five.
    pub links: String,
    /// A picture that the person may use.
    pub portrait: Option<MediaId>,
}

#[cfg(feature = "store")]
mod verb {
    use super::{Lack, MAX_BIO, MAX_NAME, MAX_PRONOUNS, MAX_ROLE_LINE, Profile, SaveProfile};
    use crate::accounts::OwnDoor;
    use crate::audit::{self, Act, Deed};
    use crate::field::{Fault, Faults, filled_line, line, text};
    use crate::ids::MediaId;
    use crate::imports::is_placeholder;
    use crate::media::{self, rows::Reach};
    use crate::people::rows::{self, Written, person};
    use crate::people::{Error, Handle, ProfileLink, shown};
    use crate::search;
    use crate::slides::{SafeHtml, for_bio};
    use crate::store::Tx;

    impl OwnDoor<'_> {
        /// One's own profile.
        ///
        /// # Errors
        /// What the database says.
        pub async fn profile(&self) -> Result<Profile, Error> {
            let store = &self.0.store;
            let row = rows::find(&store.read, self.0.person()).await?.ok_or(Error::Gone)?;
            let shown = shown::boxes(store, vec![row.clone()]).await?.pop().ok_or(Error::Gone)?;
            Ok(Profile {
                version: row.version,
                lacks: lacks(&row),
                adds_media: self.0.role().drafts(),
                handle: shown.handle.clone(),
                name: row.name,
                role_line: row.role_line,
                pronouns: row.pronouns,
                bio: row.bio,
                links: row.links,
                portrait: row.portrait_id,
                shown,
            })
        }

        /// Saves one's own profile. A placeholder is kept, so that nothing typed is lost, but never shown to readers; the
        /// answer says so.
        ///
        /// # Errors
        /// [`Error::Faulty`] with the fields `name`, `handle`, `role_line`, `pronouns`, `bio`, `links`, `portrait`; [`Error::Stale`]
        /// when the profile was saved since version `ask.based_on`.
        pub async fn save_profile(&self, ask: SaveProfile) -> Result<Profile, Error> {
            let caller = self.0;
            let based_on = ask.based_on;
            let portrait = ask.portrait;
            let written = written(&ask).map_err(Error::Faulty)?;
            let tx = caller.store.begin().await?;
            self.check_portrait(&tx, portrait).await?;
            let other = rows::holder(&*tx, &written.handle).await?.filter(|holder| *holder != caller.person());
            if other.is_some() {
                return Err(taken());
            }
            let is_kept = rows::update(&tx, caller.person(), &written, based_on).await;
            if !is_kept.map_err(refused_by_the_database)? {
                let now = rows::version(&*tx, caller.person()).await?.ok_or(Error::Gone)?;
                return Err(Error::Stale { now });
            }
            let subject = written.handle.to_string();
            let act = Act { by: Some(caller.person()), what: Deed::SavedProfile.into(), subject: &subject, detail: "" };
            audit::record(&caller.store, &tx, act).await?;
            search::index::put_person(&tx, caller.person(), &written.name).await?;
            tx.commit().await?;
            self.profile().await
        }

        /// How a biography would look to readers; nothing for what they are not shown: an empty one and a placeholder.
        ///
        /// # Errors
        /// [`Error::Faulty`] with the field `bio` when it is too long.
        pub fn preview_bio(&self, bio: &str) -> Result<Option<SafeHtml>, Error> {
            let bio = text(bio, MAX_BIO).map_err(|fault| Error::Faulty(Faults::one("bio", fault)))?;
            Ok(rendered(&bio))
        }

        /// A new portrait must be a picture that the person reaches.
        async fn check_portrait(&self, tx: &Tx, wanted: Option<MediaId>) -> Result<(), Error> {
            let caller = self.0;
            let Some(id) = wanted else { return Ok(()) };
            let stored = rows::find(&**tx, caller.person()).await?.and_then(|row| row.portrait_id);
            if stored == Some(id) {
                return Ok(());
            }
            caller.drafting().map_err(|_| no_picture())?;
            media::rows::reachable(&**tx, Reach::of(caller), id).await?.map(|_| ()).ok_or_else(no_picture)
        }
    }

    fn written(ask: &SaveProfile) -> Result<Written, Faults> {
        let mut faults = Faults::default();
        let name = faults.take("name", filled_line(&ask.name, MAX_NAME));
        let handle = faults.take("handle", Handle::parse(&ask.handle));
        let role_line = faults.take("role_line", line(&ask.role_line, MAX_ROLE_LINE));
        let pronouns = faults.take("pronouns", line(&ask.pronouns, MAX_PRONOUNS));
        let bio = faults.take("bio", text(&ask.bio, MAX_BIO));
        let links = faults.take("links", ProfileLink::parse_lines(&ask.links));
        match (name, handle, role_line, pronouns, bio, links) {
            (Some(name), Some(handle), Some(role_line), Some(pronouns), Some(bio), Some(links)) => {
                let bio_html = rendered(&bio).unwrap_or_default();
                Ok(Written { name, handle, role_line, pronouns, bio, bio_html, links, portrait: ask.portrait })
            }
            _ => Err(faults),
        }
    }

    /// What readers are shown of a biography.
    fn rendered(bio: &str) -> Option<SafeHtml> {
        if bio.trim().is_empty() || is_placeholder(bio) { None } else { Some(for_bio(bio)).filter(|html| !html.is_empty()) }
    }

    fn lacks(row: &person::Model) -> Vec<Lack> {
        let bio = match rendered(&row.bio) {
            Some(_) => None,
            None if row.bio.trim().is_empty() => Some(Lack::Bio),
            None => Some(Lack::BioOfTheirOwn),
        };
        let portrait = row.portrait_id.is_none().then_some(Lack::Portrait);
        bio.into_iter().chain(portrait).collect()
    }

    fn taken() -> Error {
        Error::Faulty(Faults::one("handle", Fault::Taken))
    }

    fn no_picture() -> Error {
        Error::Faulty(Faults::one("portrait", Fault::Wrong))
    }

    /// On PostgreSQL two can pass the look-up of a handle together, and a picture can be deleted after it was found; the
    /// constraints let one through.
    fn refused_by_the_database(error: crate::store::Error) -> Error {
        match error {
            _ if error.is_duplicate() => taken(),
            _ if error.is_dangling() => no_picture(),
            other => other.into(),
        }
    }
}

#[cfg(test)]
mod tests;
