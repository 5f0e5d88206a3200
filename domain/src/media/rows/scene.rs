//! Rows that no verb writes or tells yet, for the tests of media.

use super::media;
use crate::audit::rows::entry;
use crate::ids::{MediaId, PersonId};
use crate::people::rows::person;
use crate::store::Store;
use sea_orm::ActiveValue::Set;
use sea_orm::{EntityTrait, PaginatorTrait};

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
