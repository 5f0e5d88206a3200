//! The first schema: people and accounts, articles of slides, their live copy, media, comments and what happened.
//!
//! It is written as SQL, in the words that both databases share. What differs is filled in by `dialect`.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const TABLES: &str = include_str!("m0001_first_slides.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let tables = dialect::filled_in(&TABLES.replace("$portrait", dialect::portrait(backend)), backend);
        manager.get_connection().execute_unprepared(&tables).await?;
        if let Some(reference) = dialect::portrait_afterwards(backend) {
            manager.get_connection().execute_unprepared(reference).await?;
        }
        Ok(())
    }
}
