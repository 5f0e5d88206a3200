//! What programs read of a page: feeds and who offers them, the card of a link, and what the page is about as data.

mod card;
mod content;
mod described;
mod found;
mod linked_data;

pub use card::{Card, CardImage, CardTags};
pub use content::{FeedContent, FeedContentProps};
pub use found::{FeedLinks, Found};
pub use linked_data::{DataBlock, LinkedData};

#[cfg(test)]
mod tests;
