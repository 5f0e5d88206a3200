//! A person as readers see one.

use crate::media::Sizes;
use crate::people::{Handle, ProfileLink};
use crate::slides::SafeHtml;
use serde::{Deserialize, Serialize};

/// 'About the author', under the article and at the head of `/by/{handle}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorBox {
    /// Where the person's page is.
    pub handle: Handle,
    /// The name that readers see.
    pub name: String,
    /// What the person does, in one line; empty when not given.
    pub role_line: String,
    /// How to speak of the person; empty when not given.
    pub pronouns: String,
    /// The biography; none when empty or a placeholder: those are never shown.
    pub bio: Option<SafeHtml>,
    /// Where else the person is, in their order, at most five.
    pub links: Vec<ProfileLink>,
    /// The portrait, if there is one.
    pub portrait: Option<Portrait>,
}

/// A person's portrait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portrait {
    /// The file in its sizes.
    pub sizes: Sizes,
    /// Its alternative text; empty means that the name beside it says enough.
    pub alt: String,
    /// Its credit as printed, if it has one.
    pub credit: Option<String>,
}
