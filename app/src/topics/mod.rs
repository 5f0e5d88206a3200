//! Topics: what readers find articles by, and the page on which editors look after them.

pub mod calls;
mod choice;
mod index_page;
mod link;
mod manage_page;
mod topic_form;
mod topic_page;

pub use choice::TopicsField;
pub use index_page::{TopicIndex, Topics, TopicsProps};
pub use link::Kicker;
pub use manage_page::TopicsPage;
pub use topic_page::{TopicArticles, TopicArticlesProps};
