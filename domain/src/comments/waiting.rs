//! Which comments wait for a moderator and were written in this browser: a signed list that the browser keeps.

use super::sealed::{Purpose, open, seal};
use crate::ids::CommentId;
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
    pub fn parse(key: &[u8; 32], sealed: &str) -> Self {
        let ids = open(key, Purpose::Waiting, &[], sealed).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
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
    pub fn sealed(&self, key: &[u8; 32]) -> String {
        let bytes: Vec<u8> = self.0.iter().flat_map(|id| *id.0.as_bytes()).collect();
        seal(key, Purpose::Waiting, &[], &URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The comments.
    pub fn ids(&self) -> &[CommentId] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn id(number: u128) -> CommentId {
        CommentId(Uuid::from_u128(number))
    }

    #[test]
    fn a_list_comes_back_as_it_was_sealed_and_keeps_the_last_twenty() {
        let list = (1..=25).fold(Waiting::default(), |list, number| list.with(id(number)));
        let sealed = list.sealed(&KEY);
        assert!(sealed.len() <= 474, "{}", sealed.len());
        assert_eq!(Waiting::parse(&KEY, &sealed), list);
        assert_eq!(list.ids(), (6..=25).map(id).collect::<Vec<_>>());
    }

    #[test]
    fn a06_a_list_that_we_did_not_seal_is_empty() {
        let sealed = Waiting::default().with(id(1)).sealed(&KEY);
        let foreign = Waiting::default().with(id(2)).sealed(&[8; 32]);
        let (_, hash) = sealed.split_once('.').unwrap();
        let joined = format!("{}.{hash}", URL_SAFE_NO_PAD.encode(id(2).0.as_bytes()));
        for text in [foreign.as_str(), &joined, "", ".", "a.b", &sealed[1..]] {
            assert_eq!(Waiting::parse(&KEY, text), Waiting::default(), "{text}");
        }
    }
}
