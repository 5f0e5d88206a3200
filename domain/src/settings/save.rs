//! Changing the settings.

use super::{Error, MAX_DESCRIPTION, MAX_HUB, MAX_TITLE, SaveSettings, Settings, language_tag, rows};
use crate::accounts::AdministrationDoor;
use crate::audit::{self, Act, Deed};
use crate::field::{Fault, Faults, filled_line, line, secure_address};
use crate::store;

impl SaveSettings {
    /// The settings that this makes, with every faulty field named.
    fn parsed(self) -> Result<Settings, Faults> {
        let mut faults = Faults::default();
        let site_title = faults.take("site_title", filled_line(&self.site_title, MAX_TITLE));
        let site_description = faults.take("site_description", line(&self.site_description, MAX_DESCRIPTION));
        let language = faults.take("language", language_tag(&self.language));
        let time_zone = faults.take("time_zone", time_zone(&self.time_zone));
        let hub = faults.take("hub", secure_address(&self.hub, MAX_HUB));
        match (site_title, site_description, language, time_zone, hub) {
            (Some(site_title), Some(site_description), Some(language), Some(time_zone), Some(hub)) => Ok(Settings {
                site_title,
                site_description,
                language,
                time_zone,
                comment_policy: self.comment_policy,
                authors_moderate: self.authors_moderate,
                count_openings: self.count_openings,
                hub,
                version: self.based_on.saturating_add(1),
            }),
            _ => Err(faults),
        }
    }
}

fn time_zone(name: &str) -> Result<String, Fault> {
    let zone: chrono_tz::Tz = name.trim().parse().map_err(|_| Fault::Malformed)?;
    Ok(zone.name().to_owned())
}

impl AdministrationDoor<'_> {
    /// The settings as they are.
    ///
    /// # Errors
    /// What the database says.
    pub async fn settings(&self) -> Result<Settings, store::Error> {
        rows::settings(&self.0.store.read).await
    }

    /// Every time zone that the program knows, in alphabetical order: names of the IANA database.
    pub fn time_zones(&self) -> Vec<String> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name().to_owned()).collect()
    }

    /// Saves the settings; every page is made anew with them.
    ///
    /// # Errors
    /// [`Error::Faulty`] with the fields `site_title`, `site_description`, `language`, `time_zone`, `hub`; [`Error::Stale`] when
    /// somebody saved them since version `ask.based_on`.
    pub async fn save_settings(&self, ask: SaveSettings) -> Result<Settings, Error> {
        let store = &self.0.store;
        let based_on = ask.based_on;
        let settings = ask.parsed().map_err(Error::Faulty)?;
        let tx = store.begin().await?;
        if !rows::update(&tx, &settings, based_on).await? {
            return Err(Error::Stale { now: rows::version(&tx).await? });
        }
        let subject = settings.version.to_string();
        audit::record(
            store,
            &tx,
            Act { by: Some(self.0.person()), what: Deed::SavedSettings.into(), subject: &subject, detail: "" },
        )
        .await?;
        tx.commit().await?;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::CommentPolicy;
    use crate::store_tests;

    fn ask(based_on: i32) -> SaveSettings {
        SaveSettings {
            based_on,
            site_title: "  Slow   Light ".into(),
            site_description: "One picture at a time".into(),
            language: "de-at".into(),
            time_zone: "Europe/Oslo".into(),
            comment_policy: CommentPolicy::Closed,
            authors_moderate: true,
            count_openings: false,
            hub: " HTTPS://Hub.example/?a=1 ".into(),
        }
    }

    store_tests! {
        async fn settings_are_kept_as_they_were_understood(scene: Scene) {
            let owner = scene.owner().await;
            let door = owner.administration().unwrap();
            let edition = scene.edition().await;
            let saved = door.save_settings(ask(1)).await.unwrap();
            assert_eq!(saved.hub, "https://hub.example/?a=1");
            assert_eq!(crate::settings::frame(&scene.store).await.unwrap().hub, Some(saved.hub.clone()));
            assert_eq!((saved.site_title.as_str(), saved.language.as_str(), saved.version), ("Slow Light", "de-AT", 2));
            assert_eq!(door.settings().await.unwrap(), saved);
            assert_eq!(scene.edition().await, edition + 1, "readers' pages are made anew");
        }

        async fn of_two_who_save_the_second_is_told(scene: Scene) {
            let owner = scene.owner().await;
            let door = owner.administration().unwrap();
            door.save_settings(ask(1)).await.unwrap();
            let late = door.save_settings(SaveSettings { site_title: "Late".into(), ..ask(1) }).await.unwrap_err();
            assert!(matches!(late, Error::Stale { now: 2 }), "{late:?}");
            assert_eq!(door.settings().await.unwrap().site_title, "Slow Light");
        }

        async fn the_zones_that_are_offered_are_the_ones_that_are_taken(scene: Scene) {
            let owner = scene.owner().await;
            let zones = owner.administration().unwrap().time_zones();
            assert!(zones.contains(&"Europe/Oslo".to_owned()));
            for zone in zones {
                assert_eq!(time_zone(&zone), Ok(zone.clone()));
            }
        }

        async fn every_faulty_field_is_named_and_nothing_is_saved(scene: Scene) {
            let owner = scene.owner().await;
            let door = owner.administration().unwrap();
            let before = door.settings().await.unwrap();
            let wrong = SaveSettings {
                site_title: " ".into(),
                site_description: "x".repeat(301),
                language: "English".into(),
                time_zone: "Europe/Atlantis".into(),
                hub: "http://hub.example/".into(),
                ..ask(1)
            };
            let Err(Error::Faulty(faults)) = door.save_settings(wrong).await else { panic!("nothing was refused") };
            assert_eq!(faults.of("site_title"), Some(&Fault::Empty));
            assert_eq!(faults.of("site_description"), Some(&Fault::TooLong { max: 300, has: 301 }));
            assert_eq!(faults.of("language"), Some(&Fault::Malformed));
            assert_eq!(faults.of("time_zone"), Some(&Fault::Malformed));
            assert_eq!(faults.of("hub"), Some(&Fault::Malformed), "o03: nobody changes it on the way");
            assert_eq!(door.settings().await.unwrap(), before);
        }
    }

    #[test]
    fn a03_a_field_of_no_setting_is_refused() {
        let with = |field: &str| {
            let mut sent = serde_json::to_value(ask(1)).unwrap();
            sent[field] = serde_json::json!(9);
            serde_json::from_value::<SaveSettings>(sent)
        };
        for field in ["version", "id", "role"] {
            assert!(with(field).is_err(), "{field}");
        }
    }
}
