//! Gathering the configuration: what the file says, over it the environment, over that the flags; then each value is read.

use super::keys::{KEYS, Key};
use super::wrong::{Place, Wrong};
use super::{BaseUrl, Config};
use crate::edge::{Network, Networks};
use crate::key;
use crate::logs::{Format, Level};
use clap::Args;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::net::SocketAddr;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// The name of the file that is read where none is named.
const FILE: &str = "lantern.toml";

/// The keys as flags. Each takes what the key takes; several of one are separated by commas.
#[derive(Debug, Clone, Default, Args)]
pub struct Flags {
    /// The configuration file [default: lantern.toml, if there is one].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The data folder [default: lantern-data].
    #[arg(long, value_name = "DIR")]
    data: Option<String>,
    /// Where to listen [default: 127.0.0.1:3000].
    #[arg(long, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address that readers use.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Other names of the site, separated by commas.
    #[arg(long, value_name = "HOSTS")]
    aliases: Option<String>,
    /// Allow plain HTTP off loopback.
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    insecure_http: Option<String>,
    /// The PostgreSQL database.
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
    /// Proxies whose X-Forwarded-For counts, separated by commas.
    #[arg(long, value_name = "NETWORKS")]
    trusted_proxies: Option<String>,
    /// The site's secret key.
    #[arg(long, value_name = "FILE")]
    secret_key_file: Option<String>,
    /// Memory for the pages that are kept for readers, in megabytes [default: 16].
    #[arg(long, value_name = "MB")]
    page_cache_mb: Option<String>,
    /// text or json [default: text].
    #[arg(long, value_name = "FORMAT")]
    log_format: Option<String>,
    /// error, warn, info or debug [default: info].
    #[arg(long, value_name = "LEVEL")]
    log_level: Option<String>,
}

impl Flags {
    fn value(&self, key: &Key) -> Option<&String> {
        match key.name {
            "data" => self.data.as_ref(),
            "listen" => self.listen.as_ref(),
            "base_url" => self.base_url.as_ref(),
            "aliases" => self.aliases.as_ref(),
            "insecure_http" => self.insecure_http.as_ref(),
            "database_url" => self.database_url.as_ref(),
            "trusted_proxies" => self.trusted_proxies.as_ref(),
            "secret_key_file" => self.secret_key_file.as_ref(),
            "page_cache_mb" => self.page_cache_mb.as_ref(),
            "log_format" => self.log_format.as_ref(),
            "log_level" => self.log_level.as_ref(),
            other => unreachable!("the key {other} has no flag"),
        }
    }
}

/// Gathers the configuration. `folder` is where `lantern.toml` is looked for.
///
/// # Errors
/// The first thing that is wrong, with its key and what was expected (security X1).
pub fn gather(flags: &Flags, environment: impl Iterator<Item = (OsString, OsString)>, folder: &Path) -> Result<Config, Wrong> {
    let mut values = Values::default();
    values.add_file(flags.config.as_deref(), folder)?;
    values.add_environment(environment)?;
    for key in &KEYS {
        if let Some(value) = flags.value(key) {
            values.0.insert(key.name, (value.clone(), Place::Flag(key.flag())));
        }
    }
    values.check()
}

