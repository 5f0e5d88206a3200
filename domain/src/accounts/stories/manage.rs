//! Looking after other people's accounts: every role against every other.

use super::*;
use crate::accounts::operator;
use crate::accounts::set_up::{NewAccount, make};
use crate::field::{Fault, Faults};
use crate::people::{Handle, rows as people};
use crate::scene::Backend;
use crate::store::Tx;
use crate::store_tests;
use chrono::TimeDelta;

store_tests! {
    async fn somebody_who_is_let_in_signs_in_with_the_password_that_was_made(scene: Scene) {
        let owner = scene.owner().await;
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        assert_eq!(vera.handle.as_str(), "vera");
        let welcome = enter(&scene, "vera@example.org", &vera.password, &visitor("192.0.2.1")).await.unwrap();
        assert_eq!(holder(&scene, &welcome.session).await.unwrap().role(), Role::Editor);
    }

    async fn an_address_belongs_to_one_account(scene: Scene) {
        let owner = scene.owner().await;
        let ask = AddAccount { name: " ".into(), email: "marit@example.org".into(), role: Role::Author };
        let Err(Error::Faulty(faults)) = owner.administration().unwrap().add_account(ask.clone()).await else { panic!() };
        assert_eq!(faults.of("name"), Some(&Fault::Empty));
        let ask = AddAccount { name: "Marit".into(), ..ask };
        let Err(Error::Faulty(faults)) = owner.administration().unwrap().add_account(ask).await else { panic!() };
        assert_eq!(faults.of("email"), Some(&Fault::Taken));
    }

    async fn three_people_of_one_long_name_are_let_in(scene: Scene) {
        let owner = scene.owner().await;
        let name = "Maria Alexandra Konstantina Papadopoulou";
        let mut handles = Vec::new();
        for number in 1..=3 {
            let ask = AddAccount { name: name.into(), email: format!("maria{number}@example.org"), role: Role::Author };
            handles.push(owner.administration().unwrap().add_account(ask).await.unwrap().handle.to_string());
        }
        let cut = "maria-alexandra-konstantina-papadopoul";
        assert_eq!(handles, [format!("{cut}ou"), format!("{cut}-2"), format!("{cut}-3")]);
    }

    async fn a04_nobody_gives_a_role_or_touches_an_account_that_is_not_below_their_own(scene: Scene) {
        let owner = scene.owner().await;
        let admin = scene.person("Ada", Role::Admin).await;
        for keeper in [&owner, &admin] {
            for role in Role::ALL {
                let below = role < keeper.role();
                let target = if role == Role::Owner { owner.clone() } else { scene.person(&format!("Of {role:?} for {:?}", keeper.role()), role).await };
                let door = keeper.administration().unwrap();
                let ask = AddAccount { name: "New".into(), email: format!("{role:?}-{:?}@example.org", keeper.role()), role };
                assert_eq!(door.add_account(ask).await.is_ok(), below, "{:?} lets in {role:?}", keeper.role());
                assert_eq!(door.suspend(target.account()).await.is_ok(), below, "{:?} suspends {role:?}", keeper.role());
                assert_eq!(door.reinstate(target.account()).await.is_ok(), below, "{:?} reinstates {role:?}", keeper.role());
                assert_eq!(door.end_sessions(target.account()).await.is_ok(), below, "{:?} ends sessions of {role:?}", keeper.role());
                assert_eq!(door.reset_password(target.account()).await.is_ok(), below, "{:?} resets {role:?}", keeper.role());
                let to_reader = SetRole { account: target.account(), role: Role::Reader };
                assert_eq!(door.set_role(to_reader).await.is_ok(), below, "{:?} demotes {role:?}", keeper.role());
                let reader = scene.person(&format!("A reader for {role:?} by {:?}", keeper.role()), Role::Reader).await;
                let raised = SetRole { account: reader.account(), role };
                assert_eq!(door.set_role(raised).await.is_ok(), below, "{:?} makes a {role:?}", keeper.role());
            }
        }
        assert_eq!(rows::owner(&scene.store.read).await.unwrap().unwrap().id, owner.account());
    }

    async fn a04_below_admin_the_door_stays_shut(scene: Scene) {
        for role in [Role::Reader, Role::Moderator, Role::Contributor, Role::Author, Role::Editor] {
            let caller = scene.person(&format!("A {role:?}"), role).await;
            assert!(caller.administration().is_err(), "{role:?}");
        }
    }

    async fn a04_the_command_line_never_makes_or_unmakes_an_owner(scene: Scene) {
        let owner = scene.owner().await;
        let vera = scene.person("Vera", Role::Admin).await;
        let door = operator(&scene.store);
        let demoted = door.set_role(SetRole { account: owner.account(), role: Role::Admin }).await;
        assert!(matches!(demoted, Err(Error::Refused(_))));
        let second = door.set_role(SetRole { account: vera.account(), role: Role::Owner }).await;
        assert!(matches!(second, Err(Error::Refused(_))));
        door.set_role(SetRole { account: vera.account(), role: Role::Reader }).await.unwrap();
    }

    async fn a04_the_database_itself_refuses_a_second_owner(scene: Scene) {
        let owner = scene.owner().await;
        let vera = scene.person("Vera", Role::Admin).await;
        let otto = scene.person("Otto", Role::Reader).await;
        let tx = scene.store.begin().await.unwrap();
        let raised = rows::set_role(&tx, vera.account(), Role::Owner).await.unwrap_err();
        assert!(matches!(raised, Error::Store(ref error) if error.is_duplicate()), "{raised}");
        drop(tx);
        let tx = scene.store.begin().await.unwrap();
        let id = crate::ids::AccountId::new(scene.store.rng(), scene.store.now());
        let row = rows::find(&*tx, owner.account()).await.unwrap().unwrap();
        let row = rows::account::Model { id, person_id: otto.person(), email: "o@example.org".to_owned(), ..row };
        let second = rows::insert(&tx, row).await.unwrap_err();
        assert!(matches!(second, Error::Store(ref error) if error.is_duplicate()), "{second}");
    }

    async fn s03_the_command_line_gives_the_owner_a_new_password(scene: Scene) {
        let owner = scene.owner().await;
        let door = operator(&scene.store);
        let account = door.account_of("Marit@example.org").await.unwrap();
        assert_eq!(account, owner.account());
        let made = door.reset_password(account, None).await.unwrap();
        enter(&scene, "marit@example.org", &made.password, &visitor("192.0.2.1")).await.unwrap();
        let Err(Error::Faulty(faults)) = door.reset_password(account, Some("slow light 1".into())).await else { panic!() };
        assert_eq!(faults.of("password"), Some(&Fault::Guessable));
    }

    async fn s06_another_role_a_suspension_and_a_reset_end_the_sessions_at_once(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        let sign_in = async |password: &str| enter(&scene, "vera@example.org", password, &visitor("192.0.2.1")).await;

        let session = sign_in(&vera.password).await.unwrap().session;
        door.set_role(SetRole { account: vera.account, role: Role::Author }).await.unwrap();
        assert!(holder(&scene, &session).await.is_none());

        let session = sign_in(&vera.password).await.unwrap().session;
        assert_eq!(holder(&scene, &session).await.unwrap().role(), Role::Author);
        door.suspend(vera.account).await.unwrap();
        assert!(holder(&scene, &session).await.is_none());
        assert!(matches!(sign_in(&vera.password).await, Err(Error::NoMatch)), "a suspended account is like none");

        door.reinstate(vera.account).await.unwrap();
        assert!(holder(&scene, &session).await.is_none(), "an ended session stays ended");
        let session = sign_in(&vera.password).await.unwrap().session;
        let reset = door.reset_password(vera.account).await.unwrap();
        assert!(holder(&scene, &session).await.is_none());
        assert!(matches!(sign_in(&vera.password).await, Err(Error::NoMatch)));

        let session = sign_in(&reset.password).await.unwrap().session;
        assert_eq!(door.end_sessions(vera.account).await.unwrap(), 1);
        assert!(holder(&scene, &session).await.is_none());
    }

    async fn every_act_leaves_a_trace_without_anything_personal(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        let next = || scene.clock.pass(TimeDelta::seconds(1));
        next();
        let vera = let_in(&owner, "Vera", Role::Editor).await;
        next();
        door.set_role(SetRole { account: vera.account, role: Role::Author }).await.unwrap();
        next();
        door.suspend(vera.account).await.unwrap();
        next();
        door.reset_password(vera.account).await.unwrap();
        let acts: Vec<String> = trail(&scene).await.into_iter().map(|(act, detail)| format!("{act} {detail}").trim().to_owned()).collect();
        assert_eq!(
            acts,
            ["accounts.set_up", "accounts.add editor", "accounts.set_role editor to author", "accounts.suspend", "accounts.reset_password"],
        );
    }

    async fn the_list_is_paged_and_says_what_may_be_changed(scene: Scene) {
        let owner = scene.owner().await;
        let next = || scene.clock.pass(TimeDelta::seconds(1));
        next();
        let ada = scene.person("Ada", Role::Admin).await;
        for number in 0..100 {
            next();
            scene.person(&format!("Reader {number}"), Role::Reader).await;
        }
        let door = ada.administration().unwrap();
        let first = door.people(None).await.unwrap();
        assert_eq!(first.items.len(), 100);
        let rest = door.people(first.next).await.unwrap();
        assert_eq!((rest.items.len(), rest.next), (2, None));
        let listed = &first.items[..3];
        assert_eq!(listed.iter().map(|one| (one.name.as_str(), one.is_below)).collect::<Vec<_>>(),
            [("Marit Olsen", false), ("Ada", false), ("Reader 0", true)]);
        assert_eq!(listed[0].email, EmailAddress::parse("marit@example.org").unwrap().as_str());
        assert!(listed[0].seen.is_some());
        let everybody = owner.administration().unwrap().people(None).await.unwrap().items;
        assert!(everybody[1].is_below && !everybody[0].is_below);
    }
}

