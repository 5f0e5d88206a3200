//! Writes plain text as Markdown that shows the same text.

/// Plain text as Markdown: every mark that would mean something gets a backslash, the rest stays as it is.
///
/// Without it a pasted `<word>` would vanish from the page as raw HTML and `2 * 3 * 4` would lean. Marks inside words
/// and addresses, which mean nothing there, are left alone. Source: `CommonMark` 0.31.2, 2.4 and 4 to 6.
pub fn plain_as_markdown(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        let start = line.len() - line.trim_start().len();
        let (indent, rest) = line.split_at(start);
        // Four spaces would make code; spaces before a line mean nothing in a text.
        written.extend(indent.chars().filter(|c| *c == '\n'));
        let rest = write_block_mark(rest, &mut written);
        write_inline(rest, &mut written);
    }
    written
}

/// Writes the marks that open a heading, a list, a quotation or a rule, made harmless; gives what follows them.
fn write_block_mark<'a>(line: &'a str, to: &mut String) -> &'a str {
    // Before a word an asterisk is no list, but may be emphasis: a mark within the line.
    let is_bullet = line.strip_prefix('*').is_some_and(|rest| rest.chars().next().is_none_or(char::is_whitespace));
    if is_bullet || line.starts_with(['#', '>', '+', '-', '=', '~']) {
        to.push('\\');
        to.push_str(&line[..1]);
        return &line[1..];
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    if (1..=9).contains(&digits) && rest.starts_with(['.', ')']) {
        to.push_str(&line[..digits]);
        to.push('\\');
        to.push_str(&rest[..1]);
        return &rest[1..];
    }
    line
}

fn write_inline(text: &str, to: &mut String) {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let is_mark = match c {
            '\\' => next.is_ascii_punctuation() || next == '\n',
            '`' | '[' | ']' => true,
            '<' => !next.is_whitespace(),
            '*' => !(before.is_whitespace() && next.is_whitespace()),
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '~' => before == '~' || next == '~',
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if is_mark {
            to.push('\\');
        }
        to.push(c);
        before = c;
    }
}

#[cfg(test)]
mod tests {
    use super::plain_as_markdown;
    use proptest::prelude::*;

    #[test]
    fn marks_that_mean_something_get_a_backslash() {
        for (text, markdown) in [
            ("# no heading", "\\# no heading"),
            ("1. no list", "1\\. no list"),
            ("- no list\n+ none", "\\- no list\n\\+ none"),
            ("* Not to scale", "\\* Not to scale"),
            ("* * *\n*", "\\* * *\n\\*"),
            ("> no quotation", "\\> no quotation"),
            ("a <b> c", "a \\<b> c"),
            ("*so* _so_ `so`", "\\*so\\* \\_so\\_ \\`so\\`"),
            ("[so](so)", "\\[so\\](so)"),
            ("&copy;", "\\&copy;"),
            ("C:\\*", "C:\\\\\\*"),
            ("    no code", "no code"),
        ] {
            assert_eq!(plain_as_markdown(text), markdown, "{text}");
        }
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in [
            "It rained, and then (at 7:30) it did not.",
            "2 * 3 * 4",
            "https://example.org/a_b_c?d=1",
            "R & D, 1 < 2",
            "1990 was a year.\n\nSo was 1991!",
            "“Well”, she said – “well.”",
        ] {
            assert_eq!(plain_as_markdown(text), text);
        }
    }

    proptest! {
        #[test]
        fn only_backslashes_and_indents_differ(text in "[a-z#*_<>&\\[\\]`~ .0-9\n-]{0,60}") {
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '\\').collect::<String>();
            prop_assert_eq!(bare(&plain_as_markdown(&text)), bare(&text));
        }

        #[cfg(feature = "store")]
        #[test]
        fn the_same_text_is_shown(text in "[ab1 \t\n#*_<>&;\\[\\]()`~.:=+|!\"'^\\\\-]{0,40}") {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert_eq!(crate::slides::for_slide(&plain_as_markdown(&text)).words(), words(&text));
        }
    }
}
