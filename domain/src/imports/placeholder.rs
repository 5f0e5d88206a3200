//! Knows the texts that themes and forms fill in, which nobody meant for readers.

/// Phrases that stand in no text but a placeholder. Lower case.
const PHRASES: &[&str] = &[
    "lorem ipsum dolor",
    "dolor sit amet, consectetur",
    "short description in the author block",
    "\"biographical info\" field in",
    "this is where your bio",
    "replace this text with",
    "click here to edit",
    "click edit to change this text",
    "write your bio here",
    "your biography goes here",
    "your bio goes here",
    "your text goes here",
    "this is placeholder text",
    "this is some placeholder",
];

/// Beginnings of placeholders of at most [`SHORT_MAX_CHARS`]. Lower case.
const BEGINNINGS: &[&str] = &[
    "lorem ipsum",
    "add your bio",
    "add a bio",
    "add a short bio",
    "add biographical info",
    "enter your bio",
    "enter text here",
    "insert text here",
    "write something about yourself",
    "write a few words about yourself",
    "write a short bio",
    "tell us about yourself",
    "tell readers about yourself",
    "share a little biographical information",
    "a short bio about the author",
    "this is a short bio",
    "this is a sample",
    "this is a placeholder",
    "hier steht dein text",
    "hier steht ihr text",
];

/// Whole texts that say nothing. Lower case, without the marks around them.
const WHOLE: &[&str] = &[
    "bio",
    "your bio",
    "your bio here",
    "bio here",
    "biography",
    "biographical info",
    "about me",
    "about the author",
    "author bio",
    "description",
    "your text here",
    "text here",
    "your name here",
    "placeholder",
    "sample text",
    "dummy text",
    "todo",
    "tbd",
    "tba",
    "n/a",
    "none",
    "null",
    "undefined",
    "test",
    "testing",
    "asdf",
    "xxx",
];

/// Past this many characters a beginning alone makes no placeholder: somebody wrote the rest.
const SHORT_MAX_CHARS: usize = 160;

/// Whether a biography or another text is one that a theme, a form or a keyboard filled in.
///
/// Case, spaces and kinds of quotation mark do not count. A text of marks alone ("-", "...") is one; an empty text is
/// not: callers ask for that by itself. Takes time linear in the length.
pub fn is_placeholder(text: &str) -> bool {
    let folded = fold(text);
    if folded.is_empty() {
        return false;
    }
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let has_signs_of_its_own = folded.chars().any(|c| !c.is_ascii() && !c.is_alphanumeric());
    if bare.is_empty() {
        return !has_signs_of_its_own;
    }
    WHOLE.contains(&bare)
        // No phrase or beginning is shorter.
        || (bare.len() >= 9 && is_filled_in(&folded, bare))
}

fn is_filled_in(folded: &str, bare: &str) -> bool {
    PHRASES.iter().any(|phrase| folded.contains(phrase))
        || (folded.chars().nth(SHORT_MAX_CHARS).is_none() && BEGINNINGS.iter().any(|start| bare.starts_with(start)))
}

/// Lower case, single spaces, straight quotation marks.
fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for c in word.chars().flat_map(char::to_lowercase) {
            folded.push(match c {
                '“' | '”' | '„' | '«' | '»' => '"',
                '‘' | '’' => '\'',
                '…' => '.',
                other => other,
            });
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_nobody_wrote_is_a_placeholder() {
        for text in [
            "This is a short description in the author block.",
            "You edit it in the “Biographical Info” field in the admin panel.",
            "Lorem ipsum",
            "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
            "Your bio here",
            "<Your bio here>",
            "YOUR BIO HERE!",
            "Add your bio in the settings.",
            "Biographical Info",
            "n/a",
            "-",
            "...",
            "TODO",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_somebody_wrote_is_not() {
        for text in [
            "",
            "  ",
            "Mara Lind writes about harbours.",
            "Bio chemist and sailor",
            "None of my ferries ever sank.",
            "I test kettles for a living.",
            "🎉",
            "Tell us about yourself, they said. So: I was born on an island where the ferry came twice a week, \
             learned to read from tide tables and have written about the sea ever since, mostly at night.",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
