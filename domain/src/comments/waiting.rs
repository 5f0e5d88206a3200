//! Which comments wait for a moderator and were written in this browser: a signed list that the browser keeps.

use super::sealed::{Purpose, open, seal};
use crate::ids::CommentId;
use crate::store::Store;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// The most comments that a browser is shown as waiting: the last so many.
pub const MAX_WAITING: usize = 20;

/// The comments that were written in this browser, the newest last, at most [`MAX_WAITING`].
///
/// Only what our key sealed is read: nobody can add a comment that is not theirs (security A6).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Waiting(Vec<CommentId>);

impl Waiting {
    /// Reads the list as the cookie carries it; anything that we did not seal is an empty list.
    pub fn parse(store: &Store, sealed: &str) -> Self {
        let ids = open(store, Purpose::Waiting, &[], sealed).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        let (chunks, _) = ids.as_deref().unwrap_or_default().as_chunks::<16>();
        Self(chunks.iter().map(|bytes| CommentId(Uuid::from_bytes(*bytes))).collect())
    }

    /// The list with one more; the oldest falls off.
    #[must_use]
    pub fn with(mut self, id: CommentId) -> Self {
        self.0.retain(|other| *other != id);
        self.0.push(id);
        Self(self.0.split_off(self.0.len().saturating_sub(MAX_WAITING)))
    }

    /// The list as the cookie carries it: at most 474 characters.
    pub fn sealed(&self, store: &Store) -> String {
        let bytes: Vec<u8> = self.0.iter().flat_map(|id| *id.0.as_bytes()).collect();
        seal(store, Purpose::Waiting, &[], &URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The comments.
    pub fn ids(&self) -> &[CommentId] {
        &self.0
    }
}

#[cfg(test)]
#[cfg(feature = "scene")]
mod tests {
    use super::*;
    use crate::scene::{Backend, Scene, TestRng};
    use crate::store::{Key, Opening};
    use std::sync::Arc;

    fn id(number: u128) -> CommentId {
        CommentId(Uuid::from_u128(number))
    }

    #[tokio::test]
    async fn a_list_comes_back_as_it_was_sealed_and_keeps_the_last_twenty() {
        let scene = Scene::on(Backend::Sqlite).await;
        let list = (1..=25).fold(Waiting::default(), |list, number| list.with(id(number)));
        let sealed = list.sealed(&scene.store);
        assert!(sealed.len() <= 474, "{}", sealed.len());
        assert_eq!(Waiting::parse(&scene.store, &sealed), list);
        assert_eq!(list.ids(), (6..=25).map(id).collect::<Vec<_>>());
    }

    #[tokio::test]
    async fn a06_a_list_that_we_did_not_seal_is_empty() {
        let scene = Scene::on(Backend::Sqlite).await;
        let (url, clock, rng) = (scene.store.address().to_owned(), scene.clock.clone(), Arc::new(TestRng::new()));
        let other_key = Opening { url, clock, rng, key: Key([8; 32]), connections: 1 };
        let foreign = Waiting::default().with(id(2)).sealed(&Store::open(other_key).await.unwrap());
        let sealed = Waiting::default().with(id(1)).sealed(&scene.store);
        let (text, mark) = sealed.split_once('.').unwrap();
        let joined = format!("{}.{mark}", URL_SAFE_NO_PAD.encode(id(2).0.as_bytes()));
        let cut = format!("{text}.{}", &mark[..20]);
        for text in [foreign.as_str(), &joined, &cut, "", ".", "a.b", &sealed[1..]] {
            assert_eq!(Waiting::parse(&scene.store, text), Waiting::default(), "{text}");
        }
    }
}
