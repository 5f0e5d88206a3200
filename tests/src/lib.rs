//! What crosses storeys: a site of a test's own on a loopback port, the people who visit it, and the real program.

// The types of views nest deeply.
#![recursion_limit = "512"]

mod person;
mod program;
mod site;

pub use person::{Answer, Person};
pub use program::{Program, Serving};
pub use site::Site;
