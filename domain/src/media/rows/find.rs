//! Finding items, their sizes, and where they are shown.

use super::reach::{Reach, live, logo, on_pages, passes, shown_portraits, with_words};
use super::{Widths, holder, media, size};
use crate::articles::rows::{article, written_by};
use crate::ids::{ArticleId, MediaId, PersonId};
use crate::media::item::{FindMedia, MediaFilter, Use};
use crate::media::{Fallback, Kind};
use crate::page::Page;
use crate::people::rows::person;
use crate::slides::PictureFile;
use crate::slides::rows::{picture, slide};
use crate::store::{Error, paging};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::{BTreeMap, HashMap};

/// A page of items, newest first: their ids sort by time.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    reach: Reach,
    ask: &FindMedia,
    size: u64,
) -> Result<Page<media::Model>, Error> {
    let mut found = media::Entity::find().filter(reach.held()).filter(passes(ask.filter)).filter(with_words(&ask.words));
    if let Some(licence) = ask.licence {
        found = found.filter(media::Column::Licence.eq(licence.code()));
    }
    if let Some(after) = ask.after.as_ref().and_then(|after| after.0.parse::<MediaId>().ok()) {
        found = found.filter(media::Column::Id.lt(after));
    }
    let items = found.order_by_desc(media::Column::Id).limit(size + 1).all(db).await?;
    Ok(paging::cut(items, size, |last| last.id))
}

/// How many items a filter shows.
pub(crate) async fn count(db: &impl ConnectionTrait, reach: Reach, filter: MediaFilter) -> Result<u64, Error> {
    Ok(media::Entity::find().filter(reach.held()).filter(passes(filter)).count(db).await?)
}

/// The item with that file.
pub(crate) async fn by_hash(db: &impl ConnectionTrait, hash: &str) -> Result<Option<media::Model>, Error> {
    Ok(media::Entity::find().filter(media::Column::Hash.eq(hash)).one(db).await?)
}

/// Which of these digests an item has.
pub(crate) async fn held_hashes(db: &impl ConnectionTrait, hashes: Vec<String>) -> Result<Vec<String>, Error> {
    let held = media::Entity::find().select_only().column(media::Column::Hash).filter(media::Column::Hash.is_in(hashes));
    Ok(held.into_tuple().all(db).await?)
}

/// The item, if it is within reach.
pub(crate) async fn reachable(db: &impl ConnectionTrait, reach: Reach, id: MediaId) -> Result<Option<media::Model>, Error> {
    Ok(media::Entity::find_by_id(id).filter(reach.reached()).one(db).await?)
}

/// The widths that there are of each item, ascending.
pub(crate) async fn widths(db: &impl ConnectionTrait, ids: &[MediaId]) -> Result<BTreeMap<MediaId, Widths>, Error> {
    let rows = size::Entity::find()
        .filter(size::Column::MediaId.is_in(ids.iter().copied()))
        .order_by_asc(size::Column::WidthPx)
        .all(db)
        .await?;
    let mut widths: BTreeMap<MediaId, Widths> = BTreeMap::new();
    for row in rows {
        let (width_px, of) = (row.width_px.unsigned_abs(), widths.entry(row.media_id).or_default());
        match Kind::from_code(&row.kind) {
            Some(Kind::WebP) => of.webp_px.push(width_px),
            Some(kind @ (Kind::Jpeg | Kind::Png)) => of.fallback = Some(Fallback { kind, width_px }),
            None => {}
        }
    }
    Ok(widths)
}

/// The files of those items, with what the library says of them. Two queries, or none for no items.
pub(crate) async fn files(db: &impl ConnectionTrait, ids: &[MediaId]) -> Result<HashMap<MediaId, PictureFile>, Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut widths = widths(db, ids).await?;
    let rows = media::Entity::find().filter(media::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let file = |row: media::Model| {
        let sizes = super::sizes(&row, widths.remove(&row.id).unwrap_or_default());
        (row.id, PictureFile { media: row.id, version: row.version, sizes, credit: super::credit(&row), alt: row.alt })
    };
    Ok(rows.into_iter().map(file).collect())
}

