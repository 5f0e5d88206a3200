//! The schema, for SQLite and PostgreSQL: one file a change, forward only.

pub use sea_orm_migration::MigratorTrait;
pub use sea_orm_migration::prelude::DbErr;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, Statement, TransactionTrait,
};

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

/// Applies the changes that the database lacks. When a newer program made one that this one does not know, it is given back and
/// nothing is touched. Nodes that start together on PostgreSQL do it one after another, which takes two connections.
///
/// # Errors
/// What the database says.
pub async fn bring_up_to_date(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
    let alone = alone(db).await?;
    if let Some(change) = unknown_change(db).await? {
        return Ok(Some(change));
    }
    Migrator::up(db, None).await?;
    if let Some(alone) = alone {
        alone.commit().await?;
    }
    Ok(None)
}

/// A transaction of PostgreSQL during which no other node changes the schema. A node that comes later waits for as long as it takes.
async fn alone(db: &DatabaseConnection) -> Result<Option<DatabaseTransaction>, DbErr> {
    /// Known to every node, and to nobody else in the database.
    const LOCK: i64 = i64::from_be_bytes(*b"\0lantern");
    if db.get_database_backend() != DbBackend::Postgres {
        return Ok(None);
    }
    let tx = db.begin().await?;
    dialect::without_time_limit(&tx).await?;
    tx.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
    Ok(Some(tx))
}

/// The first change in the database that this program does not know.
async fn unknown_change(db: &DatabaseConnection) -> Result<Option<String>, DbErr> {
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
