//! A database of its own for each test.

use sea_orm::{ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement};
#[cfg(test)]
use sea_orm::{QueryResult, QueryTrait};
use std::path::Path;

/// Which database a scene plays on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary folder.
    Sqlite,
    /// A new database of the cluster that `LANTERN_TEST_POSTGRES` names.
    Postgres,
}

/// Makes the database and gives its address.
pub(super) async fn create(backend: Backend, folder: &Path) -> String {
    match backend {
        Backend::Sqlite => format!("sqlite://{}", folder.join("lantern.db").display()),
        Backend::Postgres => postgres().await,
    }
}

#[expect(clippy::disallowed_methods, reason = "the test run says by its environment where its PostgreSQL is")]
async fn postgres() -> String {
    let cluster = std::env::var("LANTERN_TEST_POSTGRES")
        .expect("LANTERN_TEST_POSTGRES names a PostgreSQL that tests may use; `cargo xtask test` starts one");
    let name = format!("t{}", uuid::Uuid::now_v7().simple());
    let server = Database::connect(&cluster).await.expect("the test PostgreSQL answers");
    server.execute_unprepared(&format!("CREATE DATABASE {name}")).await.expect("a test database is made");
    server.close().await.expect("the connection closes");
    let (base, _) = cluster.rsplit_once('/').expect("the address names a database");
    format!("{base}/{name}")
}

impl super::Scene {
    /// Every row of every table, as SQLite writes values: what a test compares to know that nothing was changed.
    ///
    /// # Panics
    /// On PostgreSQL, and when the database does not answer.
    pub async fn everything(&self) -> Vec<String> {
        let db = self.store.for_migration();
        let ask = async |sql: String| {
            let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.expect("the database answers");
            rows.iter().map(|row| row.try_get_by_index::<String>(0).expect("it is a text")).collect::<Vec<_>>()
        };
        let mut everything = Vec::new();
        for table in ask("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name".to_owned()).await {
            let columns = ask(format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}')")).await;
            let row = columns.join(" || ',' || ");
            everything.extend(ask(format!("SELECT '{table}: ' || {row} AS line FROM \"{table}\" ORDER BY line")).await);
        }
        everything
    }
}

/// Returns once a statement waits for a row that another transaction holds. PostgreSQL alone says so.
pub(super) async fn until_somebody_waits(db: &DatabaseConnection) {
    let asked = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let asked = Statement::from_string(db.get_database_backend(), asked);
    while db.query_one_raw(asked.clone()).await.expect("the database answers").is_none() {
        tokio::task::yield_now().await;
    }
}

/// How SQLite goes about it, one step a line.
#[cfg(test)]
pub(super) async fn plan(db: &DatabaseConnection, select: impl QueryTrait) -> String {
    let asked = select.build(db.get_database_backend());
    let asked = Statement { sql: format!("EXPLAIN QUERY PLAN {}", asked.sql), ..asked };
    let steps = db.query_all_raw(asked).await.expect("the database answers");
    let step = |row: &QueryResult| row.try_get::<String>("", "detail").expect("a step is text");
    steps.iter().map(step).collect::<Vec<_>>().join("\n")
}

/// What the database answers to a question of one value, asked on the connection that writes.
///
/// # Panics
/// When it does not answer, or with something that is neither text nor a number.
pub async fn said(store: &crate::store::Store, question: &str) -> String {
    let db = store.for_migration();
    let asked = sea_orm::Statement::from_string(db.get_database_backend(), question);
    let row = db.query_one_raw(asked).await.expect("the database answers").expect("it answers with a row");
    let text = row.try_get_by_index::<String>(0);
    text.unwrap_or_else(|_| row.try_get_by_index::<i64>(0).expect("the answer is text or a number").to_string())
}

/// Writes into the database that a newer program has changed it.
///
/// # Panics
/// When the database does not answer.
pub async fn changed_by_a_newer_program(store: &crate::store::Store) {
    let change = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_from_the_future', 0)";
    store.for_migration().execute_unprepared(change).await.expect("the database answers");
}
