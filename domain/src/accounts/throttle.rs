//! Limits on how often something is tried: counters in the database, so that they survive a restart and hold on all nodes.
//!
//! A counter's key is a keyed hash, which names nobody; where it counts a network it changes every day, so that nobody can
//! be followed by it (security S2, D1). The others go on at midnight as they were. There is nothing to cap by hand: whoever counts per address counts for the whole site first, so
//! that the site's own limit bounds how many rows a flood can make, and the sweep takes away what is over (L4).

use super::rows::throttle as table;
use crate::store::{self, Store, Tx};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, TimeDelta, Utc};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How much of an address is counted together, in bits of version 4 and of version 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prefix {
    v4: u32,
    v6: u32,
}

impl Prefix {
    /// One machine, or the one network that a household or a server is given: /32 and /64.
    pub const HOST: Prefix = Prefix { v4: 32, v6: 64 };
    /// A neighbourhood: /24 and /48. Addresses are never stored with more than that (security D1).
    pub const NEIGHBOURHOOD: Prefix = Prefix { v4: 24, v6: 48 };

    /// The address with everything after the prefix cut off. An address of version 4 inside one of version 6 counts as
    /// version 4.
    pub fn of(self, address: IpAddr) -> IpAddr {
        match address.to_canonical() {
            IpAddr::V4(v4) => Ipv4Addr::from_bits(v4.to_bits() & u32::MAX.checked_shl(32 - self.v4).unwrap_or(0)).into(),
            IpAddr::V6(v6) => Ipv6Addr::from_bits(v6.to_bits() & u128::MAX.checked_shl(128 - self.v6).unwrap_or(0)).into(),
        }
    }
}

/// How a counter grows and when it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// So many in a stretch of time that begins with the first.
    Most(i32, TimeDelta),
    /// So many for nothing, then a pause that doubles from one second to a quarter of an hour. A day without any forgets all.
    Doubling {
        /// How many are free.
        free: i32,
    },
}

/// A limit: what is counted, and at which pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    /// What is counted, as `room.what`: `comments.prefix`. It is part of the key.
    pub(crate) purpose: &'static str,
    /// The pace.
    pub(crate) pace: Pace,
    /// Whom it counts.
    pub(crate) whom: Whom,
}

/// Whom a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whom {
    /// Those at a network address: the counter's key is another one every day.
    Network,
    /// An account, a device, an article, the site.
    Known,
}

/// Why something was not counted.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Limited {
    /// Over the limit: the next one counts after so many whole seconds, at least one.
    #[error("over the limit, wait {seconds} s")]
    Over {
        /// The seconds to wait.
        seconds: u64,
    },
    /// The database failed.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Counts one more of `whom` inside the transaction. What is over the limit is not counted: drop the transaction.
///
/// # Errors
/// [`Limited::Over`] with the time to wait.
pub(crate) async fn count(store: &Store, tx: &Tx, limit: Limit, whom: &str) -> Result<(), Limited> {
    let now = store.now();
    let held = table::held_for_counting(tx, &key(store, limit, whom), now).await?;
    let counted = limit.pace.counted(&held, now)?;
    Ok(table::update(tx, counted).await?)
}

/// Whether one more of each would be over a limit, looked up without waiting for those who write.
///
/// # Errors
/// [`Limited::Over`] with the longest time to wait.
pub(crate) async fn look(store: &Store, limits: &[(Limit, String)]) -> Result<(), Limited> {
    let now = store.now();
    let mut longest = None;
    for (limit, whom) in limits {
        if let Some(held) = table::find(&store.read, &key(store, *limit, whom)).await?
            && let Err(Limited::Over { seconds }) = limit.pace.counted(&held, now)
        {
            longest = longest.max(Some(seconds));
        }
    }
    longest.map_or(Ok(()), |seconds| Err(Limited::Over { seconds }))
}

/// Takes one back that was counted, because it was none of those that the limit is about.
///
/// # Errors
/// What the database says.
pub(crate) async fn take_back(store: &Store, tx: &Tx, limit: Limit, whom: &str) -> Result<(), store::Error> {
    table::take_one_back(tx, &key(store, limit, whom)).await
}