/// The strongest value of each key, as text, with its place.
#[derive(Default)]
struct Values(BTreeMap<&'static str, (String, Place)>);

impl Values {
    fn add_file(&mut self, named: Option<&Path>, folder: &Path) -> Result<(), Wrong> {
        let path = named.map_or_else(|| folder.join(FILE), Path::to_owned);
        let name = named.map_or_else(|| FILE.to_owned(), |path| path.display().to_string());
        let problem = |problem: String| Wrong::File { name: name.clone(), problem };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && named.is_none() => return Ok(()),
            Err(error) => return Err(problem(format!("cannot be read: {error}"))),
        };
        let table: toml::Table =
            text.parse().map_err(|error: toml::de::Error| problem(format!("is not TOML: {}", error.message())))?;
        for (name, value) in table {
            let place = Place::File(path.file_name().map_or_else(|| FILE.to_owned(), |name| name.to_string_lossy().into_owned()));
            let Some(key) = Key::named(&name) else { return Err(Wrong::Unknown { key: name, place }) };
            let Some(text) = as_text(&value) else {
                return Err(wrong(key, &value.to_string(), place));
            };
            if key.is_secret && is_open_to_all(&path) {
                let words =
                    format!("`{}` in {} can be read by everybody on this machine; chmod 600 the file", key.name, path.display());
                return Err(Wrong::Contradiction(words));
            }
            self.0.insert(key.name, (text, place));
        }
        Ok(())
    }

    fn add_environment(&mut self, environment: impl Iterator<Item = (OsString, OsString)>) -> Result<(), Wrong> {
        let mut plain_database_url = None;
        for (variable, value) in environment {
            let Some(variable) = variable.to_str() else { continue };
            let value = value.to_string_lossy().into_owned();
            let place = Place::Environment(variable.to_owned());
            if variable == "DATABASE_URL" {
                plain_database_url = Some((value, place));
                continue;
            }
            // What begins so is for the tests of this program and says nothing to the program itself.
            let Some(name) = variable.strip_prefix("LANTERN_").filter(|name| !name.starts_with("TEST_")) else { continue };
            let name = name.to_lowercase();
            let Some(key) = Key::named(&name) else { return Err(Wrong::Unknown { key: name, place }) };
            self.0.insert(key.name, (value, place));
        }
        if let Some(found) = plain_database_url {
            match self.0.get("database_url") {
                Some((other, Place::Environment(_))) if *other != found.0 => {
                    let words = "`database_url` is said twice in the environment, in DATABASE_URL and in LANTERN_DATABASE_URL, and not the same; keep one";
                    return Err(Wrong::Contradiction(words.to_owned()));
                }
                _ => self.0.insert("database_url", found),
            };
        }
        Ok(())
    }

    fn check(self) -> Result<Config, Wrong> {
        let data = PathBuf::from(self.read("data", not_empty)?.unwrap_or_else(|| "lantern-data".to_owned()));
        let listen = self.read("listen", |text| text.parse().ok())?.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let base_url = self.read("base_url", |text| BaseUrl::parse(text).ok())?;
        let insecure_http = self.read("insecure_http", |text| text.parse().ok())?.unwrap_or(false);
        let config = Config {
            base_url: checked(base_url, listen, insecure_http)?,
            insecure_http,
            aliases: self.read("aliases", |text| list(text, host))?.unwrap_or_default(),
            database_url: self.read("database_url", |text| {
                (text.starts_with("postgres://") || text.starts_with("postgresql://")).then(|| text.to_owned())
            })?,
            trusted_proxies: Networks(
                self.read("trusted_proxies", |text| list(text, |one| one.parse::<Network>().ok()))?.unwrap_or_default(),
            ),
            secret_key_file: self.read("secret_key_file", not_empty)?.map_or_else(|| data.join(key::NAME), PathBuf::from),
            page_cache_bytes: self.read("page_cache_mb", megabytes)?.unwrap_or(super::PAGE_CACHE_MB * 1_000_000),
            log_format: self.read("log_format", Format::from_code)?.unwrap_or(Format::Text),
            log_level: self.read("log_level", Level::from_code)?.unwrap_or(Level::Info),
            data,
            listen,
        };
        Ok(config)
    }

    fn read<T>(&self, name: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Wrong> {
        let key = Key::named(name).expect("the configuration reads keys of the list");
        let Some((text, place)) = self.0.get(name) else { return Ok(None) };
        parse(text.trim()).map(Some).ok_or_else(|| wrong(key, text, place.clone()))
    }
}

fn wrong(key: &Key, value: &str, place: Place) -> Wrong {
    let value = if key.is_secret { "that is not shown here".to_owned() } else { format!("{value:?}") };
    Wrong::Value { key: key.name, place, value, expected: key.expected }
}

/// A value of the file as the environment would have it; none for what no key takes.
fn as_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Boolean(word) => Some(word.to_string()),
        toml::Value::Array(items) => {
            let texts: Option<Vec<&str>> = items.iter().map(toml::Value::as_str).collect();
            Some(texts?.join(","))
        }
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Float(_) | toml::Value::Datetime(_) | toml::Value::Table(_) => None,
    }
}

