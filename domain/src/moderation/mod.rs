//! Moderation: the queue of comments, and the decisions made on them.

#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
mod waiting;

#[cfg(feature = "store")]
pub use waiting::Waiting;
