//! The one list of keys: what each is called in file, environment and flags, what it takes, and what holds without it.

use std::fmt::Write;

/// A key of the configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    /// Its name in the file. In the environment it is `LANTERN_` and the name in capitals, as a flag `--` and the name with
    /// hyphens.
    pub name: &'static str,
    /// What it takes, as it stands in a sentence after 'expected'.
    pub expected: &'static str,
    /// What holds when nothing is said.
    pub otherwise: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Whether its value can hold a secret and is never shown.
    pub is_secret: bool,
}

/// Every key there is.
pub const KEYS: [Key; 11] = [
    Key {
        name: "data",
        expected: "a folder",
        otherwise: "`lantern-data`",
        about: "The folder of database, key and pictures. It is made if it is not there, and nobody else may read it.",
        is_secret: false,
    },
    Key {
        name: "listen",
        expected: "an address and a port, such as 127.0.0.1:3000",
        otherwise: "`127.0.0.1:3000`",
        about: "Where Lantern listens.",
        is_secret: false,
    },
    Key {
        name: "base_url",
        expected: "the site's address without a path, such as https://slowlight.example",
        otherwise: "where Lantern listens, on loopback; elsewhere it must be given",
        about: "The address that readers use. Links, redirects and the check of where a form comes from hang on it.",
        is_secret: false,
    },
    Key {
        name: "aliases",
        expected: "host names, such as www.slowlight.example, with a port where it is not the usual one",
        otherwise: "none",
        about: "Other names under which the site is reached. A request for any other host is refused.",
        is_secret: false,
    },
    Key {
        name: "insecure_http",
        expected: "true or false",
        otherwise: "`false`",
        about: "Allows plain HTTP off loopback, where everybody on the way can read passwords and sessions.",
        is_secret: false,
    },
    Key {
        name: "database_url",
        expected: "an address that begins with postgres://",
        otherwise: "SQLite in the data folder",
        about: "The PostgreSQL database. `DATABASE_URL` in the environment says the same.",
        is_secret: true,
    },
    Key {
        name: "trusted_proxies",
        expected: "addresses or networks, such as 127.0.0.1 or 10.0.0.0/8, and not everybody",
        otherwise: "none",
        about: "The proxies whose X-Forwarded-For counts. From anybody else the header changes nothing.",
        is_secret: false,
    },
    Key {
        name: "secret_key_file",
        expected: "a file",
        otherwise: "`lantern.key` in the data folder",
        about: "The site's secret key, 32 bytes, made if it is not there. Only its owner may read it.",
        is_secret: false,
    },
    Key {
        name: "page_cache_mb",
        expected: "a whole number of megabytes, 0 to 4096",
        otherwise: "`16`",
        about: "How much memory the pages may take that are kept for readers. With 0 each is rendered anew.",
        is_secret: false,
    },
    Key {
        name: "log_format",
        expected: "text or json",
        otherwise: "`text`",
        about: "How the log on standard output is written.",
        is_secret: false,
    },
    Key {
        name: "log_level",
        expected: "error, warn, info or debug",
        otherwise: "`info`",
        about: "From which level on it is written.",
        is_secret: false,
    },
];

impl Key {
    /// The key of that name.
    pub fn named(name: &str) -> Option<&'static Key> {
        KEYS.iter().find(|key| key.name == name)
    }

    /// Its name in the environment.
    pub fn variable(&self) -> String {
        format!("LANTERN_{}", self.name.to_uppercase())
    }

    /// Its name as a flag.
    pub fn flag(&self) -> String {
        format!("--{}", self.name.replace('_', "-"))
    }
}

/// The keys as a table in Markdown, for `lantern config` and the documentation.
pub fn table() -> String {
    let mut table = String::from("| key | environment | flag | takes | without it | what for |\n|---|---|---|---|---|---|\n");
    for key in KEYS {
        let Key { name, expected, otherwise, about, .. } = key;
        writeln!(table, "| `{name}` | `{}` | `{}` | {expected} | {otherwise} | {about} |", key.variable(), key.flag())
            .expect("text takes any text");
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_has_the_table_of_keys() {
        let page = include_str!("../../../docs/configuration.md");
        assert!(page.contains(&table()), "docs/configuration.md is to hold this table:\n{}", table());
    }
}
