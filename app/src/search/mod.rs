//! Search: what readers find, each hit leading to its slide.

mod page;

pub use page::{Search, SearchProps};

#[cfg(test)]
mod tests;
