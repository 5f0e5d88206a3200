//! A slide goes to another article, is found there, and comes back.

use crate::accounts::{Caller, Role};
use crate::articles::{Error, Found, SlideAt, Slug, slide_page};
use crate::corrections::{self, CorrectionKind, NewCorrection, NewReport};
use crate::field::Fault;
use crate::ids::{ArticleId, SlideId};
use crate::scene::Scene;
use crate::slides::{MAX_SLIDES, MoveTo};
use crate::store_tests;
use chrono::TimeDelta;
use std::net::{IpAddr, Ipv4Addr};

fn to(slide: &SlideId, to: ArticleId) -> MoveTo {
    MoveTo { slide: slide.clone(), to, before: None }
}

async fn order(caller: &Caller, article: ArticleId) -> Vec<SlideId> {
    let page = caller.writing(article).await.unwrap().editor_page().await.unwrap();
    page.slides.into_iter().map(|slide| slide.id).collect()
}

async fn publish(caller: &Caller, article: ArticleId) -> Result<(), Error> {
    let writing = caller.writing(article).await.unwrap();
    let seen = writing.editor_page().await.unwrap().seen();
    writing.publish(seen).await
}

/// What readers find of the slide at the address of that article.
async fn found(scene: &Scene, at: &str, slide: &SlideId) -> String {
    match slide_page(&scene.store, &Slug::parse(at).unwrap(), slide).await.unwrap() {
        Found::Page(SlideAt::Slide(page)) => format!("slide {} of {}", page.slide.number, page.slug),
        Found::Page(SlideAt::Gone(gone)) => format!("gone from {}", gone.slug),
        Found::Moved(slug) => format!("moved to {slug}"),
        Found::Withdrawn => "withdrawn".to_owned(),
        Found::Nothing => "nothing".to_owned(),
    }
}

