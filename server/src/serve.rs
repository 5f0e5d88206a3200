//! `lantern serve`: opens the store, migrates, listens, and ends in good order.

use crate::cache::PageCache;
use crate::config::Config;
use crate::edge::{PerMinute, RequestIds};
use crate::feeds::card::CardMaker;
use crate::front::Front;
use crate::gates::SetUpGuard;
use crate::key::{self, Unusable};
use crate::media::files::{DISK_RESERVE_BYTES, FilesError};
use crate::media::{Intake, MediaFiles, sweep};
use crate::public::KnownSite;
use crate::state::{AppState, Given, SEARCHES_A_MINUTE};
use crate::{assets, lines, router};
use domain::store::{Clock, Opening, Store, SystemClock, SystemRng};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;

/// How often what is over is swept away.
const SWEEPING: Duration = Duration::from_hours(1);

/// Why Lantern does not start, or stopped.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The data folder or the key cannot be used.
    #[error(transparent)]
    Unusable(#[from] Unusable),
    /// The data was written by a newer program (security X1).
    #[error(
        "`data` was written by a newer Lantern, which knows the change {change} that this one, {version}, does not; nothing was \
         touched. Start that one, or go back to a backup"
    )]
    Newer {
        /// The change that this program does not know.
        change: String,
        /// The version of this program.
        version: &'static str,
    },
    /// The media folder cannot be used.
    #[error(transparent)]
    Media(#[from] FilesError),
    /// Server functions are not in the list of calls (security A1).
    #[error("these server functions are not in the list of calls: {0}")]
    Unlisted(String),
    /// Nothing can listen at the address.
    #[error("`listen` is {at}, where Lantern cannot listen: {error}")]
    Listen {
        /// The address.
        at: SocketAddr,
        /// What the system says.
        error: std::io::Error,
    },
    /// The network failed.
    #[error("the network failed: {0}")]
    Network(std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] domain::store::Error),
    /// A migration failed.
    #[error("the database could not be brought up to date: {0}")]
    Migration(String),
    /// An account's verb failed.
    #[error(transparent)]
    Accounts(#[from] domain::accounts::Error),
}

/// Opens the store of the data folder and brings its schema up to date.
///
/// # Errors
/// What is wrong with folder or key, [`Stopped::Newer`], or what the database says.
pub async fn open_store(config: &Config) -> Result<Store, Stopped> {
    open_store_with(config, Arc::new(SystemClock)).await
}

/// The same with a clock of one's own.
///
/// # Errors
/// As [`open_store`].
pub async fn open_store_with(config: &Config, clock: Arc<dyn domain::store::Clock>) -> Result<Store, Stopped> {
    key::make_folder(&config.data)?;
    let key = key::load_or_make(&config.secret_key_file, &SystemRng)?;
    let url = if let Some(url) = &config.database_url {
        url.clone()
    } else {
        let file = config.data.join("lantern.db");
        key::make_database_file(&file)?;
        format!("sqlite://{}", file.display())
    };
    let store = Store::open(Opening { url, clock, rng: Arc::new(SystemRng), key, connections: 4 }).await?;
    let migrated = |error: migration::DbErr| Stopped::Migration(error.to_string());
    match migration::bring_up_to_date(store.for_migration()).await.map_err(migrated)? {
        Some(change) => Err(Stopped::Newer { change, version: env!("CARGO_PKG_VERSION") }),
        None => Ok(store),
    }
}

/// How old a file must be that was left half written before it is swept: no upload takes that long.
const HALF_WRITTEN: Duration = Duration::from_hours(24);

/// Opens the media of the data folder, and sweeps away what a stopped machine left half written.
///
/// # Errors
/// What the file system says.
pub fn open_media(config: &Config) -> Result<Intake, FilesError> {
    let files = MediaFiles::open(&config.data.join("media"), DISK_RESERVE_BYTES, Arc::new(SystemRng))?;
    files.sweep_incoming(SystemTime::from(SystemClock.now()) - HALF_WRITTEN)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    Ok(Intake::new(files, cores))
}

/// What every handler is given, and the set-up code while the site has no owner.
///
/// # Errors
/// What the database says.
pub async fn state(config: Config, store: Store, media: Intake) -> Result<(AppState, Option<String>), domain::accounts::Error> {
    let is_set_up = domain::accounts::is_set_up(&store).await?;
    let (guard, code) = SetUpGuard::new(store.rng(), store.now(), is_set_up);
    let assets = assets::manifest().unwrap_or_default();
    let known = Arc::new(KnownSite::new(domain::settings::frame(&store).await?));
    store.learn_edition().await?;
    let pages = PageCache::new(config.page_cache_bytes);
    let cards = Arc::new(CardMaker::new(media.files().clone()));
    let given = Given {
        store,
        config: Arc::new(config),
        request_ids: RequestIds::default(),
        assets,
        media,
        set_up: Arc::new(guard),
        cards,
        pages,
        known,
        readings: Arc::default(),
        last_sheet: Arc::default(),
        searches: Arc::new(PerMinute::new(SEARCHES_A_MINUTE)),
    };
    Ok((given.into(), (!is_set_up).then_some(code)))
}

