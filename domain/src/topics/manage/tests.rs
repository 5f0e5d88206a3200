//! What editors do with topics, and what readers see of it.

use crate::accounts::Role;
use crate::articles::{self, Found};
use crate::field::Fault;
use crate::ids::TopicId;
use crate::scene::{Backend, Scene};
use crate::settings::SiteFrame;
use crate::store::ConnectionTrait;
use crate::store_tests;
use crate::topics::{self, Error, SaveTopic, TopicSlug};

fn named(name: &str) -> SaveTopic {
    SaveTopic { based_on: None, name: name.to_owned(), slug: None, description: String::new() }
}

fn changed(based_on: (TopicId, i32), name: &str, slug: Option<&str>) -> SaveTopic {
    SaveTopic { based_on: Some(based_on), slug: slug.map(str::to_owned), ..named(name) }
}

fn at(slug: &str) -> TopicSlug {
    TopicSlug::parse(slug).unwrap()
}

/// The titles under a topic and what it is called, as readers find it.
async fn page(scene: &Scene, slug: &str) -> Found<(String, Vec<String>), TopicSlug> {
    match topics::topic_page(&scene.store, &at(slug), None).await.unwrap() {
        Found::Page(page) => {
            assert_eq!(page.article_count, page.articles.items.len());
            Found::Page((page.topic.name, page.articles.items.into_iter().map(|card| card.title).collect()))
        }
        Found::Moved(slug) => Found::Moved(slug),
        Found::Withdrawn => Found::Withdrawn,
        Found::Nothing => Found::Nothing,
    }
}

fn under(name: &str, titles: &[&str]) -> Found<(String, Vec<String>), TopicSlug> {
    Found::Page((name.to_owned(), titles.iter().map(|title| (*title).to_owned()).collect()))
}

/// Whether the masthead leads to the topics.
fn leads_to_topics(site: &SiteFrame) -> bool {
    site.menus.head.iter().any(|link| link.address() == "/topics")
}

