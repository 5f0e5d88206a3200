//! What the checks say, in words for people.

use super::queue::Standing;
use domain::articles::checks::{Remark, Rule};
use domain::articles::{Kind, Status};

/// What is written, as a word in a sentence.
pub fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Article => "article",
        Kind::Page => "page",
    }
}

/// The remark as a sentence without its stop: `Slide 3 has no credit`.
pub fn remark_words(kind: Kind, remark: &Remark) -> String {
    let Remark { rule, number, picture, .. } = remark;
    let of_picture = |words: &str| match picture {
        Some(at) if *at > 0 => format!("Slide {number}, picture {} {words}", at + 1),
        _ => format!("Slide {number} {words}"),
    };
    match rule {
        Rule::NoTitle => format!("The {} has no title", noun(kind)),
        Rule::NoSlide => format!("The {} has no slide", noun(kind)),
        Rule::NoStandfirst => "The article has no standfirst".to_owned(),
        Rule::EmptySlide => format!("Slide {number} is empty"),
        Rule::NothingUnder => format!("Slide {number} has a heading and nothing under it"),
        Rule::LongHeading => format!("The heading of slide {number} is long"),
        Rule::DoubledHeading => format!("Slide {number} has the heading of an earlier one"),
        Rule::NoFile => of_picture("waits for its picture"),
        Rule::NoAlt => of_picture("has no alternative text"),
        Rule::NoCredit => of_picture("has no credit"),
        Rule::NoLicence => of_picture("has no licence"),
        Rule::SmallPicture { side_px } => of_picture(&format!("is small: {side_px} pixels on its longer side")),
    }
}

/// The remark on its slide's flag in the rail: `No credit`.
pub fn flag_words(rule: Rule) -> &'static str {
    match rule {
        Rule::NoTitle => "No title",
        Rule::NoSlide => "No slide",
        Rule::NoStandfirst => "No standfirst",
        Rule::EmptySlide => "Empty",
        Rule::NothingUnder => "To be filled in",
        Rule::LongHeading => "Long heading",
        Rule::DoubledHeading => "Doubled heading",
        Rule::NoFile => "Waits for its picture",
        Rule::NoAlt => "No alternative text",
        Rule::NoCredit => "No credit",
        Rule::NoLicence => "No licence",
        Rule::SmallPicture { .. } => "Small picture",
    }
}

/// What a dialog that needs everything saved says while it is not: what it waits for, or what is to be done first.
pub fn unsaved(standing: &Standing) -> Option<&'static str> {
    match standing {
        Standing::Untouched | Standing::Saved(_) => None,
        Standing::Saving | Standing::Retrying(_) => Some("Waiting until everything is saved."),
        Standing::SignedOut => Some("You are signed out, and something is not saved: close this and sign in again."),
        Standing::Halted => Some("Something is not saved: close this and see above the slide."),
    }
}

/// A state in one or two words.
pub fn status_words(status: Status) -> &'static str {
    match status {
        Status::Draft => "Draft",
        Status::Review => "Ready for review",
        Status::Published => "Published",
        Status::Withdrawn => "Withdrawn",
    }
}
