//! Pages that stand by themselves: as readers see them, and the list that editors start them from.

pub mod calls;
mod list_page;
mod page_view;

pub use list_page::PagesPage;
pub use page_view::{PageView, PageViewProps};
