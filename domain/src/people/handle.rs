//! Handles: how a person is addressed in `/by/{handle}`.

use crate::articles::Slug;
use crate::field::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A person's handle: the form of a slug, 2 to 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Handle(String);

impl Handle {
    /// The most characters of a handle.
    pub const MAX: usize = 40;

    /// Reads a handle.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::TooShort`], [`Fault::TooLong`] or [`Fault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let has = text.chars().count();
        match has {
            0 => Err(Fault::Empty),
            1 => Err(Fault::TooShort { min: 2 }),
            _ if has > Self::MAX => Err(Fault::TooLong { max: Self::MAX, has }),
            _ if Slug::has_form(text) => Ok(Self(text.to_owned())),
            _ => Err(Fault::Malformed),
        }
    }

    /// The handle that a name suggests; `author` when the name has no letter to make one of.
    pub fn suggested(name: &str) -> Self {
        let made: String = Slug::suggested(name).as_str().chars().take(Self::MAX).collect();
        let made = made.trim_matches('-').to_owned();
        if made.len() < 2 || made == "article" { Self("author".to_owned()) } else { Self(made) }
    }

    /// The handle with a number behind it, for when it is taken.
    pub fn numbered(&self, number: u32) -> Self {
        Self(Slug::words_numbered(&self.0, number, Self::MAX))
    }

    /// The handle as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Handle {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a handle")
    }
}

impl From<Handle> for String {
    fn from(handle: Handle) -> Self {
        handle.0
    }
}
