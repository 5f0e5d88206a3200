//! What a menu is made of.

use super::MenuAddress;
use crate::ids::{ArticleId, TopicId};
use serde::{Deserialize, Serialize};

/// The most entries of a menu.
pub const MAX_ENTRIES: usize = 12;
/// The most characters of what an entry is called.
pub const MAX_LABEL: usize = 40;

/// Where a menu stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the masthead.
    Head,
    /// In the foot.
    Foot,
}

impl Place {
    /// Both places, from the top of a page to its end.
    pub const ALL: [Place; 2] = [Place::Head, Place::Foot];

    /// The word in the database, and the first part of the name of a field.
    pub fn code(self) -> &'static str {
        match self {
            Place::Head => "head",
            Place::Foot => "foot",
        }
    }

    /// The place of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.code() == code)
    }
}

/// What Lantern has by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Own {
    /// The first page.
    Home,
    /// The topics; shown while there are articles by topic.
    Topics,
    /// Those who write.
    Authors,
    /// The articles by month.
    Archive,
    /// What was put right.
    Corrections,
    /// The search.
    Search,
    /// The feed of the site.
    Feed,
    /// The way in.
    SignIn,
}

impl Own {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Own; 8] =
        [Own::Home, Own::Topics, Own::Authors, Own::Archive, Own::Corrections, Own::Search, Own::Feed, Own::SignIn];

    /// The word in the database and in forms.
    pub fn code(self) -> &'static str {
        match self {
            Own::Home => "home",
            Own::Topics => "topics",
            Own::Authors => "authors",
            Own::Archive => "archive",
            Own::Corrections => "corrections",
            Own::Search => "search",
            Own::Feed => "feed",
            Own::SignIn => "signin",
        }
    }

    /// What has that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.code() == code)
    }

    /// Its address.
    pub fn path(self) -> &'static str {
        match self {
            Own::Home => "/",
            Own::Topics => "/topics",
            Own::Authors => "/authors",
            Own::Archive => "/archive",
            Own::Corrections => "/corrections",
            Own::Search => "/search",
            Own::Feed => "/feed.xml",
            Own::SignIn => "/sign-in",
        }
    }
}

/// What an entry leads to; `A` is an address as it is kept, or as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Target<A = MenuAddress> {
    /// What Lantern has by itself.
    Own(Own),
    /// A page that stands by itself; shown while it is published.
    Page(ArticleId),
    /// A topic; shown while articles have it.
    Topic(TopicId),
    /// Anything else.
    Address(A),
}

/// One line of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry<A = MenuAddress> {
    /// What it is called, at most 40 characters; empty where it is called what it leads to.
    pub label: String,
    /// What it leads to.
    pub target: Target<A>,
}

impl<A> Entry<A> {
    /// What Lantern has by itself, by its own name.
    pub fn own(own: Own) -> Self {
        Self { label: String::new(), target: Target::Own(own) }
    }
}

impl Target {
    /// The same with its address as text, to be changed.
    pub fn typed(self) -> Target<String> {
        match self {
            Target::Own(own) => Target::Own(own),
            Target::Page(page) => Target::Page(page),
            Target::Topic(topic) => Target::Topic(topic),
            Target::Address(address) => Target::Address(address.into()),
        }
    }
}

impl Entry {
    /// The same with its address as text, to be changed.
    pub fn typed(self) -> Entry<String> {
        Entry { label: self.label, target: self.target.typed() }
    }
}

/// Both menus, at most 12 entries each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Menus {
    /// What stands in the masthead.
    pub head: Vec<Entry>,
    /// What stands in the foot.
    pub foot: Vec<Entry>,
}

impl Menus {
    /// What the menus are before anybody has saved them.
    pub fn to_begin_with() -> Self {
        let menu = |own: &[Own]| own.iter().copied().map(Entry::own).collect();
        Self {
            head: menu(&[Own::Home, Own::Topics, Own::Authors, Own::Search]),
            foot: menu(&[Own::Topics, Own::Authors, Own::Archive, Own::Corrections, Own::Feed, Own::SignIn]),
        }
    }

    /// The menu of a place.
    pub fn at(&self, place: Place) -> &[Entry] {
        match place {
            Place::Head => &self.head,
            Place::Foot => &self.foot,
        }
    }
}
