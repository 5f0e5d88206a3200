//! People as readers see them, in the database.

use super::person;
use crate::articles::rows::byline;
use crate::ids::{ArticleId, MediaId};
use crate::media::rows::files;
use crate::people::{Handle, Portrait};
use crate::slides::PictureFile;
use crate::store::Error;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef};
use std::collections::HashMap;

/// Those who wrote an article, in order.
pub(crate) async fn writers(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<person::Model>, Error> {
    let their_bylines: RelationDef =
        person::Entity::belongs_to(byline::Entity).from(person::Column::Id).to(byline::Column::PersonId).into();
    Ok(person::Entity::find()
        .join(JoinType::InnerJoin, their_bylines)
        .filter(byline::Column::ArticleId.eq(article))
        .order_by_asc(byline::Column::Position)
        .all(db)
        .await?)
}

/// The person of that handle.
pub(crate) async fn of_handle(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<person::Model>, Error> {
    Ok(person::Entity::find().filter(person::Column::Handle.eq(handle.as_str())).one(db).await?)
}

/// The portraits of these people, by their file. Two queries, or none when nobody has one.
pub(crate) async fn portraits(db: &impl ConnectionTrait, people: &[person::Model]) -> Result<HashMap<MediaId, Portrait>, Error> {
    let ids: Vec<MediaId> = people.iter().filter_map(|person| person.portrait_id).collect();
    let portrait = |file: PictureFile| Portrait { sizes: file.sizes, alt: file.alt, credit: file.credit.printed() };
    Ok(files(db, &ids).await?.into_iter().map(|(id, file)| (id, portrait(file))).collect())
}
