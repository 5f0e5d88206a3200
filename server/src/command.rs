//! The command line.

use crate::config::{BaseUrl, Config};
use crate::serve;
use clap::{Parser, Subcommand};
use std::error::Error;
use std::net::SocketAddr;
use std::path::PathBuf;
use tokio::net::TcpListener;

/// Lantern, a blogging CMS whose unit is the slide.
#[derive(Parser)]
#[command(name = "lantern", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site and its admin panel.
    Serve {
        /// The data folder; made if it is not there.
        #[arg(long, default_value = "lantern-data")]
        data: PathBuf,
        /// The address to listen at.
        #[arg(long, default_value = "127.0.0.1:3000")]
        listen: SocketAddr,
    },
}

/// Runs the command that the arguments name.
///
/// # Errors
/// What stopped it, in one sentence.
pub async fn run() -> Result<(), Box<dyn Error + Send + Sync>> {
    match Cli::parse().command {
        Command::Serve { data, listen } => {
            let listener = TcpListener::bind(listen).await?;
            let config = Config { data, listen, base_url: BaseUrl::of(listener.local_addr()?), database_url: None };
            let store = serve::open_store(&config).await?;
            let media = serve::open_media(&config)?;
            let (state, code) = serve::state(config, store, media).await?;
            announce(&state.config.base_url, code.as_deref());
            serve::serve(listener, state, stop()).await?;
            Ok(())
        }
    }
}

#[expect(clippy::print_stdout, reason = "the address and the set-up code are for the person at the terminal")]
fn announce(address: &BaseUrl, code: Option<&str>) {
    println!("Lantern listens at {address}");
    if let Some(code) = code {
        println!("Set it up at {address}/setup with the code {code}");
    }
}

/// Ctrl-C, or SIGTERM.
async fn stop() {
    let mut terminate =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).expect("the system delivers SIGTERM");
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
