//! Slide numbers: "3. A heading", "Slide 3 of 15", "3/15".

/// A line that opens with a number of a slide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbered<'a> {
    /// The number.
    pub number: u32,
    /// The number with its words and marks, as it stands.
    pub mark: &'a str,
    /// What follows, or nothing.
    pub rest: &'a str,
}

/// The number that a line opens with, if it may be that of a slide.
pub(super) fn numbered(line: &str) -> Option<Numbered<'_>> {
    let opening = opening_words(line);
    let (number, mut after) = digits(line[opening..].trim_start())?;
    let mut is_marked = opening > 0;
    if let Some((total, rest)) = total(after) {
        if total < number {
            return None;
        }
        (after, is_marked) = (rest, true);
    }
    let trimmed = after.trim_start_matches([')', ']']).trim_start();
    let rest = trimmed.trim_start_matches(['.', ':', '-', '–', '—']).trim_start();
    is_marked |= rest.len() < trimmed.len() || trimmed.len() < after.trim_start().len();
    // "3.5 metres" and "1990 was a good year" are text; "3" alone may be a counter.
    let is_decimal = after.starts_with(['.', ',']) && after[1..].starts_with(|c: char| c.is_ascii_digit());
    if is_decimal || !(is_marked || rest.is_empty()) {
        return None;
    }
    let mark = line[..line.len() - rest.len()].trim_end();
    Some(Numbered { number, mark, rest })
}

/// Whether numbers run on by one, up or down, and begin or end where slides do.
pub(super) fn are_in_order(numbers: &[u32]) -> bool {
    let runs = |step: i64| numbers.windows(2).all(|pair| i64::from(pair[1]) - i64::from(pair[0]) == step);
    let lowest = numbers.iter().min().copied().unwrap_or_default();
    numbers.len() >= 2 && (1..=2).contains(&lowest) && (runs(1) || runs(-1))
}

/// The length of "Slide", "No." or "#" before a number.
fn opening_words(line: &str) -> usize {
    let start = line.trim_start_matches(['(', '[']);
    let brackets = line.len() - start.len();
    let words = ["slide", "no.", "nr.", "number", "photo", "image", "bild", "#"]
        .iter()
        .find(|words| start.get(..words.len()).is_some_and(|opening| opening.eq_ignore_ascii_case(words)))
        .map_or(0, |words| words.len());
    brackets + words
}

fn digits(text: &str) -> Option<(u32, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - rest.len()];
    let is_apart = !rest.starts_with(char::is_alphanumeric);
    (is_apart && (1..=3).contains(&digits.len())).then(|| digits.parse().ok().map(|number| (number, rest)))?
}

/// "of 15" or "/ 15".
fn total(after: &str) -> Option<(u32, &str)> {
    let after = after.trim_start();
    let rest = ["of ", "/", "von ", "de ", "sur "].iter().find_map(|words| after.strip_prefix(words))?;
    digits(rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{are_in_order, numbered};

    #[test]
    fn slide_numbers_are_read() {
        for (line, number, mark, rest) in [
            ("3. A heading", 3, "3.", "A heading"),
            ("3) A heading", 3, "3)", "A heading"),
            ("12: A heading", 12, "12:", "A heading"),
            ("#4 A heading", 4, "#4", "A heading"),
            ("No. 4: A heading", 4, "No. 4:", "A heading"),
            ("Slide 3 of 15", 3, "Slide 3 of 15", ""),
            ("3/15", 3, "3/15", ""),
            ("(3 / 15)", 3, "(3 / 15)", ""),
            ("3 of 15 - A heading", 3, "3 of 15 -", "A heading"),
            ("7", 7, "7", ""),
        ] {
            let found = numbered(line).unwrap_or_else(|| panic!("no number in {line}"));
            assert_eq!((found.number, found.mark, found.rest), (number, mark, rest), "{line}");
        }
    }

    #[test]
    fn other_numbers_are_text() {
        for line in ["3.5 metres", "1990 was a good year", "3 ships", "15/3", "3rd", "", "Slide", "1,000 ships", "No. 10 Downing"]
        {
            if line == "No. 10 Downing" {
                // Read as a number: only a run of them makes it one.
                assert!(numbered(line).is_some());
            } else {
                assert_eq!(numbered(line), None, "{line}");
            }
        }
    }

    #[test]
    fn only_a_run_counts_slides() {
        assert!(are_in_order(&[1, 2, 3]));
        assert!(are_in_order(&[3, 2, 1]));
        assert!(are_in_order(&[2, 3]));
        assert!(!are_in_order(&[1, 2, 1, 2]));
        assert!(!are_in_order(&[10, 11]));
        assert!(!are_in_order(&[1]));
        assert!(!are_in_order(&[]));
    }
}
