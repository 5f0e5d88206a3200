//! How the site looks, on both databases: who says it, what it may be, and what pages are made with.

use super::*;
use crate::accounts::Role;
use crate::articles::home;
use crate::field::{Fault, Faults};
use crate::media::{self, Kind, published_size};
use crate::settings::{Error, frame};
use crate::store_tests;

fn ask(based_on: i32) -> SaveAppearance {
    SaveAppearance {
        based_on,
        logo: None,
        accent: "7fd1b9".into(),
        paper: "#FBF7EE".into(),
        home: HomeArrangement::List,
        own_css: ".slide{border:0}".into(),
        own_is_on: true,
    }
}

store_tests! {
    async fn a_look_is_one_sheet_that_every_page_links_to(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        assert_eq!(door.appearance().await.unwrap(), Appearance::default());
        assert_eq!(frame(&scene.store).await.unwrap().sheet, None);
        let edition = scene.edition().await;
        let saved = door.save_appearance(ask(0)).await.unwrap();
        assert_eq!(scene.edition().await, edition + 1, "readers' pages are made anew");
        assert_eq!(door.appearance().await.unwrap(), saved);
        assert_eq!(saved.look.palette.paper.unwrap().to_string(), "#fbf7ee");
        let (first, queries) = scene.counted(frame(&scene.store)).await;
        let first = first.unwrap().sheet.unwrap();
        assert_eq!((first.len(), queries), (32, 1));
        let sheet = site_sheet(&scene.store, &first).await.unwrap().unwrap();
        assert!(sheet.starts_with("@layer tokens{:root{--paper:light-dark(#fbf7ee,#"), "{sheet}");
        assert!(sheet.ends_with("}}\n@layer own{.slide{border:0}}\n"), "{sheet}");

        let off = door.save_appearance(SaveAppearance { own_is_on: false, ..ask(1) }).await.unwrap();
        assert_eq!((off.version, off.own_css.as_str()), (2, ".slide{border:0}"), "what is off is not lost");
        let second = frame(&scene.store).await.unwrap().sheet.unwrap();
        assert_ne!(second, first);
        assert!(!site_sheet(&scene.store, &second).await.unwrap().unwrap().contains("own"));
        assert!(site_sheet(&scene.store, &first).await.unwrap().is_some(), "for pages that are on their way");
        let none = SaveAppearance { accent: " ".into(), paper: String::new(), own_is_on: false, ..ask(2) };
        door.save_appearance(none).await.unwrap();
        assert_eq!(frame(&scene.store).await.unwrap().sheet, None);
        assert_eq!(site_sheet(&scene.store, "nothing").await.unwrap(), None);
    }

    async fn u02_a_logo_is_a_picture_of_the_library_that_readers_get_and_nobody_deletes(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        let (file, other) = (scene.file(&owner, 640).await, scene.file(&owner, 320).await);
        let hash = format!("{:0>64}", file.0.simple());
        let size = || published_size(&scene.store, &hash, Kind::WebP, 640);
        assert!(size().await.unwrap().is_none());
        let edition = scene.edition().await;
        let saved = door.save_appearance(SaveAppearance { logo: Some(file), ..ask(0) }).await.unwrap();
        assert_eq!(scene.edition().await, edition + 1);
        assert_eq!(saved.look.logo.as_ref().map(|logo| (logo.media, logo.sizes.width_px)), Some((file, 640)));
        assert_eq!(door.appearance().await.unwrap(), saved);
        let (shown, queries) = scene.counted(frame(&scene.store)).await;
        assert_eq!((shown.unwrap().logo.unwrap().hash, queries), (hash.clone(), 1));
        assert!(size().await.unwrap().is_some());
        let drafting = owner.drafting().unwrap();
        assert!(matches!(drafting.delete_media(file).await, Err(media::Error::InUse)));

        drafting.delete_media(other).await.unwrap();
        let gone = door.save_appearance(SaveAppearance { logo: Some(other), ..ask(1) }).await;
        let Err(Error::Faulty(faults)) = gone else { panic!("{gone:?}") };
        assert_eq!(faults, Faults::one("logo", Fault::Wrong));
        door.save_appearance(ask(1)).await.unwrap();
        assert_eq!(frame(&scene.store).await.unwrap().logo, None);
        assert!(size().await.unwrap().is_none());
        drafting.delete_media(file).await.unwrap();
    }

    async fn only_so_many_sheets_are_kept(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        let mut hashes = Vec::new();
        for version in 0..23 {
            scene.clock.pass(chrono::TimeDelta::minutes(1));
            door.save_appearance(SaveAppearance { own_css: format!("a{{order:{version}}}"), ..ask(version) }).await.unwrap();
            hashes.push(frame(&scene.store).await.unwrap().sheet.unwrap());
        }
        let mut kept = Vec::new();
        for hash in &hashes {
            kept.push(site_sheet(&scene.store, hash).await.unwrap().is_some());
        }
        assert_eq!(kept.iter().position(|is_kept| *is_kept), Some(3));
        assert!(kept[3..].iter().all(|is_kept| *is_kept));
    }

    async fn the_first_page_begins_as_it_was_arranged(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Lamps", 2).await;
        scene.published(&owner, "Candles", 2).await;
        let first = async || {
            let page = home(&scene.store, None).await.unwrap();
            (page.lead.is_some(), page.latest.items.len())
        };
        assert_eq!(first().await, (true, 1));
        let door = owner.administration().unwrap();
        door.save_appearance(ask(0)).await.unwrap();
        assert_eq!(first().await, (false, 2));
        door.save_appearance(SaveAppearance { home: HomeArrangement::Lead, ..ask(1) }).await.unwrap();
        assert_eq!(first().await, (true, 1));
    }

    async fn of_two_who_save_a_look_the_second_is_told(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        door.save_appearance(ask(0)).await.unwrap();
        for late in [0, 2] {
            let late = door.save_appearance(ask(late)).await.unwrap_err();
            assert!(matches!(late, Error::Stale { now: 1 }), "{late:?}");
        }
        assert!(scene.person("Vera", Role::Editor).await.administration().is_err());
    }

    async fn d05_what_cannot_be_read_or_would_fetch_is_refused_and_nothing_is_saved(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        let refused = async |ask: SaveAppearance| match door.save_appearance(ask).await {
            Err(Error::Faulty(Faults(faults))) => faults,
            other => panic!("{other:?}"),
        };
        let wrong = SaveAppearance { accent: "#1a2a6c".into(), paper: "#888".into(), own_css: "@import 'x';".into(), ..ask(0) };
        let fault = |field: &str, fault| (field.to_owned(), fault);
        let all = [fault("accent", Fault::Wrong), fault("paper", Fault::Wrong), fault("own_css", Fault::Malformed)];
        assert_eq!(refused(wrong).await, all);
        let wrong = SaveAppearance { accent: "red;}".into(), own_css: "ä".repeat(8193), ..ask(0) };
        let too_long = Fault::TooLong { max: MAX_OWN_CSS, has: 16386 };
        assert_eq!(refused(wrong).await, [fault("accent", Fault::Malformed), fault("own_css", too_long)]);
        assert_eq!(door.check_sheet("a{}\nb{c:url(x)}")[0].line, 2);
        assert_eq!(door.appearance().await.unwrap(), Appearance::default());
    }
}

#[test]
fn a03_a_field_of_no_look_is_refused() {
    let mut sent = serde_json::to_value(ask(0)).unwrap();
    assert!(serde_json::from_value::<SaveAppearance>(sent.clone()).is_ok());
    sent["sheet_hash"] = serde_json::json!("x");
    assert!(serde_json::from_value::<SaveAppearance>(sent).is_err());
}
