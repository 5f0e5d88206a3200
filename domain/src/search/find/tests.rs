//! What readers find, the same on both databases.

use super::find_within;
use crate::accounts::{Caller, Role, operator};
use crate::articles::{Slug, WholeArticle, WholeSlide};
use crate::credits::Credit;
use crate::ids::ArticleId;
use crate::people::SaveProfile;
use crate::scene::Scene;
use crate::search::{Hindrance, Piece, Query, SearchPage, catch_up};
use crate::slides::{SavePicture, SaveSlide};
use crate::store::{Error, Store};
use crate::store_tests;
use std::time::Duration;

/// What is found, however busy the machine is.
async fn find(store: &Store, typed: &str) -> Result<SearchPage, Error> {
    find_within(store, Query::read(typed), Duration::from_mins(1)).await
}

/// Publishes an article whose slides have these headings and texts.
async fn publish(scene: &Scene, caller: &Caller, title: &str, slides: &[(&str, &str)]) -> ArticleId {
    let id = scene.written(caller, title, slides.len()).await;
    let page = caller.writing(id).await.unwrap().editor_page().await.unwrap();
    for (slide, (heading, body)) in page.slides.into_iter().zip(slides) {
        let (heading, body) = ((*heading).to_owned(), (*body).to_owned());
        let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading, body, pictures: Vec::new() };
        scene.write(caller, id, ask).await;
    }
    caller.writing(id).await.unwrap().publish_now().await.unwrap();
    id
}

async fn site(scene: &Scene) -> Caller {
    let owner = scene.owner().await;
    publish(
        scene,
        &owner,
        "Ten days staring at nothing",
        &[("A patch of sky", "Astronomers had fitted optics to the flawed mirror."), ("Every smudge", "Each is a *galaxy*.")],
    )
    .await;
    publish(
        scene,
        &owner,
        "Weighing a cell with light",
        &[("Two beams, one path", "Half of the light goes to mirrors."), ("The café at noon", "Smørrebrød & coffee, 25 °C.")],
    )
    .await;
    owner
}

fn titles(page: &SearchPage) -> Vec<&str> {
    page.articles.iter().map(|found| found.card.title.as_str()).collect()
}

fn text(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| if piece.is_marked { format!("[{}]", piece.text) } else { piece.text.clone() }).collect()
}

