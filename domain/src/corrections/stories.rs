//! What is put right, what readers report, and slides that are gone.

use super::*;
use crate::accounts::Role;
use crate::articles::{self, Found, Seen, SlideAt, Slug, article_page, slide_page};
use crate::field::Fault;
use crate::ids::{ArticleId, SlideId};
use crate::scene::{Scene, Stage};
use crate::slides::SaveSlide;
use crate::store_tests;
use chrono::TimeDelta;
use std::net::IpAddr;

const READER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(198, 51, 100, 7));

fn about(slide: Option<&SlideId>, text: &str) -> NewCorrection {
    NewCorrection { kind: CorrectionKind::Correction, slide: slide.cloned(), text: text.to_owned() }
}

async fn seen(caller: &crate::accounts::Caller, article: ArticleId) -> Seen {
    caller.writing(article).await.unwrap().editor_page().await.unwrap().seen()
}

async fn filled_in(scene: &Scene, slug: &Slug, slide: &SlideId, text: &str) -> NewReport {
    let Found::Page(form) = report_form(&scene.store, slug, slide, None).await.unwrap() else { panic!("the slide is there") };
    scene.clock.pass(TimeDelta::seconds(5));
    NewReport { token: form.token, website: String::new(), quote: "ten days".to_owned(), text: text.to_owned() }
}

