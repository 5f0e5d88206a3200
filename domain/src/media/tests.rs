//! The library on both databases: who sees, uses, changes and deletes what.

use super::*;
use crate::accounts::{Caller, Role};
use crate::articles::SaveHead;
use crate::audit::rows::entry;
use crate::credits::{Credit, Licence};
use crate::field::Fault;
use crate::ids::{ArticleId, MediaId, PersonId};
use crate::people::rows::person;
use crate::scene::Scene;
use crate::slides::{SavePicture, SaveSlide};
use crate::store::Store;
use crate::store_tests;
use chrono::TimeDelta;
use migration::MigratorTrait;
use sea_orm::ActiveValue::Set;
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

/// A photograph of the given name; its digest is made of the name.
fn photo(name: &str) -> NewMedia {
    NewMedia {
        hash: format!("{name:0>64}"),
        kind: Kind::Jpeg,
        file_name: format!("{name}.jpg"),
        width_px: 1000,
        height_px: 500,
        size_bytes: 100_000,
        rights: Rights::default(),
        placeholder: Some("0f7".repeat(COLUMNS * ROWS).parse().unwrap()),
        sizes: [(Kind::WebP, 320, 10_000), (Kind::WebP, 640, 20_000), (Kind::WebP, 1000, 30_000), (Kind::Jpeg, 960, 40_000)]
            .map(|(kind, width_px, size_bytes)| NewSize { kind, width_px, height_px: width_px / 2, size_bytes })
            .to_vec(),
    }
}

/// Makes a library as it was before its texts were kept with their letters folded.
const BEFORE_LETTERS_WERE_FOLDED: &str = "DELETE FROM seaql_migrations WHERE version = 'm0014_look_ups'; \
    ALTER TABLE media DROP COLUMN folded; DROP INDEX corrections_slide; DROP INDEX error_reports_slide; \
    ALTER TABLE sources DROP COLUMN added_by;";

/// Adds a file; a second passes, so that the items have an order.
async fn add(scene: &Scene, caller: &Caller, new: NewMedia) -> MediaId {
    scene.clock.pass(TimeDelta::seconds(1));
    caller.drafting().unwrap().add_media(new, Quota::default()).await.unwrap().id
}

async fn names(caller: &Caller, ask: FindMedia) -> Vec<String> {
    let page = caller.drafting().unwrap().media(&ask).await.unwrap();
    page.items.into_iter().map(|tile| tile.file_name).collect()
}

fn filtered(filter: MediaFilter) -> FindMedia {
    FindMedia { filter, ..FindMedia::default() }
}

fn with_words(words: &str) -> FindMedia {
    FindMedia { words: words.to_owned(), ..FindMedia::default() }
}

/// An article of one person with a slide for each picture, put there by somebody who may.
async fn article_with(scene: &Scene, writer: &Caller, by: &Caller, pictures: &[MediaId]) -> ArticleId {
    let article = scene.draft(writer, "Lamps").await;
    let writing = by.writing(article).await.unwrap();
    for _ in 1..pictures.len() {
        writing.add_slide(None).await.unwrap();
    }
    for (slide, media) in writing.editor_page().await.unwrap().slides.into_iter().zip(pictures) {
        let picture = SavePicture {
            id: None,
            media: Some(*media),
            alt: "A lamp".to_owned(),
            decorative: false,
            caption: String::new(),
            credit: Credit { creator: "Ada".to_owned(), licence: Some(Licence::CcBy), ..Credit::default() },
        };
        let (heading, body) = ("A lamp".to_owned(), "It *burns*.".to_owned());
        let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading, body, pictures: vec![picture] };
        writing.save_slide(ask).await.unwrap();
    }
    article
}

async fn change(caller: &Caller, id: MediaId, based_on: i32, alt: &str) -> Result<i32, Error> {
    let credit = Credit { creator: "Ada".to_owned(), ..Credit::default() };
    caller.drafting().unwrap().change_media(ChangeMedia { id, based_on, alt: alt.to_owned(), credit }).await
}

