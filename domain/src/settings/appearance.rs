//! How the site looks to readers.

use super::palette::Palette;
use crate::ids::MediaId;
use crate::media::Sizes;
use serde::{Deserialize, Serialize};

/// The most bytes of the sheet that an admin writes: 16 kB.
pub const MAX_OWN_CSS: usize = 16 * 1024;

/// What the first page begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HomeArrangement {
    /// The newest article with a strip of its slides, then the others.
    #[default]
    Lead,
    /// All of them alike, the newest first.
    List,
}

impl HomeArrangement {
    /// Both arrangements.
    pub const ALL: [HomeArrangement; 2] = [HomeArrangement::Lead, HomeArrangement::List];

    /// The word in forms.
    pub fn code(self) -> &'static str {
        match self {
            HomeArrangement::Lead => "lead",
            HomeArrangement::List => "list",
        }
    }

    /// The arrangement of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arrangement| arrangement.code() == code)
    }
}

/// The picture in the masthead, in the place of the site's title, which is its alternative text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Logo {
    /// The item of the library.
    pub media: MediaId,
    /// Its file.
    pub sizes: Sizes,
}

/// What every page is made from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The logo, if there is one.
    pub logo: Option<Logo>,
    /// The colours.
    pub palette: Palette,
    /// What the first page begins with.
    pub home: HomeArrangement,
}

/// How the site looks, as admins change it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Appearance {
    /// The version that an edit is based on; 0 before anybody has saved.
    pub version: i32,
    /// Colours and arrangement.
    pub look: Look,
    /// The sheet that an admin wrote.
    pub own_css: String,
    /// Whether readers get it.
    pub own_is_on: bool,
}

/// How somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveAppearance {
    /// The version that the change is based on.
    pub based_on: i32,
    /// The picture in the masthead; none for the site's title.
    pub logo: Option<MediaId>,
    /// The accent as `#rrggbb`; empty for the program's own.
    pub accent: String,
    /// The paper, likewise.
    pub paper: String,
    /// What the first page begins with.
    pub home: HomeArrangement,
    /// The sheet, at most 16 kB.
    pub own_css: String,
    /// Whether readers get it.
    pub own_is_on: bool,
}

#[cfg(feature = "store")]
mod verb {
    use super::{Appearance, Logo, Look, MAX_OWN_CSS, SaveAppearance};
    use crate::accounts::AdministrationDoor;
    use crate::audit::{self, Act, What};
    use crate::field::{self, Fault, Faults};
    use crate::ids::MediaId;
    use crate::media::rows as media_rows;
    use crate::settings::own_sheet::cleaned;
    use crate::settings::palette::{Illegible, Palette, illegible_accent, illegible_paper};
    use crate::settings::{Colour, Error, SheetRemark, rows};
    use crate::store::{self, Store};
    use sha2::{Digest, Sha256};
    use std::fmt::Write as _;

    impl AdministrationDoor<'_> {
        /// How the site looks.
        ///
        /// # Errors
        /// What the database says.
        pub async fn appearance(&self) -> Result<Appearance, store::Error> {
            rows::look::appearance(&self.0.store.read).await
        }

        /// What is wrong with a sheet, in the order of the lines.
        pub fn check_sheet(&self, text: &str) -> Vec<SheetRemark> {
            cleaned(text).err().unwrap_or_default()
        }

