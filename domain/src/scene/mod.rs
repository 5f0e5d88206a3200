//! Scenes for tests: a store of its own on each database, a clock and a chance that the test owns, and people in it.

mod articles;
mod comments;
mod database;
mod pages;
mod people;
mod topics;
mod world;

pub use comments::Stage;
pub use database::{Backend, changed_by_a_newer_program, said};
pub use people::PASSWORD;
pub use world::{TestClock, TestRng};

use crate::store::{Key, Opening, Store};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A test's own site: an empty store with its schema. The database goes when the scene goes.
pub struct Scene {
    /// The store.
    pub store: Store,
    /// The clock, standing still until the test moves it.
    pub clock: Arc<TestClock>,
    queries: Arc<AtomicUsize>,
    _own: Option<database::Own>,
}

impl Scene {
    /// Opens a new store on that database.
    pub async fn on(backend: Backend) -> Self {
        Self::with_connections(backend, 3).await
    }

    /// The same with so many connections, as [`Opening::connections`] has it. With a single one on PostgreSQL, a verb that asks
    /// beside its own transaction waits for itself and fails.
    pub async fn with_connections(backend: Backend, connections: u32) -> Self {
        let own = database::Own::new(backend).await;
        let url = own.url.clone();
        let clock = Arc::new(TestClock::new());
        let rng = Arc::new(TestRng::new());
        let opening = Opening { url, clock: clock.clone(), rng, key: Key([7; 32]), connections };
        let store = Store::open(opening).await.expect("the test database opens");
        let queries = Arc::new(AtomicUsize::new(0));
        let asked = queries.clone();
        let store = store.observed(move || {
            asked.fetch_add(1, Ordering::Relaxed);
        });
        Self { store, clock, queries, _own: Some(own) }
    }

    /// A scene in a store that was opened elsewhere and goes by a clock of its own: a real data folder, to be filled.
    pub fn over(store: Store) -> Self {
        Self { store, clock: Arc::new(TestClock::new()), queries: Arc::new(AtomicUsize::new(0)), _own: None }
    }

    /// A site as it was before there was a search.
    #[cfg(test)]
    pub(crate) async fn forget_what_can_be_found(&self) {
        use sea_orm::ConnectionTrait;
        let gone = self.store.for_migration().execute_unprepared("DELETE FROM search_entries").await;
        gone.expect("the table is there");
    }

    /// Another process on the same database.
    #[cfg(test)]
    pub(crate) async fn another_node(&self) -> Store {
        let (clock, rng) = (self.clock.clone(), Arc::new(TestRng::new()));
        let opening = Opening { url: self.store.address().to_owned(), clock, rng, key: Key([7; 32]), connections: 2 };
        Store::open(opening).await.expect("the test database opens twice")
    }

    /// The number of the site as readers see it, asked of the database.
    pub async fn edition(&self) -> i64 {
        self.store.learn_edition().await.expect("the database answers");
        self.store.edition().expect("it was just asked for").number()
    }

    /// Returns once somebody waits for a transaction of somebody else: on PostgreSQL, where two can write at once.
    pub async fn until_somebody_waits(&self) {
        self.until_so_many_wait(1).await;
    }

    /// Returns when so many wait for locks of others on PostgreSQL.
    ///
    /// # Panics
    /// When the database does not answer.
    pub async fn until_so_many_wait(&self, count: i64) {
        database::until_so_many_wait(&self.store.read, count).await;
    }

    /// How SQLite goes about that question, one step a line: by which index, and whether it sorts.
    #[cfg(test)]
    pub(crate) async fn plan(&self, select: impl sea_orm::QueryTrait) -> String {
        database::plan(&self.store.read, select).await
    }

    /// What the database answers to a question of one value, asked on the connection that writes.
    pub async fn said(&self, question: &str) -> String {
        said(&self.store, question).await
    }

    /// What this gives back, and how many queries it asks of the readers' connection.
    pub async fn counted<T>(&self, verb: impl Future<Output = T>) -> (T, usize) {
        let before = self.queries.load(Ordering::Relaxed);
        let given = verb.await;
        (given, self.queries.load(Ordering::Relaxed) - before)
    }
}

/// Defines tests of the store that run on SQLite and on PostgreSQL, each its own test.
///
/// PostgreSQL is named by `LANTERN_TEST_POSTGRES`; without it the test fails and says so.
#[macro_export]
macro_rules! store_tests {
    ($($(#[$doc:meta])* async fn $name:ident($scene:ident: Scene) $body:block)*) => {$(
        mod $name {
            #[allow(unused_imports, reason = "not every test needs all of its neighbours")]
            use super::*;

            async fn story($scene: $crate::scene::Scene) $body

            #[tokio::test]
            async fn sqlite() {
                story($crate::scene::Scene::on($crate::scene::Backend::Sqlite).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                story($crate::scene::Scene::on($crate::scene::Backend::Postgres).await).await;
            }
        }
    )*};
}
