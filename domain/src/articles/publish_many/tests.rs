//! What publishing many makes, beside what publishing one makes.

use super::*;
use crate::accounts::{Role, operator};
use crate::articles::{Found, article_page};
use crate::credits::Credit;
use crate::field::Fault;
use crate::scene::Scene;
use crate::search::{Query, find};
use crate::settings::{CommentPolicy, SaveSettings};
use crate::store_tests;
use chrono::TimeDelta;

/// The live copy as it stands in the database, without what is random: times and ids aside, row by row.
async fn stands(scene: &Scene, id: ArticleId) -> (rows::live_article::Model, Vec<String>, Vec<MediaId>, Vec<TopicId>) {
    let nil = ArticleId(uuid::Uuid::nil());
    let row = rows::live(&scene.store.read, id).await.unwrap().unwrap();
    let row = rows::live_article::Model { article_id: nil, published_at: DateTime::UNIX_EPOCH, ..row };
    let slides = slides::rows::live::of(&scene.store.read, id).await.unwrap().into_iter().map(|slide| {
        let mut figures: Vec<crate::slides::Figure> = serde_json::from_str(&slide.figures).unwrap();
        for figure in &mut figures {
            figure.id = PictureId(uuid::Uuid::nil());
        }
        let since = (slide.added_at, slide.changed_at);
        format!("{} {} {} {figures:?} {since:?}", slide.position, slide.heading, slide.body_html)
    });
    let topics = topics::rows::live::of_article(&scene.store.read, id).await.unwrap();
    (row, slides.collect(), rows::live_files(&scene.store.read, id).await.unwrap(), topics)
}

/// An article that is published, as it would be handed over to be published with others.
async fn again(scene: &Scene, caller: &crate::accounts::Caller, id: ArticleId, slug: &str) -> WholeArticle {
    let page = caller.writing(id).await.unwrap().editor_page().await.unwrap();
    let picture = |picture: WorkingPicture| SavePicture {
        id: None,
        media: picture.file.map(|file| file.media),
        alt: picture.alt,
        decorative: picture.decorative,
        caption: picture.caption,
        credit: picture.credit,
    };
    let slides = page.slides.into_iter().map(|slide| WholeSlide {
        heading: slide.heading,
        body: slide.body,
        pictures: slide.pictures.into_iter().map(picture).collect(),
    });
    WholeArticle {
        by: caller.person(),
        slug: Slug::parse(slug).unwrap(),
        title: page.head.title,
        standfirst: page.head.standfirst,
        topics: page.head.topics,
        slides: slides.collect(),
        published: scene.store.now() - TimeDelta::days(400),
    }
}

