//! What a reader looks for, read from what they typed. Any text is a query.

use super::words::words;

/// The longest query, in characters. What comes after is not looked for.
pub const MAX_QUERY: usize = 200;
/// The most words of a query, those of phrases among them (security L3).
const MAX_WORDS: usize = 8;
/// From how many characters on a word is looked for as the beginning of longer ones too.
const PREFIX_FROM: usize = 3;

/// What is looked for: all of its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// As it was typed, cut to its longest.
    pub typed: String,
    /// What of it is looked for.
    pub terms: Vec<Term>,
}

/// A part of a query. Invariant: its words are folded and not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// A word, also as the beginning of longer ones.
    Beginning(String),
    /// A word, as it is.
    Word(String),
    /// Words one after another.
    Phrase(Vec<String>),
}

impl Query {
    /// Reads a query: words, and phrases in double quotes.
    pub fn read(typed: &str) -> Self {
        let typed: String = typed.trim().chars().take(MAX_QUERY).collect();
        let mut terms = Vec::new();
        let mut left = MAX_WORDS;
        for (number, part) in typed.split(['"', '“', '”', '„', '«', '»']).enumerate() {
            let found: Vec<String> = words(part).into_iter().map(|word| word.folded).take(left).collect();
            left -= found.len();
            if number % 2 == 1 {
                terms.extend(phrase(found));
            } else {
                terms.extend(found.into_iter().map(word));
            }
        }
        Self { typed, terms }
    }

    /// Whether a word of a text is one of those that were looked for.
    pub fn names(&self, folded: &str) -> bool {
        self.terms.iter().any(|term| match term {
            Term::Beginning(beginning) => folded.starts_with(beginning.as_str()),
            Term::Word(word) => folded == word,
            Term::Phrase(words) => words.iter().any(|word| word == folded),
        })
    }

    /// Whether these words are all that is looked for, in a query without phrases.
    #[cfg(feature = "store")]
    pub(super) fn is_met_by(&self, words: &[String]) -> bool {
        self.terms.iter().all(|term| match term {
            Term::Beginning(beginning) => words.iter().any(|word| word.starts_with(beginning.as_str())),
            Term::Word(wanted) => words.contains(wanted),
            Term::Phrase(_) => false,
        })
    }
}

impl Term {
    /// The letters of all its words.
    #[cfg(feature = "store")]
    pub(super) fn letters(&self) -> usize {
        match self {
            Self::Beginning(word) | Self::Word(word) => word.chars().count(),
            Self::Phrase(words) => words.iter().map(|word| word.chars().count()).sum(),
        }
    }
}

fn word(word: String) -> Term {
    if word.chars().count() >= PREFIX_FROM { Term::Beginning(word) } else { Term::Word(word) }
}

fn phrase(mut words: Vec<String>) -> Option<Term> {
    match words.len() {
        0 => None,
        1 => words.pop().map(Term::Word),
        _ => Some(Term::Phrase(words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn beginning(word: &str) -> Term {
        Term::Beginning(word.to_owned())
    }

    #[test]
    fn words_and_phrases_are_told_apart() {
        assert_eq!(Query::read("  Mirror lamps ").terms, [beginning("mirror"), beginning("lamps")]);
        let phrase = Term::Phrase(vec!["two".to_owned(), "beams".to_owned()]);
        assert_eq!(Query::read("\"Two beams\" cell").terms, [phrase.clone(), beginning("cell")]);
        assert_eq!(Query::read("„two beams“").terms, [phrase]);
        assert_eq!(Query::read("\"lamp\" x").terms, [Term::Word("lamp".to_owned()), Term::Word("x".to_owned())]);
        assert_eq!(Query::read("\"* OR -- '").terms, [Term::Word("or".to_owned())]);
        assert_eq!(Query::read("… ?!").terms, []);
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(typed in ".{0,400}") {
            let query = Query::read(&typed);
            prop_assert!(query.typed.chars().count() <= MAX_QUERY);
            let mut count = 0;
            for term in &query.terms {
                let words = match term {
                    Term::Beginning(word) | Term::Word(word) => std::slice::from_ref(word),
                    Term::Phrase(words) => words.as_slice(),
                };
                prop_assert!(!words.is_empty());
                count += words.len();
                prop_assert!(words.iter().all(|word| !word.is_empty() && word.chars().all(char::is_alphanumeric)));
            }
            prop_assert!(count <= MAX_WORDS);
        }
    }
}
