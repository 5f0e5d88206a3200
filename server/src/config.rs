//! Configuration: file, environment, flags, in that order of strength rising. Every key is checked at the start.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder: database, key, media.
    pub data: PathBuf,
    /// Where Lantern listens.
    pub listen: SocketAddr,
    /// The address that readers use.
    pub base_url: BaseUrl,
    /// `postgres://…`, or none for SQLite in the data folder.
    pub database_url: Option<String>,
}

/// The site's own address: scheme, host and port, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address of a server that listens at `listen` and nowhere else.
    pub fn of(listen: SocketAddr) -> Self {
        Self(format!("http://{listen}"))
    }

    /// The origin: `https://slowlight.example`.
    pub fn origin(&self) -> &str {
        &self.0
    }

    /// The host with its port, as `Host` carries it.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
