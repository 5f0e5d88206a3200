//! The menus: as readers see them, and the page on which editors arrange them.

pub mod calls;
mod desk_page;
mod drafts;
mod entry_row;
mod links;
mod words;

pub use desk_page::MenusPage;
pub use links::{FootLinks, HeadLinks};
