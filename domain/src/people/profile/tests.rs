//! Stories of profiles.

use super::*;
use crate::accounts::Role;
use crate::field::{Fault, Faults};
use crate::media;
use crate::people::Error;
use crate::scene::{Backend, Scene};
use crate::store_tests;

fn ask(based_on: i32) -> SaveProfile {
    SaveProfile {
        based_on,
        name: "Nadia Rahman".into(),
        handle: "nadia".into(),
        role_line: "Writes about instruments".into(),
        pronouns: "she/her".into(),
        bio: "Trained as an *optician*.".into(),
        links: String::new(),
        portrait: None,
    }
}

store_tests! {
    async fn a_profile_is_shown_as_it_was_saved(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let edition = scene.edition().await;
        let saved = nadia.own().save_profile(ask(1)).await.unwrap();
        assert_eq!((saved.version, saved.handle.as_str()), (2, "nadia"));
        assert_eq!(saved.shown.bio.as_ref().unwrap().as_str(), "<p>Trained as an <em>optician</em>.</p>");
        assert_eq!(saved.lacks, [Lack::Portrait]);
        assert_eq!(nadia.own().profile().await.unwrap(), saved);
        assert_eq!(scene.edition().await, edition + 1, "readers' pages are made anew");
    }

    async fn o03_profiles_elsewhere_are_kept_in_their_order_as_the_parser_writes_them(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let links = "https://social.example/@nadia\n\n  HTTPS://Example.org  ";
        let saved = nadia.own().save_profile(SaveProfile { links: links.into(), ..ask(1) }).await.unwrap();
        assert_eq!(saved.links, "https://social.example/@nadia\nhttps://example.org/");
        let shown: Vec<&str> = saved.shown.links.iter().map(crate::people::ProfileLink::as_str).collect();
        assert_eq!(shown, ["https://social.example/@nadia", "https://example.org/"]);
        let saved = nadia.own().save_profile(ask(2)).await.unwrap();
        assert!(saved.links.is_empty() && saved.shown.links.is_empty());
    }

    async fn a_placeholder_is_kept_but_never_shown(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let bio = "This is a short description in the author block about the author.";
        let saved = nadia.own().save_profile(SaveProfile { bio: bio.into(), ..ask(1) }).await.unwrap();
        assert_eq!(saved.bio, bio);
        assert_eq!(saved.shown.bio, None);
        assert_eq!(saved.lacks, [Lack::BioOfTheirOwn, Lack::Portrait]);
        assert_eq!(nadia.own().preview_bio(bio).unwrap(), None);
    }

    async fn two_people_never_have_one_handle(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let tomas = scene.person("Tomas Eide", Role::Author).await;
        let (first, second) = tokio::join!(
            async { nadia.own().save_profile(SaveProfile { handle: "light".into(), ..ask(1) }).await },
            async { tomas.own().save_profile(SaveProfile { handle: "light".into(), ..ask(1) }).await },
        );
        assert_eq!([first.is_ok(), second.is_ok()].iter().filter(|saved| **saved).count(), 1);
        let refused = first.err().or(second.err()).unwrap();
        let Error::Faulty(faults) = refused else { panic!("{refused:?}") };
        assert_eq!(faults.of("handle"), Some(&Fault::Taken));
    }

    async fn an_older_window_overwrites_nothing(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        nadia.own().save_profile(ask(1)).await.unwrap();
        let late = nadia.own().save_profile(SaveProfile { bio: "Older.".into(), ..ask(1) }).await.unwrap_err();
        assert!(matches!(late, Error::Stale { now: 2 }), "{late:?}");
        assert_eq!(nadia.own().profile().await.unwrap().bio, ask(1).bio);
    }

    async fn every_faulty_field_is_named_at_once(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let wrong = SaveProfile {
            name: " ".into(),
            handle: "Nadia Rahman".into(),
            role_line: "x".repeat(121),
            pronouns: "x".repeat(41),
            bio: "x".repeat(1_001),
            links: "javascript:alert(1)".into(),
            ..ask(1)
        };
        let Err(Error::Faulty(faults)) = nadia.own().save_profile(wrong).await else { panic!("nothing was refused") };
        let too_long = |max| Fault::TooLong { max, has: max + 1 };
        for (field, fault) in [
            ("name", Fault::Empty),
            ("handle", Fault::Malformed),
            ("role_line", too_long(120)),
            ("pronouns", too_long(40)),
            ("bio", too_long(1_000)),
            ("links", Fault::Malformed),
        ] {
            assert_eq!(faults.of(field), Some(&fault), "{field}");
        }
    }

    async fn a02_a_portrait_is_a_picture_within_ones_reach(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let vera = scene.person("Vera", Role::Moderator).await;
        let foreign = MediaId::new(scene.store.rng(), scene.store.now());
        for caller in [&nadia, &vera] {
            let handle = caller.name.to_lowercase().replace(' ', "-");
            let wanted = SaveProfile { portrait: Some(foreign), handle, ..ask(1) };
            let Err(Error::Faulty(faults)) = caller.own().save_profile(wanted).await else { panic!("it was taken") };
            assert_eq!(faults.of("portrait"), Some(&Fault::Wrong));
        }
    }

    async fn ones_own_picture_becomes_the_portrait_and_stays_it(scene: Scene) {
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let portrait = Some(scene.file(&nadia, 400).await);
        let saved = nadia.own().save_profile(SaveProfile { portrait, ..ask(1) }).await.unwrap();
        assert_eq!((saved.portrait, saved.lacks), (portrait, vec![]));
        let saved = nadia.own().save_profile(SaveProfile { portrait, ..ask(2) }).await.unwrap();
        assert_eq!(saved.shown.portrait.unwrap().alt, "A lamp on a table");
    }
}

#[tokio::test]
async fn a_picture_that_is_deleted_at_the_same_moment_becomes_no_portrait() {
    let scene = Scene::on(Backend::Postgres).await;
    let nadia = scene.person("Nadia Rahman", Role::Author).await;
    let id = scene.file(&nadia, 400).await;
    let tx = scene.store.begin().await.unwrap();
    assert!(media::rows::delete(&tx, id).await.unwrap());

    let own = nadia.own();
    let mut save = std::pin::pin!(own.save_profile(SaveProfile { portrait: Some(id), ..ask(1) }));
    tokio::select! {
        saved = &mut save => panic!("it did not wait: {saved:?}"),
        () = scene.until_somebody_waits() => {}
    }
    tx.commit_unseen().await.unwrap();

    let saved = save.await;
    let Err(Error::Faulty(faults)) = saved else { panic!("{saved:?}") };
    assert_eq!(faults, Faults::one("portrait", Fault::Wrong));
    assert_eq!(nadia.own().profile().await.unwrap().portrait, None);
}

#[test]
fn a03_a_field_of_no_profile_is_refused() {
    for field in ["role", "person", "account", "version", "bio_html", "created_at", "verified"] {
        let mut sent = serde_json::to_value(ask(1)).unwrap();
        sent[field] = serde_json::json!("owner");
        assert!(serde_json::from_value::<SaveProfile>(sent).is_err(), "{field}");
    }
}
