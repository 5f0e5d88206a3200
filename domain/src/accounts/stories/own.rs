//! One's own sessions and password.

use super::*;
use crate::accounts::ChangePassword;
use crate::field::Fault;
use crate::scene::PASSWORD;
use crate::store_tests;

const MARIT: &str = "marit@example.org";
const ANOTHER: &str = "a heron stands in the weir";

fn change(current: &str, new: &str) -> ChangePassword {
    ChangePassword { current: current.to_owned(), new: new.to_owned() }
}

store_tests! {
    async fn s06_somebody_sees_and_ends_their_own_sessions(scene: Scene) {
        let owner = scene.owner().await;
        let phone = enter(&scene, MARIT, PASSWORD, &Visitor { device: "a phone".into(), ..visitor("192.0.2.1") }).await.unwrap();
        let phone_caller = holder(&scene, &phone.session).await.unwrap();
        let listed = owner.own().sessions().await.unwrap();
        assert_eq!(listed.len(), 2);
        let other = listed.iter().find(|one| !one.is_this).unwrap();
        assert_eq!(other.device, "a phone");
        assert!(!phone.session.secret().contains(&other.id));

        owner.own().revoke(&other.id).await.unwrap();
        assert!(holder(&scene, &phone.session).await.is_none());
        assert!(matches!(owner.own().revoke(&other.id).await, Err(Error::Gone)));
        assert_eq!(phone_caller.own().sessions().await.unwrap().len(), 1, "the list is the account's");
    }

    async fn s06_nobody_ends_the_sessions_of_others(scene: Scene) {
        let owner = scene.owner().await;
        let vera = scene.person("Vera", Role::Admin).await;
        let foreign = &owner.own().sessions().await.unwrap()[0];
        assert!(matches!(vera.own().revoke(&foreign.id).await, Err(Error::Gone)));
        assert_eq!(owner.own().sessions().await.unwrap().len(), 1);
    }

    async fn s06_all_others_end_with_one_act(scene: Scene) {
        let owner = scene.owner().await;
        let phone = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        assert_eq!(owner.own().revoke_others().await.unwrap(), 1);
        assert!(holder(&scene, &phone.session).await.is_none());
        assert_eq!(owner.own().sessions().await.unwrap().len(), 1);
    }

    async fn s04_another_password_ends_every_session_and_goes_on_under_a_new_token(scene: Scene) {
        scene.owner().await;
        let here = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        let there = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.2")).await.unwrap();
        let caller = holder(&scene, &here.session).await.unwrap();

        let renewed = caller.own().change_password(change(PASSWORD, ANOTHER)).await.unwrap();
        assert!(holder(&scene, &here.session).await.is_none());
        assert!(holder(&scene, &there.session).await.is_none());
        assert_eq!(holder(&scene, &renewed).await.unwrap().account(), caller.account());
        assert!(enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.is_err());
        enter(&scene, MARIT, ANOTHER, &visitor("192.0.2.1")).await.unwrap();
    }

    async fn s06_who_was_sent_away_while_the_password_was_compared_changes_nothing(scene: Scene) {
        let owner = scene.owner().await;
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        let hash = async || rows::find(&scene.store.read, vera.account).await.unwrap().unwrap().password_hash;
        let before = hash().await;

        let here = enter(&scene, "vera@example.org", &vera.password, &visitor("192.0.2.1")).await.unwrap();
        let caller = holder(&scene, &here.session).await.unwrap();
        let proven = caller.own().prove(change(&vera.password, ANOTHER)).await.unwrap();
        owner.administration().unwrap().end_sessions(vera.account).await.unwrap();
        assert!(matches!(caller.own().carry_out(proven).await, Err(Error::Gone)));
        assert_eq!((hash().await, scene.sessions().await), (before, 1));

        let here = enter(&scene, "vera@example.org", &vera.password, &visitor("192.0.2.1")).await.unwrap();
        let caller = holder(&scene, &here.session).await.unwrap();
        let proven = caller.own().prove(change(&vera.password, ANOTHER)).await.unwrap();
        owner.administration().unwrap().reset_password(vera.account).await.unwrap();
        let given = hash().await;
        assert!(matches!(caller.own().carry_out(proven).await, Err(Error::Gone)));
        assert_eq!((hash().await, scene.sessions().await), (given, 1));
    }

    async fn s09_a_change_needs_the_password_in_use(scene: Scene) {
        let owner = scene.owner().await;
        let Err(Error::Faulty(faults)) = owner.own().change_password(change("not the one", ANOTHER)).await else { panic!() };
        assert_eq!(faults.of("current"), Some(&Fault::Wrong));
        enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
    }

    async fn s02_guesses_at_the_password_in_use_are_counted(scene: Scene) {
        let owner = scene.owner().await;
        for _ in 0..5 {
            owner.own().change_password(change("not the one", ANOTHER)).await.err().unwrap();
        }
        let refused = owner.own().change_password(change(PASSWORD, ANOTHER)).await.err().unwrap();
        assert!(matches!(refused, Error::Throttled { seconds: 1 }), "{refused:?}");
    }

    async fn s09_a_password_made_of_the_words_around_it_is_refused(scene: Scene) {
        let owner = scene.owner().await;
        for (new, fault) in [
            ("short", Fault::TooShort { min: 12 }),
            ("Slow Light 2026!", Fault::Guessable),
            ("maritolsen1234", Fault::Guessable),
            ("marit@example.org", Fault::Guessable),
            ("adminadminadmin", Fault::Guessable),
            ("password1234", Fault::Guessable),
        ] {
            let Err(Error::Faulty(faults)) = owner.own().change_password(change(PASSWORD, new)).await else { panic!("{new}") };
            assert_eq!(faults.of("new"), Some(&fault), "{new}");
        }
    }
}
