//! Looking after the menus: editors arrange them, and save both at once.

use super::{Entry, MAX_ENTRIES, MAX_LABEL, MenuAddress, Menus, Place, Target};
use crate::field::{Fault, Faults, filled_line, line};
use serde::{Deserialize, Serialize};

/// Both menus as somebody wants them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveMenus {
    /// The version that the change is based on.
    pub based_on: i32,
    /// What is to stand in the masthead, at most 12 entries.
    pub head: Vec<Entry<String>>,
    /// What is to stand in the foot, at most 12 entries.
    pub foot: Vec<Entry<String>>,
}

/// A page or a topic that an entry can lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it leads to.
    pub target: Target,
    /// What it is called; empty where it has no title yet.
    pub name: String,
    /// Whether there is anything there for readers.
    pub is_public: bool,
}

/// The menus with all that they can lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenusDesk {
    /// The version that an edit is based on; 0 before anybody has saved.
    pub version: i32,
    /// The menus as they are.
    pub menus: Menus,
    /// Every page, the last changed first, then every topic, by name.
    pub choices: Vec<Choice>,
}

impl SaveMenus {
    /// The menus that this makes, with every faulty entry named: `head-0-label`, `foot-3-address`, or `head` when there are too
    /// many.
    #[cfg_attr(not(feature = "store"), expect(dead_code, reason = "the verb alone parses what was asked"))]
    fn parsed(self) -> Result<Menus, Faults> {
        let mut faults = Faults::default();
        let mut menu = |place: Place, entries: Vec<Entry<String>>| {
            if entries.len() > MAX_ENTRIES {
                faults.add(place.code(), Fault::TooLong { max: MAX_ENTRIES, has: entries.len() });
                return Vec::new();
            }
            let parsed = entries.into_iter().enumerate().filter_map(|(at, entry)| {
                let field = |name: &str| format!("{}-{at}-{name}", place.code());
                parsed_entry(entry, field, &mut faults)
            });
            parsed.collect()
        };
        let menus = Menus { head: menu(Place::Head, self.head), foot: menu(Place::Foot, self.foot) };
        faults.check().map(|()| menus)
    }
}

fn parsed_entry(entry: Entry<String>, field: impl Fn(&str) -> String, faults: &mut Faults) -> Option<Entry> {
    // What has no name of its own needs one.
    let label = match &entry.target {
        Target::Address(_) => filled_line(&entry.label, MAX_LABEL),
        Target::Own(_) | Target::Page(_) | Target::Topic(_) => line(&entry.label, MAX_LABEL),
    };
    let label = faults.take(&field("label"), label);
    let target = match entry.target {
        Target::Own(own) => Some(Target::Own(own)),
        Target::Page(page) => Some(Target::Page(page)),
        Target::Topic(topic) => Some(Target::Topic(topic)),
        Target::Address(typed) => faults.take(&field("address"), MenuAddress::parse(&typed)).map(Target::Address),
    };
    Some(Entry { label: label?, target: target? })
}

#[cfg(feature = "store")]
mod verb {
    use super::{MenusDesk, SaveMenus};
    use crate::accounts::PagesDoor;
    use crate::audit::{self, Act, What};
    use crate::field::{Fault, Faults};
    use crate::menus::{Error, Menus, Place, rows};

    impl PagesDoor<'_> {
        /// The menus with all that they can lead to. Four queries.
        ///
        /// # Errors
        /// What the database says.
        pub async fn menus(&self) -> Result<MenusDesk, Error> {
            let db = &self.0.store.read;
            let version = rows::version(db).await?;
            let menus = if version == 0 { Menus::to_begin_with() } else { rows::menus(db).await? };
            Ok(MenusDesk { version, menus, choices: rows::choices(db).await? })
        }

        /// Saves both menus; every page is made anew with them.
        ///
        /// # Errors
        /// [`Error::Faulty`] with fields such as `head-0-label` and `foot-3-address`, `head-1-target` when a page or topic is gone,
        /// and `head` or `foot` when there are too many; [`Error::Stale`] when somebody saved them since version `ask.based_on`.
        pub async fn save_menus(&self, ask: SaveMenus) -> Result<MenusDesk, Error> {
            let store = &self.0.store;
            let based_on = ask.based_on;
            let menus = ask.parsed().map_err(Error::Faulty)?;
            let tx = store.begin().await?;
            if !rows::raise_version(&tx, based_on).await? {
                return Err(Error::Stale { now: rows::version(&*tx).await? });
            }
            let choices = rows::choices(&*tx).await?;
            let is_there = |target| rows::is_free(target) || choices.iter().any(|choice| choice.target == *target);
            let mut faults = Faults::default();
            for place in Place::ALL {
                for (at, _) in menus.at(place).iter().enumerate().filter(|(_, entry)| !is_there(&entry.target)) {
                    faults.add(&format!("{}-{at}-target", place.code()), Fault::Wrong);
                }
            }
            faults.check().map_err(Error::Faulty)?;
            rows::replace(&tx, &menus).await?;
            let version = based_on + 1;
            let subject = version.to_string();
            let act = Act { by: Some(self.0.person()), what: What::SavedMenus, subject: &subject, detail: "" };
            audit::record(store, &tx, act).await?;
            tx.commit().await?;
            Ok(MenusDesk { version, menus, choices })
        }
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests;