/// The length in bytes of a size.
pub(crate) async fn size_bytes(db: &impl ConnectionTrait, id: MediaId, kind: Kind, width_px: u32) -> Result<Option<u64>, Error> {
    let Ok(width) = i32::try_from(width_px) else { return Ok(None) };
    let row = size::Entity::find_by_id((id, kind.code().to_owned(), width)).one(db).await?;
    Ok(row.map(|row| row.size_bytes.unsigned_abs()))
}

/// The length in bytes of a size that a published article shows, or the biography of somebody who wrote one.
pub(crate) async fn published_size(
    db: &impl ConnectionTrait,
    hash: &str,
    kind: Kind,
    width_px: u32,
) -> Result<Option<u64>, Error> {
    let Ok(width) = i32::try_from(width_px) else { return Ok(None) };
    let item = media::Entity::find().select_only().column(media::Column::Id).filter(media::Column::Hash.eq(hash)).into_query();
    let is_public = Condition::any()
        .add(size::Column::MediaId.in_subquery(live()))
        .add(size::Column::MediaId.in_subquery(on_pages()))
        .add(size::Column::MediaId.in_subquery(logo()))
        .add(size::Column::MediaId.in_subquery(shown_portraits()));
    let row = size::Entity::find()
        .filter(size::Column::WidthPx.eq(width))
        .filter(size::Column::Kind.eq(kind.code()))
        .filter(size::Column::MediaId.in_subquery(item))
        .filter(is_public)
        .one(db)
        .await?;
    Ok(row.map(|row| row.size_bytes.unsigned_abs()))
}

/// The slides that show an item, of articles that are within reach.
pub(crate) async fn uses(db: &impl ConnectionTrait, reach: Reach, id: MediaId, limit: u64) -> Result<Vec<Use>, Error> {
    let on_it = picture::Entity::find()
        .select_only()
        .column(picture::Column::SlideId)
        .filter(picture::Column::MediaId.eq(id))
        .into_query();
    let mut found = slide::Entity::find().filter(slide::Column::Id.in_subquery(on_it)).filter(slide::Column::RemovedAt.is_null());
    if let Reach::HeldBy(person) = reach {
        found = found.filter(slide::Column::ArticleId.in_subquery(written_by(person)));
    }
    let found = found.order_by_asc(slide::Column::ArticleId).order_by_asc(slide::Column::Position).limit(limit).all(db).await?;
    let ids: Vec<ArticleId> = found.iter().map(|slide| slide.article_id).collect();
    let titles = article::Entity::find().filter(article::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let titles: BTreeMap<ArticleId, String> = titles.into_iter().map(|article| (article.id, article.title)).collect();
    let all: Vec<(ArticleId, i32)> = slide::Entity::find()
        .select_only()
        .columns([slide::Column::ArticleId, slide::Column::Position])
        .filter(slide::Column::ArticleId.is_in(ids))
        .filter(slide::Column::RemovedAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    Ok(found
        .into_iter()
        .map(|row| Use {
            number: all.iter().filter(|(article, at)| *article == row.article_id && *at <= row.position).count(),
            title: titles.get(&row.article_id).cloned().unwrap_or_default(),
            article: row.article_id,
            slide: row.id,
        })
        .collect())
}

/// Whether a slide, a live article, a biography or the masthead shows an item; a removed slide counts, for it may come back.
pub(crate) async fn is_in_use(db: &impl ConnectionTrait, id: MediaId) -> Result<bool, Error> {
    let unused = media::Entity::find_by_id(id).filter(passes(MediaFilter::NotUsed)).one(db).await?;
    Ok(unused.is_none())
}

/// Whether somebody other than this person uploaded the same file too.
pub(crate) async fn has_other_holder(db: &impl ConnectionTrait, row: &media::Model, person: PersonId) -> Result<bool, Error> {
    let others = holder::Entity::find().filter(holder::Column::MediaId.eq(row.id)).filter(holder::Column::PersonId.ne(person));
    Ok(row.added_by != person || others.one(db).await?.is_some())
}

/// The name of the person who added an item first.
pub(crate) async fn adder(db: &impl ConnectionTrait, row: &media::Model) -> Result<String, Error> {
    let person = person::Entity::find_by_id(row.added_by).one(db).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}
