//! A value from a stranger's file as one line of text that can stand anywhere.

use domain::field;

const MAX_ADDRESS_CHARS: usize = 2_000;

/// The text on one line, without controls and without what XML cannot carry, cut after `max_chars` characters. `None` when
/// nothing is left.
pub fn line(text: &str, max_chars: usize) -> Option<String> {
    let mut line = String::new();
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        let word: String = word.chars().filter(|c| !is_noncharacter(*c)).collect();
        if !word.is_empty() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
    }
    if let Some((end, _)) = line.char_indices().nth(max_chars) {
        line.truncate(end);
        line.truncate(line.trim_end().len());
    }
    (!line.is_empty()).then_some(line)
}

/// The address, if it is one that a link may lead to.
pub fn address(text: &str) -> Option<String> {
    field::address(text, MAX_ADDRESS_CHARS).ok().filter(|address| !address.is_empty())
}

/// Source: Unicode, 23.7; a byte order mark inside a text is no more than an accident.
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{FDD0}'..='\u{FDEF}' | '\u{FEFF}') || u32::from(c) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn o08_a_value_is_one_line_without_controls() {
        assert_eq!(line("\u{FEFF} Ada\r\n\tX-Evil: 1\0\u{7F}", 50).as_deref(), Some("Ada X-Evil: 1"));
        assert_eq!(line(" \0\u{85} ", 50), None);
        assert_eq!(line("ab cd", 3).as_deref(), Some("ab"));
        assert_eq!(line("日本語", 2).as_deref(), Some("日本"));
    }

    proptest! {
        #[test]
        fn o08_whatever_the_value_it_stays_one_short_line(text in "\\PC{0,40}|.{0,40}|[\\x00-\\x20a]{0,40}", max in 1_usize..30) {
            if let Some(line) = line(&text, max) {
                prop_assert!(!line.is_empty() && line.chars().count() <= max);
                prop_assert!(!line.chars().any(char::is_control));
                prop_assert_eq!(line.trim(), line.as_str());
            }
        }
    }
}
