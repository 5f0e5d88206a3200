//! The number of the site as readers see it, and how this process keeps up with it.

use super::{ConnectionTrait, Error, Store};
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::{DatabaseTransaction, DbBackend, DbErr, Statement};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

/// How often SQLite is asked. Only the command line writes beside this process, and nothing of it that readers see.
const ASKING: Duration = Duration::from_secs(1);
/// How long to wait before a line to PostgreSQL that was lost is laid again.
const AGAIN: Duration = Duration::from_millis(500);
/// The channel on which PostgreSQL tells every node of a new edition.
const CHANNEL: &str = "lantern_edition";

/// The edition as this process knows it. Invariant: while it is known, it is at least that of every commit which this process
/// has acknowledged.
#[derive(Debug, Default)]
pub(super) struct Edition {
    number: AtomicI64,
    is_known: AtomicBool,
}

impl Edition {
    fn get(&self) -> Option<i64> {
        self.is_known.load(Ordering::Acquire).then(|| self.number.load(Ordering::Acquire))
    }

    fn raise(&self, number: i64) {
        self.number.fetch_max(number, Ordering::AcqRel);
    }

    fn learn(&self, number: i64) {
        self.raise(number);
        self.is_known.store(true, Ordering::Release);
    }

    fn lose(&self) {
        self.is_known.store(false, Ordering::Release);
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
        // One that failed may have been kept all the same.
        edition.raise(number);
        outcome
    });
    done.await.unwrap_or_else(|error| Err(DbErr::Custom(error.to_string())))
}

impl Store {
    /// The number of the site as readers see it, as far as this process knows it: what was read from the database before this
    /// was asked belongs to no later one. None while it cannot be known: then nothing that was kept may be shown.
    pub fn edition(&self) -> Option<i64> {
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
            self.learn_edition().await?;
        }
    }

    async fn listen(&self) -> Result<(), Error> {
        let lost = |error: sea_orm::sqlx::Error| DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into()));
        let mut listener = PgListener::connect(&self.address).await.map_err(lost)?;
        listener.listen(CHANNEL).await.map_err(lost)?;
        // What came before the listener was there is asked for.
        self.learn_edition().await?;
        // None when the line broke: what was said meanwhile is not said again.
        while let Some(told) = listener.try_recv().await.map_err(lost)? {
            if let Ok(number) = told.payload().parse() {
                self.edition.raise(number);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use crate::store::Store;
    use crate::store_tests;

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
            assert_eq!(scene.store.edition(), Some(before + 1));
            scene.store.begin().await.unwrap().commit_unseen().await.unwrap();
            assert_eq!(scene.store.edition(), Some(before + 1));
            drop(scene.store.begin().await.unwrap());
            assert_eq!(scene.store.edition(), Some(before + 1));
        }

        async fn a_commit_whose_caller_went_away_counts(scene: Scene) {
            scene.store.learn_edition().await.unwrap();
            let tx = scene.store.begin().await.unwrap();
            let number = crate::store::edition::raise(&tx.inner).await.unwrap();
            let mut going = Box::pin(crate::store::edition::commit(&scene.store, tx.inner, number));
            assert!(futures::poll!(&mut going).is_pending());
            drop(going);
            until(|| scene.store.edition() == Some(number)).await;
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
