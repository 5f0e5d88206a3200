//! Rows around media for its tests: articles that show an item, as a draft and to readers.

use super::{live_media, media};
use crate::accounts::Caller;
use crate::articles::rows::{article, byline, live_article};
use crate::audit::rows::entry;
use crate::ids::{ArticleId, MediaId, PersonId, PictureId, SlideId};
use crate::people::rows::person;
use crate::slides::rows::{picture, slide};
use crate::store::Store;
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, PaginatorTrait};

/// An article of one person with a slide for each picture.
pub(crate) async fn article_with(store: &Store, writer: &Caller, title: &str, pictures: &[MediaId]) -> ArticleId {
    let (tx, now) = (store.begin().await.expect("a test's rows fit"), store.now());
    let id = ArticleId::new(store.rng(), now);
    let row = article::ActiveModel {
        id: Set(id),
        slug: Set(title.to_lowercase().replace(' ', "-")),
        title: Set(title.to_owned()),
        standfirst: Set(String::new()),
        status: Set("draft".to_owned()),
        comments: Set("held".to_owned()),
        version: Set(1),
        created_by: Set(writer.person),
        created_at: Set(now),
        changed_at: Set(now),
        published_at: Set(None),
        updated_at: Set(None),
    };
    article::Entity::insert(row).exec_without_returning(&*tx).await.expect("a test's rows fit");
    let row = byline::ActiveModel { article_id: Set(id), person_id: Set(writer.person), position: Set(1) };
    byline::Entity::insert(row).exec_without_returning(&*tx).await.expect("a test's rows fit");
    for (media, position) in pictures.iter().zip(1..) {
        let slide_id = SlideId::new(store.rng());
        let row = slide::ActiveModel {
            id: Set(slide_id.clone()),
            article_id: Set(id),
            position: Set(position),
            heading: Set(String::new()),
            body: Set(String::new()),
            body_html: Set(String::new()),
            version: Set(1),
            changed_at: Set(now),
            removed_at: Set(None),
        };
        slide::Entity::insert(row).exec_without_returning(&*tx).await.expect("a test's rows fit");
        let row = picture::ActiveModel {
            id: Set(PictureId::new(store.rng(), now)),
            slide_id: Set(slide_id),
            position: Set(1),
            media_id: Set(Some(*media)),
            alt: Set(String::new()),
            decorative: Set(false),
            caption: Set(String::new()),
            creator: Set(String::new()),
            credit_line: Set(String::new()),
            source: Set(String::new()),
            source_url: Set(String::new()),
            copyright: Set(String::new()),
            licence: Set(None),
        };
        picture::Entity::insert(row).exec_without_returning(&*tx).await.expect("a test's rows fit");
    }
    tx.commit().await.expect("a test's rows fit");
    id
}

/// Makes an article show an item to readers.
pub(crate) async fn publish(store: &Store, article: ArticleId, media: MediaId) {
    let tx = store.begin().await.expect("a test's rows fit");
    let row = live_article::ActiveModel {
        article_id: Set(article),
        title: Set("Live".to_owned()),
        standfirst: Set(String::new()),
        slide_count: Set(1),
        word_count: Set(1),
        cover: Set(None),
        published_at: Set(store.now()),
        updated_at: Set(None),
    };
    live_article::Entity::insert(row).exec_without_returning(&*tx).await.expect("a test's rows fit");
    let row = live_media::ActiveModel { media_id: Set(media), article_id: Set(article) };
    live_media::Entity::insert(row).exec_without_returning(&*tx).await.expect("a test's rows fit");
    tx.commit().await.expect("a test's rows fit");
}

/// Gives a person a portrait.
pub(crate) async fn portray(store: &Store, person: PersonId, media: MediaId) {
    let tx = store.begin().await.expect("a test's rows fit");
    let row = person::ActiveModel { id: Set(person), portrait_id: Set(Some(media)), ..Default::default() };
    person::Entity::update(row).exec(&*tx).await.expect("a test's rows fit");
    tx.commit().await.expect("a test's rows fit");
}

/// How many items and how many entries of the audit trail there are.
pub(crate) async fn row_counts(store: &Store) -> (u64, u64) {
    let items = media::Entity::find().count(&store.read).await.expect("a test's rows fit");
    (items, entry::Entity::find().count(&store.read).await.expect("a test's rows fit"))
}
