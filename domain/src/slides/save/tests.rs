//! Saving a slide, alone and beside somebody else.

use super::*;
use crate::accounts::Role;
use crate::articles::Error;
use crate::slides::WorkingSlide;
use crate::store_tests;

fn typed(slide: &WorkingSlide, heading: &str, body: &str) -> SaveSlide {
    let pictures = Vec::new();
    let (slide, based_on) = (slide.id.clone(), slide.version);
    SaveSlide { slide, based_on, heading: heading.to_owned(), body: body.to_owned(), pictures }
}

fn place() -> SavePicture {
    let (alt, caption, credit) = (String::new(), String::new(), Credit::default());
    SavePicture { id: None, media: None, alt, decorative: false, caption, credit }
}

store_tests! {
    async fn what_was_typed_is_there_afterwards_and_rendered(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(scene.draft(&owner, "Lamps").await).await.unwrap();
        let slide = writing.editor_page().await.unwrap().slides.remove(0);

        let saved = writing.save_slide(typed(&slide, " A\n lamp ", "It *glows*.")).await.unwrap();

        assert_eq!(saved.version, 2);
        assert_eq!(saved.html.as_str(), "<p>It <em>glows</em>.</p>");
        let slide = writing.slide(&slide.id).await.unwrap();
        assert_eq!((slide.heading.as_str(), slide.body.as_str(), slide.version), ("A lamp", "It *glows*.", 2));
        assert_eq!(slide.changed_by, "Marit Olsen");
    }

    async fn of_two_saves_from_one_version_the_second_is_told_and_nothing_is_overwritten(scene: Scene) {
        let owner = scene.owner().await;
        let article = scene.draft(&owner, "Lamps").await;
        let other = scene.person("Otto Berg", Role::Editor).await;
        let slide = owner.writing(article).await.unwrap().editor_page().await.unwrap().slides.remove(0);
        owner.writing(article).await.unwrap().save_slide(typed(&slide, "Mine", "")).await.unwrap();

        let writing = other.writing(article).await.unwrap();
        let refused = writing.save_slide(typed(&slide, "Theirs", "")).await.unwrap_err();

        assert!(matches!(refused, Error::Stale { now: 2 }), "{refused:?}");
        let there = writing.slide(&slide.id).await.unwrap();
        assert_eq!((there.heading.as_str(), there.changed_by.as_str()), ("Mine", "Marit Olsen"));
    }

    async fn pictures_keep_their_ids_and_their_order(scene: Scene) {
        let owner = scene.owner().await;
        let article = scene.draft(&owner, "Lamps").await;
        let writing = owner.writing(article).await.unwrap();
        let slide = writing.editor_page().await.unwrap().slides.remove(0);
        let file = scene.file(&owner, 1600).await;
        let first = SavePicture { media: Some(file), caption: "One".to_owned(), ..place() };
        let ask = SaveSlide { pictures: vec![first.clone(), place()], ..typed(&slide, "", "") };
        let saved = writing.save_slide(ask).await.unwrap();

        let swapped = vec![
            SavePicture { id: Some(saved.pictures[1]), ..place() },
            SavePicture { id: Some(saved.pictures[0]), ..first },
        ];
        let ask = SaveSlide { based_on: 2, pictures: swapped, ..typed(&slide, "", "") };
        let again = writing.save_slide(ask).await.unwrap();

        assert_eq!(again.pictures, [saved.pictures[1], saved.pictures[0]]);
        let there = writing.slide(&slide.id).await.unwrap();
        assert_eq!(there.pictures.iter().map(|picture| picture.id).collect::<Vec<_>>(), again.pictures);
        let shown = &there.pictures[1];
        assert_eq!(shown.caption, "One");
        assert_eq!(shown.alt_shown(), "A lamp on a table");
        assert_eq!(shown.credit_shown().printed().unwrap(), "Mara Lind, CC BY 4.0");
    }

    async fn a02_a_picture_of_another_slide_and_a_file_of_somebody_else_are_not_there(scene: Scene) {
        let owner = scene.owner().await;
        let author = scene.person("Ann Lee", Role::Author).await;
        let article = scene.draft(&author, "Lamps").await;
        let foreign = scene.file(&owner, 1600).await;
        scene.picture(&author, article, vec![place()]).await;
        let writing = author.writing(article).await.unwrap();
        let first = writing.editor_page().await.unwrap().slides.remove(0);
        let second = writing.add_slide(None).await.unwrap();

        let stolen = SavePicture { id: Some(first.pictures[0].id), ..place() };
        let ask = SaveSlide { pictures: vec![stolen], ..typed(&second, "", "") };
        assert!(matches!(writing.save_slide(ask).await, Err(Error::Gone)));
        let unseen = SavePicture { media: Some(foreign), ..place() };
        let ask = SaveSlide { pictures: vec![unseen.clone()], ..typed(&second, "", "") };
        assert!(matches!(writing.save_slide(ask.clone()).await, Err(Error::Gone)));

        scene.picture(&owner, article, vec![unseen]).await;
        writing.save_slide(ask).await.unwrap();
    }

    async fn a_slide_of_another_article_is_not_there(scene: Scene) {
        let owner = scene.owner().await;
        let other = scene.draft(&owner, "Other").await;
        let slide = owner.writing(other).await.unwrap().editor_page().await.unwrap().slides.remove(0);
        let writing = owner.writing(scene.draft(&owner, "Lamps").await).await.unwrap();
        assert!(matches!(writing.save_slide(typed(&slide, "", "")).await, Err(Error::Gone)));
        assert!(matches!(writing.slide(&slide.id).await, Err(Error::Gone)));
    }

    async fn what_is_too_long_is_named_and_nothing_is_saved(scene: Scene) {
        let owner = scene.owner().await;
        let writing = owner.writing(scene.draft(&owner, "Lamps").await).await.unwrap();
        let slide = writing.editor_page().await.unwrap().slides.remove(0);
        let picture = SavePicture {
            caption: "c".repeat(MAX_CAPTION + 1),
            credit: Credit { source_url: "javascript:alert(1)".to_owned(), ..Credit::default() },
            ..place()
        };
        let ask = SaveSlide { pictures: vec![picture], ..typed(&slide, &"h".repeat(201), &"b".repeat(MAX_BODY + 1)) };
        let Err(Error::Faulty(faults)) = writing.save_slide(ask).await else { panic!("it is too long") };
        assert_eq!(faults.of("heading"), Some(&Fault::TooLong { max: 200, has: 201 }));
        assert_eq!(faults.of("body"), Some(&Fault::TooLong { max: MAX_BODY, has: MAX_BODY + 1 }));
        assert_eq!(faults.of("pictures.0.caption"), Some(&Fault::TooLong { max: MAX_CAPTION, has: MAX_CAPTION + 1 }));
        assert_eq!(faults.of("pictures.0.source_url"), Some(&Fault::Malformed));
        assert_eq!(writing.slide(&slide.id).await.unwrap().version, 1);
    }
}

#[test]
fn a03_a_field_that_a_save_does_not_have_is_refused() {
    let ask = r#"{"slide":"abcdefghij","based_on":1,"heading":"","body":"","pictures":[],"article_id":"x"}"#;
    assert!(serde_json::from_str::<SaveSlide>(ask).is_err());
}
