//! Who wrote what readers see, beside its date: lists of an author with many articles are read off an index.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = include_str!("m0006_live_bylines.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = dialect::filled_in(TABLES, manager.get_database_backend());
        manager.get_connection().execute_unprepared(&tables).await?;
        Ok(())
    }
}
