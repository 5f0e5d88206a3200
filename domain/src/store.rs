//! The store: two databases behind one face, with the clock and the chance that were handed in.

use crate::articles::Newest;
use crate::people::shown::Authors;
use crate::settings::rows::{self as settings_rows, Site};
use chrono::{DateTime, SubsecRound, Utc};
use hmac::{Hmac, Mac};
use sea_orm::sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous};
use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
/// What the rooms need to know of the database besides their `rows`: what a query runs on, and what it says when it fails.
pub(crate) use sea_orm::{ConnectionTrait, DbErr};
use sha2::Sha256;
use std::sync::Arc;
use std::time::Duration;

mod edition;
mod free;
mod insert;
pub(crate) mod paging;
mod reader;
mod recalled;
mod searching;

pub use edition::Edition;
use edition::Known;
pub(crate) use free::first_free;
pub(crate) use insert::insert_all;
pub(crate) use reader::Reader;
pub(crate) use recalled::Recalled;
pub(crate) use searching::Place;
use searching::Places;

/// Tells the time. Tests own theirs.
pub trait Clock: Send + Sync {
    /// The moment it is now, UTC.
    fn now(&self) -> DateTime<Utc>;
}

/// Gives random bytes fit for secrets. Tests own theirs.
pub trait Rng: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody is given")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
}

/// The operating system's random bytes.
pub struct SystemRng;

impl Rng for SystemRng {
    #[expect(clippy::disallowed_methods, reason = "this is the chance that everybody is given")]
    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("the operating system gives random bytes");
    }
}

/// A UUID version 7 (RFC 9562, 5.7) of the moment `now`.
pub(crate) fn uuid_at(rng: &dyn Rng, now: DateTime<Utc>) -> uuid::Uuid {
    let mut random = [0; 10];
    rng.fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(now.timestamp_millis().unsigned_abs(), &random).into_uuid()
}

/// The database, the clock, the chance and the site's key. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    /// What queries run on: any connection that reads, or the one that [`Store::at_one_moment`] holds.
    pub(crate) read: Reader,
    readers: DatabaseConnection,
    write: DatabaseConnection,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Rng>,
    key: Arc<Key>,
    hashing: Arc<crate::accounts::password::Hashing>,
    aside: Arc<tokio::sync::Semaphore>,
    pub(crate) searching: Arc<Places>,
    address: Arc<str>,
    edition: Arc<Known>,
    site: Arc<Recalled<(), Site>>,
    pub(crate) newest: Arc<Newest>,
    pub(crate) authors: Arc<Authors>,
}

/// The site's secret key: 32 random bytes kept outside the database. Tokens, device marks and throttle keys hang on it.
pub struct Key(pub [u8; 32]);

/// What a store is opened with.
pub struct Opening {
    /// `sqlite://path?mode=rwc`-like path to a file, or `postgres://…`.
    pub url: String,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub rng: Arc<dyn Rng>,
    /// The site's secret key.
    pub key: Key,
    /// The most connections: readers on SQLite, the whole pool on PostgreSQL.
    pub connections: u32,
}

impl Store {
    /// Opens the database; on SQLite one connection that writes and a few that only read.
    ///
    /// Every acknowledged write is on the disk: WAL with `synchronous=FULL`, `synchronous_commit=on` on PostgreSQL whatever its
    /// own configuration says (security X5). No statement there takes longer than five seconds, waiting for others included
    /// (L3): a migration that may takes the limit off itself. SQLite knows no such limit: what strangers can make long there is a
    /// search, which ends when nobody waits for it any longer.
    ///
    /// # Errors
    /// What the database says when it cannot be reached.
    pub async fn open(opening: Opening) -> Result<Self, Error> {
        let Opening { url, clock, rng, key, connections } = opening;
        let (readers, write, searching) = if url.starts_with("postgres") {
            let pool = Database::connect(options(&url, connections, false)).await?;
            (pool.clone(), pool, Places::on_postgres())
        } else {
            let write = Database::connect(options(&url, 1, false)).await?;
            let readers = Database::connect(options(&url, connections, true)).await?;
            (readers, write, Places::on_sqlite(&url).await?)
        };
        let hashing = Arc::new(crate::accounts::password::Hashing::new());
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let aside = Arc::new(tokio::sync::Semaphore::new(cores));
        Ok(Self {
            read: Reader::Any(readers.clone()),
            readers,
            write,
            clock,
            rng,
            key: Arc::new(key),
            hashing,
            aside,
            searching,
            address: url.into(),
            edition: Arc::default(),
            site: Arc::default(),
            newest: Arc::default(),
            authors: Arc::default(),
        })
    }

