//! What is asked of the database once an edition.

use super::{Edition, Error};
use std::sync::{Arc, Mutex, PoisonError};

/// Something that every page needs and that nothing changes but a commit which raises the edition.
///
/// Invariant: what is kept under an edition was read after that edition was known, so that it is never older.
#[derive(Debug)]
pub(super) struct Recalled<T>(Mutex<Option<(Edition, Arc<T>)>>);

impl<T> Default for Recalled<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Recalled<T> {
    /// What was read under that edition, or what `read` reads now. Under no edition nothing is kept.
    pub(super) async fn under(
        &self,
        edition: Option<Edition>,
        read: impl AsyncFnOnce() -> Result<T, Error>,
    ) -> Result<Arc<T>, Error> {
        let Some(edition) = edition else { return Ok(Arc::new(read().await?)) };
        if let Some(kept) = self.kept(edition) {
            return Ok(kept);
        }
        let fresh = Arc::new(read().await?);
        self.keep(edition, &fresh);
        Ok(fresh)
    }

    fn kept(&self, edition: Edition) -> Option<Arc<T>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(under, _)| *under == edition).map(|(_, kept)| kept.clone())
    }

    /// Whoever began under an older edition does not put theirs in the place of a newer one.
    fn keep(&self, edition: Edition, fresh: &Arc<T>) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_none_or(|(under, _)| *under < edition) {
            *held = Some((edition, fresh.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn asked(of: &Recalled<u8>, edition: Option<i64>, now: u8) -> u8 {
        *of.under(edition.map(Edition::numbered), async || Ok(now)).await.unwrap()
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
