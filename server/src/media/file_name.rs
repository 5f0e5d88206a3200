//! The name that a file had on somebody's machine: text to show, never a path.

/// The most characters that are kept of a name.
pub const MAX_FILE_NAME_CHARS: usize = 255;

/// What is worth keeping of the name that came with an upload: one line of at most [`MAX_FILE_NAME_CHARS`] characters without
/// folders and without characters that cannot be seen. `None` when nothing is left.
///
/// Some browsers send the whole path; everything up to the last slash or backslash goes.
/// Controls would break headers and logs (RFC 6266, 4.3), and the marks that turn the direction of writing would show
/// `gpj.exe` as `exe.jpg`.
#[must_use]
pub fn cleaned(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = name
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !turns_direction(*c))
        .collect();
    let words: Vec<&str> = seen.split(' ').filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().take(MAX_FILE_NAME_CHARS).collect();
    let line = line.trim_end();
    // Names of nothing but dots are folders.
    (!line.chars().all(|c| c == '.')).then(|| line.to_string())
}

/// Source: Unicode Standard Annex 9, 2.
fn turns_direction(c: char) -> bool {
    matches!(
        c,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(cleaned(name).as_deref(), expected);
    }

    #[test]
    fn u06_a_name_is_text_without_folders_and_hidden_characters() {
        check("Großes Bild (1).jpg", Some("Großes Bild (1).jpg"));
        check("C:\\Users\\me\\cat.jpg", Some("cat.jpg"));
        check("../../etc/passwd", Some("passwd"));
        check("a\r\nSet-Cookie: b\0.jpg", Some("a Set-Cookie: b.jpg"));
        check("photo\u{202E}gpj.exe", Some("photogpj.exe"));
        check("  two \t words  ", Some("two words"));
        check("..", None);
        check("pictures/", None);
        check("", None);
        check(&"é".repeat(300), Some(&"é".repeat(255)));
    }

    proptest! {
        #[test]
        fn u06_whatever_the_name_it_stays_one_short_line(name in ".{0,400}") {
            if let Some(line) = cleaned(&name) {
                prop_assert!(line.chars().count() <= MAX_FILE_NAME_CHARS);
                prop_assert!(!line.contains(['/', '\\']) && !line.chars().any(char::is_control));
                prop_assert_eq!(cleaned(&line), Some(line));
            }
        }
    }
}
