//! `lantern serve`: opens the store, migrates, listens, and ends in good order.

use crate::config::Config;
use crate::gates::SetUpGuard;
use crate::media::files::{DISK_RESERVE_BYTES, FilesError};
use crate::media::{Intake, MediaFiles};
use crate::public::KnownSite;
use crate::state::AppState;
use crate::{assets, key, router};
use domain::store::{Clock, Opening, Store, SystemClock, SystemRng};
use migration::MigratorTrait;
use std::io;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tokio::net::TcpListener;

/// Opens the store of the data folder and brings its schema up to date.
///
/// # Errors
/// What the file system or the database says.
pub async fn open_store(config: &Config) -> Result<Store, Box<dyn std::error::Error + Send + Sync>> {
    key::make_folder(&config.data)?;
    let key = key::load_or_make(&config.data, &SystemRng)?;
    let file = config.data.join("lantern.db");
    let url = config.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", file.display()));
    let opening = Opening { url, clock: Arc::new(SystemClock), rng: Arc::new(SystemRng), key, connections: 4 };
    let store = Store::open(opening).await?;
    migration::Migrator::up(store.for_migration(), None).await?;
    Ok(store)
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
    let (guard, code) = SetUpGuard::new(store.rng(), is_set_up);
    let assets = assets::manifest().unwrap_or_default();
    let known = Arc::new(KnownSite::new(domain::settings::frame(&store).await?));
    let state = AppState { store, config: Arc::new(config), assets, media, set_up: Arc::new(guard), known };
    Ok((state, (!is_set_up).then_some(code)))
}

/// Serves until `stop` comes, then lets the requests under way end.
///
/// # Errors
/// What the network says.
pub async fn serve(listener: TcpListener, state: AppState, stop: impl Future<Output = ()> + Send + 'static) -> io::Result<()> {
    axum::serve(listener, router::router(state)).with_graceful_shutdown(stop).await
}