store_tests! {
    async fn readers_find_an_article_under_its_topics_once_it_is_published(scene: Scene) {
        let owner = scene.owner().await;
        let (light, food) = (scene.topic(&owner, "Light").await, scene.topic(&owner, "Food & drink").await);
        let article = scene.written(&owner, "Lamps", 1).await;
        scene.about(&owner, article, vec![food, light]).await;
        assert_eq!(page(&scene, "light").await, Found::Nothing, "a draft is nobody's to know");
        assert!(topics::topics_page(&scene.store).await.unwrap().topics.is_empty());

        let writing = owner.writing(article).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(page(&scene, "light").await, under("Light", &["Lamps"]));
        let all = topics::topics_page(&scene.store).await.unwrap();
        assert!(leads_to_topics(&all.site));
        let all: Vec<_> = all.topics.iter().map(|topic| (topic.link.name.as_str(), topic.article_count)).collect();
        assert_eq!(all, [("Food & drink", 1), ("Light", 1)]);
        let shown = scene.page(&articles::Slug::suggested("Lamps")).await.topics;
        assert_eq!(shown.iter().map(|topic| topic.name.as_str()).collect::<Vec<_>>(), ["Food & drink", "Light"]);

        writing.withdraw().await.unwrap();
        assert_eq!(page(&scene, "light").await, Found::Nothing);
        assert!(!leads_to_topics(&topics::topics_page(&scene.store).await.unwrap().site));
    }

    async fn another_topic_comes_with_publishing_and_not_before(scene: Scene) {
        let owner = scene.owner().await;
        let (light, food) = (scene.topic(&owner, "Light").await, scene.topic(&owner, "Food").await);
        let article = scene.written(&owner, "Lamps", 1).await;
        scene.about(&owner, article, vec![light]).await;
        let writing = owner.writing(article).await.unwrap();
        writing.publish_now().await.unwrap();
        assert!(!writing.editor_page().await.unwrap().differs);

        scene.about(&owner, article, vec![food]).await;
        assert!(writing.editor_page().await.unwrap().differs);
        assert_eq!(page(&scene, "food").await, Found::Nothing);
        writing.publish_now().await.unwrap();
        assert_eq!(page(&scene, "food").await, under("Food", &["Lamps"]));
        assert_eq!(page(&scene, "light").await, Found::Nothing);
    }

    async fn a_topic_with_another_name_and_address_is_found_from_the_old_one_for_ever(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.topics().unwrap();
        let topic = door.save(named("Light")).await.unwrap();
        let article = scene.written(&owner, "Lamps", 1).await;
        scene.about(&owner, article, vec![topic.id]).await;
        owner.writing(article).await.unwrap().publish_now().await.unwrap();
        let edition = scene.edition().await;
        let topic = door.save(changed((topic.id, 1), "Lamplight", Some("lamplight"))).await.unwrap();
        assert!(scene.edition().await > edition, "readers' pages are made anew");
        assert_eq!(page(&scene, "light").await, Found::Moved(at("lamplight")));
        let topic = door.save(changed((topic.id, topic.version), "Lamps", Some("lamps"))).await.unwrap();
        for old in ["light", "lamplight"] {
            assert_eq!(page(&scene, old).await, Found::Moved(at("lamps")), "{old}");
        }
        // Back again: nothing leads in a circle.
        door.save(changed((topic.id, topic.version), "Light", Some("light"))).await.unwrap();
        assert_eq!(page(&scene, "lamps").await, Found::Moved(at("light")));
        assert_eq!(page(&scene, "light").await, under("Light", &["Lamps"]));
        assert!(!owner.writing(article).await.unwrap().editor_page().await.unwrap().differs);
    }

    async fn a_deleted_topic_is_gone_from_articles_too_and_its_address_says_so(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.topics().unwrap();
        let (light, food) = (scene.topic(&owner, "Light").await, scene.topic(&owner, "Food").await);
        let article = scene.written(&owner, "Lamps", 1).await;
        scene.about(&owner, article, vec![light, food]).await;
        let writing = owner.writing(article).await.unwrap();
        writing.publish_now().await.unwrap();
        door.delete(light).await.unwrap();
        assert_eq!(page(&scene, "light").await, Found::Withdrawn);
        let page = writing.editor_page().await.unwrap();
        assert_eq!((page.head.topics, page.differs), (vec![food], false));
        assert!(matches!(door.delete(light).await, Err(Error::Gone)));
        assert!(matches!(door.save(changed((light, 1), "Light", None)).await, Err(Error::Gone)));
        // Somebody who still had it on the screen chooses it: it is left out, nothing else is lost.
        scene.about(&owner, article, vec![light, food]).await;
        assert_eq!(writing.head().await.unwrap().topics, [food]);
        // The name and the address are free again.
        scene.topic(&owner, "Light").await;
        assert_eq!(self::page(&scene, "light").await, Found::Nothing);
    }

    async fn a07_a_topic_that_readers_never_knew_is_no_topic_that_is_gone(scene: Scene) {
        let owner = scene.owner().await;
        let topic = scene.topic(&owner, "Layoffs").await;
        let draft = scene.written(&owner, "Lamps", 1).await;
        scene.about(&owner, draft, vec![topic]).await;
        owner.topics().unwrap().delete(topic).await.unwrap();
        assert_eq!(page(&scene, "layoffs").await, Found::Nothing);
    }

    async fn a_name_is_there_once_however_it_is_written(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.topics().unwrap();
        let light = door.save(named("  Été  indien ")).await.unwrap();
        assert_eq!((light.name.as_str(), light.slug.as_str()), ("Été indien", "ete-indien"));
        for again in ["Été indien", "ÉTÉ INDIEN", "E\u{301}te\u{301} indien"] {
            let Err(Error::Faulty(faults)) = door.save(named(again)).await else { panic!("{again} is there already") };
            assert_eq!(faults.of("name"), Some(&Fault::Taken), "{again}");
        }
        // Another name with the same letters has an address of its own.
        assert_eq!(door.save(named("Ete indien!")).await.unwrap().slug.as_str(), "ete-indien-2");
        let Err(Error::Faulty(faults)) = door.save(SaveTopic { slug: Some("ete-indien".into()), ..named("Other") }).await else {
            panic!("the address is taken")
        };
        assert_eq!(faults.of("slug"), Some(&Fault::Taken));
        let wrong = SaveTopic { slug: Some("No".into()), description: "x".repeat(301), ..named(" ") };
        let Err(Error::Faulty(faults)) = door.save(wrong).await else { panic!("all is wrong") };
        assert_eq!(faults.of("name"), Some(&Fault::Empty));
        assert_eq!(faults.of("slug"), Some(&Fault::Malformed));
        assert_eq!(faults.of("description"), Some(&Fault::TooLong { max: 300, has: 301 }));
    }

    async fn of_two_who_change_a_topic_the_second_is_told(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.topics().unwrap();
        let topic = door.save(named("Light")).await.unwrap();
        door.save(changed((topic.id, 1), "Lamps", None)).await.unwrap();
        assert!(matches!(door.save(changed((topic.id, 1), "Candles", None)).await, Err(Error::Stale { now: 2 })));
        assert_eq!(door.topics().await.unwrap()[0].name, "Lamps");
    }

    async fn a04_only_editors_look_after_topics(scene: Scene) {
        assert!(scene.owner().await.topics().is_ok());
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Owner) {
            let person = scene.person(&format!("Nadia {}", role.code()), role).await;
            assert_eq!(person.topics().is_ok(), role.edits(), "{role:?}");
        }
    }
}

