//! Settings in the database.

pub(crate) mod look;

use super::{CommentPolicy, Look, Settings, SiteFrame};
use crate::menus::ShownMenus;
use crate::menus::rows::{self as menus, Line};
use crate::store::{Error, Tx};
use crate::topics::rows::live::any_in_use;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
};

/// The table `settings`.
pub(crate) mod setting {
    use sea_orm::entity::prelude::*;

    /// A row of `settings`.
    #[derive(Debug, Clone, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "settings")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i32,
        pub site_title: String,
        pub site_description: String,
        pub language: String,
        pub time_zone: String,
        pub comment_policy: String,
        pub authors_moderate: bool,
        pub count_openings: bool,
        pub hub: String,
        pub version: i32,
        pub menu_version: i32,
    }

    #[derive(Debug, Clone, Copy, EnumIter, DeriveRelation)]
    pub enum Relation {}
    impl ActiveModelBehavior for ActiveModel {}
}

/// The settings; before set-up, what they are to begin with.
pub(crate) async fn settings(db: &impl ConnectionTrait) -> Result<Settings, Error> {
    Ok(setting::Entity::find_by_id(1).one(db).await?.map_or_else(Settings::to_begin_with, Settings::from))
}

/// The settings with what else every public page says of the site.
pub(crate) struct Site {
    settings: Settings,
    /// Whether there are articles by topic.
    pub(crate) has_topics: bool,
    /// How it looks.
    pub(crate) look: Look,
    sheet: Option<String>,
    menus: ShownMenus,
}

impl Site {
    /// What stands around every public page.
    pub(crate) fn frame(&self) -> SiteFrame {
        SiteFrame {
            title: self.site_title.clone(),
            description: self.site_description.clone(),
            language: self.language.clone(),
            is_counting: self.count_openings,
            hub: Some(self.hub.clone()).filter(|hub| !hub.is_empty()),
            sheet: self.sheet.clone(),
            logo: self.look.logo.as_ref().map(|logo| logo.sizes.clone()),
            menus: self.menus.clone(),
        }
    }
}

impl std::ops::Deref for Site {
    type Target = Settings;
    fn deref(&self) -> &Settings {
        &self.settings
    }
}

/// The settings and what stands around every public page, in one query: a row an entry of the menus.
pub(crate) async fn site(db: &impl ConnectionTrait) -> Result<Site, Error> {
    #[derive(FromQueryResult)]
    struct Row {
        #[sea_orm(nested)]
        settings: setting::Model,
        has_topics: bool,
        look: Option<String>,
        sheet_hash: Option<String>,
        #[sea_orm(nested)]
        line: Line,
    }
    use look::appearance_row::Column as L;
    let its_look: RelationDef =
        setting::Entity::belongs_to(look::appearance_row::Entity).from(setting::Column::Id).to(L::Id).into();
    let found = setting::Entity::find_by_id(1).expr_as(Expr::exists(any_in_use()), "has_topics");
    let found = found.columns([L::Look, L::SheetHash]).join(JoinType::LeftJoin, its_look);
    let mut rows: Vec<Row> = menus::with_entries(found).into_model().all(db).await?;
    let first = rows.first_mut();
    let (has_topics, version, look, sheet) = first.map_or((false, 0, None, None), |row| {
        (row.has_topics, row.settings.menu_version, row.look.take(), row.sheet_hash.take())
    });
    let look = look.as_deref().map(look::look).unwrap_or_default();
    let mut settings = None;
    let lines = rows.into_iter().map(|row| {
        settings.get_or_insert_with(|| row.settings.into());
        row.line
    });
    let menus = menus::shown_menus(version, lines.collect(), has_topics);
    Ok(Site { settings: settings.unwrap_or_else(Settings::to_begin_with), has_topics, look, sheet, menus })
}

impl From<setting::Model> for Settings {
    fn from(row: setting::Model) -> Self {
        Self {
            site_title: row.site_title,
            site_description: row.site_description,
            language: row.language,
            time_zone: row.time_zone,
            comment_policy: CommentPolicy::from_code(&row.comment_policy).unwrap_or(CommentPolicy::Held),
            authors_moderate: row.authors_moderate,
            count_openings: row.count_openings,
            hub: row.hub,
            version: row.version,
        }
    }
}

/// Writes the settings for the first time.
pub(crate) async fn insert(tx: &Tx, settings: &Settings) -> Result<(), Error> {
    let row = setting::ActiveModel {
        id: Set(1),
        site_title: Set(settings.site_title.clone()),
        site_description: Set(settings.site_description.clone()),
        language: Set(settings.language.clone()),
        time_zone: Set(settings.time_zone.clone()),
        comment_policy: Set(settings.comment_policy.code().to_owned()),
        authors_moderate: Set(settings.authors_moderate),
        count_openings: Set(settings.count_openings),
        hub: Set(settings.hub.clone()),
        version: Set(1),
        menu_version: NotSet,
    };
    setting::Entity::insert(row).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Writes the settings over the version that they are based on; whether that was still the one stored.
pub(crate) async fn update(tx: &Tx, settings: &Settings, based_on: i32) -> Result<bool, Error> {
    use setting::Column as C;
    let done = setting::Entity::update_many()
        .col_expr(C::SiteTitle, Expr::value(settings.site_title.clone()))
        .col_expr(C::SiteDescription, Expr::value(settings.site_description.clone()))
        .col_expr(C::Language, Expr::value(settings.language.clone()))
        .col_expr(C::TimeZone, Expr::value(settings.time_zone.clone()))
        .col_expr(C::CommentPolicy, Expr::value(settings.comment_policy.code()))
        .col_expr(C::AuthorsModerate, Expr::value(settings.authors_moderate))
        .col_expr(C::Hub, Expr::value(settings.hub.clone()))
        .col_expr(C::CountOpenings, Expr::value(settings.count_openings))
        .col_expr(C::Version, Expr::col(C::Version).add(1))
        .filter(C::Id.eq(1))
        .filter(C::Version.eq(based_on))
        .exec(&**tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The version that is stored.
pub(crate) async fn version(tx: &Tx) -> Result<i32, Error> {
    let version = setting::Entity::find_by_id(1).select_only().column(setting::Column::Version).into_tuple().one(&**tx).await?;
    Ok(version.unwrap_or_default())
}