fn not_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Megabytes in bytes.
fn megabytes(text: &str) -> Option<usize> {
    text.parse().ok().filter(|megabytes: &usize| *megabytes <= 4_096).map(|megabytes| megabytes * 1_000_000)
}

fn list<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split(',').map(str::trim).filter(|one| !one.is_empty()).map(parse).collect()
}

/// A host as `Host` carries it, in lower case.
fn host(text: &str) -> Option<String> {
    let authority: axum::http::uri::Authority = text.to_ascii_lowercase().parse().ok()?;
    (!text.contains('@') && !authority.host().is_empty()).then(|| authority.to_string())
}

/// The site's address, if what is sent to it cannot be read on the way, or its operator has said that it may be.
fn checked(base_url: Option<BaseUrl>, listen: SocketAddr, insecure_http: bool) -> Result<BaseUrl, Wrong> {
    let base_url = match base_url {
        Some(base_url) => base_url,
        None if listen.ip().is_loopback() => BaseUrl::of(listen),
        None => {
            let words = format!(
                "`base_url` is missing: with `listen` at {listen} Lantern must be told the address that readers use, such as https://slowlight.example"
            );
            return Err(Wrong::Contradiction(words));
        }
    };
    let is_open = !base_url.is_https() && base_url.loopback_port().is_none();
    match (is_open, insecure_http) {
        (true, false) => Err(Wrong::Contradiction(format!(
            "`base_url` is {base_url}: over plain HTTP everybody on the way can read passwords and sessions; expected an address that begins with https://, or `insecure_http = true` if that is meant"
        ))),
        (false, true) => Err(Wrong::Contradiction(format!(
            "`insecure_http` is true, but `base_url` is {base_url}, which needs no such leave; expected one without the other"
        ))),
        (true, true) | (false, false) => Ok(base_url),
    }
}

