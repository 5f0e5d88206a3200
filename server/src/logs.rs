//! The log on standard output: what happened, with fields and units, never anything personal (security D2).

use tracing_subscriber::filter::LevelFilter;

/// How the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A line of text an event, for people.
    Text,
    /// A line of JSON an event, for programs.
    Json,
}

impl Format {
    /// The format of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }
}

/// From which level on the log is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// What needs somebody.
    Error,
    /// That, and what may need somebody soon.
    Warn,
    /// That, and a line for each request.
    Info,
    /// That, and what helps to find a fault.
    Debug,
}

impl Level {
    /// The level of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "error" => Some(Self::Error),
            "warn" => Some(Self::Warn),
            "info" => Some(Self::Info),
            "debug" => Some(Self::Debug),
            _ => None,
        }
    }

    fn filter(self) -> LevelFilter {
        match self {
            Self::Error => LevelFilter::ERROR,
            Self::Warn => LevelFilter::WARN,
            Self::Info => LevelFilter::INFO,
            Self::Debug => LevelFilter::DEBUG,
        }
    }
}

/// Begins to write the log, for the whole process. In text, control characters are written out; in JSON they are encoded
/// (security O8).
pub fn begin(format: Format, level: Level) {
    let log = tracing_subscriber::fmt().with_max_level(level.filter()).with_target(false);
    match format {
        Format::Text => log.with_ansi(false).init(),
        Format::Json => log.json().init(),
    }
    quiet_panics();
}

/// From now on a panic is logged with its place alone: what it says can hold anybody's words (security D2).
pub fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}
