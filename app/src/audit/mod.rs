//! Audit: what happened lately, on the desk.

pub mod calls;
mod lately;

pub use lately::Lately;
