//! Lists are paged by key: a page knows where the next one begins.

use serde::{Deserialize, Serialize};

/// One page of a list, at most [`MAX_ITEMS`] long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items, in the list's order.
    pub items: Vec<T>,
    /// What to hand back for the next page; none at the end of the list.
    pub next: Option<Cursor>,
}

/// The most items a page holds (security L3).
pub const MAX_ITEMS: u64 = 100;

/// Where a page begins: the key of the last item seen, opaque to everybody but the query that made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(pub String);

impl<T> Page<T> {
    /// A page without items.
    pub fn empty() -> Self {
        Self { items: Vec::new(), next: None }
    }

    /// The page with each item turned into what a view needs.
    pub fn map<U>(self, turn: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(turn).collect(), next: self.next }
    }
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self::empty()
    }
}
