//! The number of the site as readers see it, and how this process keeps up with it.

use super::{ConnectionTrait, Error, Store};
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{DatabaseTransaction, DbBackend, DbErr, Statement};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How often SQLite is asked. Only the command line writes beside this process, and nothing of it that readers see.
const ASKING: Duration = Duration::from_secs(1);
/// How long to wait before a line to PostgreSQL that was lost is laid again.
const AGAIN: Duration = Duration::from_millis(500);
/// The channel on which PostgreSQL tells every node of a new edition.
const CHANNEL: &str = "lantern_edition";

/// The edition of the site. A later one is greater; what was made under one is never shown under another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edition {
    /// Rises whenever the number may have been given twice, or this process may have missed one.
    epoch: u64,
    /// The number in the database.
    number: i64,
}

impl Edition {
    /// The edition of that number where nothing was ever missed.
    pub fn numbered(number: i64) -> Self {
        Self { epoch: 0, number }
    }

    /// Its number in the database.
    pub fn number(self) -> i64 {
        self.number
    }
}

/// The edition as this process knows it. Invariant: while it is known, no page that was loaded before an acknowledged commit was
/// loaded under it.
#[derive(Debug)]
pub(super) struct Known(Mutex<(Edition, bool)>);

impl Default for Known {
    fn default() -> Self {
        Self(Mutex::new((Edition::numbered(0), false)))
    }
}

impl Known {
    fn get(&self) -> Option<Edition> {
        let (edition, is_known) = *self.held();
        is_known.then_some(edition)
    }

    /// A commit was kept under that number.
    fn raise(&self, number: i64) {
        let mut held = self.held();
        held.0.number = held.0.number.max(number);
    }

    /// The database says that number. A lower one than was known was given twice, or will be.
    fn learn(&self, number: i64) {
        let mut held = self.held();
        if !held.1 || number < held.0.number {
            held.0.epoch += 1;
        }
        held.0.number = number;
        held.1 = true;
    }

    fn lose(&self) {
        self.held().1 = false;
    }

    fn held(&self) -> MutexGuard<'_, (Edition, bool)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Raises the edition in the transaction and gives the new number; on PostgreSQL the other nodes hear of it when it commits.
pub(super) async fn raise(tx: &DatabaseTransaction) -> Result<i64, DbErr> {
    let backend = tx.get_database_backend();
    let raise = Statement::from_string(backend, "UPDATE edition SET number = number + 1 RETURNING number");
    let row = tx.query_one_raw(raise).await?.ok_or_else(|| DbErr::RecordNotFound("the edition".to_owned()))?;
    let number = row.try_get("", "number")?;
    if backend == DbBackend::Postgres {
        tx.execute_unprepared(&format!("SELECT pg_notify('{CHANNEL}', '{number}')")).await?;
    }
    Ok(number)
}

/// Commits and then raises the edition that this process knows. It goes on when nobody waits for it any more: a commit that was
/// on its way when a reader's line broke counts like every other.
pub(super) async fn commit(store: &Store, tx: DatabaseTransaction, number: i64) -> Result<(), DbErr> {
    let edition = store.edition.clone();
    let done = tokio::spawn(async move {
        let outcome = tx.commit().await;
        match &outcome {
            Ok(()) => edition.raise(number),
            // It may have been kept all the same, or its number is given again: nothing is known before the database is asked.
            Err(_) => edition.lose(),
        }
        outcome
    });
    done.await.unwrap_or_else(|error| Err(DbErr::Custom(error.to_string())))
}

impl Store {
    /// The number of the site as readers see it, as far as this process knows it: what was read from the database before this
    /// was asked belongs to no later one. None while it cannot be known: then nothing that was kept may be shown.
    pub fn edition(&self) -> Option<Edition> {
        self.edition.get()
    }

    /// Asks the database for the edition. From now on it is known, as far as this process raises it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn learn_edition(&self) -> Result<(), Error> {
        let select = Statement::from_string(self.read.get_database_backend(), "SELECT number FROM edition");
        let row = self.read.query_one_raw(select).await?.ok_or_else(|| DbErr::RecordNotFound("the edition".to_owned()))?;
        self.edition.learn(row.try_get("", "number")?);
        Ok(())
    }

