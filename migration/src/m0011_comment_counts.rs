//! How many comments there are in each state, and what an address wrote, without going through all of them.

use crate::dialect;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = include_str!("m0011_comment_counts.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let (db, backend) = (manager.get_connection(), manager.get_database_backend());
        if backend == DbBackend::Postgres {
            // As long as there are comments, and not within the time that a page may take.
            db.execute_unprepared("SET LOCAL statement_timeout = 0").await?;
        }
        db.execute_unprepared(&dialect::filled_in(TABLES, backend)).await?;
        Ok(())
    }
}