/// Forgets what was counted.
///
/// # Errors
/// What the database says.
pub(crate) async fn forget(store: &Store, tx: &Tx, limit: Limit, whom: &str) -> Result<(), store::Error> {
    table::delete(tx, &key(store, limit, whom)).await
}

/// Forgets the counters that are over. It is safe to run at any time, and twice (L4).
///
/// # Errors
/// What the database says.
pub(super) async fn sweep(tx: &Tx, now: DateTime<Utc>) -> Result<(), store::Error> {
    table::begin_again(tx, now, now + LONGEST).await?;
    table::delete_over(tx, now).await
}

/// No counter holds for longer.
const LONGEST: TimeDelta = TimeDelta::days(1);

impl Pace {
    /// The counter with one more, or how long it must wait.
    ///
    /// A clock that went back neither opens a limit nor shuts it for good: the stretch begins again, the count stays. What is
    /// refused is not written; there the sweep lets the stretch begin.
    fn counted(self, held: &table::Model, now: DateTime<Utc>) -> Result<table::Model, Limited> {
        let began = held.since.min(now);
        let is_over = now >= began + self.length();
        let (hits, began) = if is_over { (0, now) } else { (held.hits, began) };
        let (since, waits_until) = match self {
            Pace::Most(most, length) if hits >= most => (began, began + length),
            Pace::Most(..) => (began, now),
            Pace::Doubling { free } => (now, began + pause(hits - free)),
        };
        let left = waits_until - now;
        if left > TimeDelta::zero() {
            return Err(Limited::over(left));
        }
        Ok(table::Model { key: held.key.clone(), hits: hits + 1, since, until: since + self.length() })
    }

    /// How long what is counted stands.
    fn length(self) -> TimeDelta {
        match self {
            Pace::Most(_, length) => length,
            Pace::Doubling { .. } => LONGEST,
        }
    }
}

/// The pause after so many more than were free: none, 1 s, 2 s, 4 s, at most a quarter of an hour.
fn pause(beyond: i32) -> TimeDelta {
    const LONGEST_S: i64 = 15 * 60;
    match u32::try_from(beyond) {
        Err(_) => TimeDelta::zero(),
        Ok(doublings) => TimeDelta::seconds(1_i64.checked_shl(doublings.min(20)).unwrap_or(LONGEST_S).min(LONGEST_S)),
    }
}

impl Limited {
    fn over(left: TimeDelta) -> Self {
        let whole = left.num_milliseconds().max(1).unsigned_abs().div_ceil(1_000);
        Limited::Over { seconds: whole }
    }
}

