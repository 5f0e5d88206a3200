//! Moderation: the queue of comments, and the decisions made on them.

#[cfg(feature = "store")]
pub(crate) mod rows;
