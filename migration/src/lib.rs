//! The schema, for SQLite and PostgreSQL: one file a change, forward only.

pub use sea_orm_migration::MigratorTrait;
pub use sea_orm_migration::prelude::DbErr;
use sea_orm_migration::prelude::*;

mod dialect;
mod m0001_first_slides;
mod m0002_media_holders;
mod m0003_search;
mod m0004_slide_changes;
mod m0005_topics;
mod m0006_live_bylines;
mod m0007_corrections;
mod m0008_pages;
mod m0009_readers;
mod m0010_fallback_sizes;
mod m0011_comment_counts;
mod m0012_search_headings;
mod m0013_comments_open;
mod m0014_look_ups;

/// Applies the changes in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_first_slides::Migration),
            Box::new(m0002_media_holders::Migration),
            Box::new(m0003_search::Migration),
            Box::new(m0004_slide_changes::Migration),
            Box::new(m0005_topics::Migration),
            Box::new(m0006_live_bylines::Migration),
            Box::new(m0007_corrections::Migration),
            Box::new(m0008_pages::Migration),
            Box::new(m0009_readers::Migration),
            Box::new(m0010_fallback_sizes::Migration),
            Box::new(m0011_comment_counts::Migration),
            Box::new(m0012_search_headings::Migration),
            Box::new(m0013_comments_open::Migration),
            Box::new(m0014_look_ups::Migration),
        ]
    }
}

/// The first change in the database that this program does not know, because a newer one made it; none when there is none.
/// It only reads.
///
/// # Errors
/// What the database says.
pub async fn unknown_change(db: &sea_orm_migration::sea_orm::DatabaseConnection) -> Result<Option<String>, DbErr> {
    use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};
    const APPLIED: &str = "seaql_migrations";
    if !SchemaManager::new(db).has_table(APPLIED).await? {
        return Ok(None);
    }
    let select = format!("SELECT version FROM {APPLIED} ORDER BY version");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), select)).await?;
    let known: Vec<String> = Migrator::migrations().iter().map(|change| change.name().to_owned()).collect();
    let applied: Result<Vec<String>, DbErr> = rows.iter().map(|row| row.try_get("", "version")).collect();
    Ok(applied?.into_iter().find(|version| !known.contains(version)))
}