/// Gives a person a portrait.
async fn portray(store: &Store, person: PersonId, media: MediaId) {
    let tx = store.begin().await.expect("a test's rows fit");
    let row = person::ActiveModel { id: Set(person), portrait_id: Set(Some(media)), ..Default::default() };
    person::Entity::update(row).exec(&*tx).await.expect("a test's rows fit");
    tx.commit().await.expect("a test's rows fit");
}

/// How many items and how many entries of the audit trail there are.
async fn row_counts(store: &Store) -> (u64, u64) {
    let items = rows::media::Entity::find().count(&store.read).await.expect("a test's rows fit");
    (items, entry::Entity::find().count(&store.read).await.expect("a test's rows fit"))
}

store_tests! {
    async fn an_upload_begins_with_what_its_file_says(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let rights = Rights {
            creators: vec!["Ada".to_owned(), "Ben".to_owned()],
            copyright_notice: Some("2024 Ada".to_owned()),
            licence_url: Some("https://creativecommons.org/licenses/by/4.0/".to_owned()),
            alt_text: Some("A lantern".to_owned()),
            ..Rights::default()
        };
        let id = add(&scene, &anouk, NewMedia { rights, ..photo("a") }).await;
        let sheet = anouk.drafting().unwrap().media_sheet(id).await.unwrap();
        assert_eq!(sheet.credit.printed().as_deref(), Some("Ada, Ben, CC BY 4.0"));
        assert_eq!((sheet.alt.as_str(), sheet.version, sheet.kind), ("A lantern", 1, Kind::Jpeg));
        assert_eq!((sheet.added_by.as_str(), sheet.added.time.as_str()), ("Anouk", "09:12"));
        assert_eq!(sheet.sizes.widths_px, [320, 640, 1000]);
        assert_eq!(sheet.sizes.fallback, Some(Fallback { kind: Kind::Jpeg, width_px: 960 }));
        assert_eq!(sheet.sizes.placeholder, photo("a").placeholder);
        assert!(sheet.may_change && !sheet.is_in_use && sheet.uses.is_empty());
    }

    async fn the_same_file_is_one_item_that_both_hold(scene: Scene) {
        let (anouk, ben) = (scene.person("Anouk", Role::Author).await, scene.person("Ben", Role::Contributor).await);
        let first = anouk.drafting().unwrap().add_media(photo("a"), Quota::default()).await.unwrap();
        let second = ben.drafting().unwrap().add_media(photo("a"), Quota::default()).await.unwrap();
        assert_eq!(second, Added { id: first.id, was_there: true });
        ben.drafting().unwrap().add_media(photo("a"), Quota::default()).await.unwrap();
        assert_eq!(row_counts(&scene.store).await.0, 1);

        let sheet = ben.drafting().unwrap().media_sheet(first.id).await.unwrap();
        assert!(!sheet.may_change);
        assert!(matches!(change(&ben, first.id, 1, "mine").await, Err(Error::Gone)));
        assert!(matches!(anouk.drafting().unwrap().delete_media(first.id).await, Err(Error::InUse)));
    }

    async fn two_who_add_the_same_file_at_once_share_it(scene: Scene) {
        let (anouk, ben) = (scene.person("Anouk", Role::Author).await, scene.person("Ben", Role::Author).await);
        let (one, two) = (anouk.drafting().unwrap(), ben.drafting().unwrap());
        let (one, two) = tokio::join!(one.add_media(photo("a"), Quota::default()), two.add_media(photo("a"), Quota::default()));
        assert_eq!(one.unwrap().id, two.unwrap().id);
    }

    async fn a02_a_writer_meets_only_what_they_hold(scene: Scene) {
        let (anouk, ben) = (scene.person("Anouk", Role::Author).await, scene.person("Ben", Role::Author).await);
        let editor = scene.person("Eda", Role::Editor).await;
        let id = add(&scene, &anouk, photo("a")).await;
        add(&scene, &ben, photo("b")).await;

        assert_eq!(names(&anouk, FindMedia::default()).await, ["a.jpg"]);
        assert_eq!(names(&editor, FindMedia::default()).await, ["b.jpg", "a.jpg"]);
        let door = ben.drafting().unwrap();
        let hash = photo("a").hash;
        assert!(matches!(door.media_sheet(id).await, Err(Error::Gone)));
        assert!(matches!(change(&ben, id, 1, "x").await, Err(Error::Gone)));
        assert!(matches!(door.delete_media(id).await, Err(Error::Gone)));
        assert_eq!(door.media_size(&hash, Kind::WebP, 320).await.unwrap(), None);
        assert_eq!(door.original(&hash).await.unwrap(), None);
        assert_eq!(door.media_counts().await.unwrap().all, 1);

        assert_eq!(editor.drafting().unwrap().media_size(&hash, Kind::WebP, 320).await.unwrap(), Some(10_000));
        assert_eq!(anouk.drafting().unwrap().media_size(&hash, Kind::WebP, 321).await.unwrap(), None);
        let original = anouk.drafting().unwrap().original(&hash).await.unwrap().unwrap();
        assert_eq!(original, Original { kind: Kind::Jpeg, file_name: "a.jpg".to_owned(), size_bytes: 100_000 });
        assert!(scene.person("Mo", Role::Moderator).await.drafting().is_err());
    }

    async fn a_co_author_sees_what_stands_on_their_slides(scene: Scene) {
        let (anouk, ben) = (scene.person("Anouk", Role::Author).await, scene.person("Ben", Role::Author).await);
        let eda = scene.person("Eda", Role::Editor).await;
        let (id, other) = (add(&scene, &anouk, photo("a")).await, add(&scene, &anouk, photo("b")).await);
        let lamps = article_with(&scene, &ben, &eda, &[other, id]).await;
        article_with(&scene, &anouk, &anouk, &[id]).await;

        let door = ben.drafting().unwrap();
        let sheet = door.media_sheet(id).await.unwrap();
        let uses: Vec<_> = sheet.uses.iter().map(|item| (item.article, item.title.as_str(), item.number)).collect();
        assert_eq!(uses, [(lamps, "Lamps", 2)]);
        assert!(!sheet.may_change);
        assert_eq!(door.media_size(&photo("a").hash, Kind::WebP, 640).await.unwrap(), Some(20_000));
        assert!(names(&ben, FindMedia::default()).await.is_empty());
        assert_eq!(eda.drafting().unwrap().media_sheet(id).await.unwrap().uses.len(), 2);
    }

    async fn a_file_that_two_uploaded_stands_on_the_slides_of_both(scene: Scene) {
        let (anouk, ben) = (scene.person("Anouk", Role::Author).await, scene.person("Ben", Role::Author).await);
        let id = add(&scene, &anouk, photo("a")).await;
        add(&scene, &ben, photo("a")).await;
        article_with(&scene, &ben, &ben, &[id]).await;
        assert_eq!(ben.drafting().unwrap().media_sheet(id).await.unwrap().uses.len(), 1);
        assert!(anouk.drafting().unwrap().media_sheet(id).await.unwrap().uses.is_empty());
    }

    async fn u02_readers_get_only_what_a_published_article_or_a_biography_shows(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let (id, portrait) = (add(&scene, &anouk, photo("a")).await, add(&scene, &anouk, photo("b")).await);
        let (hash, store) = (photo("a").hash, &scene.store);
        let draft = article_with(&scene, &anouk, &anouk, &[id]).await;
        assert_eq!(published_size(store, &hash, Kind::WebP, 320).await.unwrap(), None);
        let writing = anouk.writing(draft).await.unwrap();
        let (title, standfirst) = ("Lamps".to_owned(), "What they are.".to_owned());
        writing.save_head(SaveHead { based_on: 1, title, standfirst, slug: None, topics: Vec::new() }).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(published_size(store, &hash, Kind::WebP, 320).await.unwrap(), Some(10_000));
        assert_eq!(published_size(store, &hash, Kind::WebP, 960).await.unwrap(), None);
        assert_eq!(published_size(store, &hash, Kind::Jpeg, 960).await.unwrap(), Some(40_000));
        assert_eq!(published_size(store, &hash, Kind::WebP, u32::MAX).await.unwrap(), None);

        assert_eq!(published_size(store, &photo("b").hash, Kind::WebP, 320).await.unwrap(), None);
        portray(store, anouk.person(), portrait).await;
        assert_eq!(published_size(store, &photo("b").hash, Kind::WebP, 320).await.unwrap(), Some(10_000));
    }

    async fn a_page_of_the_library_asks_two_queries(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let door = anouk.drafting().unwrap();
        for name in ["a", "b", "c"] {
            add(&scene, &anouk, photo(name)).await;
            assert_eq!(scene.counted(door.media(&FindMedia::default())).await.1, 2);
        }
    }

    async fn a_portrait_is_in_use_even_for_who_looked_before_it_became_one(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let portrait = add(&scene, &anouk, photo("a")).await;
        portray(&scene.store, anouk.person(), portrait).await;
        assert!(matches!(anouk.drafting().unwrap().delete_media(portrait).await, Err(Error::InUse)));

        let tx = scene.store.begin().await.unwrap();
        assert!(!rows::delete(&tx, portrait).await.unwrap(), "the database itself keeps what a biography shows");
    }

    async fn u02_a_portrait_is_shown_to_readers_once_its_person_has_an_article_there(scene: Scene) {
        let owner = scene.owner().await;
        let contributor = scene.person("Nadia", Role::Contributor).await;
        let (portrait, hash) = (add(&scene, &contributor, photo("b")).await, photo("b").hash);
        portray(&scene.store, contributor.person(), portrait).await;
        let shown = async || published_size(&scene.store, &hash, Kind::WebP, 320).await.unwrap();
        assert_eq!(shown().await, None);
        scene.published(&owner, "Of somebody else", 1).await;
        let id = scene.draft(&contributor, "Lamps").await;
        assert_eq!(shown().await, None, "a draft is nothing that readers see");
        scene.picture(&contributor, id, Vec::new()).await;
        let writing = owner.writing(id).await.unwrap();
        let slide = writing.editor_page().await.unwrap().slides.remove(0);
        let (heading, body, pictures) = ("One".to_owned(), String::new(), Vec::new());
        writing.save_slide(SaveSlide { slide: slide.id, based_on: slide.version, heading, body, pictures }).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(shown().await, Some(10_000));
        writing.withdraw().await.unwrap();
        assert_eq!(shown().await, None);
        let refused = contributor.drafting().unwrap().delete_media(portrait).await;
        assert!(matches!(refused, Err(Error::InUse)), "it is in use all the same");
    }

    async fn a_change_raises_the_version_and_a_stale_one_is_told(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let id = add(&scene, &anouk, photo("a")).await;
        assert_eq!(change(&anouk, id, 1, " A  lamp\r\n").await.unwrap(), 2);
        assert!(matches!(change(&anouk, id, 1, "Another").await, Err(Error::Stale { now: 2 })));
        let sheet = anouk.drafting().unwrap().media_sheet(id).await.unwrap();
        assert_eq!((sheet.alt.as_str(), sheet.credit.creator.as_str()), ("A lamp", "Ada"));
        assert!(matches!(change(&anouk, MediaId::new(scene.store.rng(), scene.store.now()), 1, "x").await, Err(Error::Gone)));
    }

    async fn a_change_names_each_field_that_is_wrong(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let id = add(&scene, &anouk, photo("a")).await;
        let credit = Credit { source_url: "javascript:alert(1)".to_owned(), creator: "x".repeat(201), ..Credit::default() };
        let ask = ChangeMedia { id, based_on: 1, alt: "x".repeat(2_001), credit };
        let Err(Error::Faulty(faults)) = anouk.drafting().unwrap().change_media(ask).await else { panic!("it was taken") };
        assert_eq!(faults.of("alt"), Some(&Fault::TooLong { max: 2_000, has: 2_001 }));
        assert_eq!(faults.of("creator"), Some(&Fault::TooLong { max: 200, has: 201 }));
        assert_eq!(faults.of("source_url"), Some(&Fault::Malformed));
        assert_eq!(faults.0.len(), 3);
    }

    async fn an_editor_who_changes_what_is_anothers_leaves_a_trace(scene: Scene) {
        let (anouk, eda) = (scene.person("Anouk", Role::Author).await, scene.person("Eda", Role::Editor).await);
        let id = add(&scene, &anouk, photo("a")).await;
        let acts = || async { row_counts(&scene.store).await.1 };
        let before = acts().await;
        change(&anouk, id, 1, "A lamp").await.unwrap();
        assert_eq!(acts().await, before);
        change(&eda, id, 2, "A lantern").await.unwrap();
        assert_eq!(acts().await, before + 1);
    }

    async fn only_what_nothing_shows_is_deleted(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let (id, free) = (add(&scene, &anouk, photo("a")).await, add(&scene, &anouk, photo("b")).await);
        article_with(&scene, &anouk, &anouk, &[id]).await;
        let door = anouk.drafting().unwrap();
        assert!(matches!(door.delete_media(id).await, Err(Error::InUse)));
        assert!(door.media_sheet(id).await.unwrap().is_in_use);
        assert_eq!(door.delete_media(free).await.unwrap(), photo("b").hash);
        assert!(matches!(door.media_sheet(free).await, Err(Error::Gone)));
        assert_eq!(door.media_counts().await.unwrap().all, 1);
        // The same file can be added anew.
        assert!(!door.add_media(photo("b"), Quota::default()).await.unwrap().was_there);
    }

    async fn filters_and_words_find_what_they_say(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let lamp = add(&scene, &anouk, photo("lamp_100%")).await;
        let cat = add(&scene, &anouk, photo("cat")).await;
        add(&scene, &anouk, photo("dog")).await;
        change(&anouk, lamp, 1, "A brass LAMP at dusk").await.unwrap();
        let credit = Credit { copyright: "2024 Ada".to_owned(), licence: Some(Licence::Cc0), ..Credit::default() };
        let ask = ChangeMedia { id: cat, based_on: 1, alt: "A cat".to_owned(), credit };
        anouk.drafting().unwrap().change_media(ask).await.unwrap();
        article_with(&scene, &anouk, &anouk, &[lamp]).await;

        assert_eq!(names(&anouk, filtered(MediaFilter::NoAlt)).await, ["dog.jpg"]);
        // A notice is not printed under CC0: the cat names nobody.
        assert_eq!(names(&anouk, filtered(MediaFilter::NoCredit)).await, ["dog.jpg", "cat.jpg"]);
        assert_eq!(names(&anouk, filtered(MediaFilter::NotUsed)).await, ["dog.jpg", "cat.jpg"]);
        let counts = MediaCounts { all: 3, no_alt: 1, no_credit: 2, not_used: 2 };
        assert_eq!(anouk.drafting().unwrap().media_counts().await.unwrap(), counts);
        let cc0 = FindMedia { licence: Some(Licence::Cc0), ..FindMedia::default() };
        assert_eq!(names(&anouk, cc0).await, ["cat.jpg"]);

        assert_eq!(names(&anouk, with_words("lamp DUSK")).await, ["lamp_100%.jpg"]);
        assert_eq!(names(&anouk, with_words("ada")).await, ["cat.jpg", "lamp_100%.jpg"]);
        assert!(names(&anouk, with_words("lamp cat")).await.is_empty());
        // o10: signs of patterns are characters.
        assert_eq!(names(&anouk, with_words("0%")).await, ["lamp_100%.jpg"]);
        assert_eq!(names(&anouk, with_words("p_1")).await, ["lamp_100%.jpg"]);
        assert!(names(&anouk, with_words("c_t")).await.is_empty());
        assert!(names(&anouk, with_words("\\ ' \" %% --")).await.is_empty());
    }

    async fn a_word_is_found_whatever_its_case_and_its_script(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        let alps = add(&scene, &anouk, photo("Österreich")).await;
        add(&scene, &anouk, photo("Straße")).await;
        // A file system may keep the letter and its mark apart.
        add(&scene, &anouk, photo("Cafe\u{301}")).await;
        let found = async |words: &str| names(&anouk, with_words(words)).await;
        for words in ["Österreich", "österreich", "ÖSTERREICH", "sterr"] {
            assert_eq!(found(words).await, ["Österreich.jpg"], "{words}");
        }
        assert_eq!(found("STRASSE").await, ["Straße.jpg"]);
        assert_eq!(found("CAFÉ").await, ["Cafe\u{301}.jpg"]);

        let credit = Credit { creator: "Οδυσσέας".to_owned(), source: "ΕΡΤ".to_owned(), ..Credit::default() };
        let ask = ChangeMedia { id: alps, based_on: 1, alt: "Ещё светло".to_owned(), credit };
        anouk.drafting().unwrap().change_media(ask).await.unwrap();
        for words in ["ЕЩЁ", "ΟΔΥΣΣΈΑΣ", "ερτ", "светло österreich"] {
            assert_eq!(found(words).await, ["Österreich.jpg"], "{words}");
        }
        assert!(found("pgο").await.is_empty(), "the end of a name and the beginning of the next are no word");
    }

    async fn what_was_in_the_library_before_is_found_whatever_its_case(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        add(&scene, &anouk, photo("Österreich")).await;
        for number in 0..3 {
            add(&scene, &anouk, photo(&format!("ÉTÉ {number}"))).await;
        }
        let db = scene.store.for_migration();
        db.execute_unprepared(BEFORE_LETTERS_WERE_FOLDED).await.unwrap();
        migration::Migrator::up(db, None).await.unwrap();
        assert_eq!(names(&anouk, with_words("österreich")).await, ["Österreich.jpg"]);
        assert_eq!(names(&anouk, with_words("été")).await, ["ÉTÉ 2.jpg", "ÉTÉ 1.jpg", "ÉTÉ 0.jpg"]);
    }

    async fn pages_follow_each_other_without_gaps(scene: Scene) {
        let anouk = scene.person("Anouk", Role::Author).await;
        for number in 0..61 {
            add(&scene, &anouk, photo(&format!("{number}"))).await;
        }
        let door = anouk.drafting().unwrap();
        let first = door.media(&FindMedia::default()).await.unwrap();
        assert_eq!((first.items.len(), first.items[0].file_name.as_str()), (60, "60.jpg"));
        let second = door.media(&FindMedia { after: first.next, ..FindMedia::default() }).await.unwrap();
        let rest: Vec<_> = second.items.iter().map(|tile| tile.file_name.as_str()).collect();
        assert_eq!((rest, second.next), (vec!["0.jpg"], None));
        let strange = FindMedia { after: Some(crate::page::Cursor("' or 1=1".to_owned())), ..FindMedia::default() };
        assert_eq!(door.media(&strange).await.unwrap().items.len(), 60);
    }

    async fn u06_nobody_adds_more_than_the_quota(scene: Scene) {
        let (anouk, ben) = (scene.person("Anouk", Role::Author).await, scene.person("Ben", Role::Author).await);
        let quota = Quota { person_bytes: 150_000, site_bytes: 250_000 };
        let (door, other) = (anouk.drafting().unwrap(), ben.drafting().unwrap());
        door.check_room(quota).await.unwrap();
        door.add_media(photo("a"), quota).await.unwrap();
        door.add_media(photo("b"), quota).await.unwrap();
        assert!(matches!(door.check_room(quota).await, Err(Error::PersonFull { limit_bytes: 150_000 })));
        assert!(matches!(door.add_media(photo("c"), quota).await, Err(Error::PersonFull { .. })));
        // What is there already takes no more room.
        assert!(door.add_media(photo("a"), quota).await.unwrap().was_there);
        other.add_media(photo("c"), quota).await.unwrap();
        assert!(matches!(other.check_room(quota).await, Err(Error::SiteFull { limit_bytes: 250_000 })));
        assert_eq!(other.media_counts().await.unwrap().all, 1);
    }
}
