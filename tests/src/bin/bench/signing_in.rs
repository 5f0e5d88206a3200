//! Signing in: what an address that nobody has costs beside one that somebody has, and what a crowd at the gate costs the others.

use crate::figure::Figure;
use crate::process::{self, Usage};
use crate::{answered, megabytes};
use chrono::TimeDelta;
use domain::scene::PASSWORD;
use std::time::{Duration, Instant};
use tests::{Answer, Person, Serving, Site};
use tokio::task::JoinSet;

const GUESSES: usize = 200;
const CROWD: usize = 200;

/// How far apart the medians of wrong guesses at a known and at an unknown address are (security S1). A day passes between
/// two guesses, so that none is held up; one of each in turn, so that the machine's moods fall on both.
pub async fn difference() -> Figure {
    let site = Site::start().await;
    let (mut known, mut unknown) = (Vec::with_capacity(GUESSES), Vec::with_capacity(GUESSES));
    for _ in 0..GUESSES {
        for (email, took) in [("marit@example.org", &mut known), ("nobod@example.org", &mut unknown)] {
            site.scene.clock.pass(TimeDelta::days(1));
            let start = Instant::now();
            let answer = guess(&site.stranger(), email, "somebody guesses this").await;
            took.push(start.elapsed());
            assert_eq!(answer.status, 422, "{}", answer.body);
        }
    }
    let apart = median(known).abs_diff(median(unknown));
    Figure::of("sign-in, known and unknown address apart", milliseconds(apart), "ms", 5.0)
}

/// Two hundred people sign in at once, with the right password, while one reads (security S8).
pub async fn crowd(serving: &Serving, path: &str) -> [Figure; 2] {
    answered(serving.stranger().get(path).await, path);
    process::forget_peak(&serving.process);
    let before = Usage::of(&serving.process).resident_bytes;
    let mut crowd = JoinSet::new();
    for _ in 0..CROWD {
        let person = serving.stranger();
        crowd.spawn(async move { guess(&person, "marit@example.org", PASSWORD).await.status });
    }
    let (reader, mut reads, mut statuses) = (serving.stranger(), Vec::new(), Vec::with_capacity(CROWD));
    while statuses.len() < CROWD {
        let start = Instant::now();
        answered(reader.get(path).await, path);
        reads.push(start.elapsed());
        while let Some(Ok(status)) = crowd.try_join_next() {
            statuses.push(status);
        }
    }
    assert!(statuses.iter().all(|status| matches!(status, 303 | 429 | 503)), "let in or told to come back: {statuses:?}");
    assert!(statuses.contains(&303), "somebody is let in");
    reads.sort();
    let grown = Usage::of(&serving.process).peak_bytes.saturating_sub(before);
    [
        Figure::of("memory that 200 sign-ins at once take", megabytes(grown), "MB", 80.0),
        Figure::of("a read meanwhile, p95", milliseconds(reads[reads.len() * 95 / 100]), "ms", 200.0),
    ]
}

async fn guess(person: &Person, email: &str, password: &str) -> Answer {
    person.post("/sign-in", &[("email", email), ("password", password), ("next", "")]).await
}

fn median(mut took: Vec<Duration>) -> Duration {
    took.sort();
    took[took.len() / 2]
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
