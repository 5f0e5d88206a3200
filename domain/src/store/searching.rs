//! Places for those who search: few, so that pages never wait for them, and given back by those for whom nobody waits any longer.

use super::{DbErr, Error, Reader, options};
use sea_orm::sqlx::sqlite::SqliteConnection;
use sea_orm::{Database, DatabaseConnection};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many searches ask the database at once: fewer than there are connections.
const SEARCHES: usize = 2;

/// How many steps SQLite goes between two questions whether anybody waits: some microseconds.
const STEPS: i32 = 1_000;

/// The places.
pub(crate) struct Places {
    free: Arc<Semaphore>,
    /// On SQLite, which knows no time limit, a place is a connection of its own that can be told to end. Invariant: as many as free
    /// places, or none on PostgreSQL.
    lines: Mutex<Vec<Line>>,
}

/// A connection whose statement ends when nobody waits for it.
struct Line {
    reader: DatabaseConnection,
    turns: Arc<Turns>,
}

/// Who waited at a connection one after another, counted from 1: who came last, and who gave up last. Who leaves late, when somebody
/// else is there already, gives up their own turn alone.
#[derive(Default)]
struct Turns {
    current: AtomicU64,
    given_up: AtomicU64,
}

/// A place that somebody has. It is free again when this is dropped.
pub(crate) struct Place {
    line: Option<Line>,
    places: Arc<Places>,
    _permit: OwnedSemaphorePermit,
}

/// Somebody who waits for what is done at a place. When this is dropped, what is asked there on SQLite ends with an error.
pub(crate) struct Waiting(Option<(Arc<Turns>, u64)>);

impl Places {
    pub(super) fn on_postgres() -> Arc<Self> {
        Self::of(Vec::new())
    }

    pub(super) async fn on_sqlite(url: &str) -> Result<Arc<Self>, DbErr> {
        let mut lines = Vec::with_capacity(SEARCHES);
        for _ in 0..SEARCHES {
            lines.push(Line::open(url).await?);
        }
        Ok(Self::of(lines))
    }

    fn of(lines: Vec<Line>) -> Arc<Self> {
        Arc::new(Self { free: Arc::new(Semaphore::new(SEARCHES)), lines: Mutex::new(lines) })
    }

    /// A place, as soon as one is free, and somebody who waits for what is done there. Who came first has it first.
    pub(crate) async fn take(self: &Arc<Self>) -> (Place, Waiting) {
        let permit = self.free.clone().acquire_owned().await.expect("nobody closes it");
        let line = self.lines().pop();
        let waiting = Waiting(line.as_ref().map(Line::next_turn));
        (Place { line, places: self.clone(), _permit: permit }, waiting)
    }

    /// Tells `each` of every statement that is asked at a place that is free now.
    #[cfg(feature = "scene")]
    pub(super) fn observe(&self, each: &(impl Fn() + Clone + Send + Sync + 'static)) {
        for line in self.lines().iter_mut() {
            let each = each.clone();
            line.reader.set_metric_callback(move |_| each());
        }
    }

    pub(super) async fn close(&self) -> Result<(), Error> {
        let readers: Vec<DatabaseConnection> = self.lines().iter().map(|line| line.reader.clone()).collect();
        for reader in readers {
            reader.close_by_ref().await?;
        }
        Ok(())
    }

    fn lines(&self) -> MutexGuard<'_, Vec<Line>> {
        self.lines.lock().expect("nobody panics while holding it")
    }
}

impl Line {
    async fn open(url: &str) -> Result<Self, DbErr> {
        let turns = Arc::new(Turns::default());
        let asked = turns.clone();
        let mut options = options(url, 1, true);
        options.map_sqlx_sqlite_pool_opts(move |pool| {
            let asked = asked.clone();
            pool.after_connect(move |connection: &mut SqliteConnection, _| {
                let asked = asked.clone();
                Box::pin(async move {
                    connection.lock_handle().await?.set_progress_handler(STEPS, move || asked.somebody_waits());
                    Ok(())
                })
            })
        });
        Ok(Self { reader: Database::connect(options).await?, turns })
    }

    /// The turn that begins now.
    fn next_turn(&self) -> (Arc<Turns>, u64) {
        let turn = self.turns.current.fetch_add(1, Ordering::Relaxed) + 1;
        (self.turns.clone(), turn)
    }
}

impl Place {
    /// What queries run on here; none where it is any connection.
    pub(super) fn reader(&self) -> Option<Reader> {
        self.line.as_ref().map(|line| Reader::Any(line.reader.clone()))
    }
}

impl Turns {
    fn somebody_waits(&self) -> bool {
        self.given_up.load(Ordering::Relaxed) < self.current.load(Ordering::Relaxed)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // Before the permit goes, which is dropped after this: who has it finds a connection.
        self.places.lines().extend(self.line.take());
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some((turns, turn)) = &self.0 {
            turns.given_up.fetch_max(*turn, Ordering::Relaxed);
        }
    }
}
