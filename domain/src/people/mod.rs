//! People: who writes, with a biography that readers see.

mod handle;
mod person;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
pub(crate) mod shown;

pub use handle::Handle;
pub use person::{AuthorBox, Portrait};
