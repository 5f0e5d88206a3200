//! Where pages are kept: so many bytes of them, and those that were read last.

use super::key::Key;
use super::page::Page;
use domain::store::Edition;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// Pages under their keys. Invariant: together they weigh no more than the shelf bears.
#[derive(Debug)]
pub struct Shelf {
    bears_bytes: usize,
    pages: RwLock<Pages>,
    /// Counts readings, so that it is known which page was read last.
    readings: AtomicU64,
    /// How many pages were put here so far.
    put: AtomicUsize,
}

#[derive(Debug, Default)]
struct Pages {
    by_key: HashMap<Key, Kept>,
    weight_bytes: usize,
}

#[derive(Debug)]
struct Kept {
    page: Arc<Page>,
    edition: Edition,
    weight_bytes: usize,
    read: AtomicU64,
}

impl Shelf {
    /// An empty shelf that bears so many bytes; of none it keeps nothing.
    pub fn new(bears_bytes: usize) -> Self {
        Self { bears_bytes, pages: RwLock::default(), readings: AtomicU64::new(0), put: AtomicUsize::new(0) }
    }

    /// The page of that key, if it was made under that edition.
    pub fn find(&self, key: &Key, edition: Edition) -> Option<Arc<Page>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        let kept = pages.by_key.get(key).filter(|kept| kept.edition == edition)?;
        kept.read.store(self.readings.fetch_add(1, Ordering::Relaxed), Ordering::Relaxed);
        Some(kept.page.clone())
    }

    /// Keeps the page, which was made under that edition; what has not been read for the longest time goes for it.
    pub fn put(&self, key: Key, page: Arc<Page>, edition: Edition) {
        let weight_bytes = page.weight_bytes() + key.weight_bytes();
        if weight_bytes > self.bears_bytes / 4 {
            return;
        }
        let read = AtomicU64::new(self.readings.fetch_add(1, Ordering::Relaxed));
        let kept = Kept { page, edition, weight_bytes, read };
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        if pages.by_key.get(&key).is_some_and(|other| other.edition > edition) {
            return;
        }
        pages.weight_bytes += weight_bytes;
        if let Some(old) = pages.by_key.insert(key, kept) {
            pages.weight_bytes -= old.weight_bytes;
        }
        if pages.weight_bytes > self.bears_bytes {
            pages.shed(self.bears_bytes / 8 * 7);
        }
        self.put.fetch_add(1, Ordering::Relaxed);
    }

    /// How much the pages weigh, in bytes.
    pub fn weight_bytes(&self) -> usize {
        self.pages.read().unwrap_or_else(PoisonError::into_inner).weight_bytes
    }

    /// How many pages were put here so far.
    pub fn count_put(&self) -> usize {
        self.put.load(Ordering::Relaxed)
    }
}

impl Pages {
    /// Lets go of pages until the rest weighs no more than that: first those of older editions, then those that have not been
    /// read for the longest time.
    fn shed(&mut self, to_bytes: usize) {
        let newest = self.by_key.values().map(|kept| kept.edition).max();
        let mut order: Vec<(bool, u64, Key)> = self
            .by_key
            .iter()
            .map(|(key, kept)| (Some(kept.edition) == newest, kept.read.load(Ordering::Relaxed), key.clone()))
            .collect();
        order.sort_unstable_by_key(|(is_current, read, _)| (*is_current, *read));
        for (_, _, key) in order {
            if self.weight_bytes <= to_bytes {
                break;
            }
            if let Some(gone) = self.by_key.remove(&key) {
                self.weight_bytes -= gone.weight_bytes;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::extract::Request;

    fn key(path: &str) -> Key {
        Key::of(&Request::get(path).body(Body::empty()).unwrap()).unwrap()
    }

    fn at(number: i64) -> Edition {
        Edition::numbered(number)
    }

    fn page(bytes: usize) -> Arc<Page> {
        Arc::new(Page::new("x".repeat(bytes), None, None))
    }

    #[test]
    fn a_page_of_an_older_edition_is_not_found_and_does_not_come_back() {
        let shelf = Shelf::new(1_000_000);
        shelf.put(key("/a"), page(10), at(7));
        assert!(shelf.find(&key("/a"), at(7)).is_some());
        assert!(shelf.find(&key("/a"), at(8)).is_none());
        shelf.put(key("/a"), page(10), at(8));
        shelf.put(key("/a"), page(10), at(7));
        assert!(shelf.find(&key("/a"), at(8)).is_some());
    }

    #[test]
    fn l03_the_shelf_bears_so_much_and_what_is_read_stays() {
        let shelf = Shelf::new(100_000);
        shelf.put(key("/read"), page(1_000), at(1));
        for number in 0..10_000 {
            shelf.put(key(&format!("/page-{number}")), page(1_000), at(1));
            assert!(shelf.weight_bytes() <= 100_000);
            assert!(shelf.find(&key("/read"), at(1)).is_some());
        }
        assert!(shelf.find(&key("/page-9999"), at(1)).is_some());
        assert!(shelf.find(&key("/page-0"), at(1)).is_none());
    }

    #[test]
    fn what_is_of_an_older_edition_goes_first() {
        let shelf = Shelf::new(100_000);
        shelf.put(key("/new"), page(1_000), at(2));
        for number in 0..100 {
            shelf.put(key(&format!("/old-{number}")), page(1_000), at(1));
        }
        assert!(shelf.find(&key("/new"), at(2)).is_some());
    }

    #[test]
    fn a_page_that_would_take_the_place_of_all_others_is_not_kept() {
        let shelf = Shelf::new(10_000);
        shelf.put(key("/large"), page(9_000), at(1));
        assert!(shelf.find(&key("/large"), at(1)).is_none());
        assert_eq!(Shelf::new(0).weight_bytes(), 0);
    }
}
