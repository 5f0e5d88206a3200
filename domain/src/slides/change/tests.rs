//! Slides come, go and come back.

use crate::accounts::{Caller, Role, WritingDoor};
use crate::articles::Error;
use crate::credits::Credit;
use crate::field::Fault;
use crate::ids::ArticleId;
use crate::scene::Scene;
use crate::slides::{MAX_SLIDES, Move, SaveSlide};
use crate::store_tests;

/// An article of slides with these headings.
async fn article(scene: &Scene, caller: &Caller, headings: &[&str]) -> ArticleId {
    let id = scene.draft(caller, "Lamps").await;
    let writing = caller.writing(id).await.unwrap();
    for _ in 1..headings.len() {
        writing.add_slide(None).await.unwrap();
    }
    for (slide, heading) in writing.editor_page().await.unwrap().slides.into_iter().zip(headings) {
        let (heading, body, pictures) = ((*heading).to_owned(), String::new(), Vec::new());
        writing.save_slide(SaveSlide { slide: slide.id, based_on: 1, heading, body, pictures }).await.unwrap();
    }
    id
}

async fn headings(writing: &WritingDoor<'_>) -> Vec<String> {
    writing.editor_page().await.unwrap().slides.into_iter().map(|slide| slide.heading).collect()
}

store_tests! {
    async fn a_new_slide_stands_after_the_one_it_was_asked_for(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(article(&scene, &owner, &["1", "2"]).await).await.unwrap();
        let first = writing.editor_page().await.unwrap().slides.remove(0);
        let new = writing.add_slide(Some(first.id)).await.unwrap();
        assert_eq!(headings(&writing).await, ["1", "", "2"]);
        assert_eq!(new.version, 1);
    }

    async fn a_copy_has_everything_but_the_id(scene: Scene) {
        let owner = scene.owner().await;
        let id = article(&scene, &owner, &["1", "2"]).await;
        let media = Some(scene.file(&owner, 1600).await);
        let picture = crate::slides::SavePicture {
            id: None, media, alt: "A lamp".to_owned(), decorative: false, caption: "Lit".to_owned(), credit: Credit::default(),
        };
        scene.picture(&owner, id, vec![picture]).await;
        let writing = owner.writing(id).await.unwrap();
        let first = writing.editor_page().await.unwrap().slides.remove(0);
        let copy = writing.duplicate(first.id.clone()).await.unwrap();
        assert_eq!(headings(&writing).await, ["1", "1", "2"]);
        assert_ne!((&copy.id, copy.pictures[0].id), (&first.id, first.pictures[0].id));
        assert_eq!((copy.pictures[0].caption.as_str(), &copy.pictures[0].file), ("Lit", &first.pictures[0].file));
    }

    async fn a_removed_slide_comes_back_to_its_place(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(article(&scene, &owner, &["1", "2", "3"]).await).await.unwrap();
        let second = writing.editor_page().await.unwrap().slides.remove(1);
        writing.remove_slide(second.id.clone()).await.unwrap();
        assert_eq!(headings(&writing).await, ["1", "3"]);
        assert!(matches!(writing.remove_slide(second.id.clone()).await, Err(Error::Gone)));
        let back = writing.restore_slide(second.id.clone()).await.unwrap();
        assert_eq!(headings(&writing).await, ["1", "2", "3"]);
        assert_eq!(back.version, second.version);
        assert!(matches!(writing.restore_slide(second.id).await, Err(Error::Gone)));
    }

    async fn positions_are_1_2_3_whatever_was_done(scene: Scene) {
        let owner = scene.owner().await;
        let id = article(&scene, &owner, &["1", "2", "3", "4"]).await;
        let writing = owner.writing(id).await.unwrap();
        let ids: Vec<_> = writing.editor_page().await.unwrap().slides.into_iter().map(|slide| slide.id).collect();
        writing.move_slide(Move { slide: ids[3].clone(), before: Some(ids[0].clone()) }).await.unwrap();
        writing.remove_slide(ids[1].clone()).await.unwrap();
        writing.move_slide(Move { slide: ids[0].clone(), before: None }).await.unwrap();
        writing.duplicate(ids[2].clone()).await.unwrap();
        assert_eq!(headings(&writing).await, ["4", "3", "3", "1"]);
        let rows = crate::slides::rows::of_article(&scene.store.read, id).await.unwrap();
        assert_eq!(rows.iter().map(|row| row.position).collect::<Vec<_>>(), [1, 2, 3, 4]);
    }

    async fn a02_a_slide_of_another_article_moves_copies_and_goes_nowhere(scene: Scene) {
        let owner = scene.owner().await;
        let other = owner.writing(article(&scene, &owner, &["x"]).await).await.unwrap();
        let foreign = other.editor_page().await.unwrap().slides.remove(0).id;
        let writing = owner.writing(article(&scene, &owner, &["1"]).await).await.unwrap();
        let own = writing.editor_page().await.unwrap().slides.remove(0).id;
        assert!(matches!(writing.move_slide(Move { slide: foreign.clone(), before: None }).await, Err(Error::Gone)));
        let before = Some(foreign.clone());
        assert!(matches!(writing.move_slide(Move { slide: own, before }).await, Err(Error::Gone)));
        assert!(matches!(writing.duplicate(foreign.clone()).await, Err(Error::Gone)));
        assert!(matches!(writing.remove_slide(foreign.clone()).await, Err(Error::Gone)));
        other.remove_slide(foreign.clone()).await.unwrap();
        assert!(matches!(writing.restore_slide(foreign).await, Err(Error::Gone)));
    }

    async fn a02_an_article_of_somebody_else_is_not_there_below_editor(scene: Scene) {
        let owner = scene.owner().await;
        let id = article(&scene, &owner, &["1"]).await;
        for role in [Role::Reader, Role::Moderator, Role::Contributor, Role::Author] {
            let other = scene.person(&format!("Somebody {role:?}"), role).await;
            assert!(matches!(other.writing(id).await, Err(Error::Gone)), "{role:?}");
        }
        let editor = scene.person("Otto Berg", Role::Editor).await;
        editor.writing(id).await.unwrap().add_slide(None).await.unwrap();
    }

    async fn there_is_a_most_number_of_slides(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(scene.draft(&owner, "Lamps").await).await.unwrap();
        for _ in 1..MAX_SLIDES {
            writing.add_slide(None).await.unwrap();
        }
        let Err(Error::Faulty(faults)) = writing.add_slide(None).await else { panic!("there is no room") };
        assert_eq!(faults.of("slides"), Some(&Fault::TooLong { max: MAX_SLIDES, has: MAX_SLIDES + 1 }));
    }
}