    /// Keeps up with what other processes do, for as long as it is awaited: on PostgreSQL it listens, on SQLite it asks. While
    /// the line is lost the edition is not known.
    pub async fn follow_edition(&self) {
        let mut again = tokio::time::interval(AGAIN);
        again.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            again.tick().await;
            let lost = match self.read.get_database_backend() {
                DbBackend::Postgres => self.listen().await,
                _ => self.ask().await,
            };
            self.edition.lose();
            if let Err(error) = lost {
                tracing::warn!(%error, "the edition cannot be followed: pages are made anew for each reader");
            }
        }
    }

    async fn ask(&self) -> Result<(), Error> {
        let mut ticks = tokio::time::interval(ASKING);
        loop {
            ticks.tick().await;
            self.learn_in_time().await?;
        }
    }

    /// Listens, and asks all the same every second: a line that is cut in the middle says nothing, nor does a pooler that passes
    /// no notification on.
    async fn listen(&self) -> Result<(), Error> {
        let lost = |error: sea_orm::sqlx::Error| DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into()));
        let mut listener = PgListener::connect(&self.address).await.map_err(lost)?;
        // A line that is lost is to be told of at once, not when it is back.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await.map_err(lost)?;
        loop {
            // What came before the listener was there, or while nobody listened, is asked for.
            self.learn_in_time().await?;
            match tokio::time::timeout(ASKING, listener.try_recv()).await {
                Ok(told) => {
                    let Some(told) = told.map_err(lost)? else { return Ok(()) };
                    if let Ok(number) = told.payload().parse() {
                        self.edition.raise(number);
                    }
                }
                Err(_nothing_was_told) => {}
            }
        }
    }

    async fn learn_in_time(&self) -> Result<(), Error> {
        let late = |_| DbErr::Custom("the edition was not said in time".to_owned());
        tokio::time::timeout(ASKING * 2, self.learn_edition()).await.map_err(late)?
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use crate::scene::{Backend, Scene};
    use crate::store::Store;
    use crate::store_tests;

    #[test]
    fn a_number_that_is_given_twice_is_no_edition_that_was_there_before() {
        let known = super::Known::default();
        known.learn(7);
        let before = known.get().unwrap();
        known.learn(7);
        assert_eq!(known.get(), Some(before), "asking changes nothing");
        // A commit failed: its number comes again.
        known.lose();
        assert_eq!(known.get(), None);
        known.learn(7);
        let after = known.get().unwrap();
        assert!(after > before && after.number() == before.number());
        // A database that was put back.
        known.raise(9);
        known.learn(8);
        assert!(known.get().unwrap() > after && known.get().unwrap().number() == 8);
    }

    #[tokio::test]
    async fn a_node_that_lost_the_line_knows_nothing_until_it_is_back() {
        let scene = Scene::on(Backend::Postgres).await;
        let other = scene.another_node().await;
        let following = {
            let other = other.clone();
            tokio::spawn(async move { other.follow_edition().await })
        };
        until(|| other.edition().is_some()).await;
        let before = other.edition().unwrap();
        scene
            .said("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'")
            .await;
        until(|| other.edition().is_none()).await;
        until(|| other.edition().is_some()).await;
        assert!(other.edition().unwrap() > before);
        following.abort();
    }

    async fn until(holds: impl Fn() -> bool) {
        while !holds() {
            tokio::task::yield_now().await;
        }
    }

    store_tests! {
        async fn the_edition_is_known_when_it_was_asked_for_and_rises_with_each_commit_that_readers_see(scene: Scene) {
            assert_eq!(scene.store.edition(), None);
            scene.store.learn_edition().await.unwrap();
            let before = scene.store.edition().unwrap();

            let tx = scene.store.begin().await.unwrap();
            tx.commit().await.unwrap();
            let after = scene.store.edition().unwrap();
            assert!(after > before && after.number() == before.number() + 1);
            scene.store.begin().await.unwrap().commit_unseen().await.unwrap();
            drop(scene.store.begin().await.unwrap());
            assert_eq!(scene.store.edition(), Some(after));
        }

        async fn a_commit_whose_caller_went_away_counts(scene: Scene) {
            scene.store.learn_edition().await.unwrap();
            let tx = scene.store.begin().await.unwrap();
            let number = crate::store::edition::raise(&tx.inner).await.unwrap();
            let mut going = Box::pin(crate::store::edition::commit(&scene.store, tx.inner, number));
            assert!(futures::poll!(&mut going).is_pending());
            drop(going);
            until(|| scene.store.edition().is_some_and(|edition| edition.number() == number)).await;
            assert_eq!(scene.edition().await, number);
        }

        async fn another_node_hears_of_a_commit(scene: Scene) {
            let other: Store = scene.another_node().await;
            assert_eq!(other.edition(), None);
            let following = {
                let other = other.clone();
                tokio::spawn(async move { other.follow_edition().await })
            };
            until(|| other.edition().is_some()).await;
            let before = other.edition().unwrap();
            scene.store.begin().await.unwrap().commit().await.unwrap();
            until(|| other.edition().unwrap() > before).await;
            following.abort();
        }
    }
}
