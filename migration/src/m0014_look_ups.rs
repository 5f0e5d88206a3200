//! What is looked for is found, and without going through everything: words in the media library, whatever
//! their case, what is said of a slide, and whose page named a source.

use crate::dialect;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::prelude::Uuid;
use sea_orm_migration::sea_orm::{ConnectionTrait, QueryResult};
use unicode_normalization::UnicodeNormalization;

/// Names the change, after its file.
#[derive(DeriveMigrationName)]
pub struct Migration;

const CHANGES: &str = include_str!("m0014_look_ups.sql");

/// How many items are in memory at once.
const BATCH: usize = 500;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    /// All of it or nothing, on SQLite too.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        dialect::without_time_limit(db).await?;
        db.execute_unprepared(&dialect::filled_in(CHANGES, manager.get_database_backend())).await?;
        fold_media(db).await
    }
}

/// Folds the letters here: SQLite knows the case of ASCII alone.
async fn fold_media(db: &impl ConnectionTrait) -> Result<(), DbErr> {
    let mut after = None;
    loop {
        let items = items(db, after).await?;
        for (id, texts) in &items {
            let fold =
                Query::update().table("media").value("folded", folded(texts)).and_where(Expr::col("id").eq(*id)).to_owned();
            db.execute(&fold).await?;
        }
        after = items.last().map(|(id, _)| *id);
        if items.len() < BATCH {
            return Ok(());
        }
    }
}

/// The texts of the items after that one, a line each.
async fn items(db: &impl ConnectionTrait, after: Option<Uuid>) -> Result<Vec<(Uuid, String)>, DbErr> {
    const TEXTS: [&str; 6] = ["file_name", "alt", "creator", "credit_line", "source", "copyright"];
    let mut select = Query::select();
    select.column("id").columns(TEXTS).from("media").order_by("id", Order::Asc).limit(BATCH as u64);
    if let Some(after) = after {
        select.and_where(Expr::col("id").gt(after));
    }
    let texts = |row: &QueryResult| {
        let texts = TEXTS.iter().map(|column| row.try_get::<String>("", column)).collect::<Result<Vec<_>, _>>()?;
        Ok((row.try_get("", "id")?, texts.join("\n")))
    };
    db.query_all(&select).await?.iter().map(texts).collect()
}

/// As the program folds what it is asked for from this change on.
fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}
