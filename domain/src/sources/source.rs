//! One entry of the source register.

use serde::{Deserialize, Serialize};

use crate::credits::Licence;

/// A supplier of pictures: an agency, an archive, a site.
///
/// Limits, in characters: `name` and each alias [`Source::NAME_MAX_CHARS`], `url` [`Source::URL_MAX_CHARS`]. The types
/// do not enforce them: forms and imports do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The one spelling that is printed.
    pub name: String,
    /// Other spellings that mean the same source.
    pub aliases: Vec<String>,
    /// The source's own site, or empty.
    pub url: String,
    /// The licence that its pictures usually come under, where there is one.
    pub licence: Option<Licence>,
}

impl Source {
    /// The most characters of a name or an alias.
    pub const NAME_MAX_CHARS: usize = 200;
    /// The most characters of an address.
    pub const URL_MAX_CHARS: usize = 2_048;

    /// A source of which only the name is known.
    pub fn named(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// The same source with one more spelling.
    #[must_use]
    pub fn also(mut self, alias: impl Into<String>) -> Self {
        self.aliases.push(alias.into());
        self
    }
}
