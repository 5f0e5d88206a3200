//! How many comments there are in each state, and what an address wrote, without going through all of them.

use crate::dialect;
use sea_orm_migration::prelude::*;

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
        let db = manager.get_connection();
        dialect::without_time_limit(db).await?;
        db.execute_unprepared(&dialect::filled_in(TABLES, manager.get_database_backend())).await?;
        Ok(())
    }
}
