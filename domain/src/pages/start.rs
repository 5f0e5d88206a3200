//! What a page can begin with: headings that say what belongs there, and not a word beneath them.

use serde::{Deserialize, Serialize};

/// The most pages of a site: all of them stand in one list.
pub const MAX_PAGES: usize = 60;

/// What a page begins with. The headings are to be filled in: until they are, the page cannot be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Start {
    /// One empty slide.
    Blank,
    /// Who makes the site.
    About,
    /// Who answers for it.
    Imprint,
    /// What is kept of whom.
    Privacy,
}

impl Start {
    /// Those with a title of their own.
    pub const TITLED: [Start; 3] = [Start::About, Start::Imprint, Start::Privacy];

    /// The title; empty where the writer finds one.
    pub fn title(self) -> &'static str {
        match self {
            Start::Blank => "",
            Start::About => "About",
            Start::Imprint => "Imprint",
            Start::Privacy => "Privacy",
        }
    }

    /// The address that the title suggests, by which the page is looked for; none where there is no title yet.
    pub fn address(self) -> Option<&'static str> {
        match self {
            Start::Blank => None,
            Start::About => Some("about"),
            Start::Imprint => Some("imprint"),
            Start::Privacy => Some("privacy"),
        }
    }

    /// The headings of the slides, in order.
    pub fn headings(self) -> &'static [&'static str] {
        match self {
            Start::Blank => &[""],
            Start::About => &["Who makes this site", "What you find here", "How to reach us"],
            Start::Imprint => {
                &["Who publishes this site", "Postal address", "How to reach us", "Who answers for what is written"]
            }
            Start::Privacy => &[
                "Who answers for your data",
                "What is kept when you read",
                "What is kept when you comment",
                "What you can ask for",
                "Whom to ask",
            ],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::checks::{Rule, check};
    use crate::articles::{Kind, Slug};
    use crate::slides::{SafeHtml, WorkingSlide};

    #[test]
    fn nothing_that_a_page_begins_with_can_be_published_as_it_is() {
        for start in [Start::Blank, Start::About, Start::Imprint, Start::Privacy] {
            let slides: Vec<WorkingSlide> = start
                .headings()
                .iter()
                .map(|heading| WorkingSlide {
                    id: "abcdefghij".parse().expect("an id"),
                    version: 1,
                    heading: (*heading).to_owned(),
                    body: String::new(),
                    html: SafeHtml::default(),
                    pictures: Vec::new(),
                    changed_by: String::new(),
                })
                .collect();
            let found = check(Kind::Page, start.title(), "", &slides);
            let empty = found.iter().filter(|remark| matches!(remark.rule, Rule::NothingUnder | Rule::EmptySlide)).count();
            assert_eq!(empty, slides.len(), "{start:?}");
            assert!(found.iter().all(crate::articles::checks::Remark::blocks));
        }
    }

    #[test]
    fn what_has_a_title_gets_the_address_that_is_looked_for() {
        assert_eq!(Start::Blank.address(), None);
        for start in Start::TITLED {
            let address = start.address().unwrap();
            assert_eq!(Slug::suggested_for(Kind::Page, start.title()).as_str(), address);
            assert_ne!(Slug::suggested_for(Kind::Article, start.title()).as_str(), address);
        }
    }
}
