//! Moderation: the queue of comments, and what stands beside the one that is judged.

mod beside;
pub mod calls;
mod keys;
mod page;
mod reject;
mod row;
mod triage;
mod words;

pub use page::CommentsPage;
