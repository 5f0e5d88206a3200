//! The menus: what stands in the masthead and in the foot of every page for readers.

mod address;
#[cfg(feature = "store")]
mod error;
mod menu;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod save;
mod shown;

pub use address::MenuAddress;
#[cfg(feature = "store")]
pub use error::Error;
pub use menu::{Entry, MAX_ENTRIES, MAX_LABEL, Menus, Own, Place, Target};
pub use save::{Choice, MenusDesk, SaveMenus};
pub use shown::{Leads, MenuLink, ShownMenus};
