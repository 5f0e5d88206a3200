//! Settings: the page on which admins change them.

pub mod calls;
mod page;

pub use page::SettingsPage;
