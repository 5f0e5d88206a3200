//! HTML that is safe to show: it comes from the sanitiser and from nowhere else.

use serde::{Deserialize, Serialize};

/// HTML that has been through the sanitiser, which is the last step that ever touches it (security O1, O2).
///
/// It is made in `slides::markdown` alone. What is read back from the database or from our own server's answer was made
/// there: no caller's text is ever deserialised into it, since no input of a call holds one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes the sanitiser's output, or what was stored of it.
    #[cfg(feature = "store")]
    pub(crate) fn sanitised(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
