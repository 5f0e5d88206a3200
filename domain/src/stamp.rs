//! A moment as people and machines read it, made on the server in the site's time zone.

use serde::{Deserialize, Serialize};

/// A moment: RFC 3339 in UTC for machines, and words in the site's time zone for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// RFC 3339, UTC, whole seconds: `2026-11-21T09:12:00Z`.
    pub iso: String,
    /// The day in words: `21 November 2026`.
    pub day: String,
    /// The time of day: `09:12`.
    pub time: String,
}

impl Stamp {
    /// `21 November 2026, 09:12`.
    pub fn words(&self) -> String {
        format!("{}, {}", self.day, self.time)
    }

    /// Renders `at` in the time zone of the site; an unknown zone reads as UTC.
    #[cfg(feature = "store")]
    pub fn new(at: chrono::DateTime<chrono::Utc>, time_zone: &str) -> Self {
        let zone = time_zone.parse().unwrap_or(chrono_tz::UTC);
        let local = at.with_timezone(&zone);
        Self {
            iso: at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            day: local.format("%-d %B %Y").to_string(),
            time: local.format("%H:%M").to_string(),
        }
    }
}
