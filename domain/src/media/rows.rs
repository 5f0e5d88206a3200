//! Media in the database.

use super::item::{FindMedia, Lack, MAX_FIND_CHARS, MediaFilter, MediaTile, Use};
use super::{Error, Kind, NewMedia, Quota, Sizes};
use crate::articles::rows::{article, byline};
use crate::credits::{Credit, Licence};
use crate::ids::{ArticleId, MediaId, PersonId};
use crate::page::{Cursor, Page};
use crate::people::rows::person;
use crate::slides::rows::{picture, slide};
use crate::store::{self, Tx};
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, LikeExpr, OnConflict, SelectStatement, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::BTreeMap;

/// The table `media`.
pub(crate) mod media {
    use crate::ids::{MediaId, PersonId};
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `media`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: MediaId,
        pub hash: String,
        pub kind: String,
        pub file_name: String,
        pub width_px: i32,
        pub height_px: i32,
        pub size_bytes: i64,
        pub alt: String,
        pub creator: String,
        pub credit_line: String,
        pub source: String,
        pub source_url: String,
        pub copyright: String,
        pub licence: Option<String>,
        pub added_by: PersonId,
        pub version: i32,
        pub created_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `media_sizes`.
pub(crate) mod size {
    use crate::ids::MediaId;
    use sea_orm::entity::prelude::*;

    /// A row of `media_sizes`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media_sizes")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub media_id: MediaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub width_px: i32,
        pub height_px: i32,
        pub size_bytes: i64,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `live_media`.
pub(crate) mod live_media {
    use crate::ids::{ArticleId, MediaId};
    use sea_orm::entity::prelude::*;

    /// A row of `live_media`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "live_media")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub media_id: MediaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub article_id: ArticleId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `media_holders`.
pub(crate) mod holder {
    use crate::ids::{MediaId, PersonId};
    use sea_orm::entity::prelude::*;

    /// A row of `media_holders`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "media_holders")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub media_id: MediaId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub person_id: PersonId,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// Which items a caller reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shelf {
    /// All.
    Everything,
    /// Those that this person uploaded, first or after somebody else.
    HeldBy(PersonId),
}

impl Shelf {
    fn held(self) -> Condition {
        match self {
            Self::Everything => Condition::all(),
            Self::HeldBy(person) => Condition::all().add(
                media::Column::Id.in_subquery(
                    holder::Entity::find()
                        .select_only()
                        .column(holder::Column::MediaId)
                        .filter(holder::Column::PersonId.eq(person))
                        .into_query(),
                ),
            ),
        }
    }