        /// Saves how the site looks; every page is made anew with it.
        ///
        /// # Errors
        /// [`Error::Faulty`] with `accent` and `paper`: [`Fault::Malformed`], or [`Fault::Wrong`] when something could not be read
        /// in that colour; with `own_css`: [`Fault::TooLong`] in bytes, or [`Fault::Malformed`], about which
        /// [`check_sheet`](Self::check_sheet) says more; with `logo`: [`Fault::Wrong`] when there is no such picture. [`Error::Stale`] when somebody saved since version `ask.based_on`.
        pub async fn save_appearance(&self, ask: SaveAppearance) -> Result<Appearance, Error> {
            let store = &self.0.store;
            let based_on = ask.based_on;
            let logo = ask.logo;
            let (mut appearance, own) = ask.parsed().map_err(Error::Faulty)?;
            let sheet = sheet(appearance.look.palette, appearance.own_is_on.then_some(own.as_str()));
            let hash = sheet.as_deref().map(hash);
            let tx = store.begin().await?;
            appearance.look.logo = match logo {
                Some(media) => Some(logo_of(&tx, media).await?),
                None => None,
            };
            if !rows::look::write(&tx, &appearance, hash.as_deref(), based_on).await? {
                return Err(Error::Stale { now: rows::look::appearance(&*tx).await?.version });
            }
            if let (Some(hash), Some(sheet)) = (hash, sheet) {
                rows::look::keep_sheet(&tx, hash, sheet, store.now()).await?;
            }
            let subject = appearance.version.to_string();
            let act = Act { by: Some(self.0.person()), what: What::SavedAppearance, subject: &subject, detail: "" };
            audit::record(store, &tx, act).await?;
            tx.commit().await?;
            Ok(appearance)
        }
    }

    /// A picture of the library as the logo.
    async fn logo_of(tx: &store::Tx, media: MediaId) -> Result<Logo, Error> {
        let file = media_rows::files(&**tx, &[media]).await?.remove(&media);
        let none = || Error::Faulty(Faults::one("logo", Fault::Wrong));
        Ok(Logo { media, sizes: file.ok_or_else(none)?.sizes })
    }

    /// The sheet of that hash, as it is served for ever; none when there is none, or none any more.
    ///
    /// # Errors
    /// What the database says.
    pub async fn site_sheet(store: &Store, hash: &str) -> Result<Option<String>, store::Error> {
        rows::look::sheet(&store.read, hash).await
    }

    impl SaveAppearance {
        /// What this makes, and the sheet as it is served.
        fn parsed(self) -> Result<(Appearance, String), Faults> {
            let mut faults = Faults::default();
            let accent = faults.take("accent", colour(&self.accent, illegible_accent));
            let paper = faults.take("paper", colour(&self.paper, illegible_paper));
            let own = faults.take("own_css", own_css(&self.own_css));
            let (Some(accent), Some(paper), Some((own_css, own))) = (accent, paper, own) else { return Err(faults) };
            let look = Look { logo: None, palette: Palette { accent, paper }, home: self.home };
            Ok((Appearance { version: self.based_on.saturating_add(1), look, own_css, own_is_on: self.own_is_on }, own))
        }
    }

    fn colour(text: &str, illegible: fn(Colour) -> Option<Illegible>) -> Result<Option<Colour>, Fault> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let colour = Colour::parse(text)?;
        if illegible(colour).is_some() { Err(Fault::Wrong) } else { Ok(Some(colour)) }
    }

    /// The sheet as it was written and as it is served.
    fn own_css(text: &str) -> Result<(String, String), Fault> {
        let written = field::text(text, MAX_OWN_CSS)?;
        if written.len() > MAX_OWN_CSS {
            return Err(Fault::TooLong { max: MAX_OWN_CSS, has: written.len() });
        }
        let served = cleaned(&written).map_err(|_| Fault::Malformed)?;
        Ok((written, served))
    }

    /// What pages link to; none when everything is the program's own. What an admin wrote stands in the last layer of all.
    fn sheet(palette: Palette, own: Option<&str>) -> Option<String> {
        let shades = palette.shades();
        let own = own.filter(|own| !own.trim().is_empty());
        if shades.is_empty() && own.is_none() {
            return None;
        }
        let mut sheet = String::new();
        if !shades.is_empty() {
            sheet.push_str("@layer tokens{:root{");
            for shade in shades {
                write!(sheet, "--{}:light-dark({},{});", shade.token, shade.light, shade.dark).expect("a text takes everything");
            }
            sheet.push_str("}}\n");
        }
        if let Some(own) = own {
            writeln!(sheet, "@layer own{{{own}}}").expect("a text takes everything");
        }
        Some(sheet)
    }

    /// 128 bits of SHA-256, in hexadecimal digits.
    fn hash(sheet: &str) -> String {
        let mut digits = format!("{:x}", Sha256::digest(sheet));
        digits.truncate(32);
        digits
    }
}

#[cfg(feature = "store")]
pub use verb::site_sheet;

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
