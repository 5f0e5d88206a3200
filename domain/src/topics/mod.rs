//! Topics: what articles are about, in the editors' own words.

#[cfg(feature = "store")]
mod error;
#[cfg(feature = "store")]
mod manage;
#[cfg(feature = "store")]
mod read;
#[cfg(feature = "store")]
pub(crate) mod rows;
mod slug;
mod topic;

#[cfg(feature = "store")]
pub use error::Error;
#[cfg(feature = "store")]
pub use read::{topic_page, topics_page};
pub use slug::TopicSlug;
pub use topic::{
    MAX_DESCRIPTION, MAX_NAME, MAX_OF_ARTICLE, MAX_TOPICS, SaveTopic, Topic, TopicChoice, TopicCount, TopicLink, TopicPage,
    TopicRow, TopicsPage,
};
