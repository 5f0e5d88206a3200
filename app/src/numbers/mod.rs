//! How often articles are opened and how far readers come, for those who write them.

pub mod calls;
mod page;
mod plot;
mod week;

pub use page::NumbersPage;
pub use week::ThisWeek;
