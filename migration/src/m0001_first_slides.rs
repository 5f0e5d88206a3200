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
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = dialect::filled_in(TABLES, manager.get_database_backend());
        manager.get_connection().execute_unprepared(&tables).await?;
        Ok(())
    }
}
