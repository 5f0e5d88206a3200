//! People: who writes, with a biography that readers see.

mod authors;
#[cfg(feature = "store")]
mod error;
mod handle;
mod links;
mod person;
mod profile;
#[cfg(feature = "store")]
pub(crate) mod rows;
#[cfg(feature = "store")]
pub(crate) mod shown;

pub use authors::AuthorsPage;
#[cfg(feature = "store")]
pub use authors::authors;
#[cfg(feature = "store")]
pub use error::Error;
pub use handle::Handle;
pub use links::{MAX_LINK, MAX_LINKS, ProfileLink};
pub use person::{AuthorBox, Portrait};
pub use profile::{Lack, MAX_BIO, MAX_NAME, MAX_PRONOUNS, MAX_ROLE_LINE, Profile, SaveProfile};
