//! Adding, changing and deleting items, within the quota.

use super::{folded, holder, media, size};
use crate::credits::Credit;
use crate::ids::{MediaId, PersonId};
use crate::media::{Error, NewMedia, NewSize, Quota};
use crate::store::{self, Tx};
use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect, SqlErr,
};

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

async fn total_bytes(db: &impl ConnectionTrait, of: Condition) -> Result<u64, store::Error> {
    // PostgreSQL adds bigints up to a numeric.
    let sum = Expr::col(media::Column::SizeBytes).sum().cast_as(Alias::new("bigint"));
    let total: Option<Option<i64>> =
        media::Entity::find().select_only().column_as(sum, "total").filter(of).into_tuple().one(db).await?;
    Ok(total.flatten().unwrap_or(0).unsigned_abs())
}

/// The row of a new item: its texts begin with what the file says.
pub(crate) fn begun(new: &NewMedia, id: MediaId, person: PersonId, now: DateTime<Utc>) -> media::Model {
    let credit = new.rights.credit();
    media::Model {
        id,
        hash: new.hash.clone(),
        kind: new.kind.code().to_owned(),
        file_name: new.file_name.clone(),
        width_px: whole(new.width_px),
        height_px: whole(new.height_px),
        size_bytes: new.size_bytes.cast_signed(),
        alt: new.rights.alt_text.clone().unwrap_or_default(),
        creator: credit.creator,
        credit_line: credit.line,
        source: credit.source,
        source_url: credit.source_url,
        copyright: credit.copyright,
        licence: credit.licence.map(|licence| licence.code().to_owned()),
        placeholder: new.placeholder.map(|placeholder| placeholder.to_string()),
        added_by: person,
        version: 1,
        created_at: now,
        folded: String::new(),
    }
}

/// Adds an item with its sizes.
pub(crate) async fn insert(tx: &Tx, row: media::Model, sizes: &[NewSize]) -> Result<(), store::Error> {
    let sizes = sizes.iter().map(|size| size::ActiveModel {
        media_id: Set(row.id),
        kind: Set(size.kind.code().to_owned()),
        width_px: Set(whole(size.width_px)),
        height_px: Set(whole(size.height_px)),
        size_bytes: Set(size.size_bytes.cast_signed()),
    });
    let sizes: Vec<_> = sizes.collect();
    let row = media::Model { folded: folded::texts(&row.file_name, &row.alt, &super::credit(&row)), ..row };
    media::Entity::insert(row.into_active_model().reset_all()).exec_without_returning(&**tx).await?;
    size::Entity::insert_many(sizes).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Notes that a person uploaded the file of an item that somebody else had added.
pub(crate) async fn hold(tx: &Tx, media: MediaId, person: PersonId) -> Result<(), store::Error> {
    let row = holder::ActiveModel { media_id: Set(media), person_id: Set(person) };
    let again = OnConflict::columns([holder::Column::MediaId, holder::Column::PersonId]).do_nothing().to_owned();
    holder::Entity::insert(row).on_conflict(again).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Writes the texts of an item and raises its version; false when it has another version by now.
pub(crate) async fn update(tx: &Tx, row: &media::Model, alt: &str, credit: &Credit) -> Result<bool, store::Error> {
    let updated = media::Entity::update_many()
        .set(media::ActiveModel {
            alt: Set(alt.to_owned()),
            creator: Set(credit.creator.clone()),
            credit_line: Set(credit.line.clone()),
            source: Set(credit.source.clone()),
            source_url: Set(credit.source_url.clone()),
            copyright: Set(credit.copyright.clone()),
            licence: Set(credit.licence.map(|licence| licence.code().to_owned())),
            folded: Set(folded::texts(&row.file_name, alt, credit)),
            version: Set(row.version + 1),
            ..Default::default()
        })
        .filter(media::Column::Id.eq(row.id))
        .filter(media::Column::Version.eq(row.version))
        .exec(&**tx)
        .await?;
    Ok(updated.rows_affected == 1)
}

/// Takes an item away, with its sizes and holders; false when something came to show it meanwhile.
pub(crate) async fn delete(tx: &Tx, id: MediaId) -> Result<bool, store::Error> {
    match media::Entity::delete_by_id(id).exec(&**tx).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Pixels as the database keeps them: no picture has more than `i32` holds.
fn whole(pixels: u32) -> i32 {
    i32::try_from(pixels).expect("a side of a picture is at most 16,384 pixels")
}
