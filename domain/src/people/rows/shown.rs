//! People as readers see them, in the database.

use super::person;
use crate::articles::rows::byline;
use crate::credits::Credit;
use crate::ids::{ArticleId, MediaId};
use crate::media::Sizes;
use crate::media::rows::{media, size};
use crate::people::{Handle, Portrait};
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
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let files = media::Entity::find().filter(media::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let sizes = size::Entity::find().filter(size::Column::MediaId.is_in(ids)).order_by_asc(size::Column::WidthPx).all(db).await?;
    let px = |number: i32| u32::try_from(number).expect("a picture has a width and a height");
    let widths_of = |id: MediaId| sizes.iter().filter(|size| size.media_id == id).map(|size| px(size.width_px)).collect();
    Ok(files
        .into_iter()
        .map(|file| {
            let sizes = Sizes {
                width_px: px(file.width_px),
                height_px: px(file.height_px),
                widths_px: widths_of(file.id),
                hash: file.hash.clone(),
            };
            (file.id, Portrait { sizes, alt: file.alt.clone(), credit: credit_of(file).printed() })
        })
        .collect())
}

fn credit_of(file: media::Model) -> Credit {
    Credit {
        creator: file.creator,
        line: file.credit_line,
        source: file.source,
        source_url: file.source_url,
        copyright: file.copyright,
        licence: file.licence.and_then(|code| code.parse().ok()),
    }
}
