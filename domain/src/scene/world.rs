//! The clock and the chance of a test.

use crate::store::{Clock, Rng};
use chrono::{DateTime, TimeDelta, Utc};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

/// A clock that stands still until it is moved. It begins on 21 November 2026, 09:12 UTC.
pub struct TestClock(Mutex<DateTime<Utc>>);

impl TestClock {
    /// A clock at its beginning.
    pub fn new() -> Self {
        Self(Mutex::new("2026-11-21T09:12:00Z".parse().expect("the date is well formed")))
    }

    /// Sets the clock.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.0.lock().expect("no test panics while it moves the clock") = now;
    }

    /// Moves the clock on, or back.
    pub fn pass(&self, time: TimeDelta) {
        *self.0.lock().expect("no test panics while it moves the clock") += time;
    }
}

impl Default for TestClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().expect("no test panics while it moves the clock")
    }
}

/// Bytes that look random and are the same in every run, never the same twice in one.
#[derive(Default)]
pub struct TestRng(AtomicU64);

impl TestRng {
    /// A chance at its beginning.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Rng for TestRng {
    /// Source: `SplitMix64` (Steele, Lea, Flood 2014), eight bytes a step.
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed).wrapping_add(0x9E37_79B9_7F4A_7C15);
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}
