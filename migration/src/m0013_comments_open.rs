//! Articles that were begun while the site took no comments take them when the site does: until now they stayed closed for ever.

use crate::dialect;
use sea_orm_migration::prelude::*;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Nobody could close a single article: what stands there was the site's policy at that moment. Pages take no comments.
const OPEN: &str = "UPDATE articles SET comments = 'held' WHERE kind = 'article' AND comments <> 'held'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        dialect::without_time_limit(db).await?;
        db.execute_unprepared(OPEN).await?;
        Ok(())
    }
}
