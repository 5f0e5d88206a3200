//! Pages, on both databases: who makes them, how they come before readers, and that no list has them.

use super::*;
use crate::accounts::{Caller, Role, rows as accounts};
use crate::articles::{
    Found, PictureAt, SaveHead, Shown, SlideAt, Slug, Status, archive, article_page, author_page, home, picture_page, shown_at,
    slide_page,
};
use crate::corrections::{CorrectionKind, NewCorrection};
use crate::credits::Credit;
use crate::feeds;
use crate::field::{Fault, Faults};
use crate::media::published_size;
use crate::pages::{StaticPage, page_addresses};
use crate::people::Handle;
use crate::slides::{MoveTo, SavePicture};
use crate::store_tests;

fn at(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

async fn page(scene: &crate::scene::Scene, address: &str) -> StaticPage {
    let Ok(Found::Page(Shown::Page(page))) = shown_at(&scene.store, &at(address)).await else { panic!("{address}") };
    *page
}

async fn renamed(owner: &Caller, page: ArticleId, title: &str, slug: Option<&str>) -> Result<(), Error> {
    let writing = owner.writing(page).await.unwrap();
    let head = writing.head().await.unwrap();
    let slug = slug.map(str::to_owned);
    let ask = SaveHead { based_on: head.version, title: title.into(), standfirst: String::new(), slug, topics: Vec::new() };
    writing.save_head(ask).await.map(|_| ())
}

store_tests! {
    async fn a_page_comes_before_readers_and_leaves_them(scene: Scene) {
        let owner = scene.owner().await;
        let id = owner.pages().unwrap().start_page(Start::Imprint).await.unwrap();
        let writing = owner.writing(id).await.unwrap();
        assert!(matches!(writing.publish_now().await, Err(Error::NotReady)), "headings alone are no imprint");
        assert_eq!(shown_at(&scene.store, &at("imprint")).await.unwrap(), Found::Nothing);

        let filled = scene.filled_page(&owner, Start::Imprint).await;
        renamed(&owner, id, "Colophon", None).await.unwrap();
        // Whose address it was first keeps it until it is given another one; that of the second had a number.
        renamed(&owner, filled, "Imprint", Some("imprint")).await.unwrap();
        owner.writing(filled).await.unwrap().publish_now().await.unwrap();
        let (shown, queries) = scene.counted(shown_at(&scene.store, &at("imprint"))).await;
        assert_eq!(queries, 3);
        let Found::Page(Shown::Page(shown)) = shown.unwrap() else { panic!("it is published") };
        assert_eq!((shown.title.as_str(), shown.slides.len()), ("Imprint", Start::Imprint.headings().len()));
        assert_eq!(shown.changed.day, "21 November 2026");
        assert!(!owner.writing(filled).await.unwrap().editor_page().await.unwrap().differs);

        renamed(&owner, filled, "Who we are", Some("who-we-are")).await.unwrap();
        assert_eq!(shown_at(&scene.store, &at("imprint")).await.unwrap(), Found::Moved(at("who-we-are")));
        assert_eq!(page(&scene, "who-we-are").await.title, "Imprint", "until it is published anew");
        assert!(owner.writing(filled).await.unwrap().editor_page().await.unwrap().differs);
        scene.clock.pass(chrono::TimeDelta::days(1));
        owner.writing(filled).await.unwrap().publish_now().await.unwrap();
        let shown = page(&scene, "who-we-are").await;
        assert_eq!((shown.title.as_str(), shown.changed.day.as_str()), ("Who we are", "22 November 2026"));

        owner.writing(filled).await.unwrap().withdraw().await.unwrap();
        for address in ["who-we-are", "imprint"] {
            assert_eq!(shown_at(&scene.store, &at(address)).await.unwrap(), Found::Withdrawn, "{address}");
        }
        let stands: Vec<(String, Status)> =
            owner.pages().unwrap().pages().await.unwrap().into_iter().map(|row| (row.title, row.status)).collect();
        assert_eq!(stands, [("Who we are".to_owned(), Status::Withdrawn), ("Colophon".to_owned(), Status::Draft)]);
    }

    async fn no_list_has_a_page(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published_page(&owner, Start::About).await;
        assert_eq!(home(&scene.store, None).await.unwrap().lead, None);
        assert_eq!(archive(&scene.store).await.unwrap().months, []);
        assert_eq!(author_page(&scene.store, &Handle::parse("marit-olsen").unwrap(), None).await.unwrap(), None);
        assert_eq!(feeds::site_feed(&scene.store).await.unwrap().items, []);
        assert_eq!((feeds::part_count(&scene.store).await.unwrap(), feeds::author_handles(&scene.store).await.unwrap()), (0, vec![]));
        assert!(crate::search::find(&scene.store, crate::search::Query::read("about")).await.unwrap().articles.is_empty());
        assert_eq!(crate::search::catch_up(&scene.store).await.unwrap(), 0);
        let list = owner.drafting().unwrap().articles(crate::articles::ArticleFilter::default()).await.unwrap();
        assert_eq!((list.counts, list.page.items.len()), ([0; 4], 0));
        assert_eq!(owner.drafting().unwrap().desk_articles().await.unwrap().draft_count, 0);

        scene.published(&owner, "Lamps", 1).await;
        let Ok(Found::Page(lamps)) = article_page(&scene.store, &at("lamps")).await else { panic!("it is published") };
        assert_eq!((lamps.earlier, lamps.later, lamps.next, lamps.by_writer), (None, None, vec![], vec![]));

        // Beneath its address there is nothing, and no view of an article is there.
        let slide = page(&scene, "about").await.slides.remove(0).id;
        assert_eq!(article_page(&scene.store, &at("about")).await.unwrap(), Found::Nothing);
        assert_eq!(slide_page(&scene.store, &at("about"), &slide).await.unwrap(), Found::<SlideAt>::Nothing);
        assert_eq!(picture_page(&scene.store, &at("about"), &slide, 1).await.unwrap(), Found::<PictureAt>::Nothing);

        let addresses = page_addresses(&scene.store).await.unwrap();
        assert_eq!(addresses.iter().map(|(slug, _)| slug.as_str()).collect::<Vec<_>>(), ["about"]);
        owner.writing(id).await.unwrap().withdraw().await.unwrap();
        assert_eq!(page_addresses(&scene.store).await.unwrap(), []);
    }

    async fn a02_pages_are_for_editors_and_nobody_elses(scene: Scene) {
        scene.owner().await;
        let (editor, session) = scene.signed_in("Marit Berg", Role::Editor).await;
        let page = scene.published_page(&editor, Start::Privacy).await;
        for role in Role::ALL {
            let caller = scene.person(&format!("Of {}", role.code()), if role == Role::Owner { Role::Admin } else { role }).await;
            assert_eq!(caller.pages().is_ok(), role.edits(), "{role:?}");
            assert_eq!(caller.writing(page).await.is_ok(), role.edits(), "{role:?}");
        }
        // Who began it and edits no more has no part in it.
        let tx = scene.store.begin().await.unwrap();
        accounts::set_role(&tx, editor.account(), Role::Author).await.unwrap();
        tx.commit_unseen().await.unwrap();
        let demoted = scene.caller(&session).await;
        assert!(matches!(demoted.writing(page).await, Err(Error::Gone)));
        assert_eq!(editor.writing(page).await.unwrap().editor_page().await.unwrap().authors, Vec::<String>::new());
    }

    async fn what_makes_news_is_not_taken_of_a_page(scene: Scene) {
        let owner = scene.owner().await;
        let topic = scene.topic(&owner, "Light").await;
        let page = scene.published_page(&owner, Start::About).await;
        let writing = owner.writing(page).await.unwrap();
        let head = writing.head().await.unwrap();
        let ask = SaveHead {
            based_on: head.version, title: "About".into(), standfirst: String::new(), slug: None, topics: vec![topic],
        };
        let Err(Error::Faulty(faults)) = writing.save_head(ask).await else { panic!("a topic was taken") };
        assert_eq!(faults, Faults::one("topics", Fault::Wrong));
        assert!(matches!(writing.hand_in().await, Err(Error::WrongState)));
        let seen = writing.editor_page().await.unwrap().seen();
        let told = NewCorrection { slide: None, kind: CorrectionKind::Note, text: "Plainer.".into() };
        let Err(Error::Faulty(faults)) = writing.publish_with(seen, Some(told)).await else { panic!("it was told of") };
        assert_eq!(faults, Faults::one("correction", Fault::Wrong));
    }

    async fn an_address_is_one_of_articles_and_pages_together(scene: Scene) {
        let owner = scene.owner().await;
        let article = scene.published(&owner, "Lamps", 1).await;
        let page = scene.filled_page(&owner, Start::Blank).await;
        let fault = |result| match result {
            Err(Error::Faulty(Faults(faults))) => faults,
            other => panic!("{other:?}"),
        };
        assert_eq!(fault(renamed(&owner, page, "Lamps", Some("lamps")).await), [("slug".to_owned(), Fault::Taken)]);
        assert_eq!(fault(renamed(&owner, page, "Lamps", Some("admin")).await), [("slug".to_owned(), Fault::Reserved)]);
        assert_eq!(fault(renamed(&owner, article, "Lamps", Some("imprint")).await), [("slug".to_owned(), Fault::Reserved)]);
        renamed(&owner, page, "Imprint", None).await.unwrap();
        assert_eq!(owner.writing(page).await.unwrap().head().await.unwrap().slug.as_str(), "imprint");
    }

    async fn a08_a_picture_on_a_page_is_public_while_the_page_is(scene: Scene) {
        let owner = scene.owner().await;
        let file = scene.file(&owner, 1600).await;
        let page = scene.filled_page(&owner, Start::About).await;
        let (alt, caption, credit) = (String::new(), String::new(), Credit::default());
        let picture = SavePicture { id: None, media: Some(file), alt, decorative: false, caption, credit };
        scene.picture(&owner, page, vec![picture]).await;
        let hash = format!("{:0>64}", file.0.simple());
        let widths = crate::media::rows::widths(&scene.store.read, &[file]).await.unwrap().remove(&file).unwrap();
        let size = || published_size(&scene.store, &hash, crate::media::Kind::WebP, widths.webp_px[0]);
        assert!(size().await.unwrap().is_none(), "it is not published");
        owner.writing(page).await.unwrap().publish_now().await.unwrap();
        assert!(size().await.unwrap().is_some());
        assert!(crate::media::rows::is_in_use(&scene.store.read, file).await.unwrap());
        scene.picture(&owner, page, Vec::new()).await;
        assert!(crate::media::rows::is_in_use(&scene.store.read, file).await.unwrap(), "readers see it still");
        owner.writing(page).await.unwrap().publish_now().await.unwrap();
        assert!(size().await.unwrap().is_none() && !crate::media::rows::is_in_use(&scene.store.read, file).await.unwrap());
    }

    async fn no_slide_goes_from_an_article_to_a_page_or_back(scene: Scene) {
        let owner = scene.owner().await;
        let article = scene.published(&owner, "Lamps", 2).await;
        let page = scene.published_page(&owner, Start::About).await;
        for (from, to) in [(article, page), (page, article)] {
            let writing = owner.writing(from).await.unwrap();
            let slide = writing.editor_page().await.unwrap().slides.remove(0).id;
            let refused = writing.move_slide_to(MoveTo { slide, to, before: None }).await;
            assert!(matches!(refused, Err(Error::Gone)), "{refused:?}");
            assert!(writing.checks().await.unwrap().iter().all(|remark| !remark.blocks()));
        }
    }

    async fn there_are_only_so_many_pages(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.pages().unwrap();
        for _ in 0..MAX_PAGES {
            door.start_page(Start::Blank).await.unwrap();
        }
        assert!(matches!(door.start_page(Start::Blank).await, Err(Error::TooMany { max: MAX_PAGES })));
        assert_eq!(door.pages().await.unwrap().len(), MAX_PAGES);
    }
}
