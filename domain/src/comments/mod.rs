//! Comments: what readers say under an article, in threads.

#[cfg(feature = "store")]
pub(crate) mod rows;
mod state;
mod thread;

pub use state::State;
pub use thread::{Shown, Thread, ThreadComment};