/// Two who come to one topic while a third holds it. Once it is let go, both get through: whoever held something that the deleter must take before they have the topic would wait for it for ever, and it for them.
#[tokio::test]
async fn whoever_gives_an_article_a_topic_and_whoever_deletes_it_never_wait_for_each_other() {
    let scene = Scene::with_connections(Backend::Postgres, 5).await;
    let owner = scene.owner().await;
    let topic = scene.topic(&owner, "Light").await;
    let article = scene.published(&owner, "Lamps", 1).await;
    scene.about(&owner, article, vec![topic]).await;
    let (topics, writing) = (owner.topics().unwrap(), owner.writing(article).await.unwrap());
    writing.publish_now().await.unwrap();
    let (other, head) = (scene.topic(&owner, "Oil").await, writing.head().await.unwrap());
    let save = articles::SaveHead {
        based_on: head.version,
        title: "Wicks".into(),
        standfirst: head.standfirst,
        slug: None,
        topics: vec![other, topic],
    };
    let held = scene.store.begin().await.unwrap();
    held.execute_unprepared("SELECT 1 FROM topics ORDER BY id FOR UPDATE").await.unwrap();
    let mut deleting = std::pin::pin!(topics.delete(topic));
    until(&scene, 1, &mut deleting).await;
    let mut saving = std::pin::pin!(writing.save_head(save));
    until(&scene, 2, &mut saving).await;
    drop(held);
    let (deleted, saved) = tokio::join!(deleting, saving);
    deleted.unwrap();
    // Which of the two gets through first is the database's to say; in the end the topic is gone.
    saved.unwrap();
    assert_eq!(writing.head().await.unwrap().topics, [other]);
}

#[tokio::test]
async fn whoever_publishes_under_a_topic_and_whoever_deletes_it_never_wait_for_each_other() {
    let scene = Scene::with_connections(Backend::Postgres, 5).await;
    let owner = scene.owner().await;
    let topic = scene.topic(&owner, "Light").await;
    let article = scene.published(&owner, "Lamps", 2).await;
    scene.about(&owner, article, vec![topic]).await;
    let (topics, writing) = (owner.topics().unwrap(), owner.writing(article).await.unwrap());
    writing.publish_now().await.unwrap();
    let second = writing.editor_page().await.unwrap().slides.remove(1).id;
    writing.remove_slide(second).await.unwrap();
    let held = scene.store.begin().await.unwrap();
    held.execute_unprepared("SELECT 1 FROM topics ORDER BY id FOR UPDATE").await.unwrap();
    let mut deleting = std::pin::pin!(topics.delete(topic));
    until(&scene, 1, &mut deleting).await;
    let mut publishing = std::pin::pin!(writing.publish_now());
    until(&scene, 2, &mut publishing).await;
    drop(held);
    let (deleted, published) = tokio::join!(deleting, publishing);
    deleted.unwrap();
    published.unwrap();
    assert!(scene.page(&articles::Slug::suggested("Lamps")).await.topics.is_empty());
}

/// Goes on with it until so many wait.
async fn until<T: std::fmt::Debug>(scene: &Scene, count: i64, verb: &mut (impl Future<Output = T> + Unpin)) {
    tokio::select! {
        done = verb => panic!("it did not wait: {done:?}"),
        () = scene.until_so_many_wait(count) => {}
    }
}
