//! How often somebody may ask for what costs much: counted in memory and for a minute, so that reading writes nothing and nothing
//! is kept of it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::throttle::Prefix;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// The addresses that are counted at once: a flood from more of them takes no more memory (security L4).
const MOST_ADDRESSES: usize = 10_000;

/// What was asked for in this minute, by address.
#[derive(Debug)]
pub struct PerMinute {
    most: u32,
    minute: Mutex<Minute>,
}

#[derive(Debug, Default)]
struct Minute {
    begin: DateTime<Utc>,
    by_address: HashMap<IpAddr, u32>,
}

impl PerMinute {
    /// At most so many in a minute from one address.
    pub fn new(most: u32) -> Self {
        Self { most, minute: Mutex::default() }
    }

    /// Counts one more.
    ///
    /// # Errors
    /// In how many seconds the next one is taken, when this one is not.
    pub fn count(&self, from: IpAddr, now: DateTime<Utc>) -> Result<(), u64> {
        let mut minute = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        let passed = now - minute.begin;
        if passed >= TimeDelta::minutes(1) || passed < TimeDelta::zero() {
            *minute = Minute { begin: now, by_address: HashMap::new() };
        }
        let left = (minute.begin + TimeDelta::minutes(1) - now).num_milliseconds().unsigned_abs().div_ceil(1_000).max(1);
        let address = Prefix::HOST.of(from);
        if minute.by_address.len() >= MOST_ADDRESSES && !minute.by_address.contains_key(&address) {
            let one = minute.by_address.keys().next().copied();
            one.and_then(|one| minute.by_address.remove(&one));
        }
        let count = minute.by_address.entry(address).or_default();
        if *count >= self.most {
            return Err(left);
        }
        *count += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + seconds, 0).unwrap()
    }

    #[test]
    fn l03_twenty_a_minute_and_no_more_until_it_is_over() {
        let searches = PerMinute::new(20);
        let (one, other) = ("203.0.113.7".parse().unwrap(), "203.0.113.8".parse().unwrap());
        for second in 0..20 {
            searches.count(one, at(second)).unwrap();
        }
        assert_eq!(searches.count(one, at(20)), Err(40));
        assert_eq!(searches.count(one, at(59)), Err(1));
        assert_eq!(searches.count(other, at(59)), Ok(()));
        assert_eq!(searches.count(one, at(60)), Ok(()));
        // A clock that went back shuts nobody out.
        assert_eq!(searches.count(one, at(0)), Ok(()));
    }

    #[test]
    fn l04_a_flood_of_addresses_takes_no_more_memory() {
        let searches = PerMinute::new(20);
        for number in 0..u32::try_from(MOST_ADDRESSES).unwrap() + 500 {
            searches.count(Ipv4Addr::from_bits(number).into(), at(0)).unwrap();
        }
        assert_eq!(searches.minute.lock().unwrap().by_address.len(), MOST_ADDRESSES);
    }
}
