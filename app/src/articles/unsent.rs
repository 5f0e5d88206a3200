//! Text of articles that a browser has and the server does not: under whose name it lies there.

use crate::browser;
use domain::ids::{ArticleId, PersonId};

const PREFIX: &str = "lantern-unsent-";

/// Under which key a browser keeps what that person typed in that article.
pub fn key(person: PersonId, article: ArticleId) -> String {
    format!("{PREFIX}{person}-{article}")
}

/// What of such text is in this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// The keys of one's own, one for each article.
    pub mine: Vec<String>,
    /// Whether somebody else has some here too.
    pub has_others: bool,
}

impl Unsent {
    /// What is here now, seen by that person.
    pub fn here(person: PersonId) -> Self {
        Self::among(browser::keys(), person)
    }

    fn among(keys: Vec<String>, person: PersonId) -> Self {
        let own = format!("{PREFIX}{person}-");
        let (mine, others): (Vec<String>, Vec<String>) =
            keys.into_iter().filter(|key| key.starts_with(PREFIX)).partition(|key| key.starts_with(&own));
        Self { mine, has_others: !others.is_empty() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_s_own_text_is_told_from_that_of_others() {
        let id = |end: &str| format!("00000000-0000-7000-8000-0000000000{end}");
        let (me, her): (PersonId, PersonId) = (id("01").parse().unwrap(), id("02").parse().unwrap());
        let article: ArticleId = id("03").parse().unwrap();
        let keys = vec![key(me, article), "lantern-keys-off".to_owned(), key(her, article)];
        assert_eq!(Unsent::among(keys, me), Unsent { mine: vec![key(me, article)], has_others: true });
        assert_eq!(Unsent::among(vec!["theme".to_owned()], me), Unsent { mine: Vec::new(), has_others: false });
    }
}
