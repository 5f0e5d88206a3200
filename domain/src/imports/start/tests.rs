//! From a pasted page to an article.

use super::*;
use crate::accounts::{Caller, Role};
use crate::articles::Error;
use crate::credits::Licence;
use crate::field::Fault;
use crate::store_tests;
use chrono::TimeDelta;

fn slide(heading: &str, text: &str) -> PasteSlide {
    PasteSlide { heading: heading.to_owned(), text: text.to_owned(), credits: Vec::new() }
}

fn page(slides: Vec<PasteSlide>) -> StartFromPaste {
    let (title, standfirst) = ("Lamps of the harbour".to_owned(), "Nine of them.".to_owned());
    StartFromPaste { title, standfirst, slides, sources: Vec::new() }
}

fn by(source: &str) -> Credit {
    Credit { source: source.to_owned(), ..Credit::default() }
}

fn source(name: &str, spellings: &[&str]) -> PasteSource {
    PasteSource { name: name.to_owned(), spellings: spellings.iter().map(|spelling| (*spelling).to_owned()).collect() }
}

/// A page whose credits name these sources, and which says so.
fn naming(sources: Vec<PasteSource>) -> StartFromPaste {
    let credits: Vec<Credit> = sources.iter().map(|source| by(&source.name)).collect();
    let slides = credits.chunks(12).map(|credits| PasteSlide { credits: credits.to_vec(), ..slide("One", "") }).collect();
    StartFromPaste { sources, ..page(slides) }
}

/// The site's own sources: name and other spellings.
async fn registered(scene: &crate::scene::Scene) -> Vec<(String, String)> {
    let all = crate::sources::rows::all(&scene.store.read).await.unwrap();
    all.into_iter().map(|source| (source.name, source.aliases.join("/"))).collect()
}

