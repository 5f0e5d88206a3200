//! What stands in headings has an index of its own on PostgreSQL, whose index of words does not know where they stand.

use crate::dialect;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// FTS5 has headings in a column of their own. The words of one have the weight A. PostgreSQL is told at once how common they are:
/// without that it gathers all that hold a common one.
const HEADINGS: &str = "CREATE INDEX search_entries_headings ON search_entries USING gin (ts_filter(words, '{a}'));\
                        ANALYZE search_entries;";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        if manager.get_database_backend() == DbBackend::Postgres {
            let db = manager.get_connection();
            dialect::without_time_limit(db).await?;
            db.execute_unprepared(HEADINGS).await?;
        }
        Ok(())
    }
}
