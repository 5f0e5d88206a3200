//! `lantern serve` and `lantern migrate`.

use super::{Failed, say};
use crate::config::Config;
use crate::serve::Stopped;
use crate::{key, logs, serve};
use tokio::net::TcpListener;

/// Serves until Ctrl-C or SIGTERM.
pub(super) async fn run(config: Config) -> Result<(), Failed> {
    logs::begin(config.log_format, config.log_level);
    // Before the address is announced: whoever reads it may send SIGTERM at once.
    let stop = stop();
    key::make_folder(&config.data)?;
    let _held = key::hold(&config.data)?;
    let at = config.listen;
    let listener = TcpListener::bind(at).await.map_err(|error| Stopped::Listen { at, error })?;
    let config = config.listening_at(listener.local_addr()?);
    if config.insecure_http {
        tracing::warn!("`insecure_http` is on: everybody on the way can read passwords and sessions");
    }
    let store = serve::open_store(&config).await?;
    let media = serve::open_media(&config).map_err(Stopped::from)?;
    let (state, code) = serve::state(config, store, media).await?;
    let address = state.config.base_url.clone();
    say(&format!("Lantern listens at {address}"));
    if let Some(code) = code {
        say(&format!("Set it up at {address}/setup with the code {code}"));
    }
    Ok(serve::serve(listener, state, stop).await?)
}

/// Brings the database up to date.
pub(super) async fn migrate(config: Config) -> Result<(), Failed> {
    key::make_folder(&config.data)?;
    let _held = key::hold(&config.data)?;
    serve::open_store(&config).await?;
    say("The database is up to date.");
    Ok(())
}

/// Ends at Ctrl-C or SIGTERM. Both are listened to from the call on, not from the first time that somebody waits.
fn stop() -> impl Future<Output = ()> + Send + 'static {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt()).expect("the system delivers SIGINT");
    let mut terminate = signal(SignalKind::terminate()).expect("the system delivers SIGTERM");
    async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}
