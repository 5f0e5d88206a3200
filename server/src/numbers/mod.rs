//! Counting readings: in memory while pages are answered, written down once a minute.
//!
//! A page that is kept says what counts when it is sent; whoever is not counted is told by their request alone. Nothing of a
//! request is kept, neither address nor browser nor cookie.

mod reached;
mod reader;

pub use reached::{REACHED, Senders, reached};

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use domain::numbers::{self, Counted, Tally};
use domain::store::Store;
use std::time::Duration;
use tokio::sync::oneshot;

/// How often what was counted is written down. A process that is killed loses as much.
const WRITING_DOWN: Duration = Duration::from_mins(1);

/// What was counted, and who sent how far they came.
#[derive(Debug, Default)]
pub struct Readings {
    tally: Tally,
    senders: Senders,
}

impl Readings {
    /// Counts a page that is sent to whoever asked for it in this way, if they are counted.
    pub fn count(&self, what: &Counted, asked: &HeaderMap, now: DateTime<Utc>) {
        if reader::opens_page(asked) {
            self.tally.count(what, now);
        }
    }

    /// Writes down what was counted. What could not be written stays, as far as it has room.
    pub async fn keep(&self, store: &Store) {
        let sums = self.tally.take();
        if let Err(error) = numbers::keep(store, &sums).await {
            tracing::warn!(%error, "how often articles were opened could not be written down yet");
            self.tally.put_back(sums);
        }
    }

    /// Writes down what was counted, every minute, sooner when there is much of it, and once more when `stop` comes.
    pub async fn keep_by_the_minute(&self, store: &Store, mut stop: oneshot::Receiver<()>) {
        let mut minutes = tokio::time::interval(WRITING_DOWN);
        let mut is_over = false;
        while !is_over {
            // What is written is never broken off: only the waiting is.
            tokio::select! {
                _ = &mut stop => is_over = true,
                _ = minutes.tick() => self.senders.forget(),
                () = self.tally.half_full() => {}
            }
            self.keep(store).await;
        }
    }
}

#[cfg(test)]
mod tests;
