//! Configuration: file, environment, flags, in that order of strength rising. Every key is checked at the start.

mod base_url;
mod gather;
mod keys;
mod wrong;

pub use base_url::BaseUrl;
pub use gather::{Flags, gather};
pub use keys::{KEYS, Key, table};
pub use wrong::Wrong;

use crate::edge::Networks;
use crate::logs::{Format, Level};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// How much memory the pages may take that are kept for readers where nothing is said, in megabytes.
const PAGE_CACHE_MB: usize = 16;

/// The configuration, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// The data folder: database, key, media.
    pub data: PathBuf,
    /// Where Lantern listens.
    pub listen: SocketAddr,
    /// The address that readers use.
    pub base_url: BaseUrl,
    /// Other names under which the site is reached, each as `Host` carries it.
    pub aliases: Vec<String>,
    /// Whether plain HTTP off loopback was allowed.
    pub insecure_http: bool,
    /// `postgres://…`, or none for SQLite in the data folder.
    pub database_url: Option<String>,
    /// The proxies whose word about the client's address counts.
    pub trusted_proxies: Networks,
    /// The file of the site's secret key.
    pub secret_key_file: PathBuf,
    /// How much memory the pages may take that are kept for readers, in bytes.
    pub page_cache_bytes: usize,
    /// How the log is written.
    pub log_format: Format,
    /// From which level on it is written.
    pub log_level: Level,
}

impl Config {
    /// What holds where nothing is said: SQLite in the folder, on loopback.
    pub fn of_folder(data: &Path, listen: SocketAddr) -> Self {
        Self {
            data: data.to_owned(),
            listen,
            base_url: BaseUrl::of(listen),
            aliases: Vec::new(),
            insecure_http: false,
            database_url: None,
            trusted_proxies: Networks::default(),
            secret_key_file: data.join(crate::key::NAME),
            page_cache_bytes: PAGE_CACHE_MB * 1_000_000,
            log_format: Format::Text,
            log_level: Level::Info,
        }
    }

    /// The same once it is known on which port Lantern listens: an address that was left to the system gets its port.
    #[must_use]
    pub fn listening_at(mut self, at: SocketAddr) -> Self {
        if self.base_url == BaseUrl::of(self.listen) {
            self.base_url = BaseUrl::of(at);
        }
        self.listen = at;
        self
    }

    /// Whether the site is served under that host, given in lower case with its port as `Host` carries it (security H4).
    pub fn is_own_host(&self, host: &str) -> bool {
        let default_port = if self.base_url.is_https() { ":443" } else { ":80" };
        let host = host.strip_suffix(default_port).unwrap_or(host);
        if host == self.base_url.host() || self.aliases.iter().any(|alias| alias == host) {
            return true;
        }
        self.base_url.loopback_port().is_some_and(|port| {
            ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| match host.strip_prefix(name) {
                Some("") => port == 80,
                Some(rest) => rest.strip_prefix(':').and_then(|digits| digits.parse::<u16>().ok()) == Some(port),
                None => false,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(base_url: &str) -> Config {
        let mut config = Config::of_folder(Path::new("data"), "127.0.0.1:3000".parse().unwrap());
        config.base_url = BaseUrl::parse(base_url).unwrap();
        config
    }

    #[test]
    fn h04_the_site_is_served_under_its_own_names_alone() {
        let mut config = at("https://slowlight.example");
        config.aliases = vec!["www.slowlight.example".to_owned()];
        for host in ["slowlight.example", "slowlight.example:443", "www.slowlight.example"] {
            assert!(config.is_own_host(host), "{host}");
        }
        for host in ["slowlight.example:80", "evil.example", "slowlight.example.evil.example", "localhost", "127.0.0.1", ""] {
            assert!(!config.is_own_host(host), "{host}");
        }
    }

    #[test]
    fn h04_on_loopback_every_name_of_the_machine_itself_is_good_with_the_port() {
        let config = at("http://127.0.0.1:3000");
        for host in ["127.0.0.1:3000", "localhost:3000", "[::1]:3000"] {
            assert!(config.is_own_host(host), "{host}");
        }
        for host in ["127.0.0.1", "localhost:3001", "localhost.evil.example:3000", "localhost:", "127.0.0.2:3000"] {
            assert!(!config.is_own_host(host), "{host}");
        }
        assert!(at("http://localhost").is_own_host("127.0.0.1:80"));
    }
}
