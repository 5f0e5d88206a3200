//! How far a reader came, as the script for readers says when they leave: an address, and nothing in it but the slide.

use super::reader::is_reader;
use crate::edge::Client;
use crate::state::AppState;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::accounts::throttle::Prefix;
use domain::articles::Slug;
use domain::ids::SlideId;
use domain::numbers::Counted;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// The address that is posted to, without a body.
pub const REACHED: &str = "/{slug}/slides/{id}/reached";

/// The most that is taken from one machine, or one household, between two times that the senders are forgotten.
const MOST: u16 = 60;
/// The most senders that are told apart; those who come later are not heard (security L4).
const MOST_SENDERS: usize = 20_000;

/// Who sent how far they came since the last minute, and how often: in memory, and nowhere else.
#[derive(Debug, Default)]
pub struct Senders(Mutex<HashMap<IpAddr, u16>>);

impl Senders {
    /// Whether one more is taken from there.
    fn take(&self, from: IpAddr) -> bool {
        let mut senders = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let from = Prefix::HOST.of(from);
        if senders.len() >= MOST_SENDERS && !senders.contains_key(&from) {
            return false;
        }
        let sent = senders.entry(from).or_default();
        *sent = sent.saturating_add(1);
        *sent <= MOST
    }

    /// Forgets who they were.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = HashMap::new();
    }
}

/// `POST /{slug}/slides/{id}/reached`: a reader of the article came to that slide and no further. The answer is the same whether
/// there is such a slide or not, and nothing is looked up before it is given.
pub async fn reached(
    State(state): State<AppState>,
    Client(from): Client,
    Path((at, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> StatusCode {
    let (Ok(slug), Ok(slide)) = (Slug::parse(&at), id.parse::<SlideId>()) else { return StatusCode::NOT_FOUND };
    if !state.readings.senders.take(from) {
        return StatusCode::TOO_MANY_REQUESTS;
    }
    if state.known.is_counting() && is_reader(&headers) {
        state.readings.tally.count(&Counted::CameTo(slug, slide), state.store.now());
    }
    StatusCode::NO_CONTENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn l04_so_many_are_taken_from_one_machine_and_so_many_machines_are_told_apart() {
        let senders = Senders::default();
        let of = |number: u32| IpAddr::V4(number.into());
        assert_eq!((0..100).filter(|_| senders.take(of(1))).count(), 60);
        assert!(senders.take(of(2)));
        for number in 0..30_000 {
            senders.take(of(number));
        }
        assert!(!senders.take(of(40_000)) && senders.take(of(2)));
        senders.forget();
        assert!(senders.take(of(40_000)) && senders.take(of(1)));
    }

    #[test]
    fn a_household_is_one_sender() {
        let senders = Senders::default();
        let sent = (0..100).filter(|number| senders.take(format!("2001:db8:1:2::{number:x}").parse().unwrap()));
        assert_eq!(sent.count(), 60);
    }
}
