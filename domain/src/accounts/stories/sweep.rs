//! How long sessions live, and what the sweep takes away.

use super::*;
use crate::accounts::sweep;
use crate::store_tests;
use chrono::TimeDelta;

/// Whether a session is over when it is `idle` since it was last seen.
async fn lives(scene: &Scene, role: Role, idle: TimeDelta) -> bool {
    let caller = scene.person(&format!("{role:?} {idle}"), role).await;
    scene.clock.pass(idle);
    rows::signed_in(&scene.store.read, &caller.session, scene.store.now()).await.unwrap().is_some()
}

store_tests! {
    async fn s06_a_session_that_is_not_seen_is_over(scene: Scene) {
        let second = TimeDelta::seconds(1);
        for role in Role::ALL {
            let idle = if role >= Role::Admin { TimeDelta::hours(12) } else { TimeDelta::days(7) };
            if role == Role::Owner {
                continue;
            }
            assert!(lives(&scene, role, idle - second).await, "{role:?}");
            assert!(!lives(&scene, role, idle).await, "{role:?}");
        }
    }

    async fn s06_a_session_ends_however_often_it_is_seen(scene: Scene) {
        for (role, days) in [(Role::Admin, 7), (Role::Editor, 30)] {
            let (caller, token) = scene.signed_in(&format!("A {role:?}"), role).await;
            let half_a_day = TimeDelta::hours(11);
            let steps = i32::try_from(TimeDelta::days(days).num_hours() / 11).unwrap();
            for _ in 0..steps {
                scene.clock.pass(half_a_day);
                scene.caller(&token).await.note_seen().await.unwrap();
            }
            scene.clock.pass(half_a_day);
            assert!(rows::signed_in(&scene.store.read, &caller.session, scene.store.now()).await.unwrap().is_none(), "{role:?}");
        }
    }

    async fn s06_being_seen_is_noted_once_a_minute(scene: Scene) {
        let caller = scene.person("Vera", Role::Editor).await;
        assert!(!caller.is_to_be_noted());
        scene.clock.pass(TimeDelta::seconds(60));
        assert!(caller.is_to_be_noted());
        caller.note_seen().await.unwrap();
        let row = rows::session::find(&scene.store.read, &caller.session).await.unwrap().unwrap();
        assert_eq!(row.seen_at, scene.store.now());
    }

    async fn s06_a_clock_that_goes_back_makes_no_session_longer(scene: Scene) {
        let caller = scene.person("Vera", Role::Editor).await;
        let is_alive = async || rows::signed_in(&scene.store.read, &caller.session, scene.store.now()).await.unwrap().is_some();
        scene.clock.pass(TimeDelta::seconds(-60));
        assert!(is_alive().await, "the clocks of two nodes differ a little");
        assert!(caller.is_to_be_noted());
        caller.note_seen().await.unwrap();
        sweep(&scene.store).await.unwrap();
        assert!(is_alive().await);
        scene.clock.pass(TimeDelta::seconds(-1));
        assert!(!is_alive().await, "it would end a minute late");
        sweep(&scene.store).await.unwrap();
        assert!(rows::session::find(&scene.store.read, &caller.session).await.unwrap().is_none());
    }

    async fn s06_the_sweep_takes_what_is_over_and_leaves_the_rest(scene: Scene) {
        let admin = scene.person("Ada", Role::Admin).await;
        let editor = scene.person("Vera", Role::Editor).await;
        let found = async |caller: &Caller| rows::session::find(&scene.store.read, &caller.session).await.unwrap().is_some();
        scene.clock.pass(TimeDelta::hours(11));
        sweep(&scene.store).await.unwrap();
        assert!(found(&admin).await && found(&editor).await);
        scene.clock.pass(TimeDelta::hours(1));
        sweep(&scene.store).await.unwrap();
        assert!(!found(&admin).await && found(&editor).await);
        scene.clock.pass(TimeDelta::days(7));
        sweep(&scene.store).await.unwrap();
        assert!(!found(&editor).await);
    }

    async fn l04_the_sweep_takes_counters_that_are_over(scene: Scene) {
        scene.owner().await;
        enter(&scene, "nobody@example.org", "somebody guesses this", &visitor("192.0.2.1")).await.err().unwrap();
        assert_eq!(rows::throttle::count(&scene.store.read).await.unwrap(), 3);
        scene.clock.pass(TimeDelta::minutes(20));
        sweep(&scene.store).await.unwrap();
        assert_eq!(rows::throttle::count(&scene.store.read).await.unwrap(), 1);
        scene.clock.pass(TimeDelta::days(1));
        sweep(&scene.store).await.unwrap();
        assert_eq!(rows::throttle::count(&scene.store.read).await.unwrap(), 0);
    }
}