/// The key of a counter today.
fn key(store: &Store, limit: Limit, whom: &str) -> String {
    let day = match limit.whom {
        Whom::Network => store.now().format("%F").to_string(),
        Whom::Known => String::new(),
    };
    URL_SAFE_NO_PAD.encode(store.mark(&[b"accounts.throttle", day.as_bytes(), limit.purpose.as_bytes(), whom.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cut_to_its_prefix() {
        let cut = |prefix: Prefix, address: &str| prefix.of(address.parse().unwrap()).to_string();
        assert_eq!(cut(Prefix::HOST, "192.0.2.77"), "192.0.2.77");
        assert_eq!(cut(Prefix::NEIGHBOURHOOD, "192.0.2.77"), "192.0.2.0");
        assert_eq!(cut(Prefix::HOST, "2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(cut(Prefix::NEIGHBOURHOOD, "2001:db8:1:2:3:4:5:6"), "2001:db8:1::");
        assert_eq!(cut(Prefix::NEIGHBOURHOOD, "::ffff:192.0.2.77"), "192.0.2.0");
    }

    #[test]
    fn the_pause_doubles_from_a_second_to_a_quarter_of_an_hour() {
        let pauses: Vec<i64> = (-5..=12).map(|beyond| pause(beyond).num_seconds()).collect();
        assert_eq!(pauses, [0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
        assert_eq!(pause(i32::MAX).num_seconds(), 900);
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod stories {
    use super::*;
    use crate::accounts::sweep;
    use crate::store_tests;

    const TWO_A_MINUTE: Limit = Limit { purpose: "test.most", pace: Pace::Most(2, TimeDelta::minutes(1)), whom: Whom::Network };
    const ONE_FREE: Limit = Limit { purpose: "test.doubling", pace: Pace::Doubling { free: 1 }, whom: Whom::Known };

    async fn one(store: &Store, limit: Limit, whom: &str) -> Option<u64> {
        let tx = store.begin().await.unwrap();
        match count(store, &tx, limit, whom).await {
            Ok(()) => {
                tx.commit_unseen().await.unwrap();
                None
            }
            Err(Limited::Over { seconds }) => Some(seconds),
            Err(Limited::Store(error)) => panic!("{error}"),
        }
    }

    store_tests! {
        async fn s02_so_many_in_a_stretch_and_then_a_wait(scene: Scene) {
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
            scene.clock.pass(TimeDelta::seconds(20));
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, Some(40));
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "b").await, None, "others are counted by themselves");
            scene.clock.pass(TimeDelta::seconds(40));
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
        }

        async fn s02_the_pause_doubles_and_what_was_refused_adds_nothing(scene: Scene) {
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, None);
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, Some(1));
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, Some(1));
            scene.clock.pass(TimeDelta::seconds(1));
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, None);
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, Some(2));
        }

        async fn a_clock_that_goes_back_neither_opens_a_limit_nor_shuts_it_for_good(scene: Scene) {
            for _ in 0..2 {
                assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
            }
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, None);
            scene.clock.pass(TimeDelta::hours(-1));
            sweep(&scene.store).await.unwrap();
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, Some(60));
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, Some(1));
            scene.clock.pass(TimeDelta::seconds(1));
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, Some(59));
            assert_eq!(one(&scene.store, ONE_FREE, "a").await, None);
            scene.clock.pass(TimeDelta::seconds(59));
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
        }

        async fn l04_a_counter_from_the_future_is_swept_away_in_its_time(scene: Scene) {
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
            scene.clock.pass(TimeDelta::days(-3_650));
            sweep(&scene.store).await.unwrap();
            scene.clock.pass(TimeDelta::days(1) + TimeDelta::seconds(1));
            sweep(&scene.store).await.unwrap();
            assert_eq!(table::count(&scene.store.read).await.unwrap(), 0);
        }

        async fn s02_two_at_once_are_both_counted(scene: Scene) {
            let (a, b, c) = tokio::join!(
                one(&scene.store, TWO_A_MINUTE, "a"),
                one(&scene.store, TWO_A_MINUTE, "a"),
                one(&scene.store, TWO_A_MINUTE, "a"),
            );
            assert_eq!([a, b, c].iter().filter(|wait| wait.is_none()).count(), 2);
        }

        async fn one_that_is_taken_back_leaves_room(scene: Scene) {
            for _ in 0..2 {
                one(&scene.store, TWO_A_MINUTE, "a").await;
            }
            let tx = scene.store.begin().await.unwrap();
            take_back(&scene.store, &tx, TWO_A_MINUTE, "a").await.unwrap();
            tx.commit_unseen().await.unwrap();
            assert_eq!(one(&scene.store, TWO_A_MINUTE, "a").await, None);
            assert!(one(&scene.store, TWO_A_MINUTE, "a").await.is_some());
        }

        async fn s02_the_counters_name_nobody(scene: Scene) {
            one(&scene.store, TWO_A_MINUTE, "192.0.2.77").await;
            let today = key(&scene.store, TWO_A_MINUTE, "192.0.2.77");
            assert!(table::find(&scene.store.read, &today).await.unwrap().is_some());
            assert!(!today.contains("192.0.2.77") && today.len() == 43);
            scene.clock.pass(TimeDelta::days(1));
            assert_ne!(key(&scene.store, TWO_A_MINUTE, "192.0.2.77"), today, "the key of a new day is another");
        }

        async fn s02_what_is_no_network_is_counted_on_at_midnight(scene: Scene) {
            let yesterday = key(&scene.store, ONE_FREE, "ana@example.org");
            scene.clock.pass(TimeDelta::days(1));
            assert_eq!(key(&scene.store, ONE_FREE, "ana@example.org"), yesterday);
        }
    }
}
