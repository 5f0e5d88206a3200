//! A feed: the newest articles, whole, in no format yet.

use crate::articles::Slug;
use crate::ids::ArticleId;
use crate::people::{AuthorBox, Handle};
use crate::settings::SiteFrame;
use crate::slides::SlideModel;
use crate::topics::{Topic, TopicLink};
use chrono::{DateTime, Utc};

/// The newest articles of the site, of one writer, or about one topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The site.
    pub site: SiteFrame,
    /// Which of the site's articles these are.
    pub of: FeedOf,
    /// The articles, newest first by publication, at most twenty.
    pub items: Vec<FeedItem>,
}

/// Which articles a feed has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FeedOf {
    /// All of them.
    Site,
    /// Those of a writer.
    Author(Box<AuthorBox>),
    /// Those about a topic.
    Topic(Topic),
}

impl Feed {
    /// When something in it was last changed; none while it is empty.
    pub fn changed(&self) -> Option<DateTime<Utc>> {
        self.items.iter().map(FeedItem::changed).max()
    }
}

/// An article in a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedItem {
    /// The article: what names it whatever its address becomes.
    pub id: ArticleId,
    /// Its address now.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// The summary; empty when there is none.
    pub standfirst: String,
    /// When it was first published.
    pub published: DateTime<Utc>,
    /// When it was last changed for readers, if it was.
    pub updated: Option<DateTime<Utc>>,
    /// The names and handles of those who wrote it, in order.
    pub authors: Vec<(String, Handle)>,
    /// What it is about.
    pub topics: Vec<TopicLink>,
    /// The slides, in order.
    pub slides: Vec<SlideModel>,
}

impl FeedItem {
    /// When it became what it is.
    pub fn changed(&self) -> DateTime<Utc> {
        self.updated.unwrap_or(self.published)
    }
}