store_tests! {
    async fn a_slide_goes_with_its_pictures_to_the_place_that_was_asked_for(scene: Scene) {
        let owner = scene.owner().await;
        let (lamps, wicks) = (scene.written(&owner, "Lamps", 3).await, scene.written(&owner, "Wicks", 2).await);
        let (here, there) = (order(&owner, lamps).await, order(&owner, wicks).await);
        let writing = owner.writing(lamps).await.unwrap();
        let before = writing.editor_page().await.unwrap().slides.remove(1);
        let edition = scene.edition().await;
        let ask = MoveTo { before: Some(there[1].clone()), ..to(&here[1], wicks) };
        writing.move_slide_to(ask).await.unwrap();
        assert_eq!(order(&owner, lamps).await, [here[0].clone(), here[2].clone()]);
        assert_eq!(order(&owner, wicks).await, [there[0].clone(), here[1].clone(), there[1].clone()]);
        let after = owner.writing(wicks).await.unwrap().editor_page().await.unwrap().slides.remove(1);
        assert_eq!(after, before);
        assert_eq!(scene.edition().await, edition, "readers see no difference yet");
        let said = scene.said("SELECT subject || ': ' || detail FROM audit WHERE act = 'slides.move_to'").await;
        assert_eq!(said, format!("{lamps}: {} to {wicks}", here[1]));

        // Back to where it stood.
        let back = MoveTo { before: Some(here[2].clone()), ..to(&here[1], lamps) };
        owner.writing(wicks).await.unwrap().move_slide_to(back).await.unwrap();
        assert_eq!(order(&owner, lamps).await, here);
        assert_eq!(order(&owner, wicks).await, there);
        assert_eq!(owner.writing(lamps).await.unwrap().editor_page().await.unwrap().slides.remove(1), before);
    }

    async fn its_old_address_leads_where_it_is_and_never_round(scene: Scene) {
        let owner = scene.owner().await;
        let (lamps, wicks) = (scene.published(&owner, "Lamps", 2).await, scene.published(&owner, "Wicks", 2).await);
        let oil = scene.written(&owner, "Oil", 1).await;
        let slide = order(&owner, lamps).await.remove(1);
        let move_on = async |from: ArticleId, to_id: ArticleId| {
            owner.writing(from).await.unwrap().move_slide_to(to(&slide, to_id)).await.unwrap();
        };
        move_on(lamps, wicks).await;
        assert_eq!(found(&scene, "lamps", &slide).await, "slide 2 of lamps", "nothing is published yet");
        assert_eq!(found(&scene, "wicks", &slide).await, "nothing");
        let Err(Error::ShownElsewhere { title }) = publish(&owner, wicks).await else { panic!("it would be there twice") };
        assert_eq!(title, "Lamps");
        publish(&owner, lamps).await.unwrap();
        assert_eq!(found(&scene, "lamps", &slide).await, "gone from lamps", "its new place is not public");
        publish(&owner, wicks).await.unwrap();
        assert_eq!(found(&scene, "lamps", &slide).await, "moved to wicks");
        assert_eq!(found(&scene, "wicks", &slide).await, "slide 3 of wicks");

        // On to an article that nobody sees, which is then published.
        move_on(wicks, oil).await;
        publish(&owner, wicks).await.unwrap();
        assert_eq!(found(&scene, "lamps", &slide).await, "gone from lamps");
        assert_eq!(found(&scene, "wicks", &slide).await, "gone from wicks");
        publish(&owner, oil).await.unwrap();
        for old in ["lamps", "wicks"] {
            assert_eq!(found(&scene, old, &slide).await, "moved to oil");
        }
        // What is not public is told of nowhere, whatever is withdrawn.
        owner.writing(lamps).await.unwrap().withdraw().await.unwrap();
        assert_eq!(found(&scene, "lamps", &slide).await, "moved to oil");
        owner.writing(oil).await.unwrap().withdraw().await.unwrap();
        assert_eq!(found(&scene, "lamps", &slide).await, "withdrawn");
        assert_eq!(found(&scene, "wicks", &slide).await, "gone from wicks");

        // And back to where it came from.
        move_on(oil, lamps).await;
        publish(&owner, lamps).await.unwrap();
        assert_eq!(found(&scene, "lamps", &slide).await, "slide 2 of lamps");
        for old in ["wicks", "oil"] {
            assert_eq!(found(&scene, old, &slide).await, "moved to lamps");
        }
    }

    async fn l04_a_slide_that_is_not_there_costs_one_look_up_however_many_are(scene: Scene) {
        let owner = scene.owner().await;
        let article = scene.published(&owner, "Lamps", 20).await;
        let gone = order(&owner, article).await.remove(0);
        let nobodys: SlideId = "abcdefghij".parse().unwrap();
        let slug = Slug::parse("lamps").unwrap();
        let (page, queries) = scene.counted(slide_page(&scene.store, &slug, &nobodys)).await;
        assert!(matches!(page.unwrap(), Found::Nothing));
        assert_eq!(queries, 1);
        owner.writing(article).await.unwrap().remove_slide(gone.clone()).await.unwrap();
        publish(&owner, article).await.unwrap();
        let (page, queries) = scene.counted(slide_page(&scene.store, &slug, &gone)).await;
        assert!(matches!(page.unwrap(), Found::Page(SlideAt::Gone(_))));
        assert_eq!(queries, 2, "and what the site is called");
    }

    async fn reports_go_to_those_who_write_it_and_corrections_to_where_it_is_read(scene: Scene) {
        let owner = scene.owner().await;
        let (ada, bo) = (scene.person("Ada", Role::Author).await, scene.person("Bo", Role::Author).await);
        let (lamps, wicks) = (scene.published(&ada, "Lamps", 2).await, scene.published(&bo, "Wicks", 1).await);
        let slide = order(&owner, lamps).await.remove(1);
        let report = async |slug: &str| {
            let slug = Slug::parse(slug).unwrap();
            let form = corrections::report_form(&scene.store, &slug, &slide, None).await.unwrap();
            let Found::Page(form) = form else { panic!("readers see it") };
            scene.clock.pass(TimeDelta::seconds(5));
            let ask = NewReport { token: form.token, website: String::new(), quote: String::new(), text: "It was eleven.".into() };
            corrections::report(&scene.store, (&slug, &slide), ask, IpAddr::V4(Ipv4Addr::LOCALHOST)).await.unwrap();
        };
        let open = async |caller: &Caller| caller.drafting().unwrap().open_report_count().await.unwrap();
        report("lamps").await;
        let writing = owner.writing(lamps).await.unwrap();
        let seen = writing.editor_page().await.unwrap().seen();
        let told = NewCorrection { kind: CorrectionKind::Correction, slide: Some(slide.clone()), text: "Eleven.".into() };
        writing.publish_with(seen, Some(told)).await.unwrap();

        writing.move_slide_to(to(&slide, wicks)).await.unwrap();
        assert_eq!((open(&ada).await, open(&bo).await), (0, 1));
        // Readers still see it where it was; those who write it hear of it.
        report("lamps").await;
        assert_eq!((open(&ada).await, open(&bo).await), (0, 2));
        assert_eq!(scene.page(&Slug::parse("lamps").unwrap()).await.slides[1].corrections.len(), 1);

        publish(&owner, lamps).await.unwrap();
        publish(&owner, wicks).await.unwrap();
        let (old, new) = (scene.page(&Slug::parse("lamps").unwrap()).await, scene.page(&Slug::parse("wicks").unwrap()).await);
        assert!(old.corrections.is_empty() && old.slides[0].corrections.is_empty());
        assert_eq!(new.slides[1].corrections.iter().map(|made| made.text.as_str()).collect::<Vec<_>>(), ["Eleven."]);
        let list = corrections::corrections(&scene.store, None).await.unwrap().corrections.items;
        assert_eq!((list[0].article.slug.as_str(), list[0].article.slide.as_ref()), ("wicks", Some(&slide)));
    }

    async fn a02_it_goes_only_from_and_to_what_the_caller_writes(scene: Scene) {
        let owner = scene.owner().await;
        let (ada, bo) = (scene.person("Ada", Role::Author).await, scene.person("Bo", Role::Author).await);
        let (own, other) = (scene.written(&ada, "Lamps", 1).await, scene.written(&bo, "Wicks", 1).await);
        let second = scene.written(&ada, "Oil", 1).await;
        let (slide, foreign) = (order(&owner, own).await.remove(0), order(&owner, other).await.remove(0));
        let writing = ada.writing(own).await.unwrap();
        for ask in [
            to(&slide, other),
            to(&foreign, second),
            to(&slide, own),
            to(&slide, ArticleId(uuid::Uuid::from_u128(7))),
            MoveTo { before: Some(foreign.clone()), ..to(&slide, second) },
        ] {
            assert!(matches!(writing.move_slide_to(ask.clone()).await, Err(Error::Gone)), "{ask:?}");
        }
        assert_eq!(order(&owner, own).await, std::slice::from_ref(&slide));
        assert_eq!(order(&owner, other).await, [foreign]);
        writing.move_slide_to(to(&slide, second)).await.unwrap();
        let editor = scene.person("Vera", Role::Editor).await;
        editor.writing(second).await.unwrap().move_slide_to(to(&slide, other)).await.unwrap();
    }

    async fn what_waits_for_review_gets_and_loses_no_slide(scene: Scene) {
        let cy = scene.person("Cy", Role::Contributor).await;
        let (waiting, own) = (scene.written(&cy, "Lamps", 2).await, scene.written(&cy, "Wicks", 2).await);
        let (away, there) = (order(&cy, waiting).await.remove(0), order(&cy, own).await.remove(0));
        cy.writing(waiting).await.unwrap().hand_in().await.unwrap();
        let out = cy.writing(waiting).await.unwrap().move_slide_to(to(&away, own)).await;
        let into = cy.writing(own).await.unwrap().move_slide_to(to(&there, waiting)).await;
        assert!(matches!((out, into), (Err(Error::WrongState), Err(Error::WrongState))));
    }

    async fn a_full_article_takes_no_more(scene: Scene) {
        let owner = scene.owner().await;
        let (own, full) = (scene.written(&owner, "Lamps", 1).await, scene.written(&owner, "Wicks", MAX_SLIDES).await);
        let slide = order(&owner, own).await.remove(0);
        let Err(Error::Faulty(faults)) = owner.writing(own).await.unwrap().move_slide_to(to(&slide, full)).await else {
            panic!("there is no room")
        };
        assert_eq!(faults.of("slides"), Some(&Fault::TooLong { max: MAX_SLIDES, has: MAX_SLIDES + 1 }));
        assert_eq!(order(&owner, own).await, [slide]);
    }

    async fn two_who_move_slides_to_each_others_article_both_do(scene: Scene) {
        let owner = scene.owner().await;
        let (lamps, wicks) = (scene.written(&owner, "Lamps", 9).await, scene.written(&owner, "Wicks", 9).await);
        let (here, there) = (order(&owner, lamps).await, order(&owner, wicks).await);
        for place in 1..9 {
            let (one, two) = (owner.writing(lamps).await.unwrap(), owner.writing(wicks).await.unwrap());
            let (one, two) = tokio::join!(one.move_slide_to(to(&here[place], wicks)), two.move_slide_to(to(&there[place], lamps)));
            one.unwrap();
            two.unwrap();
        }
        assert_eq!(order(&owner, lamps).await, [&here[..1], &there[1..]].concat());
        assert_eq!(order(&owner, wicks).await, [&there[..1], &here[1..]].concat());
    }
}
