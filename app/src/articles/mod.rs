//! Articles: the pages that readers see, and the pages on which authors write them.

mod not_found;

pub use not_found::{NotFoundPage, NotFoundPageProps};