store_tests! {
    async fn a_word_leads_to_its_slide_with_the_place_marked(scene: Scene) {
        site(&scene).await;
        let found = find(&scene.store, "Galaxy").await.unwrap();
        assert_eq!(titles(&found), ["Ten days staring at nothing"]);
        let slide = &found.articles[0].slides[0];
        assert_eq!((slide.number, text(&slide.text).as_str()), (2, "Each is a [galaxy]."));
        assert_eq!(text(&slide.heading), "Every smudge");
        assert!(!found.has_more && found.has_words);
    }

    async fn accents_beginnings_and_phrases_are_found(scene: Scene) {
        site(&scene).await;
        let cell = ["Weighing a cell with light"].as_slice();
        for (typed, expected) in [
            ("cafe", cell),
            ("CAFÉ", cell),
            ("smorrebrod", cell),
            ("mirr", ["Ten days staring at nothing", "Weighing a cell with light"].as_slice()),
            ("\"mirror\"", ["Ten days staring at nothing"].as_slice()),
            ("\"one path\"", cell),
            ("\"path one\"", [].as_slice()),
            ("path one", cell),
            ("galaxy café", [].as_slice()),
            ("25", cell),
            ("coffee, 25 °C", cell),
        ] {
            let mut found = titles(&find(&scene.store, typed).await.unwrap()).into_iter().map(str::to_owned).collect::<Vec<_>>();
            found.sort();
            assert_eq!(found, expected, "{typed}");
        }
    }

    async fn a_title_comes_before_a_text(scene: Scene) {
        let owner = scene.owner().await;
        publish(&scene, &owner, "Lanterns", &[("One", "Something else.")]).await;
        publish(&scene, &owner, "Candles", &[("One", "A word about lanterns among other words that fill a slide.")]).await;
        assert_eq!(titles(&find(&scene.store, "lanterns").await.unwrap()), ["Lanterns", "Candles"]);
    }

    async fn captions_credits_and_people_are_found(scene: Scene) {
        let owner = site(&scene).await;
        let author = scene.person("Åse Quillwort", Role::Author).await;
        assert_eq!(find(&scene.store, "quillwort").await.unwrap().people, [], "nothing of hers is published");
        let id = scene.written(&author, "Lamps", 1).await;
        let file = scene.file(&author, 1_000).await;
        let slide = author.writing(id).await.unwrap().editor_page().await.unwrap().slides.remove(0);
        let credit = Credit { creator: "Whimbrel".to_owned(), ..Credit::default() };
        let picture = SavePicture {
            id: None, media: Some(file), alt: "A brass lamp".to_owned(), decorative: false, caption: "In the evening".to_owned(), credit,
        };
        let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading: "One".into(), body: "Two".into(), pictures: vec![picture] };
        scene.write(&author, id, ask).await;
        author.writing(id).await.unwrap().publish_now().await.unwrap();

        for typed in ["whimbrel", "evening", "brass"] {
            assert_eq!(titles(&find(&scene.store, typed).await.unwrap()), ["Lamps"], "{typed}");
        }
        let found = find(&scene.store, "ase quill").await.unwrap();
        assert_eq!(found.people.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Åse Quillwort"]);

        let profile = author.own().profile().await.unwrap();
        author.own().save_profile(SaveProfile {
            based_on: profile.version,
            name: "Åse Godwit".into(),
            handle: profile.handle.to_string(),
            role_line: String::new(),
            pronouns: String::new(),
            bio: String::new(),
            links: String::new(),
            portrait: None,
        }).await.unwrap();
        assert_eq!(find(&scene.store, "quillwort").await.unwrap().people, []);
        assert_eq!(find(&scene.store, "godwit").await.unwrap().people.len(), 1);
        drop(owner);
    }

    async fn a06_only_what_is_published_is_found_and_only_while_it_is(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.written(&owner, "Brambling", 1).await;
        assert_eq!(titles(&find(&scene.store, "brambling").await.unwrap()), [] as [&str; 0], "a draft");
        let writing = owner.writing(id).await.unwrap();
        writing.publish_now().await.unwrap();
        assert_eq!(titles(&find(&scene.store, "brambling").await.unwrap()), ["Brambling"]);

        let slide = writing.editor_page().await.unwrap().slides.remove(0);
        let ask = SaveSlide { slide: slide.id, based_on: slide.version, heading: "Dunlin".into(), body: "Dunlin".into(), pictures: Vec::new() };
        writing.save_slide(ask).await.unwrap();
        assert_eq!(titles(&find(&scene.store, "dunlin").await.unwrap()), [] as [&str; 0], "a working copy");
        writing.publish_now().await.unwrap();
        assert_eq!(titles(&find(&scene.store, "dunlin").await.unwrap()), ["Brambling"]);

        writing.withdraw().await.unwrap();
        for typed in ["brambling", "dunlin"] {
            assert_eq!(titles(&find(&scene.store, typed).await.unwrap()), [] as [&str; 0], "withdrawn");
        }
    }

    async fn a_query_of_any_shape_is_answered_in_a_fixed_number_of_queries(scene: Scene) {
        site(&scene).await;
        for typed in [
            "", " ", "\"", "\"\"", "*", "a*", "AND", "NOT mirror", "mirror OR", "NEAR(a b)", "(", "-mirror", "heading:mirror", "'; DROP TABLE people; --",
            "\\", "&|!<->:*", "mirror & !galaxy", "\u{0}", "\u{202E}mirror", "日本", "🦊", "ﬁ",
            "mirror galaxy", "the first mirror of the two", "\"the mirror\" of the galaxy",
        ] {
            let (found, queries) = scene.counted(find(&scene.store, typed)).await;
            let found = found.unwrap_or_else(|error| panic!("{typed:?}: {error}"));
            assert!(queries <= 8, "{typed:?} asks {queries}");
            assert_eq!(found.typed, typed.trim());
        }
        let long = "mirror ".repeat(1_000);
        assert_eq!(titles(&find(&scene.store, &long).await.unwrap()).len(), 2);
    }

    async fn a_word_of_any_length_is_published_and_looked_for(scene: Scene) {
        let owner = scene.owner().await;
        let word = "Quillwort".repeat(2_000);
        publish(&scene, &owner, "Lamps", &[("One", &word), ("Two", &"\u{FDFA}".repeat(500))]).await;
        for typed in ["quillwort", &word, &"\u{FDFA}".repeat(200)] {
            assert_eq!(titles(&find(&scene.store, typed).await.unwrap()), ["Lamps"]);
        }
    }

    async fn l03_what_takes_too_long_says_so_and_those_who_look_leave_connections_to_others(scene: Scene) {
        site(&scene).await;
        let places = [scene.store.searching.take().await, scene.store.searching.take().await];
        let found = find_within(&scene.store, Query::read("mirror"), Duration::from_millis(1)).await.unwrap();
        assert!(found.hindrance == Some(Hindrance::TooMuch) && found.articles.is_empty());
        drop(places);
        assert_eq!(find(&scene.store, "mirror").await.unwrap().hindrance, None);
    }

    async fn l03_who_gave_up_before_their_turn_asks_the_database_nothing(scene: Scene) {
        site(&scene).await;
        let both = async || [scene.store.searching.take().await, scene.store.searching.take().await];
        find(&scene.store, "mirror").await.unwrap();
        let places = both().await;
        for typed in ["mirror", "galaxy", "the first mirror of the two"] {
            let found = find_within(&scene.store, Query::read(typed), Duration::from_millis(1)).await.unwrap();
            assert_eq!(found.hindrance, Some(Hindrance::TooMuch));
        }
        // Who stood in the queue before has their turn before.
        let after_everybody = async {
            drop(places);
            both().await
        };
        assert_eq!(scene.counted(after_everybody).await.1, 0);
    }

    async fn what_was_published_before_there_was_a_search_is_caught_up_with(scene: Scene) {
        site(&scene).await;
        scene.forget_what_can_be_found().await;
        assert_eq!(titles(&find(&scene.store, "galaxy").await.unwrap()), [] as [&str; 0]);
        assert_eq!(catch_up(&scene.store).await.unwrap(), 2);
        assert_eq!(titles(&find(&scene.store, "galaxy").await.unwrap()), ["Ten days staring at nothing"]);
        assert_eq!(catch_up(&scene.store).await.unwrap(), 0);
    }

    async fn of_what_very_many_hold_those_come_first_that_have_it_in_their_heading(scene: Scene) {
        let owner = scene.owner().await;
        let article = |number: usize, heading: &str, slides: usize| WholeArticle {
            by: owner.person(),
            slug: Slug::parse(&format!("article-{number}")).unwrap(),
            title: format!("Number {number}"),
            standfirst: "What there is.".to_owned(),
            topics: Vec::new(),
            slides: (0..slides)
                .map(|slide| WholeSlide { heading: format!("{heading} {slide}"), body: "Lit by a lantern.".to_owned(), pictures: Vec::new() })
                .collect(),
            published: scene.store.now(),
        };
        let mut all = vec![article(0, "Lantern", 3)];
        all.extend((1..=150).map(|number| article(number, "Slide", 8)));
        let operator = operator(&scene.store);
        operator.publish_many(operator.ready_articles(all).await.unwrap()).await.unwrap();

        for typed in ["lantern", "lantern lit", "\"a lantern\""] {
            let found = find(&scene.store, typed).await.unwrap();
            assert!(found.has_more && found.articles.len() == 20, "{typed}: {}", found.articles.len());
        }
        let found = find(&scene.store, "lantern").await.unwrap();
        assert_eq!((titles(&found)[0], found.articles[0].slides.len()), ("Number 0", 3));
    }
}
