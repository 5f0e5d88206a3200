//! What readers are shown and what they are not, on both databases.

use super::{article_page, author_page, home, newest_picture, slide_page};
use crate::accounts::{Caller, Role};
use crate::articles::{ArticleCard, ArticlePage, Found, SaveHead, SlideAt, Slug};
use crate::credits::Credit;
use crate::ids::{ArticleId, MediaId};
use crate::page::Cursor;
use crate::people::Handle;
use crate::scene::Scene;
use crate::settings::SaveSettings;
use crate::slides::{SavePicture, SaveSlide};
use crate::store::Store;
use crate::store_tests;
use chrono::TimeDelta;
use std::collections::BTreeSet;

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn handle(text: &str) -> Handle {
    Handle::parse(text).unwrap()
}

fn picture(media: MediaId, alt: &str) -> SavePicture {
    SavePicture {
        id: None,
        media: Some(media),
        alt: alt.to_owned(),
        decorative: false,
        caption: "In the evening".to_owned(),
        credit: Credit::default(),
    }
}

/// The page at an address that leads to one.
async fn page(scene: &Scene, at: &str) -> ArticlePage {
    match article_page(&scene.store, &slug(at)).await.unwrap() {
        Found::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

/// Changes the first slide of the working copy.
async fn rewrite(caller: &Caller, article: ArticleId, heading: &str) {
    let writing = caller.writing(article).await.unwrap();
    let slide = writing.editor_page().await.unwrap().slides.swap_remove(0);
    let ask = SaveSlide {
        slide: slide.id,
        based_on: slide.version,
        heading: heading.to_owned(),
        body: heading.to_owned(),
        pictures: Vec::new(),
    };
    writing.save_slide(ask).await.unwrap();
}

store_tests! {
    async fn an_article_is_shown_with_its_slides_writer_and_dates(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 3).await;
        let file = scene.file(&owner, 1600).await;
        scene.picture(&owner, id, vec![picture(file, "A lamp, lit")]).await;
        scene.clock.pass(TimeDelta::days(2));
        owner.writing(id).await.unwrap().publish_now().await.unwrap();

        let page = page(&scene, "lamps").await;

        assert_eq!((page.title.as_str(), page.standfirst.as_str()), ("Lamps", "What there is to know about lamps."));
        assert_eq!(page.published.day, "21 November 2026");
        assert_eq!(page.updated.unwrap().day, "23 November 2026");
        assert_eq!(page.authors.iter().map(|author| author.name.as_str()).collect::<Vec<_>>(), ["Marit Olsen"]);
        let numbers: Vec<_> = page.slides.iter().map(|slide| (slide.number, slide.heading.as_str())).collect();
        assert_eq!(numbers, [(1, "Slide 1 of Lamps"), (2, "Slide 2 of Lamps"), (3, "Slide 3 of Lamps")]);
        assert_eq!(page.slides[0].body.as_str(), "<p>The <em>text</em> of slide 1, in a sentence of its own.</p>");
        assert_eq!(page.slides[0].figures[0].credit.as_deref(), Some("Mara Lind, CC BY 4.0"));
        assert!(page.thread.is_open && page.thread.count == 0 && page.next.is_empty());
    }

    async fn a_page_asks_the_same_number_of_queries_whatever_is_on_it(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Small", 1).await;
        scene.published(&owner, "Large", 40).await;
        for at in ["small", "large"] {
            let (found, queries) = scene.counted(article_page(&scene.store, &slug(at))).await;
            let Found::Page(page) = found.unwrap() else { panic!("{at} is published") };
            assert_eq!(queries, 13, "{at}, with all that stands around it");
            let last = page.slides.last().unwrap().id.clone();
            let (found, queries) = scene.counted(slide_page(&scene.store, &slug(at), &last)).await;
            assert!(matches!(found.unwrap(), Found::Page(_)));
            assert_eq!(queries, 6, "{at}, slide");
        }
        let few = (scene.counted(home(&scene.store, None)).await.1, scene.counted(author_page(&scene.store, &handle("marit-olsen"), None)).await.1);
        for at in 0..15 {
            scene.published(&owner, &format!("Another {at}"), 2).await;
        }
        let many = (scene.counted(home(&scene.store, None)).await.1, scene.counted(author_page(&scene.store, &handle("marit-olsen"), None)).await.1);
        assert_eq!((few, many), ((5, 6), (5, 6)));
    }

    async fn a_page_is_made_of_one_moment_whatever_is_published_meanwhile(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 2).await;
        let begun = scene.store.at_one_moment().await.unwrap();
        let before = article_page(&begun, &slug("lamps")).await.unwrap();

        scene.published(&owner, "Candles", 1).await;
        owner.writing(id).await.unwrap().withdraw().await.unwrap();

        assert_eq!(article_page(&begun, &slug("lamps")).await.unwrap(), before);
        assert_eq!(article_page(&begun, &slug("candles")).await.unwrap(), Found::Nothing);
        assert_eq!(article_page(&scene.store, &slug("lamps")).await.unwrap(), Found::Withdrawn);
    }

    async fn what_stands_around_a_page_is_asked_once_an_edition_and_never_kept_from_an_earlier_one(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Lamps", 2).await;
        let title = |found: Found<ArticlePage>| match found {
            Found::Page(page) => page.site.title,
            other => panic!("{other:?}"),
        };
        scene.edition().await;
        let (first, queries) = scene.counted(article_page(&scene.store, &slug("lamps"))).await;
        let (_, again) = scene.counted(article_page(&scene.store, &slug("lamps"))).await;
        assert_eq!((queries, again), (13, 5), "what stands around it is known");

        let begun = scene.store.at_one_moment().await.unwrap();
        assert!(crate::corrections::corrections(&begun, None).await.is_ok(), "the moment is there");
        let door = owner.administration().unwrap();
        let kept = door.settings().await.unwrap();
        door.save_settings(SaveSettings { site_title: "Quick Light".to_owned(), ..kept.into() }).await.unwrap();

        let old = title(first.unwrap());
        assert_eq!(title(article_page(&begun, &slug("lamps")).await.unwrap()), old, "a page that began before");
        assert_eq!(title(article_page(&scene.store, &slug("lamps")).await.unwrap()), "Quick Light");
    }

    async fn a_page_that_began_while_the_edition_was_not_known_leaves_nothing_behind(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Lamps", 2).await;
        assert_eq!(scene.store.edition(), None);
        let begun = scene.store.at_one_moment().await.unwrap();
        let title = async |store: &Store| match article_page(store, &slug("lamps")).await.unwrap() {
            Found::Page(page) => page.site.title,
            other => panic!("{other:?}"),
        };
        let old = title(&begun).await;
        let door = owner.administration().unwrap();
        let kept = door.settings().await.unwrap();
        door.save_settings(SaveSettings { site_title: "Quick Light".to_owned(), ..kept.into() }).await.unwrap();
        scene.edition().await;

        assert_eq!(title(&begun).await, old);
        assert_eq!(title(&scene.store).await, "Quick Light");
    }

    async fn an_article_leads_to_those_before_and_after_it_and_to_more_by_its_writer(scene: Scene) {
        let owner = scene.owner().await;
        let other = scene.person("Otto Berg", Role::Editor).await;
        for title in ["Oldest", "Old"] {
            scene.published(&owner, title, 1).await;
            scene.clock.pass(TimeDelta::hours(1));
        }
        for title in ["Lamps", "New", "Newer", "Newest"] {
            scene.published(if title == "Lamps" { &owner } else { &other }, title, 1).await;
            scene.clock.pass(TimeDelta::hours(1));
        }
        scene.draft(&owner, "Unseen").await;

        let titles = |cards: Vec<ArticleCard>| cards.into_iter().map(|card| card.title).collect::<Vec<_>>();
        let lamps = page(&scene, "lamps").await;
        assert_eq!(lamps.earlier.map(|link| link.title).as_deref(), Some("Old"));
        assert_eq!(lamps.later.map(|link| (link.slug.to_string(), link.title)), Some(("new".to_owned(), "New".to_owned())));
        assert_eq!(titles(lamps.next), ["Newest", "Newer", "New"]);
        assert_eq!(titles(lamps.by_writer), ["Old", "Oldest"]);

        let newest = page(&scene, "newest").await;
        assert_eq!((newest.later, newest.earlier.map(|link| link.title).as_deref()), (None, Some("Newer")));
        assert_eq!(titles(newest.next), ["Newer", "New", "Lamps"]);
        assert!(newest.by_writer.is_empty(), "all of them are there already");
        assert_eq!(page(&scene, "oldest").await.earlier, None);
    }

    async fn home_leads_with_the_newest_and_its_pictures(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Older", 2).await;
        scene.clock.pass(TimeDelta::hours(1));
        let id = scene.draft(&owner, "Newer").await;
        let file = scene.file(&owner, 640).await;
        scene.picture(&owner, id, vec![picture(file, "A lamp, lit")]).await;
        owner.writing(id).await.unwrap().publish_now().await.unwrap();

        let page = home(&scene.store, None).await.unwrap();

        let lead = page.lead.unwrap();
        assert_eq!((lead.card.title.as_str(), lead.card.slide_count, lead.card.minutes), ("Newer", 1, 1));
        assert_eq!(lead.strip.iter().map(|slide| (slide.number, slide.alt.as_str())).collect::<Vec<_>>(), [(1, "A lamp, lit")]);
        assert_eq!(lead.card.cover.unwrap().0.width_px, 640);
        assert_eq!(page.latest.items.iter().map(|card| card.title.as_str()).collect::<Vec<_>>(), ["Older"]);
        assert_eq!((page.from, page.latest.next), (None, None));
        assert_eq!(newest_picture(&scene.store).await.unwrap().map(|figure| figure.alt).as_deref(), Some("A lamp, lit"));
    }

    async fn a_picture_is_shown_at_the_gate_only_while_its_article_is(scene: Scene) {
        let owner = scene.owner().await;
        assert_eq!(newest_picture(&scene.store).await.unwrap(), None);
        let id = scene.draft(&owner, "Lamps").await;
        let file = scene.file(&owner, 640).await;
        scene.picture(&owner, id, vec![picture(file, "A lamp, lit")]).await;
        assert_eq!(newest_picture(&scene.store).await.unwrap(), None, "a draft is nobody's yet");
        owner.writing(id).await.unwrap().publish_now().await.unwrap();
        assert!(newest_picture(&scene.store).await.unwrap().is_some());
        owner.writing(id).await.unwrap().withdraw().await.unwrap();
        assert_eq!(newest_picture(&scene.store).await.unwrap(), None);
    }

    /// All in the same moment, so that only the id tells them apart.
    async fn pages_of_a_list_show_every_article_once(scene: Scene) {
        let owner = scene.owner().await;
        for number in 0..30 {
            scene.published(&owner, &format!("Article {number}"), 1).await;
        }
        let first = home(&scene.store, None).await.unwrap();
        let mut titles = vec![first.lead.unwrap().card.title];
        titles.extend(first.latest.items.into_iter().map(|card| card.title));
        let mut next = first.latest.next;
        while let Some(from) = next {
            let page = home(&scene.store, Some(&from)).await.unwrap();
            assert!(page.lead.is_none() && page.from == Some(from));
            titles.extend(page.latest.items.into_iter().map(|card| card.title));
            next = page.latest.next;
        }
        assert_eq!((titles.len(), titles.iter().collect::<BTreeSet<_>>().len()), (30, 30));

        let mut by_her = BTreeSet::new();
        let mut next = None;
        loop {
            let page = author_page(&scene.store, &handle("marit-olsen"), next.as_ref()).await.unwrap().unwrap();
            assert_eq!(page.article_count, 30);
            by_her.extend(page.articles.items.into_iter().map(|card| card.title));
            next = page.articles.next;
            if next.is_none() {
                break;
            }
        }
        assert_eq!(by_her.len(), 30);
    }

    async fn a_cursor_that_is_none_is_the_first_page(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Lamps", 1).await;
        for text in ["", "-", "x", "1-2", "99999999999999999999-018f000000007000800000000000000a", "'; --"] {
            let page = home(&scene.store, Some(&Cursor(text.to_owned()))).await.unwrap();
            assert!(page.lead.is_some() && page.from.is_none(), "{text}");
        }
    }

    async fn an_old_address_leads_to_the_one_in_use(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        let writing = owner.writing(id).await.unwrap();
        for (based_on, at) in [(2, "lanterns"), (3, "lights")] {
            let (title, standfirst) = ("Lamps".to_owned(), String::new());
            writing.save_head(SaveHead { based_on, title, standfirst, slug: Some(at.to_owned()), topics: Vec::new() }).await.unwrap();
        }
        let id = page(&scene, "lights").await.slides[0].id.clone();
        for old in ["lamps", "lanterns"] {
            assert_eq!(article_page(&scene.store, &slug(old)).await.unwrap(), Found::Moved(slug("lights")));
            assert_eq!(slide_page(&scene.store, &slug(old), &id).await.unwrap(), Found::Moved(slug("lights")));
        }
    }

    async fn what_was_taken_back_is_gone_and_what_never_was_is_nothing(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        scene.draft(&owner, "Candles").await;
        owner.writing(id).await.unwrap().withdraw().await.unwrap();

        assert_eq!(article_page(&scene.store, &slug("lamps")).await.unwrap(), Found::Withdrawn);
        for at in ["candles", "never"] {
            let (found, queries) = scene.counted(article_page(&scene.store, &slug(at))).await;
            assert_eq!((found.unwrap(), queries), (Found::Nothing, 1), "{at}");
        }
        owner.writing(id).await.unwrap().hand_in().await.unwrap();
        assert_eq!(article_page(&scene.store, &slug("lamps")).await.unwrap(), Found::Withdrawn);
    }

    async fn a_slide_knows_its_neighbours_and_only_its_own_article(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Lamps", 3).await;
        scene.published(&owner, "Candles", 1).await;
        let ids: Vec<_> = page(&scene, "lamps").await.slides.into_iter().map(|slide| slide.id).collect();

        let Found::Page(SlideAt::Slide(middle)) = slide_page(&scene.store, &slug("lamps"), &ids[1]).await.unwrap() else { panic!() };

        assert_eq!((middle.slide.number, middle.slide_count), (2, 3));
        assert_eq!((middle.previous.unwrap().id, middle.next.unwrap().id), (ids[0].clone(), ids[2].clone()));
        let Found::Page(SlideAt::Slide(first)) = slide_page(&scene.store, &slug("lamps"), &ids[0]).await.unwrap() else { panic!() };
        assert!(first.previous.is_none() && first.next.is_some());
        assert_eq!(slide_page(&scene.store, &slug("candles"), &ids[1]).await.unwrap(), Found::Nothing);
    }

    async fn a06_no_page_holds_a_word_that_was_not_published(scene: Scene) {
        let owner = scene.owner().await;
        let shown = scene.published(&owner, "Lamps", 2).await;
        scene.draft(&owner, "Quillwort draft").await;
        let withdrawn = scene.published(&owner, "Brambling withdrawn", 1).await;
        owner.writing(withdrawn).await.unwrap().withdraw().await.unwrap();
        let handed_in = scene.published(&owner, "Dotterel handed in again", 1).await;
        owner.writing(handed_in).await.unwrap().withdraw().await.unwrap();
        owner.writing(handed_in).await.unwrap().hand_in().await.unwrap();
        rewrite(&owner, shown, "Murrelet working").await;
        let (title, standfirst) = ("Sandgrouse title".to_owned(), "Sandgrouse standfirst".to_owned());
        let head = SaveHead { based_on: 2, title, standfirst, slug: None, topics: Vec::new() };
        owner.writing(shown).await.unwrap().save_head(head).await.unwrap();

        let article = page(&scene, "lamps").await;
        let first = article.slides[0].id.clone();
        let everything = format!(
            "{article:?} {:?} {:?} {:?}",
            slide_page(&scene.store, &slug("lamps"), &first).await.unwrap(),
            home(&scene.store, None).await.unwrap(),
            author_page(&scene.store, &handle("marit-olsen"), None).await.unwrap(),
        )
        .to_lowercase();

        assert!(everything.contains("slide 1 of lamps"));
        for word in ["quillwort", "brambling", "dotterel", "murrelet", "sandgrouse"] {
            assert!(!everything.contains(word), "{word}");
        }
    }

    async fn a_biography_is_shown_only_when_somebody_wrote_it(scene: Scene) {
        let owner = scene.owner().await;
        scene.published(&owner, "Lamps", 1).await;
        for (bio, is_shown) in [
            ("", false),
            ("  \n", false),
            ("This is a short description in the author block.", false),
            ("Lorem ipsum dolor sit amet, consectetur adipiscing elit.", false),
            ("Marit *repaired* cameras.", true),
        ] {
            scene.biography(&owner, bio).await;
            let under = page(&scene, "lamps").await.authors.swap_remove(0);
            let own = author_page(&scene.store, &handle("marit-olsen"), None).await.unwrap().unwrap().author;
            assert_eq!((under.bio.is_some(), own.bio.is_some()), (is_shown, is_shown), "{bio}");
        }
    }

    async fn s01_a_page_of_a_person_is_theirs_who_published(scene: Scene) {
        let owner = scene.owner().await;
        let writer = scene.person("Ana Lund", Role::Author).await;
        scene.biography(&writer, "Ana writes, in secret.").await;
        let id = scene.draft(&writer, "Not yet").await;
        scene.published(&owner, "Lamps", 1).await;

        assert_eq!(author_page(&scene.store, &handle("ana-lund"), None).await.unwrap(), None);
        assert_eq!(author_page(&scene.store, &handle("nobody"), None).await.unwrap(), None);

        rewrite(&writer, id, "A slide").await;
        writer.writing(id).await.unwrap().publish_now().await.unwrap();
        let page = author_page(&scene.store, &handle("ana-lund"), None).await.unwrap().unwrap();
        assert_eq!((page.author.name.as_str(), page.article_count), ("Ana Lund", 1));
        assert_eq!(page.articles.items[0].authors, [("Ana Lund".to_owned(), handle("ana-lund"))]);
    }

    async fn other_articles_to_read_are_the_newest_three_but_this(scene: Scene) {
        let owner = scene.owner().await;
        for title in ["One", "Two", "Three", "Four", "Five"] {
            scene.published(&owner, title, 1).await;
            scene.clock.pass(TimeDelta::minutes(1));
        }
        let next: Vec<String> = page(&scene, "four").await.next.into_iter().map(|card| card.title).collect();
        assert_eq!(next, ["Five", "Three", "Two"]);
    }
}
