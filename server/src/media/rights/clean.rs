//! A value from a stranger's file as one line of text that can stand anywhere.

use url::Url;

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

/// The address as the parser writes it, if it is one that a link may lead to: http or https, with a host, without a user.
pub fn address(text: &str) -> Option<String> {
    let text = line(text, MAX_ADDRESS_CHARS + 1)?;
    let url = Url::parse(&text).ok()?;
    let is_link =
        matches!(url.scheme(), "http" | "https") && url.has_host() && url.username().is_empty() && url.password().is_none();
    let address = String::from(url);
    (is_link && address.chars().count() <= MAX_ADDRESS_CHARS).then_some(address)
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
    fn o8_a_value_is_one_line_without_controls() {
        assert_eq!(line("\u{FEFF} Ada\r\n\tX-Evil: 1\0\u{7F}", 50).as_deref(), Some("Ada X-Evil: 1"));
        assert_eq!(line(" \0\u{85} ", 50), None);
        assert_eq!(line("ab cd", 3).as_deref(), Some("ab"));
        assert_eq!(line("日本語", 2).as_deref(), Some("日本"));
    }

    #[test]
    fn o3_an_address_is_a_link_or_nothing() {
        assert_eq!(address(" HTTPS://Example.org/a b ").as_deref(), Some("https://example.org/a%20b"));
        for refused in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://me:secret@example.org/",
            "https://me@example.org/",
            "//example.org",
            "example.org/licence",
            "",
        ] {
            assert_eq!(address(refused), None, "{refused}");
        }
        assert_eq!(address(&format!("https://e.org/{}", "a".repeat(2_000))), None);
    }

    proptest! {
        #[test]
        fn o8_whatever_the_value_it_stays_one_short_line(text in "\\PC{0,40}|.{0,40}|[\\x00-\\x20a]{0,40}", max in 1_usize..30) {
            if let Some(line) = line(&text, max) {
                prop_assert!(!line.is_empty() && line.chars().count() <= max);
                prop_assert!(!line.chars().any(char::is_control));
                prop_assert_eq!(line.trim(), line.as_str());
            }
        }
    }
}