    /// What is held, and what stands on a slide of an article that the person writes.
    fn reached(self) -> Condition {
        match self {
            Self::Everything => Condition::all(),
            Self::HeldBy(person) => {
                Condition::any().add(self.held()).add(media::Column::Id.in_subquery(on_slides(articles_of(person))))
            }
        }
    }
}

/// The articles with a by-line of that person.
fn articles_of(person: PersonId) -> SelectStatement {
    byline::Entity::find()
        .select_only()
        .column(byline::Column::ArticleId)
        .filter(byline::Column::PersonId.eq(person))
        .into_query()
}

/// The items on the slides of those articles.
fn on_slides(articles: SelectStatement) -> SelectStatement {
    let slides = slide::Entity::find()
        .select_only()
        .column(slide::Column::Id)
        .filter(slide::Column::ArticleId.in_subquery(articles))
        .into_query();
    picture::Entity::find()
        .select_only()
        .column(picture::Column::MediaId)
        .filter(picture::Column::MediaId.is_not_null())
        .filter(picture::Column::SlideId.in_subquery(slides))
        .into_query()
}

fn portraits() -> SelectStatement {
    person::Entity::find()
        .select_only()
        .column(person::Column::PortraitId)
        .filter(person::Column::PortraitId.is_not_null())
        .into_query()
}

fn live() -> SelectStatement {
    live_media::Entity::find().select_only().column(live_media::Column::MediaId).into_query()
}

fn passes(filter: MediaFilter) -> Condition {
    match filter {
        MediaFilter::All => Condition::all(),
        MediaFilter::NoAlt => Condition::all().add(media::Column::Alt.eq("")),
        MediaFilter::NoCredit => {
            // As `Credit::is_missing` has it: a notice is printed only where rights are reserved.
            let free = Licence::ALL.into_iter().filter(|licence| !licence.reserves_rights()).map(Licence::code);
            let has_no_notice = Condition::any().add(media::Column::Copyright.eq("")).add(media::Column::Licence.is_in(free));
            Condition::all()
                .add(media::Column::Creator.eq(""))
                .add(media::Column::CreditLine.eq(""))
                .add(media::Column::Source.eq(""))
                .add(has_no_notice)
        }
        MediaFilter::NotUsed => {
            let on_pictures = picture::Entity::find()
                .select_only()
                .column(picture::Column::MediaId)
                .filter(picture::Column::MediaId.is_not_null())
                .into_query();
            Condition::all()
                .add(media::Column::Id.not_in_subquery(on_pictures))
                .add(media::Column::Id.not_in_subquery(live()))
                .add(media::Column::Id.not_in_subquery(portraits()))
        }
    }
}

/// Each word somewhere in the file name, the alternative text or the credit; case does not matter.
fn with_words(words: &str) -> Condition {
    let words: String = words.chars().take(MAX_FIND_CHARS).collect::<String>().to_lowercase();
    words.split_whitespace().take(8).fold(Condition::all(), |all, word| {
        // What the reader of a pattern takes for a sign is a character here (security O10).
        let word = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        let like = |column: media::Column| -> SimpleExpr {
            Func::lower(Expr::col(column)).like(LikeExpr::new(format!("%{word}%")).escape('\\'))
        };
        let places = [
            media::Column::FileName,
            media::Column::Alt,
            media::Column::Creator,
            media::Column::CreditLine,
            media::Column::Source,
            media::Column::Copyright,
        ];
        all.add(places.into_iter().fold(Condition::any(), |any, place| any.add(like(place))))
    })
}

/// A page of items, newest first: their ids sort by time.
pub(crate) async fn page(
    db: &impl ConnectionTrait,
    shelf: Shelf,
    ask: &FindMedia,
    size: u64,
) -> Result<Page<media::Model>, Error> {
    let mut found = media::Entity::find().filter(shelf.held()).filter(passes(ask.filter)).filter(with_words(&ask.words));
    if let Some(licence) = ask.licence {
        found = found.filter(media::Column::Licence.eq(licence.code()));
    }
    if let Some(after) = ask.after.as_ref().and_then(|after| after.0.parse::<MediaId>().ok()) {
        found = found.filter(media::Column::Id.lt(after));
    }
    let mut items = found.order_by_desc(media::Column::Id).limit(size + 1).all(db).await?;
    let has_more = items.len() as u64 > size;
    items.truncate(usize::try_from(size).expect("a page is short"));
    let next = items.last().filter(|_| has_more).map(|last| Cursor(last.id.to_string()));
    Ok(Page { items, next })
}

/// How many items a filter shows.
pub(crate) async fn count(db: &impl ConnectionTrait, shelf: Shelf, filter: MediaFilter) -> Result<u64, Error> {
    Ok(media::Entity::find().filter(shelf.held()).filter(passes(filter)).count(db).await?)
}

/// The item with that file.
pub(crate) async fn by_hash(db: &impl ConnectionTrait, hash: &str) -> Result<Option<media::Model>, DbErr> {
    media::Entity::find().filter(media::Column::Hash.eq(hash)).one(db).await
}

/// The item, if the shelf reaches it.
pub(crate) async fn reachable(db: &impl ConnectionTrait, shelf: Shelf, id: MediaId) -> Result<Option<media::Model>, DbErr> {
    media::Entity::find_by_id(id).filter(shelf.reached()).one(db).await
}

/// The widths that there are of each item, ascending.
pub(crate) async fn widths(db: &impl ConnectionTrait, ids: &[MediaId]) -> Result<BTreeMap<MediaId, Vec<u32>>, DbErr> {
    let rows = size::Entity::find()
        .filter(size::Column::MediaId.is_in(ids.iter().copied()))
        .order_by_asc(size::Column::WidthPx)
        .all(db)
        .await?;
    let mut widths: BTreeMap<MediaId, Vec<u32>> = BTreeMap::new();
    for row in rows {
        widths.entry(row.media_id).or_default().push(row.width_px.unsigned_abs());
    }
    Ok(widths)
}

/// What slides and biographies show of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The file in its sizes.
    pub(crate) sizes: Sizes,
    /// The alternative text; empty when not given.
    pub(crate) alt: String,
    /// Whose it is.
    pub(crate) credit: Credit,
}

/// What slides and biographies show of these items. Two queries.
pub(crate) async fn shown(db: &impl ConnectionTrait, ids: &[MediaId]) -> Result<BTreeMap<MediaId, Shown>, DbErr> {
    let mut widths = widths(db, ids).await?;
    let rows = media::Entity::find().filter(media::Column::Id.is_in(ids.iter().copied())).all(db).await?;
    let shown = rows.into_iter().map(|row| {
        let sizes = sizes(&row, widths.remove(&row.id).unwrap_or_default());
        (row.id, Shown { sizes, credit: credit(&row), alt: row.alt })
    });
    Ok(shown.collect())
}

/// The length in bytes of a size.
pub(crate) async fn size_bytes(db: &impl ConnectionTrait, id: MediaId, width_px: u32) -> Result<Option<u64>, DbErr> {
    let Ok(width) = i32::try_from(width_px) else { return Ok(None) };
    let row = size::Entity::find_by_id((id, width)).one(db).await?;
    Ok(row.map(|row| row.size_bytes.unsigned_abs()))
}

/// The length in bytes of a size that a published article or a biography shows.
pub(crate) async fn published_size(db: &impl ConnectionTrait, hash: &str, width_px: u32) -> Result<Option<u64>, store::Error> {
    let Ok(width) = i32::try_from(width_px) else { return Ok(None) };
    let item = media::Entity::find().select_only().column(media::Column::Id).filter(media::Column::Hash.eq(hash)).into_query();
    let is_public =
        Condition::any().add(size::Column::MediaId.in_subquery(live())).add(size::Column::MediaId.in_subquery(portraits()));
    let row = size::Entity::find()
        .filter(size::Column::WidthPx.eq(width))
        .filter(size::Column::MediaId.in_subquery(item))
        .filter(is_public)
        .one(db)
        .await?;
    Ok(row.map(|row| row.size_bytes.unsigned_abs()))
}

/// The slides that show an item, of articles that the shelf's person writes.
pub(crate) async fn uses(db: &impl ConnectionTrait, shelf: Shelf, id: MediaId, limit: u64) -> Result<Vec<Use>, Error> {
    let on_it = picture::Entity::find()
        .select_only()
        .column(picture::Column::SlideId)
        .filter(picture::Column::MediaId.eq(id))
        .into_query();
    let mut found = slide::Entity::find().filter(slide::Column::Id.in_subquery(on_it)).filter(slide::Column::RemovedAt.is_null());
    if let Shelf::HeldBy(person) = shelf {
        found = found.filter(slide::Column::ArticleId.in_subquery(articles_of(person)));
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

/// Whether a slide, a live article or a biography shows an item; a removed slide counts, for it may come back.
pub(crate) async fn is_in_use(db: &impl ConnectionTrait, id: MediaId) -> Result<bool, DbErr> {
    let unused = media::Entity::find_by_id(id).filter(passes(MediaFilter::NotUsed)).one(db).await?;
    Ok(unused.is_none())
}

/// Whether somebody else uploaded the same file.
pub(crate) async fn has_other_holder(db: &impl ConnectionTrait, id: MediaId, person: PersonId) -> Result<bool, DbErr> {
    let others = holder::Entity::find().filter(holder::Column::MediaId.eq(id)).filter(holder::Column::PersonId.ne(person));
    Ok(others.one(db).await?.is_some())
}

/// The name of the person who added an item first.
pub(crate) async fn adder(db: &impl ConnectionTrait, row: &media::Model) -> Result<String, DbErr> {
    let person = person::Entity::find_by_id(row.added_by).one(db).await?;
    Ok(person.map(|person| person.name).unwrap_or_default())
}

/// Whether the quota leaves room for more.
pub(crate) async fn check_room(db: &impl ConnectionTrait, person: PersonId, quota: Quota) -> Result<(), Error> {
    if total_bytes(db, Condition::all().add(media::Column::AddedBy.eq(person))).await? >= quota.person_bytes {
        return Err(Error::PersonFull { limit_bytes: quota.person_bytes });
    }
    if total_bytes(db, Condition::all()).await? >= quota.site_bytes {
        return Err(Error::SiteFull { limit_bytes: quota.site_bytes });
    }
    Ok(())
}

async fn total_bytes(db: &impl ConnectionTrait, of: Condition) -> Result<u64, DbErr> {
    // PostgreSQL adds bigints up to a numeric.
    let sum = Expr::col(media::Column::SizeBytes).sum().cast_as(Alias::new("bigint"));
    let total: Option<Option<i64>> =
        media::Entity::find().select_only().column_as(sum, "total").filter(of).into_tuple().one(db).await?;
    Ok(total.flatten().unwrap_or(0).unsigned_abs())
}

/// Adds an item with its sizes.
pub(crate) async fn insert(tx: &Tx, id: MediaId, new: &NewMedia, person: PersonId, now: DateTime<Utc>) -> Result<(), DbErr> {
    let credit = new.rights.credit();
    let row = media::ActiveModel {
        id: Set(id),
        hash: Set(new.hash.clone()),
        kind: Set(new.kind.code().to_owned()),
        file_name: Set(new.file_name.clone()),
        width_px: Set(whole(new.width_px)),
        height_px: Set(whole(new.height_px)),
        size_bytes: Set(new.size_bytes.cast_signed()),
        alt: Set(new.rights.alt_text.clone().unwrap_or_default()),
        creator: Set(credit.creator),
        credit_line: Set(credit.line),
        source: Set(credit.source),
        source_url: Set(credit.source_url),
        copyright: Set(credit.copyright),
        licence: Set(credit.licence.map(|licence| licence.code().to_owned())),
        added_by: Set(person),
        version: Set(1),
        created_at: Set(now),
    };
    media::Entity::insert(row).exec_without_returning(&**tx).await?;
    let sizes = new.sizes.iter().map(|(width, height, bytes)| size::ActiveModel {
        media_id: Set(id),
        width_px: Set(whole(*width)),
        height_px: Set(whole(*height)),
        size_bytes: Set(bytes.cast_signed()),
    });
    size::Entity::insert_many(sizes).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Notes that a person holds an item.
pub(crate) async fn hold(tx: &Tx, media: MediaId, person: PersonId) -> Result<(), DbErr> {
    let row = holder::ActiveModel { media_id: Set(media), person_id: Set(person) };
    let again = OnConflict::columns([holder::Column::MediaId, holder::Column::PersonId]).do_nothing().to_owned();
    holder::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Writes the texts of an item and raises its version; false when it has another version by now.
pub(crate) async fn update(tx: &Tx, row: &media::Model, alt: &str, credit: &Credit) -> Result<bool, DbErr> {
    let updated = media::Entity::update_many()
        .set(media::ActiveModel {
            alt: Set(alt.to_owned()),
            creator: Set(credit.creator.clone()),
            credit_line: Set(credit.line.clone()),
            source: Set(credit.source.clone()),
            source_url: Set(credit.source_url.clone()),
            copyright: Set(credit.copyright.clone()),
            licence: Set(credit.licence.map(|licence| licence.code().to_owned())),
            version: Set(row.version + 1),
            ..media::ActiveModel::default()
        })
        .filter(media::Column::Id.eq(row.id))
        .filter(media::Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Takes an item away, with its sizes and holders.
pub(crate) async fn delete(tx: &Tx, id: MediaId) -> Result<(), DbErr> {
    media::Entity::delete_by_id(id).exec(&**tx).await?;
    Ok(())
}

/// The credit that a row holds.
pub(crate) fn credit(row: &media::Model) -> Credit {
    Credit {
        creator: row.creator.clone(),
        line: row.credit_line.clone(),
        source: row.source.clone(),
        source_url: row.source_url.clone(),
        copyright: row.copyright.clone(),
        licence: row.licence.as_deref().and_then(|code| code.parse().ok()),
    }
}

/// What kind of file a row names.
pub(crate) fn kind(row: &media::Model) -> Result<Kind, DbErr> {
    Kind::from_code(&row.kind).ok_or_else(|| DbErr::Type(format!("the kind of media {}", row.id)))
}

/// The sizes of a row.
pub(crate) fn sizes(row: &media::Model, widths_px: Vec<u32>) -> Sizes {
    Sizes { hash: row.hash.clone(), width_px: row.width_px.unsigned_abs(), height_px: row.height_px.unsigned_abs(), widths_px }
}

/// A row as a tile of the grid.
pub(crate) fn tile(row: &media::Model, widths_px: Vec<u32>) -> MediaTile {
    MediaTile {
        id: row.id,
        file_name: row.file_name.clone(),
        lack: Lack::of(&row.alt, &credit(row)),
        sizes: sizes(row, widths_px),
    }
}

/// Pixels as the database keeps them: no picture has more than `i32` holds.
fn whole(pixels: u32) -> i32 {
    i32::try_from(pixels).expect("a side of a picture is at most 16,384 pixels")
}