store_tests! {
    async fn what_was_put_right_stands_on_its_slide_and_in_the_list(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let writing = owner.writing(stage.article).await.unwrap();
        scene.clock.pass(TimeDelta::days(1));
        let second = &stage.slides[1];
        let page = writing.editor_page().await.unwrap();
        let slide = page.slides.iter().find(|slide| slide.id == *second).unwrap();
        let ask = SaveSlide {
            slide: second.clone(), based_on: slide.version, heading: slide.heading.clone(), body: "Eleven.".to_owned(), pictures: Vec::new(),
        };
        writing.save_slide(ask).await.unwrap();
        let edition = scene.edition().await;
        writing.publish_with(seen(&owner, stage.article).await, Some(about(Some(second), " It was eleven  days, not ten. "))).await.unwrap();
        assert!(scene.edition().await > edition);

        let page = scene.page(&stage.slug).await;
        assert_eq!(page.slides[1].corrections.iter().map(|made| made.text.as_str()).collect::<Vec<_>>(), ["It was eleven days, not ten."]);
        assert!(page.slides[0].corrections.is_empty() && page.corrections.is_empty());
        assert_eq!(page.updated.unwrap().day, "22 November 2026");
        let Found::Page(SlideAt::Slide(alone)) = slide_page(&scene.store, &stage.slug, second).await.unwrap() else { panic!() };
        assert_eq!(alone.slide.corrections.len(), 1);

        // What is said of the whole needs no change of a slide, and dates the article anew.
        scene.clock.pass(TimeDelta::days(1));
        let note = NewCorrection { kind: CorrectionKind::Note, slide: None, text: "The title was plainer.".to_owned() };
        writing.publish_with(seen(&owner, stage.article).await, Some(note)).await.unwrap();
        let page = scene.page(&stage.slug).await;
        assert_eq!((page.corrections.len(), page.updated.unwrap().day.as_str()), (1, "23 November 2026"));

        let (list, queries) = scene.counted(corrections(&scene.store, None)).await;
        let list = list.unwrap().corrections.items;
        assert_eq!(queries, 1, "and what stands around it, once an edition");
        let told: Vec<_> = list.iter().map(|row| (row.correction.text.as_str(), row.article.slug.as_str(), row.article.slide.as_ref())).collect();
        assert_eq!(told, [("The title was plainer.", "lamps", None), ("It was eleven days, not ten.", "lamps", Some(second))]);
        assert_eq!(feed(&scene.store).await.unwrap().1.len(), 2);

        writing.withdraw().await.unwrap();
        assert!(corrections(&scene.store, None).await.unwrap().corrections.items.is_empty(), "a06: its article is gone");
    }

    async fn a_correction_that_nobody_could_understand_changes_nothing(scene: Scene) {
        let owner = scene.owner().await;
        let draft = scene.written(&owner, "Lamps", 1).await;
        let writing = owner.writing(draft).await.unwrap();
        let fault = |outcome: Result<(), articles::Error>| match outcome {
            Err(articles::Error::Faulty(faults)) => faults.of("correction").cloned(),
            other => panic!("{other:?}"),
        };
        let first = writing.publish_with(seen(&owner, draft).await, Some(about(None, "It was wrong."))).await;
        assert_eq!(fault(first), Some(Fault::Wrong), "readers have not seen it yet");
        assert_eq!(article_page(&scene.store, &Slug::suggested("Lamps")).await.unwrap(), Found::Nothing);
        writing.publish_now().await.unwrap();
        let other = scene.stage(&owner, "Candles").await;
        for (correction, expected) in [
            (about(None, "  "), Fault::Empty),
            (about(None, &"x".repeat(501)), Fault::TooLong { max: 500, has: 501 }),
            (about(Some(&other.slides[0]), "It was wrong."), Fault::Wrong),
        ] {
            let outcome = writing.publish_with(seen(&owner, draft).await, Some(correction)).await;
            assert_eq!(fault(outcome), Some(expected));
        }
        assert!(corrections(&scene.store, None).await.unwrap().corrections.items.is_empty());
    }

    async fn the_list_shows_every_correction_once_page_by_page(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let writing = owner.writing(stage.article).await.unwrap();
        // All in one moment, so that only the id tells them apart.
        for number in 0..35 {
            writing.publish_with(seen(&owner, stage.article).await, Some(about(None, &format!("Number {number}.")))).await.unwrap();
        }
        let first = corrections(&scene.store, None).await.unwrap();
        let second = corrections(&scene.store, first.corrections.next.as_ref()).await.unwrap();
        let mut texts: Vec<_> = first.corrections.items.iter().chain(&second.corrections.items).map(|row| row.correction.text.clone()).collect();
        assert_eq!((texts.len(), second.corrections.next), (35, None));
        texts.sort();
        texts.dedup();
        assert_eq!(texts.len(), 35);
    }

    async fn a_report_lands_with_those_who_wrote_the_article_and_nobody_else(scene: Scene) {
        scene.owner().await;
        let author = scene.person("Nadia Rahman", Role::Author).await;
        let other = scene.person("Tomas Eide", Role::Author).await;
        let editor = scene.person("Marit Berg", Role::Editor).await;
        let stage = scene.stage(&author, "Lamps").await;
        let ask = filled_in(&scene, &stage.slug, &stage.slides[1], " It was eleven. ").await;
        let edition = scene.edition().await;
        report(&scene.store, (&stage.slug, &stage.slides[1]), ask, READER).await.unwrap();
        assert_eq!(scene.edition().await, edition, "no reader sees it");

        for (caller, count) in [(&author, 1), (&editor, 1), (&other, 0)] {
            let door = caller.drafting().unwrap();
            assert_eq!(door.open_report_count().await.unwrap(), count);
            assert_eq!(door.reports(Shelf::Open, None).await.unwrap().items.len() as u64, count);
        }
        let (page, queries) = scene.counted(author.drafting().unwrap().reports(Shelf::Open, None)).await;
        let one = page.unwrap().items.remove(0);
        assert_eq!(queries, 4);
        assert_eq!((one.title.as_str(), one.quote.as_str(), one.text.as_str()), ("Lamps", "ten days", "It was eleven."));
        assert_eq!(one.slide, Some((stage.slides[1].clone(), 2, "Slide 2 of Lamps".to_owned())));

        author.writing(stage.article).await.unwrap().settle_report(one.id, true).await.unwrap();
        assert_eq!(author.drafting().unwrap().open_report_count().await.unwrap(), 0);
        let settled = author.drafting().unwrap().reports(Shelf::Settled, None).await.unwrap().items;
        assert_eq!(settled[0].settled.as_ref().map(|(by, _)| by.as_str()), Some("Nadia Rahman"));
        editor.writing(stage.article).await.unwrap().settle_report(one.id, true).await.unwrap();
        let settled = author.drafting().unwrap().reports(Shelf::Settled, None).await.unwrap().items;
        assert_eq!(settled[0].settled.as_ref().map(|(by, _)| by.as_str()), Some("Nadia Rahman"), "the first counts");
        editor.writing(stage.article).await.unwrap().settle_report(one.id, false).await.unwrap();
        assert_eq!(author.drafting().unwrap().open_report_count().await.unwrap(), 1);

        let own = scene.stage(&other, "Candles").await;
        let foreign = other.writing(own.article).await.unwrap().settle_report(one.id, true).await;
        assert!(matches!(foreign, Err(Error::Gone)), "a02: a report of another article");
    }

    async fn l01_a_report_that_is_no_persons_is_refused_before_anything_is_written(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let slide = &stage.slides[0];
        let sent = async |ask: NewReport| report(&scene.store, (&stage.slug, slide), ask, READER).await;
        let good = filled_in(&scene, &stage.slug, slide, "Wrong.").await;
        assert!(matches!(sent(NewReport { token: "x".into(), ..good.clone() }).await, Err(Error::FormIsOld)));
        for (ask, field, fault) in [
            (NewReport { text: " ".into(), ..good.clone() }, "text", Fault::Empty),
            (NewReport { text: "x".repeat(1_001), ..good.clone() }, "text", Fault::TooLong { max: 1_000, has: 1_001 }),
            (NewReport { quote: "x".repeat(301), ..good.clone() }, "quote", Fault::TooLong { max: 300, has: 301 }),
        ] {
            let Err(Error::Faulty(faults)) = sent(ask).await else { panic!("{field} is wrong") };
            assert_eq!(faults.of(field), Some(&fault));
        }
        sent(NewReport { website: "https://spam.example".into(), ..good.clone() }).await.unwrap();
        assert_eq!(owner.drafting().unwrap().open_report_count().await.unwrap(), 0);
        for _ in 0..5 {
            sent(good.clone()).await.unwrap();
        }
        assert!(matches!(sent(good.clone()).await, Err(Error::Throttled { seconds: 1.. })));
        let Found::Page(form) = report_form(&scene.store, &stage.slug, slide, None).await.unwrap() else { panic!() };
        assert!(matches!(sent(NewReport { token: form.token, ..good.clone() }).await, Err(Error::TooFast)));

        let other = scene.stage(&owner, "Candles").await;
        let foreign = report(&scene.store, (&stage.slug, &other.slides[0]), good.clone(), READER).await;
        assert!(matches!(foreign, Err(Error::Gone)), "a02: a slide of another article");
        owner.writing(stage.article).await.unwrap().withdraw().await.unwrap();
        assert!(matches!(sent(good).await, Err(Error::Gone)), "a06: readers do not see it");
    }

    async fn l01_many_networks_close_nobodys_reports_what_comes_in_a_crowd_is_kept_aside(scene: Scene) {
        let owner = scene.owner().await;
        let (stage, other) = (scene.stage(&owner, "Lamps").await, scene.stage(&owner, "Candles").await);
        let ask = filled_in(&scene, &stage.slug, &stage.slides[0], "Buy lamps.").await;
        let sent = async |stage: &Stage, ask: &NewReport, network: u8| {
            let from = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, network, 7));
            report(&scene.store, (&stage.slug, &stage.slides[0]), ask.clone(), from).await
        };
        for number in 0..24 {
            sent(&stage, &ask, number / 5).await.unwrap();
        }
        scene.clock.pass(TimeDelta::seconds(1));
        sent(&stage, &NewReport { text: "It was eleven.".into(), ..ask.clone() }, 100).await.unwrap();
        let desk = owner.drafting().unwrap();
        assert_eq!(desk.open_report_count().await.unwrap(), 25, "what is kept aside waits too");
        let held = desk.reports(Shelf::Held, None).await.unwrap().items;
        assert_eq!((held.len(), held[0].text.as_str()), (5, "It was eleven."));
        let honest = filled_in(&scene, &other.slug, &other.slides[0], "Ten, not nine.").await;
        sent(&other, &honest, 101).await.unwrap();
        assert_eq!(desk.open_report_count().await.unwrap(), 26, "another article has room");
        owner.writing(stage.article).await.unwrap().settle_report(held[0].id, true).await.unwrap();
        assert_eq!(desk.reports(Shelf::Held, None).await.unwrap().items.len(), 4);

        scene.clock.pass(TimeDelta::hours(1));
        let later = filled_in(&scene, &stage.slug, &stage.slides[0], "Twelve.").await;
        sent(&stage, &later, 102).await.unwrap();
        assert_eq!(desk.open_report_count().await.unwrap(), 26);
        assert_eq!(desk.reports(Shelf::Open, None).await.unwrap().items[0].text, "Twelve.");
    }

    async fn l04_no_flood_of_reports_fills_the_database(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let ask = filled_in(&scene, &stage.slug, &stage.slides[0], "Buy lamps.").await;
        let sent = async |number: u32| {
            let from = IpAddr::V4((0xCB00_0000 | (number << 8)).into());
            report(&scene.store, (&stage.slug, &stage.slides[0]), ask.clone(), from).await
        };
        for number in 0..200 {
            sent(number).await.unwrap();
        }
        assert!(matches!(sent(200).await, Err(Error::Throttled { seconds: 1.. })));
    }

    async fn what_was_settled_long_ago_is_swept_away_and_nothing_that_is_open(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let writing = owner.writing(stage.article).await.unwrap();
        let desk = owner.drafting().unwrap();
        for text in ["One.", "Two."] {
            let ask = filled_in(&scene, &stage.slug, &stage.slides[0], text).await;
            report(&scene.store, (&stage.slug, &stage.slides[0]), ask, READER).await.unwrap();
        }
        scene.clock.pass(TimeDelta::days(300));
        let second = desk.reports(Shelf::Open, None).await.unwrap().items.remove(0);
        writing.settle_report(second.id, true).await.unwrap();
        let counts = async || {
            let settled = desk.reports(Shelf::Settled, None).await.unwrap().items.len();
            (desk.open_report_count().await.unwrap(), settled)
        };
        for (days, expected) in [(0, (1, 1)), (89, (1, 1)), (1, (1, 0))] {
            scene.clock.pass(TimeDelta::days(days));
            sweep(&scene.store).await.unwrap();
            assert_eq!(counts().await, expected);
        }
    }

    async fn what_a_crowd_brought_is_swept_away_when_nobody_has_settled_it(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let ask = filled_in(&scene, &stage.slug, &stage.slides[0], "Buy lamps.").await;
        for number in 0..21 {
            let from = IpAddr::V4(std::net::Ipv4Addr::new(203, 0, number, 7));
            report(&scene.store, (&stage.slug, &stage.slides[0]), ask.clone(), from).await.unwrap();
        }
        for (days, held) in [(29, 1), (1, 0)] {
            scene.clock.pass(TimeDelta::days(days));
            sweep(&scene.store).await.unwrap();
            let desk = owner.drafting().unwrap();
            assert_eq!(desk.reports(Shelf::Held, None).await.unwrap().items.len(), held);
            assert_eq!(desk.open_report_count().await.unwrap(), 20 + held as u64);
        }
    }

    async fn a_report_is_taken_though_its_slide_was_taken_out_while_it_was_written(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let (writing, slide) = (owner.writing(stage.article).await.unwrap(), &stage.slides[1]);
        let ask = filled_in(&scene, &stage.slug, slide, "It was eleven.").await;
        writing.remove_slide(slide.clone()).await.unwrap();
        writing.publish_now().await.unwrap();
        report(&scene.store, (&stage.slug, slide), ask.clone(), READER).await.unwrap();
        let one = owner.drafting().unwrap().reports(Shelf::Open, None).await.unwrap().items.remove(0);
        assert_eq!((one.text.as_str(), one.slide), ("It was eleven.", None));
        let Found::Page(form) = report_form(&scene.store, &stage.slug, slide, Some(&ask.token)).await.unwrap() else { panic!() };
        assert_eq!((form.place, form.token), (None, ask.token));
    }

    async fn the_address_of_a_slide_that_was_taken_out_says_so_until_it_is_back(scene: Scene) {
        let owner = scene.owner().await;
        let stage = scene.stage(&owner, "Lamps").await;
        let writing = owner.writing(stage.article).await.unwrap();
        let at = async |id: &SlideId| slide_page(&scene.store, &stage.slug, id).await.unwrap();
        let second = &stage.slides[1];
        writing.remove_slide(second.clone()).await.unwrap();
        assert!(matches!(at(second).await, Found::Page(SlideAt::Slide(_))), "readers still see it");
        writing.publish_now().await.unwrap();
        let Found::Page(SlideAt::Gone(gone)) = at(second).await else { panic!("it was taken out") };
        assert_eq!((gone.slug.as_str(), gone.title.as_str()), ("lamps", "Lamps"));

        let never = writing.add_slide(None).await.unwrap().id;
        writing.remove_slide(never.clone()).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(at(&never).await, Found::Nothing, "a06: readers never saw it");
        let other = scene.stage(&owner, "Candles").await;
        assert_eq!(at(&other.slides[0]).await, Found::Nothing);

        writing.restore_slide(second.clone()).await.unwrap();
        writing.publish_now().await.unwrap();
        assert!(matches!(at(second).await, Found::Page(SlideAt::Slide(_))));
        writing.withdraw().await.unwrap();
        assert_eq!(at(second).await, Found::Withdrawn);
        writing.remove_slide(second.clone()).await.unwrap();
        writing.publish_now().await.unwrap();
        assert!(matches!(at(second).await, Found::Page(SlideAt::Gone(_))), "taken out while nobody saw the article");
        assert!(matches!(at(&stage.slides[0]).await, Found::Page(SlideAt::Slide(_))));
    }
}
