//! A topic as readers, writers and editors have it.

use super::TopicSlug;
use crate::articles::ArticleCard;
use crate::ids::TopicId;
use crate::page::{Cursor, Page};
use crate::settings::SiteFrame;
use serde::{Deserialize, Serialize};

/// The most characters of a topic's name.
pub const MAX_NAME: usize = 60;
/// The most characters of what a topic is about.
pub const MAX_DESCRIPTION: usize = 300;
/// The most topics of a site: all of them stand in one list, for readers and for writers.
pub const MAX_TOPICS: usize = 500;
/// The most topics of an article.
pub const MAX_OF_ARTICLE: usize = 5;

/// A topic that something links to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicLink {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: TopicSlug,
}

/// A topic with how many articles readers find under it; never nought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicCount {
    /// The topic.
    pub link: TopicLink,
    /// How many published articles it has.
    pub article_count: usize,
}

/// A topic as its own page tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its address.
    pub slug: TopicSlug,
    /// Its name.
    pub name: String,
    /// What it is about; empty when nobody said.
    pub description: String,
}

/// `/topics`: everything that there are articles about, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicsPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The topics, by name.
    pub topics: Vec<TopicCount>,
}

/// `/topics/{slug}`: a topic and its articles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicPage {
    /// What stands around the page.
    pub site: SiteFrame,
    /// The topic.
    pub topic: Topic,
    /// How many published articles there are; never nought.
    pub article_count: usize,
    /// Where this page of the list begins; none on the first.
    pub from: Option<Cursor>,
    /// The articles, newest first, paged by key.
    pub articles: Page<ArticleCard>,
}

/// A topic that an article can be given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicChoice {
    /// The topic.
    pub id: TopicId,
    /// Its name.
    pub name: String,
}

/// A topic as editors look after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicRow {
    /// The topic.
    pub id: TopicId,
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: TopicSlug,
    /// What it is about.
    pub description: String,
    /// The version that a change is based on.
    pub version: i32,
    /// How many published articles readers find under it.
    pub article_count: usize,
}

/// A topic as an editor wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SaveTopic {
    /// The topic and the version that the change is based on; none for a new one.
    pub based_on: Option<(TopicId, i32)>,
    /// The name, 1 to 60 characters, which no other topic may have.
    pub name: String,
    /// The address; none lets it follow the name.
    pub slug: Option<String>,
    /// What it is about, at most 300 characters.
    pub description: String,
}