/// Whether everybody on this machine can read the file.
fn is_open_to_all(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(file: &str, environment: &[(&str, &str)], flags: &Flags) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        fs::write(&path, file).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        let environment = environment.iter().map(|(name, value)| (OsString::from(name), OsString::from(value)));
        gather(flags, environment, folder.path()).map_err(|wrong| wrong.to_string())
    }

    #[test]
    fn flags_are_stronger_than_the_environment_and_that_than_the_file() {
        let file = "listen = '127.0.0.1:1'\ndata = 'from-file'\naliases = ['a.example', 'b.example:81']";
        let environment = [("LANTERN_LISTEN", "127.0.0.1:2"), ("LANTERN_DATA", "from-environment"), ("PATH", "/bin")];
        let flags = Flags { listen: Some("127.0.0.1:3".into()), ..Flags::default() };
        let config = told(file, &environment, &flags).unwrap();
        assert_eq!(config.listen.port(), 3);
        assert_eq!(config.data, Path::new("from-environment"));
        assert_eq!(config.secret_key_file, Path::new("from-environment/lantern.key"));
        assert_eq!(config.aliases, ["a.example", "b.example:81"]);
    }

    #[test]
    fn x01_a_key_that_does_not_exist_stops_the_start() {
        assert_eq!(
            told("lisen = 'x'", &[], &Flags::default()).unwrap_err(),
            "there is no key `lisen`, found in lantern.toml; `lantern config` lists the keys there are"
        );
        let error = told("", &[("LANTERN_LISEN", "x")], &Flags::default()).unwrap_err();
        assert!(error.contains("`lisen`, found in the environment as LANTERN_LISEN"), "{error}");
        told("", &[("LANTERN_TEST_POSTGRES", "x")], &Flags::default()).unwrap();
    }

    #[test]
    fn x01_a_wrong_value_is_named_with_its_key_and_what_was_expected() {
        let cases = [
            ("listen = '3000'", "listen"),
            ("listen = 3000", "listen"),
            ("base_url = 'slowlight.example'", "base_url"),
            ("insecure_http = 'perhaps'", "insecure_http"),
            ("trusted_proxies = 'all'", "trusted_proxies"),
            ("trusted_proxies = ['10.0.0.0/8', '0.0.0.0/0']", "trusted_proxies"),
            ("aliases = ['a example']", "aliases"),
            ("page_cache_mb = -1", "page_cache_mb"),
            ("page_cache_mb = 5000", "page_cache_mb"),
            ("log_format = 'xml'", "log_format"),
            ("log_level = 'loud'", "log_level"),
            ("data = ''", "data"),
        ];
        for (file, name) in cases {
            let error = told(file, &[], &Flags::default()).unwrap_err();
            let key = Key::named(name).unwrap();
            assert!(error.contains(&format!("`{name}`, in lantern.toml, has the value \"")), "{error}");
            assert!(error.ends_with(&format!("expected {}", key.expected)), "{error}");
        }
    }

    #[test]
    fn x01_a_secret_is_never_shown() {
        let error = told("database_url = 'mysql://me:canary@db'", &[], &Flags::default()).unwrap_err();
        assert!(error.contains("`database_url`") && !error.contains("canary"), "{error}");
    }

    #[test]
    fn x01_plain_http_off_loopback_needs_leave() {
        let of = |file: &str| told(file, &[], &Flags::default());
        assert!(of("base_url = 'http://slowlight.example'").unwrap_err().contains("insecure_http = true"));
        assert!(of("listen = '0.0.0.0:80'").unwrap_err().contains("`base_url` is missing"));
        assert!(
            of("base_url = 'https://slowlight.example'\ninsecure_http = true").unwrap_err().contains("one without the other")
        );
        assert!(of("base_url = 'http://slowlight.example'\ninsecure_http = true").unwrap().insecure_http);
        assert!(of("base_url = 'https://slowlight.example'\nlisten = '0.0.0.0:80'").is_ok());
        assert!(of("base_url = 'http://localhost:3000'").is_ok());
    }

    #[test]
    fn x01_a_database_that_is_said_twice_is_a_contradiction() {
        let twice = [("DATABASE_URL", "postgres://a/b"), ("LANTERN_DATABASE_URL", "postgres://c/d")];
        assert!(told("", &twice, &Flags::default()).unwrap_err().contains("said twice"));
        let once = told("database_url = 'postgres://a/b'", &[("DATABASE_URL", "postgres://c/d")], &Flags::default()).unwrap();
        assert_eq!(once.database_url.as_deref(), Some("postgres://c/d"));
    }

    #[test]
    fn x01_a_file_with_a_secret_that_everybody_can_read_stops_the_start() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        fs::write(&path, "database_url = 'postgres://me:secret@db/lantern'").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let wrong = gather(&Flags::default(), std::iter::empty(), folder.path()).unwrap_err().to_string();
        assert!(wrong.contains("chmod 600"), "{wrong}");
    }

    #[test]
    fn a_file_that_was_named_must_be_there() {
        let flags = Flags { config: Some("nowhere.toml".into()), ..Flags::default() };
        assert!(told("", &[], &flags).unwrap_err().contains("nowhere.toml"));
        assert!(told("data = ", &[], &Flags::default()).unwrap_err().contains("is not TOML"));
    }
}
