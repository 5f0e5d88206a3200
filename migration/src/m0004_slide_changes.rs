//! Slides know when they came and when they last changed for readers, so that a returning reader can be shown what is new.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const COLUMNS: &str = include_str!("m0004_slide_changes.sql");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = dialect::filled_in(COLUMNS, manager.get_database_backend());
        manager.get_connection().execute_unprepared(&columns).await?;
        Ok(())
    }
}
