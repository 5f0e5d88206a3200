//! People as readers see them, in the database.

use super::person;
use crate::articles::rows::{byline, live_byline};
use crate::ids::{ArticleId, MediaId, PersonId};
use crate::media::rows::files;
use crate::people::{Handle, Portrait};
use crate::slides::PictureFile;
use crate::store::Error;
use sea_orm::sea_query::{Expr, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// Those who wrote an article, in order.
pub(crate) async fn writers(db: &impl ConnectionTrait, article: ArticleId) -> Result<Vec<PersonId>, Error> {
    use byline::Column as C;
    let bylines = byline::Entity::find().select_only().column(C::PersonId).filter(C::ArticleId.eq(article));
    Ok(bylines.order_by_asc(C::Position).into_tuple().all(db).await?)
}

/// These people, in no order.
pub(crate) async fn of_ids(db: &impl ConnectionTrait, ids: &[PersonId]) -> Result<Vec<person::Model>, Error> {
    Ok(person::Entity::find().filter(person::Column::Id.is_in(ids.iter().copied())).all(db).await?)
}

/// The person of that handle.
pub(crate) async fn of_handle(db: &impl ConnectionTrait, handle: &Handle) -> Result<Option<person::Model>, Error> {
    Ok(person::Entity::find().filter(person::Column::Handle.eq(handle.as_str())).one(db).await?)
}

/// Those who have a by-line on a published article, after that handle, by handle, at most so many.
pub(crate) async fn published(db: &impl ConnectionTrait, after: Option<&Handle>, most: u64) -> Result<Vec<person::Model>, Error> {
    let mut people = person::Entity::find().filter(has_published());
    if let Some(handle) = after {
        people = people.filter(person::Column::Handle.gt(handle.as_str()));
    }
    Ok(people.order_by_asc(person::Column::Handle).limit(most).all(db).await?)
}

/// Whether a person has a by-line on a published article.
pub(crate) fn has_published() -> SimpleExpr {
    let lines = Query::select()
        .expr(Expr::value(1))
        .from(live_byline::Entity)
        .and_where(Expr::col((live_byline::Entity, live_byline::Column::PersonId)).equals((person::Entity, person::Column::Id)))
        .to_owned();
    Expr::exists(lines)
}

/// How many published articles each of these people has a by-line on.
pub(crate) async fn article_counts(db: &impl ConnectionTrait, people: &[PersonId]) -> Result<HashMap<PersonId, usize>, Error> {
    let counted: Vec<(PersonId, i64)> = live_byline::Entity::find()
        .select_only()
        .column(live_byline::Column::PersonId)
        .column_as(live_byline::Column::ArticleId.count(), "count")
        .filter(live_byline::Column::PersonId.is_in(people.iter().copied()))
        .group_by(live_byline::Column::PersonId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().map(|(person, count)| (person, usize::try_from(count).unwrap_or(0))).collect())
}

/// The handles of those who have a by-line on a published article, in order, at most so many.
pub(crate) async fn published_handles(db: &impl ConnectionTrait, most: u64) -> Result<Vec<Handle>, Error> {
    let handles: Vec<String> = person::Entity::find()
        .select_only()
        .column(person::Column::Handle)
        .filter(has_published())
        .order_by_asc(person::Column::Handle)
        .limit(most)
        .into_tuple()
        .all(db)
        .await?;
    Ok(handles.into_iter().map(|handle| Handle::parse(&handle).expect("a handle is parsed before it is kept")).collect())
}

/// The portraits of these people, by their file. Two queries, or none when nobody has one.
pub(crate) async fn portraits(db: &impl ConnectionTrait, people: &[person::Model]) -> Result<HashMap<MediaId, Portrait>, Error> {
    let ids: Vec<MediaId> = people.iter().filter_map(|person| person.portrait_id).collect();
    let portrait = |file: PictureFile| Portrait { sizes: file.sizes, alt: file.alt, credit: file.credit.printed() };
    Ok(files(db, &ids).await?.into_iter().map(|(id, file)| (id, portrait(file))).collect())
}
