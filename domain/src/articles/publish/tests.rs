//! From draft to readers and back.

use crate::accounts::{Role, WritingDoor};
use crate::articles::{Error, SaveHead, Seen, Status, checks, rows};
use crate::audit::rows::entry;
use crate::credits::Credit;
use crate::ids::{ArticleId, SlideId};
use crate::scene::Scene;
use crate::slides::rows::live;
use crate::slides::{Figure, Move, SavePicture, SaveSlide};
use crate::store_tests;
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{EntityTrait, QueryOrder};

fn picture(media: crate::ids::MediaId) -> SavePicture {
    let (alt, caption) = ("A lamp, lit".to_owned(), "In the evening".to_owned());
    SavePicture { id: None, media: Some(media), alt, decorative: false, caption, credit: Credit::default() }
}

/// When each live slide was added and changed, in order.
async fn since(scene: &Scene, article: ArticleId) -> Vec<(Option<DateTime<Utc>>, Option<DateTime<Utc>>)> {
    let slides = live::of(&scene.store.read, article).await.unwrap();
    slides.into_iter().map(|slide| (slide.added_at, slide.changed_at)).collect()
}

/// Gives the slide at that place, from 0, another heading.
async fn rewrite(writing: &WritingDoor<'_>, place: usize, heading: &str) {
    let slide = writing.editor_page().await.unwrap().slides.swap_remove(place);
    let (heading, body, pictures) = (heading.to_owned(), slide.body, Vec::new());
    writing.save_slide(SaveSlide { slide: slide.id, based_on: slide.version, heading, body, pictures }).await.unwrap();
}

async fn first_slide(writing: &WritingDoor<'_>) -> SlideId {
    writing.editor_page().await.unwrap().slides.swap_remove(0).id
}

/// What was done to articles once they were there.
async fn acts(scene: &Scene) -> Vec<String> {
    let rows = entry::Entity::find().order_by_asc(entry::Column::Id).all(&scene.store.read).await.unwrap();
    rows.into_iter().map(|row| row.act).filter(|act| act.starts_with("articles.") && act != "articles.start").collect()
}