store_tests! {
    async fn what_comes_in_while_the_site_takes_no_comments_takes_them_when_the_site_does(scene: Scene) {
        let owner = scene.owner().await;
        let door = owner.administration().unwrap();
        let policy = async |comment_policy: CommentPolicy| {
            let now: SaveSettings = door.settings().await.unwrap().into();
            door.save_settings(SaveSettings { comment_policy, ..now }).await.unwrap();
        };
        let id = scene.published(&owner, "Lamps", 1).await;
        let whole = again(&scene, &owner, id, "lamps-again").await;
        let slug = whole.slug.clone();
        policy(CommentPolicy::Closed).await;
        let ready = operator(&scene.store).ready_articles(vec![whole]).await.unwrap();
        operator(&scene.store).publish_many(ready).await.unwrap();
        assert!(!scene.page(&slug).await.thread.is_open);
        policy(CommentPolicy::Held).await;
        assert!(scene.page(&slug).await.thread.is_open);
    }

    async fn many_are_published_as_one_is(scene: Scene) {
        let owner = scene.owner().await;
        let nadia = scene.person("Nadia Rahman", Role::Author).await;
        let file = scene.file(&nadia, 1600).await;
        let id = scene.written(&nadia, "Lamps", 3).await;
        let credit = Credit { line: "Mara Lind, for Lantern".to_owned(), ..Credit::default() };
        let (alt, caption) = ("A lit lamp".to_owned(), "Lit at *last*.".to_owned());
        let own = SavePicture { id: None, media: Some(file), alt, decorative: false, caption, credit };
        let plain = SavePicture { alt: String::new(), caption: String::new(), credit: Credit::default(), ..own.clone() };
        scene.picture(&nadia, id, vec![own, plain]).await;
        let about = vec![scene.topic(&owner, "Light").await, scene.topic(&owner, "Air").await];
        scene.about(&nadia, id, about).await;
        nadia.writing(id).await.unwrap().publish_now().await.unwrap();

        let whole = again(&scene, &nadia, id, "lamps-anew").await;
        let at = whole.published;
        let door = operator(&scene.store);
        let ready = door.ready_articles(vec![whole]).await.unwrap();
        let made = ready.each().pop().unwrap();
        door.publish_many(ready).await.unwrap();

        assert_eq!(stands(&scene, made.id).await, stands(&scene, id).await);
        let odd = "SELECT count(*) FROM (SELECT 1 FROM search_entries WHERE person_id IS NULL \
                   GROUP BY position, heading, text HAVING count(*) <> 2) AS odd";
        assert_eq!(scene.said(odd).await, "0");
        assert_eq!(scene.said("SELECT count(*) FROM search_entries").await, "9");
        assert_eq!(scene.said("SELECT CAST(min(article_count) * 10 + max(article_count) AS text) FROM topics").await, "22");
        for typed in ["lit", "mara", "sentence", "lamps"] {
            let found = find(&scene.store, Query::read(typed)).await.unwrap();
            assert_eq!(found.articles.len(), 2, "{typed}");
            assert_eq!(found.articles[0].slides.len(), found.articles[1].slides.len(), "{typed}");
        }
        let Ok(Found::Page(page)) = article_page(&scene.store, &Slug::parse("lamps-anew").unwrap()).await else { panic!() };
        assert_eq!((page.authors[0].name.as_str(), page.published.iso, page.updated), ("Nadia Rahman", crate::stamp::Stamp::new(at, "UTC").iso, None));
        assert_eq!(page.slides.into_iter().map(|slide| slide.id).collect::<Vec<_>>(), made.slides);

        // The working copy is one that goes on: nothing differs, and a change of it is published as always.
        let writing = owner.writing(made.id).await.unwrap();
        assert!(!writing.editor_page().await.unwrap().differs);
        scene.picture(&owner, made.id, Vec::new()).await;
        writing.publish_now().await.unwrap();
        assert_eq!(rows::live_files(&scene.store.read, made.id).await.unwrap(), []);
    }

    async fn nothing_is_published_when_one_of_them_is_not_ready(scene: Scene) {
        let owner = scene.owner().await;
        let id = scene.published(&owner, "Lamps", 1).await;
        let good = again(&scene, &owner, id, "good").await;
        let file = scene.file(&owner, 1600).await;
        let mute = SavePicture { id: None, media: Some(file), alt: String::new(), decorative: false, caption: String::new(), credit: Credit::default() };
        let blank = WholeSlide { heading: String::new(), body: String::new(), pictures: vec![mute] };
        let mut nowhere = blank.clone();
        nowhere.pictures[0].media = None;
        let door = operator(&scene.store);
        for bad in [
            WholeArticle { slides: Vec::new(), ..good.clone() },
            WholeArticle { slides: vec![nowhere], ..good.clone() },
        ] {
            let bad = WholeArticle { slug: Slug::parse("bad").unwrap(), ..bad };
            let refused = door.ready_articles(vec![good.clone(), bad]).await.err();
            assert!(matches!(refused, Some(Error::NotReady)), "{refused:?}");
        }
        let long = WholeArticle { title: "a".repeat(MAX_TITLE + 1), ..good.clone() };
        let Err(Error::Faulty(faults)) = door.ready_articles(vec![long]).await else { panic!("its title is too long") };
        assert!(matches!(faults.of("title"), Some(Fault::TooLong { .. })), "{faults:?}");
        let taken = WholeArticle { slug: Slug::parse("lamps").unwrap(), ..good.clone() };
        let ready = door.ready_articles(vec![good, taken]).await.unwrap();
        assert!(matches!(door.publish_many(ready).await, Err(Error::Store(error)) if error.is_duplicate()));
        assert_eq!(scene.said("SELECT count(*) FROM articles").await, "1");
    }
}
