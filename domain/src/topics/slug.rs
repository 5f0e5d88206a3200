//! The address of a topic.

use crate::articles::Slug;
use crate::field::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A topic's address beneath `/topics/`: in the form of an article's. No word is kept from it, since it stands alone there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TopicSlug(String);

impl TopicSlug {
    /// Reads an address as it was typed.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::TooLong`] or [`Fault::Malformed`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        match Slug::parse(text) {
            Ok(_) | Err(Fault::Reserved) => Ok(Self(text.to_owned())),
            Err(fault) => Err(fault),
        }
    }

    /// The address that a name suggests; `topic` where it has no letter that an address takes.
    pub fn suggested(name: &str) -> Self {
        let words = Slug::words(name);
        Self(if words.is_empty() { "topic".to_owned() } else { words })
    }

    /// The address with a number behind it, for when it is taken.
    pub fn numbered(&self, number: u32) -> Self {
        Self(Slug::words_numbered(&self.0, number, Slug::MAX))
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of its page.
    pub fn path(&self) -> String {
        format!("/topics/{}", self.0)
    }
}

impl fmt::Display for TopicSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for TopicSlug {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        if Slug::has_form(&text) && text.len() <= Slug::MAX { Ok(Self(text)) } else { Err("not a topic's address") }
    }
}

impl From<TopicSlug> for String {
    fn from(slug: TopicSlug) -> Self {
        slug.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_suggests_an_address_and_no_word_is_kept_from_it() {
        assert_eq!(TopicSlug::suggested("Été à la mer").as_str(), "ete-a-la-mer");
        assert_eq!(TopicSlug::suggested("Media").as_str(), "media");
        assert_eq!(TopicSlug::suggested("月の光").as_str(), "topic");
        assert_eq!(TopicSlug::parse("archive").unwrap().path(), "/topics/archive");
    }

    #[test]
    fn an_address_has_the_form_of_an_articles() {
        for (typed, fault) in
            [("", Fault::Empty), ("Upper", Fault::Malformed), ("a--b", Fault::Malformed), ("a/b", Fault::Malformed)]
        {
            assert_eq!(TopicSlug::parse(typed), Err(fault), "{typed}");
        }
        let long = TopicSlug::suggested(&"a".repeat(90)).numbered(1_000);
        assert_eq!(TopicSlug::parse(long.as_str()), Ok(long.clone()));
    }
}