store_tests! {
    async fn publishing_copies_the_working_copy_with_its_pictures(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.draft(&owner, "Lamps").await;
        let file = scene.file(&owner, 1600).await;
        scene.picture(&owner, id, vec![picture(file)]).await;
        let edition = scene.edition().await;

        owner.writing(id).await.unwrap().publish_now().await.unwrap();

        assert_eq!(scene.edition().await, edition + 1);
        let live = rows::live(&scene.store.read, id).await.unwrap().unwrap();
        assert_eq!((live.title.as_str(), live.slide_count, live.word_count), ("Lamps", 1, 3));
        assert_eq!((live.published_at, live.updated_at), (scene.store.now(), None));
        assert!(live.cover.unwrap().contains("A lamp, lit"));
        let slides = live::of(&scene.store.read, id).await.unwrap();
        let figures: Vec<Figure> = serde_json::from_str(&slides[0].figures).unwrap();
        assert_eq!(figures[0].credit.as_deref(), Some("Mara Lind, CC BY 4.0"));
        assert_eq!((figures[0].alt.as_str(), figures[0].caption.as_str()), ("A lamp, lit", "In the evening"));
        assert_eq!(rows::live_files(&scene.store.read, id).await.unwrap(), [file]);
        assert_eq!(acts(&scene).await, ["articles.publish"]);
    }

    async fn a06_readers_keep_the_live_copy_until_changes_are_published(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 2).await;
        let writing = owner.writing(id).await.unwrap();
        assert!(!writing.editor_page().await.unwrap().differs);
        let first = rows::live(&scene.store.read, id).await.unwrap().unwrap();
        scene.clock.pass(TimeDelta::days(1));

        let slide = writing.editor_page().await.unwrap().slides.remove(0);
        let (heading, body, pictures) = ("Unseen".to_owned(), String::new(), Vec::new());
        let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading, body, pictures };
        let edition = scene.edition().await;
        writing.save_slide(ask).await.unwrap();
        writing.add_slide(None).await.unwrap();

        assert_eq!(scene.edition().await, edition, "no page of readers changes");
        assert!(writing.editor_page().await.unwrap().differs);
        let live = live::of(&scene.store.read, id).await.unwrap();
        assert_eq!(live.len(), 2);
        assert!(live.iter().all(|slide| slide.heading != "Unseen"));

        let refused = writing.publish_now().await.unwrap_err();
        assert!(matches!(refused, Error::NotReady), "the new slide is empty");
        let empty = writing.editor_page().await.unwrap().slides.remove(2);
        writing.remove_slide(empty.id).await.unwrap();
        writing.publish_now().await.unwrap();
        let again = rows::live(&scene.store.read, id).await.unwrap().unwrap();
        assert_eq!(again.published_at, first.published_at);
        assert_eq!(again.updated_at, Some(scene.store.now()));
        assert_eq!(live::of(&scene.store.read, id).await.unwrap()[0].heading, "Unseen");
    }

    async fn publishing_what_readers_see_already_leaves_the_date_of_the_last_change(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        scene.clock.pass(TimeDelta::days(1));
        owner.writing(id).await.unwrap().publish_now().await.unwrap();
        assert_eq!(rows::live(&scene.store.read, id).await.unwrap().unwrap().updated_at, None);
    }

    async fn a_slide_knows_since_when_readers_see_it_as_it_is(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 3).await;
        let writing = owner.writing(id).await.unwrap();
        assert_eq!(since(&scene, id).await, [(None, None); 3], "as when the article was published");

        scene.clock.pass(TimeDelta::days(1));
        let first = scene.store.now();
        rewrite(&writing, 0, "Lit").await;
        let added = writing.add_slide(None).await.unwrap().id;
        rewrite(&writing, 3, "Late").await;
        writing.publish_now().await.unwrap();
        assert_eq!(since(&scene, id).await, [(None, Some(first)), (None, None), (None, None), (Some(first), None)]);

        // Neither another order nor another title changes a slide, and what is published as it is stays as it is.
        scene.clock.pass(TimeDelta::days(1));
        writing.move_slide(Move { slide: added, before: Some(first_slide(&writing).await) }).await.unwrap();
        let head = writing.editor_page().await.unwrap().head;
        let (title, standfirst) = ("More lamps".to_owned(), head.standfirst);
        writing.save_head(SaveHead { based_on: head.version, title, standfirst, slug: None, topics: head.topics }).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(since(&scene, id).await, [(Some(first), None), (None, Some(first)), (None, None), (None, None)]);

        // A caption is seen; so is a slide that was added and then changed.
        let now = scene.store.now();
        let file = scene.file(&owner, 1600).await;
        scene.picture(&owner, id, vec![picture(file)]).await;
        writing.publish_now().await.unwrap();
        assert_eq!(since(&scene, id).await[0], (Some(first), Some(now)));

        scene.clock.pass(TimeDelta::days(1));
        writing.withdraw().await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(since(&scene, id).await, [(None, Some(scene.store.now())); 4], "what was seen before is not known any more");
    }

    async fn a_withdrawn_article_leaves_readers_and_can_come_back(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        let first = scene.store.now();
        let writing = owner.writing(id).await.unwrap();
        scene.clock.pass(TimeDelta::minutes(1));
        writing.withdraw().await.unwrap();
        assert_eq!(rows::live(&scene.store.read, id).await.unwrap(), None);
        assert!(live::of(&scene.store.read, id).await.unwrap().is_empty());
        assert_eq!(writing.editor_page().await.unwrap().status, Status::Withdrawn);
        assert!(matches!(writing.withdraw().await, Err(Error::WrongState)));

        scene.clock.pass(TimeDelta::days(1));
        writing.publish_now().await.unwrap();
        let live = rows::live(&scene.store.read, id).await.unwrap().unwrap();
        assert_eq!((live.published_at, live.updated_at), (first, Some(scene.store.now())));
        assert_eq!(acts(&scene).await, ["articles.publish", "articles.withdraw", "articles.publish"]);
    }

    async fn what_readers_must_not_meet_stands_in_the_way(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.draft(&owner, "").await;
        let writing = owner.writing(id).await.unwrap();
        let rules: Vec<checks::Rule> = writing.checks().await.unwrap().iter().map(|remark| remark.rule).collect();
        assert_eq!(rules, [checks::Rule::NoTitle, checks::Rule::EmptySlide, checks::Rule::NoStandfirst]);
        assert!(matches!(writing.publish_now().await, Err(Error::NotReady)));
        assert!(matches!(writing.hand_in().await, Err(Error::NotReady)));
        assert_eq!(writing.editor_page().await.unwrap().status, Status::Draft);
    }

    async fn a02_an_editor_publishes_what_they_have_read_and_nothing_later(scene: Scene) {
        scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let editor = scene.person("Otto Berg", Role::Editor).await;
        let id = scene.draft(&contributor, "Lamps").await;
        let file = scene.file(&contributor, 1600).await;
        scene.picture(&contributor, id, vec![SavePicture { alt: String::new(), ..picture(file) }]).await;
        contributor.writing(id).await.unwrap().hand_in().await.unwrap();
        let theirs = editor.writing(id).await.unwrap();
        let read = theirs.editor_page().await.unwrap().seen();

        contributor.writing(id).await.unwrap().take_back().await.unwrap();
        let writing = contributor.writing(id).await.unwrap();
        let slide = writing.editor_page().await.unwrap().slides.remove(0);
        let pictures = vec![SavePicture { id: Some(slide.pictures[0].id), alt: String::new(), ..picture(file) }];
        let (heading, body) = ("Unread".to_owned(), String::new());
        let ask = SaveSlide { slide: slide.id.clone(), based_on: slide.version, heading, body, pictures };
        writing.save_slide(ask).await.unwrap();
        writing.hand_in().await.unwrap();
        assert!(matches!(theirs.publish(read).await, Err(Error::Stale { .. })));
        assert_eq!(rows::live(&scene.store.read, id).await.unwrap(), None);

        // The text of a file is shown as well, and so is the order.
        let read = theirs.editor_page().await.unwrap().seen();
        let sheet = contributor.drafting().unwrap().media_sheet(file).await.unwrap();
        let (alt, credit) = ("Unread".to_owned(), sheet.credit);
        let ask = crate::media::ChangeMedia { id: file, based_on: sheet.version, alt, credit };
        contributor.drafting().unwrap().change_media(ask).await.unwrap();
        assert!(matches!(theirs.publish(read).await, Err(Error::Stale { .. })));

        let mut swapped = theirs.editor_page().await.unwrap();
        let more = theirs.add_slide(None).await.unwrap();
        assert!(matches!(theirs.publish(swapped.seen()).await, Err(Error::Stale { .. })));
        swapped.slides.insert(0, more);
        assert!(matches!(theirs.publish(swapped.seen()).await, Err(Error::Stale { .. })));
    }

    async fn the_editor_goes_on_from_the_answers_of_its_own_saves(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        let writing = owner.writing(id).await.unwrap();
        let mut page = writing.editor_page().await.unwrap();
        let slide = page.slides.remove(0);
        let (heading, body, pictures) = ("Lit".to_owned(), String::new(), Vec::new());
        let saved = writing.save_slide(SaveSlide { slide: slide.id.clone(), based_on: 2, heading, body, pictures }).await.unwrap();
        let head = SaveHead { based_on: page.head.version, title: "Lamps".to_owned(), standfirst: "Lit".to_owned(), slug: None, topics: Vec::new() };
        let head = writing.save_head(head).await.unwrap();
        let shown = crate::slides::WorkingSlide { version: saved.version, ..slide };
        writing.publish(Seen::of(head.version, &[shown])).await.unwrap();
    }

    async fn a_contributor_hands_in_and_an_editor_publishes(scene: Scene) {
        scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let editor = scene.person("Otto Berg", Role::Editor).await;
        let id = scene.draft(&contributor, "Lamps").await;
        let theirs = contributor.writing(id).await.unwrap();
        let slide = theirs.editor_page().await.unwrap().slides.remove(0);
        let (heading, body, pictures) = ("One".to_owned(), String::new(), Vec::new());
        let ask = SaveSlide { slide: slide.id, based_on: 1, heading, body, pictures };
        theirs.save_slide(ask.clone()).await.unwrap();
        assert!(matches!(theirs.publish_now().await, Err(Error::Refused(_))));
        theirs.hand_in().await.unwrap();

        let theirs = contributor.writing(id).await.unwrap();
        assert!(!theirs.editor_page().await.unwrap().may.edit);
        let ask = SaveSlide { based_on: 2, ..ask };
        assert!(matches!(theirs.save_slide(ask.clone()).await, Err(Error::WrongState)));
        assert!(matches!(theirs.add_slide(None).await, Err(Error::WrongState)));
        let head = SaveHead { based_on: 1, title: "New".to_owned(), standfirst: String::new(), slug: None, topics: Vec::new() };
        assert!(matches!(theirs.save_head(head).await, Err(Error::WrongState)));
        assert!(matches!(theirs.withdraw().await, Err(Error::Refused(_))));
        theirs.take_back().await.unwrap();
        contributor.writing(id).await.unwrap().save_slide(ask).await.unwrap();
        contributor.writing(id).await.unwrap().hand_in().await.unwrap();

        let theirs = editor.writing(id).await.unwrap();
        assert!(theirs.editor_page().await.unwrap().may.edit);
        theirs.publish_now().await.unwrap();
        assert_eq!(theirs.editor_page().await.unwrap().status, Status::Published);
        assert!(matches!(contributor.writing(id).await.unwrap().hand_in().await, Err(Error::WrongState)));
    }

    async fn what_was_handed_in_is_not_changed_through_a_door_that_was_open_before(scene: Scene) {
        scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let id = scene.draft(&contributor, "Lamps").await;
        let before = contributor.writing(id).await.unwrap();
        let slide = before.editor_page().await.unwrap().slides.remove(0);
        let (heading, body, pictures) = ("One".to_owned(), String::new(), Vec::new());
        let ask = SaveSlide { slide: slide.id.clone(), based_on: 1, heading, body, pictures };
        before.save_slide(ask.clone()).await.unwrap();
        let removed = before.add_slide(None).await.unwrap().id;
        before.remove_slide(removed.clone()).await.unwrap();
        contributor.writing(id).await.unwrap().hand_in().await.unwrap();
        let handed_in = before.editor_page().await.unwrap();

        scene.clock.pass(TimeDelta::minutes(1));
        let head = SaveHead { based_on: 1, title: "New".to_owned(), standfirst: String::new(), slug: None, topics: Vec::new() };
        let refused = [
            before.save_slide(SaveSlide { based_on: 2, ..ask }).await.err(),
            before.save_head(head).await.err(),
            before.add_slide(None).await.err(),
            before.duplicate(slide.id.clone()).await.err(),
            before.move_slide(Move { slide: slide.id.clone(), before: None }).await.err(),
            before.restore_slide(removed).await.err(),
            before.remove_slide(slide.id).await.err(),
        ];
        for (verb, refused) in refused.into_iter().enumerate() {
            assert!(matches!(refused, Some(Error::WrongState)), "{verb}: {refused:?}");
        }
        assert_eq!(before.editor_page().await.unwrap(), handed_in);
    }
}
