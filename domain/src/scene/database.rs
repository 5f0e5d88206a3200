//! A database of its own for each test.

use super::{TestClock, TestRng};
use crate::store::{Key, Opening, Store};
use migration::MigratorTrait;
use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
#[cfg(test)]
use sea_orm::{QueryResult, QueryTrait};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// Which database a scene plays on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Backend {
    /// A file in a temporary folder.
    Sqlite,
    /// A new database of the cluster that `LANTERN_TEST_POSTGRES` names.
    Postgres,
}

/// A database that a test has for itself. It goes when this goes.
pub(super) struct Own {
    /// Its address.
    pub(super) url: String,
    place: Place,
}

enum Place {
    Folder { _removes_itself: TempDir },
    Cluster { address: String, database: String },
}

impl Own {
    /// Makes the database with its schema. The schema is applied once a run; each test has a copy.
    pub(super) async fn new(backend: Backend) -> Self {
        match backend {
            Backend::Sqlite => sqlite().await,
            Backend::Postgres => postgres().await,
        }
    }
}

impl Drop for Own {
    fn drop(&mut self) {
        match &self.place {
            Place::Folder { .. } => {}
            Place::Cluster { address, database } => {
                let drop = format!("DROP DATABASE {database} WITH (FORCE)");
                std::thread::scope(|threads| {
                    // The runtime of the test may be one that cannot wait here.
                    let dropped = threads.spawn(|| {
                        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                        runtime.expect("a thread has a runtime").block_on(execute(address, &drop));
                    });
                    // A database that stays costs room, and no test its answer.
                    dropped.join().unwrap_or_default();
                });
            }
        }
    }
}

async fn sqlite() -> Own {
    static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();
    let template = TEMPLATE.get_or_init(async || {
        let folder = tempfile::tempdir().expect("the system has a temporary folder");
        let file = folder.path().join("template.db");
        migrate(&format!("sqlite://{}", file.display())).await;
        std::fs::read(file).expect("the template was just made")
    });
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let file = folder.path().join("lantern.db");
    std::fs::write(&file, template.await).expect("the temporary folder has room");
    Own { url: format!("sqlite://{}", file.display()), place: Place::Folder { _removes_itself: folder } }
}

async fn postgres() -> Own {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    // One template a run stays behind, until the cluster goes.
    let cluster = cluster();
    let template = TEMPLATE.get_or_init(async || {
        let name = new_name();
        execute(&cluster, &format!("CREATE DATABASE {name}")).await;
        migrate(&address(&cluster, &name)).await;
        name
    });
    let (template, name) = (template.await, new_name());
    execute(&cluster, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    Own { url: address(&cluster, &name), place: Place::Cluster { address: cluster, database: name } }
}

#[expect(clippy::disallowed_methods, reason = "the test run says by its environment where its PostgreSQL is")]
fn cluster() -> String {
    std::env::var("LANTERN_TEST_POSTGRES")
        .expect("LANTERN_TEST_POSTGRES names a PostgreSQL that tests may use; `cargo xtask test` starts one")
}

#[expect(clippy::disallowed_methods, reason = "two runs on one cluster must not meet, and no test sees the name")]
fn new_name() -> String {
    format!("t{}", uuid::Uuid::now_v7().simple())
}

fn address(cluster: &str, database: &str) -> String {
    let (base, _) = cluster.rsplit_once('/').expect("the address names a database");
    format!("{base}/{database}")
}

async fn execute(cluster: &str, statement: &str) {
    let server = Database::connect(cluster).await.expect("the test PostgreSQL answers");
    server.execute_unprepared(statement).await.expect("a test database is made");
    server.close().await.expect("the connection closes");
}

/// Applies the schema and leaves no connection behind: PostgreSQL copies only what nobody has open.
async fn migrate(url: &str) {
    let (clock, rng) = (Arc::new(TestClock::new()), Arc::new(TestRng::new()));
    let opening = Opening { url: url.to_owned(), clock, rng, key: Key([7; 32]), connections: 1 };
    let store = Store::open(opening).await.expect("the test database opens");
    migration::Migrator::up(store.for_migration(), None).await.expect("the schema applies");
    store.close().await.expect("the connections close");
}

/// Returns once a statement waits for a row that another transaction holds. PostgreSQL alone says so.
pub(super) async fn until_so_many_wait(db: &impl ConnectionTrait, count: i64) {
    let asked = "SELECT COUNT(*) AS count FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let asked = Statement::from_string(db.get_database_backend(), asked);
    let waiting = async || {
        let row = db.query_one_raw(asked.clone()).await.expect("the database answers").expect("a count is a row");
        row.try_get::<i64>("", "count").expect("a count is a number")
    };
    while waiting().await < count {
        tokio::task::yield_now().await;
    }
}

/// How SQLite goes about it, one step a line.
#[cfg(test)]
pub(super) async fn plan(db: &impl ConnectionTrait, select: impl QueryTrait) -> String {
    let asked = select.build(db.get_database_backend());
    let asked = Statement { sql: format!("EXPLAIN QUERY PLAN {}", asked.sql), ..asked };
    let steps = db.query_all_raw(asked).await.expect("the database answers");
    let step = |row: &QueryResult| row.try_get::<String>("", "detail").expect("a step is text");
    steps.iter().map(step).collect::<Vec<_>>().join("\n")
}

impl super::Scene {
    /// Takes every table away: PostgreSQL as it is before a program was ever started on it.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn forget_the_schema(&self) {
        let gone = self.store.for_migration().execute_unprepared("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
        gone.expect("the database answers");
    }

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

/// What the database answers to a question of one value, asked on the connection that writes.
///
/// # Panics
/// When it does not answer, or with something that is neither text nor a number.
pub async fn said(store: &crate::store::Store, question: &str) -> String {
    let db = store.for_migration();
    let asked = Statement::from_string(db.get_database_backend(), question);
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
