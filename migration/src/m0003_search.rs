//! What readers can find, and its index: FTS5 on SQLite, a `tsvector` with a GIN index on PostgreSQL.

use crate::dialect;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const ENTRIES: &str = include_str!("m0003_search.sql");

/// The words are folded before they get here, so that both databases index the same ones.
const WORDS: &str = "CREATE VIRTUAL TABLE search_words USING fts5 (heading, text, credits, content='', contentless_delete=1, \
                     tokenize='unicode61 remove_diacritics 0', prefix='2 3 4');\
                     CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries \
                     BEGIN DELETE FROM search_words WHERE rowid = old.id; END;";
const VECTORS: &str = "ALTER TABLE search_entries ADD COLUMN words tsvector NOT NULL;\
                       CREATE INDEX search_entries_words ON search_entries USING gin (words);";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let entries = dialect::filled_in(ENTRIES, backend);
        let index = if backend == DbBackend::Sqlite { WORDS } else { VECTORS };
        let db = manager.get_connection();
        db.execute_unprepared(&entries).await?;
        db.execute_unprepared(index).await?;
        Ok(())
    }
}
