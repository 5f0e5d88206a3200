//! What a pasted page was understood as.

use serde::{Deserialize, Serialize};

use crate::credits::{CreditReading, ProposedSource};

/// A pasted page, understood. Every word of the page is in here once, those of the author's name apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pasted {
    /// What belongs to the article as a whole.
    pub article: PastedArticle,
    /// The slides, in the page's order.
    pub slides: Vec<PastedSlide>,
    /// The sources that the credits name, each in one spelling.
    pub sources: Vec<ProposedSource>,
    /// What is no part of the article, in the page's order, with the reason in words.
    pub left_out: Vec<LeftOut>,
    /// What a person should look at, in sentences, about the page as a whole.
    pub remarks: Vec<String>,
}

/// The parts of the article that stand on no slide. None where the page has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastedArticle {
    /// The title, once.
    pub title: Option<String>,
    /// The summary under the title.
    pub standfirst: Option<String>,
    /// The author's name, from a byline or an author box.
    pub author: Option<String>,
}

/// A slide of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastedSlide {
    /// The heading, or empty.
    pub heading: String,
    /// The text as it stood, paragraphs apart by an empty line. Not Markdown: [`plain_as_markdown`] makes it so.
    ///
    /// [`plain_as_markdown`]: super::plain_as_markdown
    pub text: String,
    /// The credit lines, in order.
    pub credits: Vec<CreditReading>,
    /// What a person should look at, in sentences.
    pub remarks: Vec<String>,
}

/// A piece of the page that is no part of the article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftOut {
    /// The piece as it stood.
    pub text: String,
    /// Why it was left out, as a sentence.
    pub reason: String,
}
