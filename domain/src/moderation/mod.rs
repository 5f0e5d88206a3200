//! Moderation: the queue of comments, and the decisions made on them.

mod decision;
mod queue;

#[cfg(feature = "store")]
mod address;
#[cfg(feature = "store")]
mod change;
#[cfg(feature = "store")]
mod decide;
#[cfg(feature = "store")]
mod desk;
#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
mod reply;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(test)]
mod stories;
#[cfg(feature = "store")]
mod waiting;

pub use decision::{Decide, DecideTogether, Decision, MAX_REASON, MAX_TOGETHER, Replied, Reply, Verdict};
pub use queue::{Answered, Context, ContextSlide, Earlier, Queue, QueueItem, Record};

#[cfg(feature = "store")]
pub(crate) use change::record_received;
#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use waiting::Waiting;