store_tests! {
    async fn a02_the_register_takes_only_what_the_credits_name(scene: Scene) {
        scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let named = PasteSlide { credits: vec![by("Harbour Press")], ..slide("One", "") };
        let sources = vec![source("Harbour Press", &["Harbour-Press"]), source("Nobody's Agency", &[])];
        contributor.drafting().unwrap().start_from_paste(StartFromPaste { sources, ..page(vec![named]) }).await.unwrap();
        assert_eq!(registered(&scene).await, [("Harbour Press".to_owned(), String::new())]);
    }

    async fn a02_a_spelling_goes_on_meaning_what_it_means_unless_an_editor_says_otherwise(scene: Scene) {
        let owner = scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let first = naming(vec![source("Harbour Press", &["Harbour Photo"])]);
        contributor.drafting().unwrap().start_from_paste(first).await.unwrap();
        let taking = |name: &str| naming(vec![source(name, &["Getty Images", "AFP", "Harbour Press", "Harbour Photo", "Newer"])]);
        contributor.drafting().unwrap().start_from_paste(taking("Mine")).await.unwrap();
        owner.drafting().unwrap().start_from_paste(taking("The Desk")).await.unwrap();
        let told = registered(&scene).await;
        let told: Vec<(&str, &str)> = told.iter().map(|(name, aliases)| (name.as_str(), aliases.as_str())).collect();
        let all = "Getty Images/AFP/Harbour Press/Harbour Photo/Newer";
        assert_eq!(told, [("Harbour Press", "Harbour Photo"), ("Mine", "Newer"), ("The Desk", all)]);
    }

    async fn l04_a_page_adds_a_hundred_sources_and_the_register_holds_two_thousand(scene: Scene) {
        let owner = scene.owner().await;
        let many = |from: usize| naming((from..from + 120).map(|number| source(&format!("Press {number}"), &[])).collect());
        owner.drafting().unwrap().start_from_paste(many(0)).await.unwrap();
        assert_eq!(registered(&scene).await.len(), 100);
        crate::sources::rows::fill(&scene.store, 1_890, None).await;
        owner.drafting().unwrap().start_from_paste(many(200)).await.unwrap();
        assert_eq!(registered(&scene).await.len(), 2_000);
    }

    async fn l04_who_fills_the_register_makes_room_for_the_names_of_others(scene: Scene) {
        let owner = scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let paste = async |by: &Caller, name: &str| {
            scene.clock.pass(TimeDelta::seconds(1));
            by.drafting().unwrap().start_from_paste(naming(vec![source(name, &[])])).await
        };
        paste(&owner, "Harbour Press").await.unwrap();
        crate::sources::rows::fill(&scene.store, 1_999, Some(contributor.person())).await;

        let article = paste(&owner, "Northern Archive").await.unwrap();
        let acts = crate::audit::rows::all(&scene.store.read).await.unwrap();
        let act = acts.iter().rfind(|act| act.act == "sources.add").unwrap();
        assert_eq!((act.subject.as_str(), act.detail.as_str()), (article.to_string().as_str(), "1 added, 1 let go"));
        paste(&contributor, "One more of mine").await.unwrap();
        let names: Vec<String> = registered(&scene).await.into_iter().map(|(name, _)| name).collect();
        for name in ["Harbour Press", "Northern Archive", "One more of mine"] {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
        assert_eq!(names.len(), 2_000);
    }

    async fn l04_pages_that_are_pasted_at_once_keep_the_register_at_two_thousand(scene: Scene) {
        let owner = scene.owner().await;
        crate::sources::rows::fill(&scene.store, 1_990, None).await;
        let paste = async |of: &str| {
            let sources = (0..40).map(|number| source(&format!("{of} {number}"), &[])).collect();
            let ask = StartFromPaste { title: of.to_owned(), ..naming(sources) };
            owner.drafting().unwrap().start_from_paste(ask).await.unwrap()
        };
        tokio::join!(paste("Archive"), paste("Press"), paste("Agency"));
        assert_eq!(registered(&scene).await.len(), 2_000);
    }

    async fn a_corrected_page_becomes_an_article_with_places_for_its_pictures(scene: Scene) {
        let owner = scene.owner().await;
        let credits = vec![Credit { creator: "Mara Lind".to_owned(), licence: Some(Licence::CcBy), ..by("Flash Express") }];
        let ask = page(vec![PasteSlide { credits, ..slide("One", "2 * 3 * 4 is <b>24</b>.\n\nNext.") }, slide("", "Two")]);
        let id = owner.drafting().unwrap().start_from_paste(ask).await.unwrap();

        let act = crate::audit::rows::all(&scene.store.read).await.unwrap().pop().unwrap();
        let told = (act.act.as_str(), act.subject, act.detail.as_str());
        assert_eq!(told, ("articles.start", id.to_string(), "lamps-of-the-harbour"));
        let article = owner.writing(id).await.unwrap().editor_page().await.unwrap();
        assert_eq!((article.head.title.as_str(), article.head.slug.as_str()), ("Lamps of the harbour", "lamps-of-the-harbour"));
        assert_eq!(article.head.standfirst, "Nine of them.");
        assert_eq!(article.slides.len(), 2);
        let first = &article.slides[0];
        assert_eq!(first.html.as_str(), "<p>2 * 3 * 4 is &lt;b&gt;24&lt;/b&gt;.</p>\n<p>Next.</p>");
        assert_eq!(first.pictures.len(), 1);
        assert_eq!(first.pictures[0].file, None);
        assert_eq!(first.pictures[0].credit.printed().unwrap(), "Mara Lind / Flash Express, CC BY 4.0");
    }

    async fn a_source_is_registered_once_with_its_spellings_and_found_again(scene: Scene) {
        let owner = scene.owner().await;
        let drafting = owner.drafting().unwrap();
        let credits = ["Flash Express", "Wiki Commons", "…"].map(by).to_vec();
        let named = PasteSlide { credits, ..slide("One", "") };
        let sources = vec![
            source("Flash Express", &["Flash Express", "FlashEx"]),
            source("flash-express", &["Flashy"]),
            source("Wiki Commons", &[]),
            source("…", &[]),
        ];
        drafting.start_from_paste(StartFromPaste { sources, ..page(vec![named.clone()]) }).await.unwrap();
        let sources = vec![source("FLASH EXPRESS", &["Another"])];
        drafting.start_from_paste(StartFromPaste { sources, ..page(vec![named]) }).await.unwrap();

        let all = crate::sources::rows::all(&scene.store.read).await.unwrap();
        let told: Vec<_> = all.iter().map(|source| (source.name.as_str(), source.aliases.join("/"))).collect();
        assert_eq!(told, [("Flash Express", "FlashEx".to_owned()), ("Wikimedia Commons", "Wiki Commons".to_owned())]);
        let pasted = drafting.split_page("One\n\nText of it, long enough.\n\n©Provided by FlashEx".to_owned()).await.unwrap();
        assert_eq!(pasted.sources[0].name, "Flash Express");
        assert!(pasted.sources[0].is_known);
    }

    async fn each_fault_stands_beside_its_slide_and_nothing_is_made(scene: Scene) {
        let owner = scene.owner().await;
        let drafting = owner.drafting().unwrap();
        let many = PasteSlide { credits: vec![by("X"); 13], ..slide("", "") };
        let long = PasteSlide { credits: vec![by(&"s".repeat(201))], ..slide(&"h".repeat(201), &"t".repeat(20_001)) };
        let refused = drafting.start_from_paste(page(vec![slide("One", ""), long, many])).await;
        let Err(Error::Faulty(faults)) = refused else { panic!("it does not fit") };
        assert_eq!(faults.of("slides.1.heading"), Some(&Fault::TooLong { max: 200, has: 201 }));
        assert_eq!(faults.of("slides.1.text"), Some(&Fault::TooLong { max: 20_000, has: 20_001 }));
        assert_eq!(faults.of("slides.2.credits"), Some(&Fault::TooLong { max: 12, has: 13 }));
        let Err(Error::Faulty(faults)) = drafting.start_from_paste(page(Vec::new())).await else { panic!("it is empty") };
        assert_eq!(faults.of("slides"), Some(&Fault::Empty));
        let list = drafting.articles(crate::articles::ArticleFilter::default()).await.unwrap();
        assert_eq!(list.counts, [0; 4]);
    }

    async fn nothing_and_too_much_cannot_be_split(scene: Scene) {
        scene.owner().await;
        let contributor = scene.person("Nadia Rahman", Role::Contributor).await;
        let drafting = contributor.drafting().unwrap();
        let Err(Error::Faulty(faults)) = drafting.split_page(" \n".to_owned()).await else { panic!("it is empty") };
        assert_eq!(faults.of("text"), Some(&Fault::Empty));
        let long = "x".repeat(MAX_PASTE_BYTES + 1);
        let Err(Error::Faulty(faults)) = drafting.split_page(long).await else { panic!("it is too long") };
        assert_eq!(faults.of("text"), Some(&Fault::TooLong { max: MAX_PASTE_BYTES, has: MAX_PASTE_BYTES + 1 }));
    }
}
