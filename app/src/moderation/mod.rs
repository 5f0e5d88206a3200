//! Moderation: the queue of comments, and what stands beside the one that is judged.

pub mod calls;