    /// The same store, which tells `each` of every statement that reads: pages are tested to ask a fixed number.
    #[cfg(feature = "scene")]
    pub(crate) fn observed(mut self, each: impl Fn() + Clone + Send + Sync + 'static) -> Self {
        self.searching.observe(&each);
        self.readers.set_metric_callback(move |_| each());
        self.read = Reader::Any(self.readers.clone());
        self
    }

    /// The same store, whose queries all see the database as it is at the first of them, whatever is written meanwhile. It holds a
    /// connection until it is dropped: a page that is made of many queries asks for one once and not for each. Of a store that is
    /// at one moment already it is a clone.
    ///
    /// # Errors
    /// What the database says.
    pub async fn at_one_moment(&self) -> Result<Self, Error> {
        // Asked for before the first query: what is read at this moment belongs to no earlier edition.
        let edition = self.edition();
        Ok(Self { read: self.read.at_one_moment(edition).await?, ..self.clone() })
    }

    /// The same store, whose queries run where that place is.
    pub(crate) fn at_place(&self, place: &Place) -> Self {
        let read = place.reader().unwrap_or_else(|| self.read.clone());
        Self { read, ..self.clone() }
    }

    /// What stands around every public page; asked of the database once an edition.
    ///
    /// # Errors
    /// What the database says.
    pub(crate) async fn site(&self) -> Result<Arc<Site>, Error> {
        self.site.of(self, (), async || settings_rows::site(&self.read).await).await
    }

    /// The connection that migrations run on.
    pub fn for_migration(&self) -> &DatabaseConnection {
        &self.write
    }

    /// The address that the store was opened with; it can hold a password and is never shown.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Lets the connection that writes hold 64 MB of the database, and write its log back when that has grown to 64 MB: for a
    /// program that fills a whole site, in which every batch changes pages all over the indexes. On PostgreSQL, which has its own
    /// memory, nothing is to be done.
    ///
    /// # Errors
    /// What the database says.
    pub async fn make_room_to_fill(&self) -> Result<(), Error> {
        if self.write.get_database_backend() == DbBackend::Sqlite {
            // Negative: kilobytes; the other counts pages, of 4 kB each.
            self.write.execute_unprepared("PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 16384").await?;
        }
        Ok(())
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn ping(&self) -> Result<(), Error> {
        Ok(self.readers.ping().await?)
    }

    /// Closes the connections, after which every verb fails. On SQLite what stands in the log beside the database goes into it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn close(&self) -> Result<(), Error> {
        self.readers.close_by_ref().await?;
        self.searching.close().await?;
        Ok(self.write.close_by_ref().await?)
    }

    /// The moment it is now, as the database keeps it: UTC, whole microseconds.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now().trunc_subsecs(6)
    }

    /// The chance.
    pub fn rng(&self) -> &dyn Rng {
        &*self.rng
    }

    /// HMAC-SHA256 (RFC 2104) of the parts under the site's key: 32 bytes that nobody without the key can make.
    ///
    /// Each part goes in with its length before it, so that no two lists of parts are the same text. The first part says
    /// what the mark is for, so that a mark made for one thing is good for nothing else.
    pub(crate) fn mark(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key.0).expect("HMAC takes a key of any length");
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    pub(crate) fn hashing(&self) -> &crate::accounts::password::Hashing {
        &self.hashing
    }

    /// Does what keeps a core busy for a while, such as rendering a text, away from the threads that answer requests: as much
    /// at once as there are cores, the rest waits its turn (security L2).
    pub(crate) async fn aside<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> T {
        let place = self.aside.clone().acquire_owned().await.expect("nobody closes it");
        let done = tokio::task::spawn_blocking(move || {
            // The place is given back when the work is done, not when the caller goes away.
            let _place = place;
            job()
        });
        done.await.expect("rendering and parsing do not panic")
    }

    /// Begins a transaction that writes. On SQLite it is IMMEDIATE, so that read-then-write waits instead of failing.
    pub(crate) async fn begin(&self) -> Result<Tx, Error> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        Ok(Tx { inner: self.write.begin_with_options(options).await?, store: self.clone() })
    }
}

