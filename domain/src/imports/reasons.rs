//! Why a piece was left out, and what a person should look at.

use std::fmt;

use super::furniture::ClosedNetwork;

/// Why a piece of a page is no part of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    TitleAgain,
    Byline,
    Dateline,
    ReadingTime,
    ShareButton,
    ClosedShareButton(ClosedNetwork),
    CommentCount,
    CommentTab,
    CommentForm,
    AuthorBox,
    Biography,
    Placeholder,
    Navigation,
    Related,
    Advert,
    BelowArticle,
    FooterNotice,
    SlideNumbers,
    Tags,
    Code,
}

impl Reason {
    /// Whether a page's own part has ended where such a piece stands, unless credits or most of the text follow.
    pub fn opens_tail(self) -> bool {
        match self {
            Self::CommentCount | Self::CommentTab | Self::CommentForm | Self::Related => true,
            Self::TitleAgain
            | Self::Byline
            | Self::Dateline
            | Self::ReadingTime
            | Self::ShareButton
            | Self::ClosedShareButton(_)
            | Self::AuthorBox
            | Self::Biography
            | Self::Placeholder
            | Self::Navigation
            | Self::Advert
            | Self::BelowArticle
            | Self::FooterNotice
            | Self::SlideNumbers
            | Self::Tags
            | Self::Code => false,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TitleAgain => "The title, a second time.",
            Self::Byline => "The byline: its name is the article's author.",
            Self::Dateline => "The old page's date.",
            Self::ReadingTime => "The old page's reading time.",
            Self::ShareButton => "A share button.",
            Self::ClosedShareButton(network) => {
                return write!(f, "A share button for {}, which closed in {}.", network.name, network.closed);
            }
            Self::CommentCount => "A count of comments, not a comment.",
            Self::CommentTab => "A tab of the old page's comment box.",
            Self::CommentForm => "The old page's comment form.",
            Self::AuthorBox => "The heading of the author box: its name is the article's author.",
            Self::Biography => "The author's biography: it belongs in the profile.",
            Self::Placeholder => "A placeholder that a theme filled in: nobody wrote it.",
            Self::Navigation => "A link of the old page.",
            Self::Related => "The old page's list of other articles.",
            Self::Advert => "The label of an advertisement.",
            Self::BelowArticle => "Stands below the article, among comments and links.",
            Self::FooterNotice => "The old page's own copyright notice.",
            Self::SlideNumbers => "Slide numbers: slides are counted by themselves.",
            Self::Tags => "HTML tags: the text between them was kept.",
            Self::Code => "Scripts and styles of the old page.",
        })
    }
}

/// What a person should look at on a slide or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    NoHeading,
    NoText,
    NoCredit,
    SeveralCredits(usize),
    CoverCredit,
    MaybeHeading(String),
    MaybeCredit(String),
    NothingFound,
    OneSlide,
    NoTitle,
    WasHtml,
    TailTaken(usize),
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeading => f.write_str("No heading was found for this slide."),
            Self::NoText => f.write_str("This slide has no text."),
            Self::NoCredit => f.write_str("This slide has no credit; others have."),
            Self::SeveralCredits(count) => {
                write!(f, "{count} credits stand on this slide: use as many pictures, or keep the one that is true.")
            }
            Self::CoverCredit => f.write_str("The first credit stood under the title: it may be the cover picture's."),
            Self::MaybeHeading(line) => write!(f, "“{line}” may be a heading."),
            Self::MaybeCredit(line) => write!(f, "“{line}” may hold a credit."),
            Self::NothingFound => f.write_str("No slide was found in this text."),
            Self::OneSlide => f.write_str("No headings were found: all the text is on one slide."),
            Self::NoTitle => f.write_str("No title was found."),
            Self::WasHtml => f.write_str("The text was HTML: its tags were left out."),
            Self::TailTaken(count) => write!(f, "{count} pieces below the article were left out. Look through them."),
        }
    }
}

/// The start of a line, to point at it: at most 60 characters.
pub(super) fn excerpt(line: &str) -> String {
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line.to_owned(),
    }
}
