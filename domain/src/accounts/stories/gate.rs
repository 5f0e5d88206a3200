//! Signing in: what is refused, what is counted, and what the browser takes along.

use super::*;
use crate::scene::PASSWORD;
use crate::store_tests;
use chrono::TimeDelta;

const MARIT: &str = "marit@example.org";

fn is_throttled(outcome: &Result<Welcome, Error>) -> bool {
    matches!(outcome, Err(Error::Throttled { .. }))
}

store_tests! {
    async fn somebody_signs_in_and_out(scene: Scene) {
        scene.owner().await;
        let welcome = enter(&scene, " Marit@Example.ORG ", PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        assert_eq!(holder(&scene, &welcome.session).await.unwrap().role(), Role::Owner);
        crate::accounts::sign_out(&scene.store, &welcome.session).await.unwrap();
        assert!(holder(&scene, &welcome.session).await.is_none());
    }

    async fn s01_a_wrong_password_and_an_unknown_address_are_refused_alike(scene: Scene) {
        scene.owner().await;
        let wrong = enter(&scene, MARIT, "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        let unknown = enter(&scene, "nobody@example.org", "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        let malformed = enter(&scene, "no address", "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        let endless = enter(&scene, MARIT, &"x".repeat(1_025), &visitor("192.0.2.1")).await.err().unwrap();
        for refused in [wrong, unknown, malformed, endless] {
            assert!(matches!(refused, Error::NoMatch), "{refused:?}");
        }
    }

    async fn s04_every_sign_in_makes_a_new_session_and_the_database_keeps_only_its_hash(scene: Scene) {
        scene.owner().await;
        let one = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        let other = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        assert!(one.session != other.session);
        let kept = rows::session::find(&scene.store.read, &one.session.secret()).await.unwrap();
        assert!(kept.is_none(), "the token itself is in the database");
        assert!(rows::session::find(&scene.store.read, &one.session.hash()).await.unwrap().is_some());
    }

    async fn s04_a_token_that_is_there_already_is_refused(scene: Scene) {
        let owner = scene.owner().await;
        let row = rows::session::find(&scene.store.read, &owner.session).await.unwrap().unwrap();
        let tx = scene.store.begin().await.unwrap();
        let again = rows::session::insert(&tx, row).await.unwrap_err();
        assert!(again.is_duplicate(), "{again}");
    }

    async fn s04_a_token_that_nobody_issued_opens_nothing(scene: Scene) {
        scene.owner().await;
        let invented = SessionToken::parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").unwrap();
        assert!(holder(&scene, &invented).await.is_none());
    }

    async fn s02_five_guesses_are_free_and_then_the_pause_doubles(scene: Scene) {
        scene.owner().await;
        let guess = async |number: u32| enter(&scene, MARIT, "somebody guesses this", &visitor(&format!("192.0.2.{number}"))).await;
        for number in 1..=5 {
            assert!(matches!(guess(number).await, Err(Error::NoMatch)), "guess {number}");
        }
        assert!(matches!(guess(6).await, Err(Error::Throttled { seconds: 1 })));
        scene.clock.pass(TimeDelta::seconds(1));
        assert!(matches!(guess(7).await, Err(Error::NoMatch)));
        assert!(matches!(guess(8).await, Err(Error::Throttled { seconds: 2 })));
        let right = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.9")).await;
        assert!(is_throttled(&right), "the right password must wait as well, or the pause tells which it is");
    }

    async fn s02_an_unknown_address_is_counted_like_a_known_one(scene: Scene) {
        scene.owner().await;
        for _ in 1..=5 {
            enter(&scene, "nobody@example.org", "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        }
        let outcome = enter(&scene, " Nobody@example.org", "somebody guesses this", &visitor("192.0.2.2")).await;
        assert!(matches!(outcome, Err(Error::Throttled { seconds: 1 })));
    }

    async fn s02_twenty_guesses_from_one_network_fill_a_quarter_of_an_hour(scene: Scene) {
        scene.owner().await;
        for number in 0..20 {
            let from = visitor(&format!("2001:db8:1:2::{number}"));
            let outcome = enter(&scene, &format!("{number}@example.org"), "somebody guesses this", &from).await;
            assert!(matches!(outcome, Err(Error::NoMatch)), "guess {number}");
        }
        let same = enter(&scene, "new@example.org", "x", &visitor("2001:db8:1:2:3::4")).await;
        assert!(matches!(same, Err(Error::Throttled { seconds: 900 })));
        let other = enter(&scene, "new@example.org", "x", &visitor("2001:db8:1:3::1")).await;
        assert!(matches!(other, Err(Error::NoMatch)));
    }

    async fn s02_a_refused_try_costs_no_hash(scene: Scene) {
        scene.owner().await;
        for _ in 1..=5 {
            enter(&scene, MARIT, "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        }
        let before = scene.store.hashing().made();
        let refused = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await;
        assert!(is_throttled(&refused));
        assert_eq!(scene.store.hashing().made(), before);
    }

    async fn s02_of_a_thousand_guesses_from_two_hundred_addresses_at_most_sixty_are_hashed(scene: Scene) {
        scene.owner().await;
        let before = scene.store.hashing().made();
        for number in 0..1_000 {
            let from = visitor(&format!("198.51.100.{}", number % 200));
            // Every second guess is at the owner, the others at addresses that differ.
            let email = if number % 2 == 0 { MARIT.to_owned() } else { format!("{number}@example.org") };
            enter(&scene, &email, "somebody guesses this", &from).await.err().unwrap();
            scene.clock.pass(TimeDelta::milliseconds(600));
        }
        let hashed = scene.store.hashing().made() - before;
        assert!((6..=60).contains(&hashed), "{hashed} were hashed");
    }

    async fn s02_no_ten_minutes_have_more_than_sixty_guesses_whatever_edge_they_lie_across(scene: Scene) {
        scene.owner().await;
        let now = scene.store.now();
        let midnight = (now.date_naive() + chrono::Days::new(1)).and_time(chrono::NaiveTime::MIN).and_utc();
        scene.clock.pass(midnight - now - TimeDelta::minutes(10));
        let mut hashed_at = Vec::new();
        let mut number = 0;
        // A single guess begins the stretch that ends at midnight; the others come at its end and after it.
        for (pause, guesses) in [(0, 1), (599, 99), (2, 99), (1, 99), (597, 99)] {
            scene.clock.pass(TimeDelta::seconds(pause));
            for _ in 0..guesses {
                let before = scene.store.hashing().made();
                let from = visitor(&format!("198.51.{}.{}", number / 250, number % 250));
                enter(&scene, &format!("{number}@example.org"), "somebody guesses this", &from).await.err().unwrap();
                hashed_at.extend((0..scene.store.hashing().made() - before).map(|_| scene.store.now()));
                number += 1;
            }
        }
        let within = |from: &chrono::DateTime<chrono::Utc>| {
            hashed_at.iter().filter(|at| **at >= *from && **at < *from + TimeDelta::minutes(10)).count()
        };
        let most = hashed_at.iter().map(within).max().unwrap();
        assert!((31..=60).contains(&most), "{most} in ten minutes");
    }

    async fn s01_every_address_costs_the_same_work(scene: Scene) {
        let owner = scene.owner().await;
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        owner.administration().unwrap().suspend(vera.account).await.unwrap();
        for email in ["nobody@example.org", MARIT, "no address", "vera@example.org", "", "somebody@example.org"] {
            let before = scene.store.hashing().made();
            let refused = enter(&scene, email, "somebody guesses this", &visitor("192.0.2.1")).await;
            assert!(matches!(refused, Err(Error::NoMatch)), "{email}");
            assert_eq!(scene.store.hashing().made() - before, 1, "{email}");
        }
    }

    async fn s03_the_owner_signs_in_from_a_known_device_while_others_guess(scene: Scene) {
        scene.owner().await;
        let welcome = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        for number in 0..200 {
            enter(&scene, MARIT, "somebody guesses this", &visitor(&format!("198.51.100.{number}"))).await.err().unwrap();
            enter(&scene, MARIT, "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        }
        let stranger = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await;
        assert!(is_throttled(&stranger));
        enter(&scene, MARIT, PASSWORD, &known("192.0.2.1", &welcome)).await.unwrap();
    }

    async fn s03_a_known_device_has_a_bucket_of_its_own_and_it_fills_too(scene: Scene) {
        scene.owner().await;
        let welcome = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        for _ in 1..=5 {
            enter(&scene, MARIT, "somebody guesses this", &known("192.0.2.1", &welcome)).await.err().unwrap();
        }
        assert!(is_throttled(&enter(&scene, MARIT, PASSWORD, &known("192.0.2.1", &welcome)).await));
        enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.2")).await.unwrap();
    }

    async fn s02_a_right_password_is_no_guess(scene: Scene) {
        scene.owner().await;
        for _ in 0..60 {
            enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        }
    }

    async fn s06_a_password_that_was_changed_while_it_was_compared_opens_nothing(scene: Scene) {
        let owner = scene.owner().await;
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        let weak = crate::accounts::argon::weak_hash(&vera.password);
        let tx = scene.store.begin().await.unwrap();
        rows::set_password_hash(&tx, vera.account, &weak).await.unwrap();
        tx.commit_unseen().await.unwrap();
        let ask = SignIn { email: "vera@example.org".to_owned(), password: vera.password };
        let proven = crate::accounts::sign_in::prove(&scene.store, &ask, &visitor("192.0.2.1")).await.unwrap();

        let other = owner.administration().unwrap().reset_password(vera.account).await.unwrap();
        let given = rows::find(&scene.store.read, vera.account).await.unwrap().unwrap().password_hash;
        let outcome = crate::accounts::sign_in::enter(&scene.store, proven, &visitor("192.0.2.1")).await;
        assert!(matches!(outcome, Err(Error::NoMatch)));
        assert_eq!(scene.sessions().await, 1, "the owner's alone");
        let kept = rows::find(&scene.store.read, vera.account).await.unwrap().unwrap().password_hash;
        assert_eq!(kept, given, "the renewed hash of the old password is not written");
        enter(&scene, "vera@example.org", &other.password, &visitor("192.0.2.1")).await.unwrap();
    }

    async fn s06_who_is_suspended_while_the_password_is_compared_is_not_let_in(scene: Scene) {
        let owner = scene.owner().await;
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        let ask = SignIn { email: "vera@example.org".to_owned(), password: vera.password };
        let proven = crate::accounts::sign_in::prove(&scene.store, &ask, &visitor("192.0.2.1")).await.unwrap();
        owner.administration().unwrap().suspend(vera.account).await.unwrap();
        let outcome = crate::accounts::sign_in::enter(&scene.store, proven, &visitor("192.0.2.1")).await;
        assert!(matches!(outcome, Err(Error::NoMatch)));
        owner.administration().unwrap().reinstate(vera.account).await.unwrap();
        assert_eq!(scene.sessions().await, 1, "the owner's alone");
    }

    async fn s07_a_hash_made_with_less_work_is_made_again_at_sign_in(scene: Scene) {
        let owner = scene.owner().await;
        let weak = crate::accounts::argon::weak_hash(PASSWORD);
        let tx = scene.store.begin().await.unwrap();
        rows::set_password_hash(&tx, owner.account(), &weak).await.unwrap();
        tx.commit_unseen().await.unwrap();

        enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
        let kept = rows::find(&scene.store.read, owner.account()).await.unwrap().unwrap().password_hash;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await.unwrap();
    }

    async fn s07_a_hash_of_another_kind_matches_nothing(scene: Scene) {
        let owner = scene.owner().await;
        for foreign in [
            "$2b$12$WApznUPhDubN0oeveSXHp.Rk0rMP2Vj0J9Vb6QJXJwM9Y3qKXyD9S",
            "$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$hVNsTUVk5rLnJKDQYBhe6w",
            "none",
        ] {
            let tx = scene.store.begin().await.unwrap();
            rows::set_password_hash(&tx, owner.account(), foreign).await.unwrap();
            tx.commit_unseen().await.unwrap();
            let outcome = enter(&scene, MARIT, PASSWORD, &visitor("192.0.2.1")).await;
            assert!(matches!(outcome, Err(Error::NoMatch)), "{foreign}");
        }
    }
}
