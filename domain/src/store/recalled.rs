//! What is asked of the database once an edition.

use super::{Edition, Error, Reader, Store};
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

/// What many pages need and nothing changes but a commit which raises the edition, by what it is about.
///
/// Invariant: what is kept was read after the edition that it is kept under was known, so that it is never older.
#[derive(Debug)]
pub(crate) struct Recalled<K, T>(Mutex<Kept<K, T>>);

#[derive(Debug)]
struct Kept<K, T> {
    under: Option<Edition>,
    all: HashMap<K, Arc<T>>,
}

/// The most that is kept: of a site with thousands of writers not all.
const MOST: usize = 100;

impl<K, T> Default for Recalled<K, T> {
    fn default() -> Self {
        Self(Mutex::new(Kept { under: None, all: HashMap::new() }))
    }
}

impl<K: Clone + Eq + Hash, T> Recalled<K, T> {
    /// What was read about `key` under the edition that the store sees, or what `read` reads now. While the edition is not known
    /// nothing is kept.
    pub(crate) async fn of(&self, store: &Store, key: K, read: impl AsyncFnOnce() -> Result<T, Error>) -> Result<Arc<T>, Error> {
        let edition = match &store.read {
            Reader::Any(_) => store.edition(),
            // One that was learnt since would make old what is read at this moment.
            Reader::Moment(_, known_before) => *known_before,
        };
        self.under(edition, key, read).await
    }

    async fn under(
        &self,
        edition: Option<Edition>,
        key: K,
        read: impl AsyncFnOnce() -> Result<T, Error>,
    ) -> Result<Arc<T>, Error> {
        let Some(edition) = edition else { return Ok(Arc::new(read().await?)) };
        if let Some(kept) = self.kept(edition, &key) {
            return Ok(kept);
        }
        let fresh = Arc::new(read().await?);
        self.keep(edition, key, &fresh);
        Ok(fresh)
    }

    fn kept(&self, edition: Edition, key: &K) -> Option<Arc<T>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.all.get(key).filter(|_| held.under == Some(edition)).cloned()
    }

    /// Whoever began under an older edition does not put theirs among those of a newer one.
    fn keep(&self, edition: Edition, key: K, fresh: &Arc<T>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.under.is_none_or(|under| under < edition) {
            *held = Kept { under: Some(edition), all: HashMap::new() };
        }
        if held.under == Some(edition) && held.all.len() < MOST {
            held.all.entry(key).or_insert_with(|| fresh.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn asked(of: &Recalled<u8, u8>, edition: Option<i64>, now: u8) -> u8 {
        about(0, of, edition, now).await
    }

    async fn about(key: u8, of: &Recalled<u8, u8>, edition: Option<i64>, now: u8) -> u8 {
        *of.under(edition.map(Edition::numbered), key, async || Ok(now)).await.unwrap()
    }

    #[tokio::test]
    async fn each_thing_is_kept_by_itself_and_no_more_than_so_many() {
        let recalled = Recalled::default();
        for key in 0..150 {
            assert_eq!(about(key, &recalled, Some(1), key).await, key);
        }
        let kept = |key: u8| about(key, &recalled, Some(1), 255);
        assert_eq!((kept(0).await, kept(99).await, kept(100).await), (0, 99, 255));
        assert_eq!((about(149, &recalled, Some(2), 7).await, about(149, &recalled, Some(2), 8).await), (7, 7), "a commit");
    }

    #[tokio::test]
    async fn it_is_read_once_an_edition_and_each_time_while_the_edition_is_not_known() {
        let recalled = Recalled::default();
        assert_eq!(asked(&recalled, Some(1), 10).await, 10);
        assert_eq!(asked(&recalled, Some(1), 11).await, 10, "it is kept");
        assert_eq!(asked(&recalled, None, 12).await, 12, "nothing is known");
        assert_eq!(asked(&recalled, Some(2), 13).await, 13, "a commit");
        assert_eq!(asked(&recalled, Some(1), 14).await, 14, "a page that began before");
        assert_eq!(asked(&recalled, Some(2), 15).await, 13, "which put nothing back");
    }
}