/// What becomes of somebody who is let in while somebody else is, whose transaction is kept first.
async fn let_in_meanwhile(scene: &Scene, ask: AddAccount, first: Tx) -> Result<WithPassword, Error> {
    let owner = scene.owner().await;
    let door = owner.administration().unwrap();
    let mut second = std::pin::pin!(door.add_account(ask));
    tokio::select! {
        _ = &mut second => panic!("it did not wait"),
        () = scene.until_somebody_waits() => {}
    }
    first.commit_unseen().await.unwrap();
    second.await
}

#[tokio::test]
async fn two_of_one_name_who_are_let_in_at_once_are_told_apart_by_a_number() {
    let scene = Scene::on(Backend::Postgres).await;
    let first = scene.store.begin().await.unwrap();
    let (handle, now) = (Handle::suggested("Vera Lind"), scene.store.now());
    let id = crate::ids::PersonId::new(scene.store.rng(), now);
    people::insert(&first, people::NewPerson { id, handle: &handle, name: "Vera Lind", now }).await.unwrap();
    let ask = AddAccount { name: "Vera Lind".into(), email: "vera@example.org".into(), role: Role::Author };
    assert_eq!(let_in_meanwhile(&scene, ask, first).await.unwrap().handle.as_str(), "vera-lind-2");
}

#[tokio::test]
async fn of_two_who_are_let_in_at_once_with_one_address_the_second_is_refused() {
    let scene = Scene::on(Backend::Postgres).await;
    let first = scene.store.begin().await.unwrap();
    let (name, email, password_hash) = ("Vera".to_owned(), EmailAddress::parse("vera@example.org").unwrap(), String::new());
    make(&scene.store, &first, NewAccount { name, email, password_hash, role: Role::Author }).await.unwrap();
    let ask = AddAccount { name: "Otto".into(), email: "vera@example.org".into(), role: Role::Author };
    let Err(Error::Faulty(faults)) = let_in_meanwhile(&scene, ask, first).await else { panic!("two have one address") };
    assert_eq!(faults, Faults::one("email", Fault::Taken));
}
