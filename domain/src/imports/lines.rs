//! The lines of a pasted text, cleaned of what is not seen.

/// A line with something on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The text: single spaces, no invisible marks.
    pub text: String,
    /// Whether it starts a block: after an empty line, or anywhere on a page that has none.
    pub starts_block: bool,
    /// The level of a heading that is marked as one: `# ` is 1.
    pub level: Option<usize>,
}

/// Cuts a text into lines, whatever its line endings are. Takes time linear in the length.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut is_after_gap = true;
    let mut is_after_heading = false;
    let mut gaps = 0;
    // "\r\n" gives an empty line of no width, which must not count as a gap: it is joined first.
    for raw in text.replace("\r\n", "\n").split(is_line_end) {
        let (level, text) = heading_mark(clean(raw));
        if text.is_empty() || is_rule(&text) {
            is_after_gap = true;
            continue;
        }
        gaps += usize::from(is_after_gap && !lines.is_empty());
        lines.push(Line { text, starts_block: is_after_gap || level.is_some() || is_after_heading, level });
        is_after_gap = false;
        is_after_heading = level.is_some();
    }
    // A page whose lines mostly follow each other without gaps has a block on each line.
    if gaps * 4 < lines.len() {
        for at in 1..lines.len() {
            let runs_on = runs_on(&lines[at - 1].text, &lines[at].text);
            lines[at].starts_block |= !runs_on;
        }
    }
    lines
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Single spaces, no control characters, nothing that takes no room.
fn clean(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut space: Option<char> = None;
    for c in raw.chars() {
        if is_unseen(c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            // Of a run of spaces one is left; it stays unbreakable only if the run was that one character.
            space = Some(if space.is_none() && is_unbreakable(c) { c } else { ' ' });
            continue;
        }
        if let Some(space) = space.take().filter(|_| !text.is_empty()) {
            text.push(if keeps_together(&text, c) { space } else { ' ' });
        }
        text.push(c);
    }
    text
}

/// Marks without width, soft hyphens, and the sign that a browser leaves for a picture.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fffc}')
}

fn is_unbreakable(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// Whether French spacing wants an unbreakable space here; elsewhere a page's unbreakable spaces are noise.
fn keeps_together(before: &str, next: char) -> bool {
    matches!(next, ':' | ';' | '!' | '?' | '»' | '%' | '€') || before.ends_with('«')
}

/// Cuts the `## ` of a Markdown heading.
fn heading_mark(text: String) -> (Option<usize>, String) {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    match rest.strip_prefix(' ') {
        Some(rest) if (1..=6).contains(&level) => (Some(level), rest.trim_end_matches([' ', '#']).to_owned()),
        _ => (None, text),
    }
}

/// A line drawn with marks, such as `* * *` or `-----`.
fn is_rule(text: &str) -> bool {
    text.chars().all(|c| matches!(c, '-' | '*' | '_' | '=' | '~' | '•' | '·' | '|' | '—' | '–' | '─' | ' '))
}

/// Whether `next` goes on in the middle of the sentence of a line that was broken to a width.
fn runs_on(line: &str, next: &str) -> bool {
    let is_full = (40..=100).contains(&line.chars().count());
    is_full && !line.ends_with(['.', '!', '?', ':', '”', '"']) && next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn written(text: &str) -> Vec<String> {
        lines(text)
            .into_iter()
            .map(|line| {
                let mark = if line.starts_block { "¶" } else { "" };
                let level = line.level.map(|level| level.to_string()).unwrap_or_default();
                format!("{mark}{level}{}", line.text)
            })
            .collect()
    }

    #[test]
    fn every_kind_of_line_ending_ends_a_line() {
        for text in
            ["a\n\nb\nc\n\nd", "a\r\n\r\nb\r\nc\r\n\r\nd", "a\r\rb\rc\r\rd", "a\u{2028}\u{2028}b\u{2028}c\u{2029}\u{2029}d"]
        {
            assert_eq!(written(text), ["¶a", "¶b", "c", "¶d"], "{text:?}");
        }
    }

    #[test]
    fn what_is_not_seen_is_cleaned_away() {
        assert_eq!(written("\u{feff}a\u{200b}b \u{a0} c\u{a0}\n\u{a0}\n\u{fffc}d\0e"), ["¶ab c", "¶d e"]);
        assert_eq!(written("Vraiment\u{a0}?"), ["¶Vraiment\u{a0}?"]);
        assert_eq!(written("a\u{a0}b"), ["¶a b"]);
    }

    #[test]
    fn headings_and_rules_are_known_by_their_marks() {
        assert_eq!(written("## Two ##\ntext\n* * *\nmore"), ["¶2Two", "¶text", "¶more"]);
        assert_eq!(written("#hash"), ["¶#hash"]);
    }

    #[test]
    fn a_page_without_gaps_has_a_block_on_each_line() {
        assert_eq!(written("a\nb\nc\nd\ne"), ["¶a", "¶b", "¶c", "¶d", "¶e"]);
        let wrapped = "A line that was broken to a width by a mail program\nand that goes on here.";
        assert!(!lines(wrapped)[1].starts_block);
    }
}
