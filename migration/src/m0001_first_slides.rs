//! The first schema: people and accounts, articles of slides, their live copy, media, comments and what happened.
//!
//! It is written as SQL, in the words that both databases share. What differs is filled in by `dialect`.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = include_str!("m0001_first_slides.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        manager.get_connection().execute_unprepared(&dialect(TABLES, backend)).await?;
        Ok(())
    }
}

/// Fills in the column types that differ: a UUID is a 16-byte blob in SQLite and `uuid` in PostgreSQL; a moment is
/// RFC 3339 text in UTC in SQLite, which sorts as time, and `timestamptz` in PostgreSQL.
fn dialect(sql: &str, backend: DbBackend) -> String {
    let [uuid, moment, json] = match backend {
        DbBackend::Sqlite => ["uuid_text", "timestamp_with_timezone_text", "text"],
        _ => ["uuid", "timestamp with time zone", "text"],
    };
    sql.replace("$uuid", uuid).replace("$moment", moment).replace("$json", json)
}
