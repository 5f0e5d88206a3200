//! How the site looks, and the sheets of it, in the database.

use crate::settings::{Appearance, Look};
use crate::store::{Error, Tx, insert_all};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

/// How many sheets are kept: the one in use and those before it, for pages that are on their way.
const KEPT_SHEETS: u64 = 20;

/// The table `appearances`.
pub(crate) mod appearance_row {
    use crate::ids::MediaId;
    use sea_orm::entity::prelude::*;

    /// A row of `appearances`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "appearances")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub version: i32,
        #[sea_orm(column_type = "Text")]
        pub look: String,
        pub logo_id: Option<MediaId>,
        pub sheet_hash: Option<String>,
        pub own_css: String,
        pub own_is_on: bool,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The table `site_sheets`.
pub(crate) mod site_sheet {
    use chrono::{DateTime, Utc};
    use sea_orm::entity::prelude::*;

    /// A row of `site_sheets`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "site_sheets")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: String,
        pub css: String,
        pub made_at: DateTime<Utc>,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The look that is kept as text; what cannot be read is the program's own.
pub(crate) fn look(text: &str) -> Look {
    serde_json::from_str(text).unwrap_or_else(|error| {
        tracing::error!(%error, "how the site looks could not be read");
        Look::default()
    })
}

/// How the site looks; before anybody has saved, as the program does.
pub(crate) async fn appearance(db: &impl ConnectionTrait) -> Result<Appearance, Error> {
    let row = appearance_row::Entity::find_by_id(1).one(db).await?;
    Ok(row.map_or_else(Appearance::default, |row| Appearance {
        version: row.version,
        look: look(&row.look),
        own_css: row.own_css,
        own_is_on: row.own_is_on,
    }))
}

/// Writes it over the version that it is based on; whether that was still the one stored.
pub(crate) async fn write(tx: &Tx, wanted: &Appearance, sheet_hash: Option<&str>, based_on: i32) -> Result<bool, Error> {
    use appearance_row::Column as C;
    let look = serde_json::to_string(&wanted.look).expect("a look is plain data");
    let logo = wanted.look.logo.as_ref().map(|logo| logo.media);
    if based_on == 0 {
        let row = appearance_row::ActiveModel {
            id: Set(1),
            version: Set(1),
            look: Set(look),
            logo_id: Set(logo),
            sheet_hash: Set(sheet_hash.map(str::to_owned)),
            own_css: Set(wanted.own_css.clone()),
            own_is_on: Set(wanted.own_is_on),
        };
        let there = OnConflict::column(C::Id).do_nothing().to_owned();
        let added = appearance_row::Entity::insert(row).on_conflict(there).exec_without_returning(&**tx).await?;
        return Ok(added == 1);
    }
    let done = appearance_row::Entity::update_many()
        .col_expr(C::Look, Expr::value(look))
        .col_expr(C::LogoId, Expr::value(logo))
        .col_expr(C::SheetHash, Expr::value(sheet_hash.map(str::to_owned)))
        .col_expr(C::OwnCss, Expr::value(wanted.own_css.clone()))
        .col_expr(C::OwnIsOn, Expr::value(wanted.own_is_on))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(1))
        .filter(C::Version.eq(based_on))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Keeps a sheet under its hash, as the newest; the oldest make room.
pub(crate) async fn keep_sheet(tx: &Tx, hash: String, css: String, now: DateTime<Utc>) -> Result<(), Error> {
    use site_sheet::Column as C;
    site_sheet::Entity::delete_by_id(hash.clone()).exec(&**tx).await?;
    insert_all(tx, vec![site_sheet::Model { hash, css, made_at: now }]).await?;
    let newest = site_sheet::Entity::find().select_only().column(C::Hash).order_by_desc(C::MadeAt).limit(KEPT_SHEETS);
    let newest: Vec<String> = newest.into_tuple().all(&**tx).await?;
    site_sheet::Entity::delete_many().filter(C::Hash.is_not_in(newest)).exec(&**tx).await?;
    Ok(())
}

/// The sheet of that hash.
pub(crate) async fn sheet(db: &impl ConnectionTrait, hash: &str) -> Result<Option<String>, Error> {
    Ok(site_sheet::Entity::find_by_id(hash).one(db).await?.map(|row| row.css))
}
