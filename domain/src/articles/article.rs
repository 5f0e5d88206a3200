//! What is written, and the states of it.

use serde::{Deserialize, Serialize};

/// What is written: both have slides, an address and the same editor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article, which lists, feeds and topics know.
    #[default]
    Article,
    /// A page that stands by itself, such as an imprint: no news, so that no list has it.
    Page,
}

impl Kind {
    /// Both kinds.
    pub const ALL: [Kind; 2] = [Kind::Article, Kind::Page];

    /// The word in the database.
    pub fn code(self) -> &'static str {
        match self {
            Kind::Article => "article",
            Kind::Page => "page",
        }
    }

    /// The kind of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Where an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Being written; nobody but its writers and editors knows of it.
    Draft,
    /// Handed in by a contributor.
    Review,
    /// Readers see the live copy; the working copy may differ.
    Published,
    /// Taken back: its address answers 410.
    Withdrawn,
}

impl Status {
    /// All states.
    pub const ALL: [Status; 4] = [Status::Draft, Status::Review, Status::Published, Status::Withdrawn];

    /// The word in the database and in addresses.
    pub fn code(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Review => "review",
            Status::Published => "published",
            Status::Withdrawn => "withdrawn",
        }
    }

    /// The state of that word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }
}
