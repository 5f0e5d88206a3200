//! Imports: a pasted page is shown as it was understood, corrected, and made into slides.

pub mod calls;
mod paste;
mod review;
mod sheet;

pub use paste::PastePage;