/// A transaction that writes. Dropped, it never happened.
pub(crate) struct Tx {
    inner: DatabaseTransaction,
    store: Store,
}

impl Tx {
    /// Keeps what was written and raises the site's edition with it: no reader is served an older page afterwards.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        let number = edition::raise(&self.inner).await?;
        Ok(edition::commit(&self.store, self.inner, number).await?)
    }

    /// Keeps what was written and leaves the edition: for what no reader ever sees (sessions, throttles, drafts, audit).
    pub(crate) async fn commit_unseen(self) -> Result<(), Error> {
        Ok(self.inner.commit().await?)
    }
}

impl std::ops::Deref for Tx {
    type Target = DatabaseTransaction;
    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}

/// The database failed, or could not be reached. Its words are for the log, never for people.
#[derive(Debug, thiserror::Error)]
#[error("the database: {0}")]
pub struct Error(#[from] DbErr);

impl Error {
    /// Whether a row with the same key was there already.
    pub(crate) fn is_duplicate(&self) -> bool {
        matches!(self.0.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
    }

    /// Whether what the row refers to is not there.
    pub(crate) fn is_dangling(&self) -> bool {
        matches!(self.0.sql_err(), Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)))
    }
}

fn options(url: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).sqlx_logging(false).acquire_timeout(Duration::from_secs(5));
    // A line to a server can have been lost; a file does not go away, and to ask it costs as much as a small query.
    options.test_before_acquire(url.starts_with("postgres"));
    options.map_sqlx_sqlite_opts(move |sqlite| {
        sqlite
            .create_if_missing(!read_only)
            .read_only(read_only)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            // Negative: kilobytes. The system keeps the file in memory too, once for all connections.
            .pragma("cache_size", "-1000")
    });
    options.map_sqlx_postgres_opts(|postgres| postgres.options([("statement_timeout", "5s"), ("synchronous_commit", "on")]));
    options
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::DbBackend;
    use crate::store_tests;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    store_tests! {
        async fn x05_l03_every_connection_keeps_what_it_says_and_gives_up_in_time(scene: Scene) {
            let (name, asked) = match scene.store.for_migration().get_database_backend() {
                DbBackend::Postgres => ("SHOW", [("synchronous_commit", "on"), ("statement_timeout", "5s")].to_vec()),
                _ => ("PRAGMA", [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1")].to_vec()),
            };
            for (setting, value) in asked {
                assert_eq!(scene.said(&format!("{name} {setting}")).await, value, "{setting}");
            }
        }

        async fn x05_who_fills_a_site_has_more_room_and_still_keeps_what_was_said(scene: Scene) {
            scene.store.make_room_to_fill().await.unwrap();
            let asked = match scene.store.for_migration().get_database_backend() {
                DbBackend::Postgres => [("SHOW synchronous_commit", "on")].to_vec(),
                _ => [("PRAGMA cache_size", "-65536"), ("PRAGMA wal_autocheckpoint", "16384"), ("PRAGMA synchronous", "2")].to_vec(),
            };
            for (question, value) in asked {
                assert_eq!(scene.said(question).await, value, "{question}");
            }
        }

        async fn l02_no_more_is_done_aside_at_once_than_there_are_cores(scene: Scene) {
            let cores = std::thread::available_parallelism().map_or(2, usize::from);
            let (at_work, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
            let (open, gate) = std::sync::mpsc::channel::<()>();
            let gate = Arc::new(std::sync::Mutex::new(gate));
            let all: Vec<_> = (0..3 * cores)
                .map(|number| {
                    let (store, at_work, most, gate) = (scene.store.clone(), at_work.clone(), most.clone(), gate.clone());
                    tokio::spawn(async move {
                        store
                            .aside(move || {
                                most.fetch_max(at_work.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                                // Nobody gets on before the gate opens.
                                let _opened = gate.lock().map(|gate| gate.recv());
                                at_work.fetch_sub(1, Ordering::SeqCst);
                                number
                            })
                            .await
                    })
                })
                .collect();
            while at_work.load(Ordering::SeqCst) < cores {
                tokio::task::yield_now().await;
            }
            drop(open);
            let mut done = Vec::new();
            for one in all {
                done.push(one.await.unwrap());
            }
            assert_eq!(done, (0..3 * cores).collect::<Vec<_>>());
            assert_eq!(most.load(Ordering::SeqCst), cores);
        }
    }
}
