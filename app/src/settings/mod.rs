//! Settings: the pages on which admins change them, and how the site looks.

mod appearance_page;
pub mod calls;
mod colour_field;
mod logo_field;
mod nav;
mod page;
mod preview;

pub use appearance_page::AppearancePage;
pub use page::SettingsPage;