/// Serves until `stop` comes, then lets the requests under way end.
///
/// # Errors
/// [`Stopped::Unlisted`], or what the network says.
pub async fn serve(
    listener: TcpListener,
    state: AppState,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Stopped> {
    let sweeping = tokio::spawn(sweep(state.clone()));
    let store = state.store.clone();
    let catching_up = tokio::spawn(catch_up(store.clone()));
    let following = tokio::spawn({
        let store = store.clone();
        async move { store.follow_edition().await }
    });
    let (stop_keeping, is_over) = tokio::sync::oneshot::channel();
    let keeping = tokio::spawn({
        let (readings, store) = (state.readings.clone(), store.clone());
        async move { readings.keep_by_the_minute(&store, is_over).await }
    });
    let served = serve_router(listener, router::router(&state), stop).await;
    drop(stop_keeping);
    if let Err(error) = keeping.await {
        tracing::warn!(%error, "what was counted last could not be written down");
    }
    sweeping.abort();
    following.abort();
    catching_up.abort();
    store.close().await?;
    served
}

/// The same for a router of one's own.
///
/// # Errors
/// As [`serve`].
pub async fn serve_router(
    listener: TcpListener,
    router: Front,
    stop: impl Future<Output = ()> + Send + 'static,
) -> Result<(), Stopped> {
    router::unlisted_calls().map_err(|paths| Stopped::Unlisted(paths.join(", ")))?;
    lines::hold(listener, router, stop, lines::PATIENCE).await.map_err(Stopped::Network)
}

/// Lets what was published before there was a search be found. Readers are served meanwhile.
async fn catch_up(store: Store) {
    match domain::search::catch_up(&store).await {
        Ok(0) => {}
        Ok(articles) => tracing::info!(articles, "what was published before there was a search can be found now"),
        Err(error) => tracing::warn!(%error, "what was published before there was a search cannot be found yet"),
    }
}

/// Sweeps away what is over: files that nobody holds now; sessions, counters and cards beyond their room now and then every hour. A sweep that fails is
/// made up for by the next.
async fn sweep(state: AppState) {
    let Given { media, cards, store, .. } = &*state;
    match sweep::sweep(media, store, SystemTime::from(SystemClock.now()) - HALF_WRITTEN).await {
        Ok(0) => {}
        Ok(uploads) => tracing::info!(uploads, "files that nobody holds were removed"),
        Err(error) => tracing::warn!(%error, "files that nobody holds could not be swept away"),
    }
    let mut hours = tokio::time::interval(SWEEPING);
    loop {
        hours.tick().await;
        if let Err(error) = domain::accounts::sweep(store).await {
            tracing::warn!(%error, "sessions and counters that are over could not be swept away");
        }
        if let Err(error) = domain::corrections::sweep(store).await {
            tracing::warn!(%error, "reports that were settled long ago could not be swept away");
        }
        if let Err(error) = domain::numbers::sweep(store).await {
            tracing::warn!(%error, "numbers that are too old could not be swept away");
        }
        if let Err(error) = CardMaker::sweep(cards).await {
            tracing::warn!(%error, "the oldest pictures of cards could not be swept away");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::scene::{Backend, Scene, said};

    async fn opened(database_url: Option<String>) -> (Store, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::of_folder(&folder.path().join("data"), "127.0.0.1:3000".parse().unwrap());
        config.database_url = database_url;
        (open_store(&config).await.unwrap(), folder)
    }

    #[tokio::test]
    async fn x05_what_is_acknowledged_is_on_the_disk_of_sqlite() {
        let (store, _folder) = opened(None).await;
        for (setting, value) in [("synchronous", "2"), ("journal_mode", "wal"), ("foreign_keys", "1")] {
            assert_eq!(said(&store, &format!("PRAGMA {setting}")).await, value, "{setting}");
        }
    }

    #[tokio::test]
    async fn sqlite_is_the_one_that_was_built_for_a_server() {
        let (store, _folder) = opened(None).await;
        for option in ["DEFAULT_MEMSTATUS=0", "ENABLE_QPSG"] {
            assert_eq!(said(&store, &format!("SELECT sqlite_compileoption_used('{option}')")).await, "1", "{option}");
        }
    }

    #[tokio::test]
    async fn nodes_that_start_together_on_a_new_postgresql_wait_for_each_other() {
        let scene = Scene::on(Backend::Postgres).await;
        scene.forget_the_schema().await;
        let address = scene.store.address();
        let open = || opened(Some(address.to_owned()));
        let (one, two, three) = tokio::join!(open(), open(), open());
        for (store, _folder) in [one, two, three] {
            assert_eq!(said(&store, "SELECT number FROM edition").await, "1");
        }
    }

    #[tokio::test]
    async fn x05_what_is_acknowledged_is_on_the_disk_of_postgresql_and_no_statement_goes_on_for_ever() {
        let scene = Scene::on(Backend::Postgres).await;
        let (store, _folder) = opened(Some(scene.store.address().to_owned())).await;
        for (setting, value) in [("synchronous_commit", "on"), ("statement_timeout", "5s")] {
            assert_eq!(said(&store, &format!("SHOW {setting}")).await, value, "{setting}");
        }
    }
}
