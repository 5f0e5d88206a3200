//! The menus, on both databases: who saves them, what they may hold, and what readers see of them.

use super::*;
use crate::accounts::Role;
use crate::ids::{ArticleId, TopicId};
use crate::menus::{Error, Own, ShownMenus};
use crate::pages::Start;
use crate::scene::Scene;
use crate::settings::frame;
use crate::store_tests;
use crate::topics::SaveTopic;

fn entry(label: &str, target: Target<String>) -> Entry<String> {
    Entry { label: label.to_owned(), target }
}

fn address(label: &str, to: &str) -> Entry<String> {
    entry(label, Target::Address(to.to_owned()))
}

fn ask(based_on: i32, head: Vec<Entry<String>>, foot: Vec<Entry<String>>) -> SaveMenus {
    SaveMenus { based_on, head, foot }
}

async fn shown(scene: &Scene) -> ShownMenus {
    frame(&scene.store).await.unwrap().menus
}

/// What stands in the foot, as `label address`.
async fn foot(scene: &Scene) -> Vec<String> {
    shown(scene).await.foot.iter().map(|link| format!("{} {}", link.label, link.address())).collect()
}

store_tests! {
    async fn menus_are_shown_in_the_order_in_which_they_were_saved(scene: Scene) {
        scene.owner().await;
        let editor = scene.person("Vera", Role::Editor).await;
        let door = editor.pages().unwrap();
        let begun = door.menus().await.unwrap();
        assert_eq!((begun.version, begun.menus), (0, Menus::to_begin_with()));
        let begun = shown(&scene).await;
        assert_eq!(begun.head.iter().map(crate::menus::MenuLink::address).collect::<Vec<_>>(), ["/", "/authors", "/search"]);

        let page = scene.published_page(&editor, Start::Imprint).await;
        let edition = scene.edition().await;
        let wanted = vec![
            entry("", Target::Page(page)),
            entry("Words", Target::Own(Own::Home)),
            address(" The  shop ", "HTTPS://example.org/a b"),
            entry("", Target::Own(Own::Feed)),
        ];
        let saved = door.save_menus(ask(0, Vec::new(), wanted)).await.unwrap();
        assert_eq!(scene.edition().await, edition + 1, "readers' pages are made anew");
        assert_eq!(door.menus().await.unwrap(), saved);
        assert_eq!(saved.version, 1);
        let (frame, queries) = scene.counted(frame(&scene.store)).await;
        assert_eq!((frame.unwrap().menus.head.len(), queries), (0, 1), "an empty menu is a menu, and all of it is one query");
        assert_eq!(foot(&scene).await, ["Imprint /imprint", "Words /", "The shop https://example.org/a%20b", " /feed.xml"]);
        let again = ask(1, vec![entry("", Target::Own(Own::Search))], Vec::new());
        door.save_menus(again).await.unwrap();
        assert_eq!((shown(&scene).await.head.len(), foot(&scene).await.len()), (1, 0));
    }

    async fn of_two_who_save_menus_the_second_is_told(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.pages().unwrap();
        door.save_menus(ask(0, Vec::new(), vec![address("One", "/one")])).await.unwrap();
        let late = door.save_menus(ask(0, Vec::new(), vec![address("Two", "/two")])).await.unwrap_err();
        assert!(matches!(late, Error::Stale { now: 1 }), "{late:?}");
        assert_eq!(foot(&scene).await, ["One /one"]);
    }

    async fn a06_what_readers_do_not_see_is_in_no_menu(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.pages().unwrap();
        let page = scene.filled_page(&owner, Start::About).await;
        let topic = |based_on, name: &str| SaveTopic { based_on, name: name.into(), slug: None, description: String::new() };
        let light = owner.topics().unwrap().save(topic(None, "Light")).await.unwrap();
        let both = vec![entry("", Target::Page(page)), entry("", Target::Topic(light.id)), entry("", Target::Own(Own::Topics))];
        door.save_menus(ask(0, Vec::new(), both)).await.unwrap();
        assert_eq!(foot(&scene).await, Vec::<String>::new(), "a draft, and a topic that nothing has");

        let writing = owner.writing(page).await.unwrap();
        writing.publish_now().await.unwrap();
        let lamps = scene.written(&owner, "Lamps", 1).await;
        scene.about(&owner, lamps, vec![light.id]).await;
        owner.writing(lamps).await.unwrap().publish_now().await.unwrap();
        assert_eq!(foot(&scene).await, ["About /about", "Light /topics/light", " /topics"]);

        let renamed = SaveTopic { slug: Some("dusk".into()), ..topic(Some((light.id, 1)), "Dusk") };
        owner.topics().unwrap().save(renamed).await.unwrap();
        assert_eq!(foot(&scene).await, ["About /about", "Dusk /topics/dusk", " /topics"]);
        writing.withdraw().await.unwrap();
        assert_eq!(foot(&scene).await, ["Dusk /topics/dusk", " /topics"]);
        owner.topics().unwrap().delete(light.id).await.unwrap();
        assert_eq!(foot(&scene).await, Vec::<String>::new());
        assert_eq!(door.menus().await.unwrap().menus.foot.len(), 2, "the page waits in its place");
    }

    async fn o03_a02_every_faulty_entry_is_named_and_nothing_is_saved(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.pages().unwrap();
        let article = scene.published(&owner, "Lamps", 1).await;
        let faults = async |head: Vec<Entry<String>>| {
            let Err(Error::Faulty(Faults(faults))) = door.save_menus(ask(0, head, vec![address("Kept", "/kept")])).await else {
                panic!("nothing was refused")
            };
            faults.into_iter().map(|(field, fault)| format!("{field} {fault:?}")).collect::<Vec<_>>()
        };
        let wrong = vec![address("", "/a"), address("Run", "javascript:alert(1)"), entry(&"x".repeat(41), Target::Own(Own::Home))];
        assert_eq!(
            faults(wrong).await,
            ["head-0-label Empty", "head-1-address Malformed", "head-2-label TooLong { max: 40, has: 41 }"]
        );
        let nowhere = "0198c0de-0000-7000-8000-000000000000";
        let (page, topic): (ArticleId, TopicId) = (nowhere.parse().unwrap(), nowhere.parse().unwrap());
        let gone = vec![entry("", Target::Page(article)), entry("", Target::Page(page)), entry("", Target::Topic(topic))];
        assert_eq!(faults(gone).await, ["head-0-target Wrong", "head-1-target Wrong", "head-2-target Wrong"]);
        assert_eq!(faults(vec![address("A", "/a"); 13]).await, ["head TooLong { max: 12, has: 13 }"]);
        assert_eq!(door.menus().await.unwrap().version, 0);
        door.save_menus(ask(0, vec![address("A", "/a"); 12], Vec::new())).await.unwrap();
    }
}

#[test]
fn a03_a_field_of_no_menu_is_refused() {
    let sent = |text: &str| serde_json::from_str::<SaveMenus>(text).is_ok();
    assert!(sent(r#"{"based_on":0,"head":[{"label":"","target":{"own":"home"}}],"foot":[]}"#));
    assert!(!sent(r#"{"based_on":0,"head":[],"foot":[],"version":9}"#));
    assert!(!sent(r#"{"based_on":0,"head":[{"label":"","target":{"own":"home"},"position":9}],"foot":[]}"#));
    assert!(!sent(r#"{"based_on":0,"head":[{"label":"","target":{"own":"admin"}}],"foot":[]}"#));
}
