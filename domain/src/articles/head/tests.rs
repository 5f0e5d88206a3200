//! Titles and addresses.

use super::*;
use crate::accounts::Role;
use crate::articles::{Error, WorkingHead, rows};
use crate::field::Fault;
use crate::store_tests;
use chrono::TimeDelta;

fn typed(based_on: i32, title: &str) -> SaveHead {
    SaveHead { based_on, title: title.to_owned(), standfirst: String::new(), slug: None, topics: Vec::new() }
}

fn moved(head: &WorkingHead, slug: &str) -> SaveHead {
    SaveHead { slug: Some(slug.to_owned()), ..typed(head.version, &head.title) }
}

store_tests! {
    async fn the_address_follows_the_title_until_the_article_is_published(scene: Scene) {
        let owner = scene.owner().await;
        scene.draft(&owner, "How long is a blur?").await;
        let id = scene.draft(&owner, "").await;
        let writing = owner.writing(id).await.unwrap();
        let head = writing.save_head(typed(1, "How long is a blur?")).await.unwrap();
        assert_eq!(head.slug.as_str(), "how-long-is-a-blur-2");
        let head = writing.save_head(typed(2, "How long is a blur!")).await.unwrap();
        assert_eq!(head.slug.as_str(), "how-long-is-a-blur-2");
        let acts = crate::audit::rows::all(&scene.store.read).await.unwrap();
        let acts: Vec<_> = acts.iter().filter(|row| row.subject == id.to_string()).map(|row| row.act.as_str()).collect();
        assert_eq!(acts, ["articles.start"], "a draft's address is no news");
        let head = writing.save_head(moved(&head, "blur")).await.unwrap();
        let head = writing.save_head(typed(head.version, "Another title")).await.unwrap();
        assert_eq!(head.slug.as_str(), "blur");
        let kept = scene.draft(&owner, "How long is a blur?").await;
        let kept = owner.writing(kept).await.unwrap().head().await.unwrap();
        assert_eq!(kept.slug.as_str(), "how-long-is-a-blur-2", "an address that nobody was told is free again");
    }

    async fn every_article_of_one_long_title_has_an_address_of_its_own(scene: Scene) {
        let owner = scene.owner().await;
        for title in ["b".repeat(80), "c".repeat(79), format!("{}-ddd", "d".repeat(67)), "Lamps".to_owned()] {
            let mut addresses = std::collections::BTreeSet::new();
            for _ in 0..12 {
                let id = scene.draft(&owner, &title).await;
                addresses.insert(owner.writing(id).await.unwrap().head().await.unwrap().slug);
            }
            assert_eq!(addresses.len(), 12, "{title}");
        }
    }

    async fn two_who_start_an_article_of_one_title_at_once_both_get_one(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.drafting().unwrap();
        let (one, other) = tokio::join!(door.start("Lamps"), door.start("Lamps"));
        assert_ne!(one.unwrap(), other.unwrap());
        let ask = || {
            let credits = vec![crate::credits::Credit { source: "Harbour Press".to_owned(), ..Default::default() }];
            let slide = crate::imports::PasteSlide { heading: "One".to_owned(), text: String::new(), credits };
            let source = crate::imports::PasteSource { name: "Harbour Press".to_owned(), spellings: Vec::new() };
            let (title, standfirst) = ("Candles".to_owned(), String::new());
            crate::imports::StartFromPaste { title, standfirst, slides: vec![slide], sources: vec![source] }
        };
        let (one, other) = tokio::join!(door.start_from_paste(ask()), door.start_from_paste(ask()));
        assert_ne!(one.unwrap(), other.unwrap());
    }

    async fn of_two_who_choose_one_address_at_once_the_second_is_told(scene: Scene) {
        let owner = scene.owner().await;
        let one = owner.writing(scene.draft(&owner, "One").await).await.unwrap();
        let other = owner.writing(scene.draft(&owner, "Other").await).await.unwrap();
        let heads = tokio::join!(one.save_head(typed(1, "Lamps")), other.save_head(typed(1, "Lamps")));
        let heads = (heads.0.unwrap(), heads.1.unwrap());
        assert_ne!(heads.0.slug, heads.1.slug, "an address that follows a title has a number");
        let heads = tokio::join!(one.save_head(moved(&heads.0, "blur")), other.save_head(moved(&heads.1, "blur")));
        let Err(Error::Faulty(faults)) = heads.0.and(heads.1) else { panic!("two have one address") };
        assert_eq!(faults.of("slug"), Some(&Fault::Taken));
    }

    async fn a_published_article_keeps_its_old_addresses_for_ever(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        let writing = owner.writing(id).await.unwrap();
        let head = writing.head().await.unwrap();
        let edition = scene.edition().await;
        let head = writing.save_head(moved(&head, "lanterns")).await.unwrap();
        scene.clock.pass(TimeDelta::seconds(1));
        assert_eq!(head.slug.as_str(), "lanterns");
        assert_eq!(scene.edition().await, edition + 1, "readers meet the new address at once");

        let other = owner.writing(scene.draft(&owner, "Other").await).await.unwrap();
        let refused = other.save_head(moved(&other.head().await.unwrap(), "lamps")).await;
        let Err(Error::Faulty(faults)) = refused else { panic!("the address leads elsewhere") };
        assert_eq!(faults.of("slug"), Some(&Fault::Taken));
        let back = writing.save_head(moved(&head, "lamps")).await.unwrap();
        assert_eq!(back.slug.as_str(), "lamps");
        let after = writing.save_head(typed(back.version, "Other words")).await.unwrap();
        assert_eq!(after.slug.as_str(), "lamps");
        let tx = scene.store.begin().await.unwrap();
        assert!(rows::is_taken(&tx, &"lanterns".to_owned().try_into().unwrap(), other.article.id).await.unwrap());

        let told = crate::audit::rows::all(&*tx).await.unwrap();
        let moves: Vec<_> = told.iter().filter(|row| row.act == "articles.move" && row.subject == id.to_string()).collect();
        assert_eq!(moves.iter().map(|row| row.detail.as_str()).collect::<Vec<_>>(), ["lamps to lanterns", "lanterns to lamps"]);
        assert!(moves.iter().all(|row| row.person_id == Some(owner.person())));
    }

    async fn a_stale_head_is_told(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(scene.draft(&owner, "Lamps").await).await.unwrap();
        writing.save_head(typed(1, "Mine")).await.unwrap();
        let refused = writing.save_head(typed(1, "Theirs")).await.unwrap_err();
        assert!(matches!(refused, Error::Stale { now: 2 }));
        assert_eq!(writing.head().await.unwrap().title, "Mine");
    }

    async fn each_fault_stands_beside_its_field(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(scene.draft(&owner, "Lamps").await).await.unwrap();
        let ask = SaveHead {
            based_on: 1, title: "t".repeat(161), standfirst: "s".repeat(401), slug: Some("admin".to_owned()),
            topics: (0..6).map(|_| crate::ids::TopicId::new(scene.store.rng(), scene.store.now())).collect(),
        };
        let Err(Error::Faulty(faults)) = writing.save_head(ask).await else { panic!("all three are wrong") };
        assert_eq!(faults.of("title"), Some(&Fault::TooLong { max: 160, has: 161 }));
        assert_eq!(faults.of("standfirst"), Some(&Fault::TooLong { max: 400, has: 401 }));
        assert_eq!(faults.of("slug"), Some(&Fault::Reserved));
        assert_eq!(faults.of("topics"), Some(&Fault::TooLong { max: 5, has: 6 }));
        let faults = crate::accounts::Caller::drafting(&owner).unwrap().start(&"t".repeat(161)).await.unwrap_err();
        assert!(matches!(faults, Error::Faulty(_)));
    }

    async fn a_contributor_does_not_move_what_readers_see(scene: Scene) {
        let owner = scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let id = scene.draft(&contributor, "Lamps").await;
        let theirs = contributor.writing(id).await.unwrap();
        let slide = theirs.editor_page().await.unwrap().slides.remove(0);
        let (heading, body, pictures) = ("One".to_owned(), String::new(), Vec::new());
        theirs.save_slide(crate::slides::SaveSlide { slide: slide.id, based_on: 1, heading, body, pictures }).await.unwrap();
        owner.writing(id).await.unwrap().publish_now().await.unwrap();
        let head = theirs.head().await.unwrap();
        assert!(matches!(theirs.save_head(moved(&head, "mine")).await, Err(Error::Refused(_))));
        theirs.save_head(typed(head.version, "A new title")).await.unwrap();
    }
}
