//! Numbers as words up to ten, as running text has them.

const WORDS: [&str; 11] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The number as a word up to ten, else in figures.
pub(crate) fn in_words(number: usize) -> String {
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `Nine slides, six minutes`: how long an article is.
pub(crate) fn length(slides: usize, minutes: usize) -> String {
    let words = format!("{}, {}", counted(slides, "slide"), counted(minutes, "minute"));
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// `1 article`, `12 articles`: in a table or a list, where figures stand.
pub(crate) fn article_count(count: usize) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{count} articles") }
}

fn counted(number: usize, thing: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {thing}{ending}", in_words(number))
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn a_length_reads_as_a_sentence_begins() {
        assert_eq!(length(9, 6), "Nine slides, six minutes");
        assert_eq!(length(1, 1), "One slide, one minute");
        assert_eq!(length(15, 11), "15 slides, 11 minutes");
    }
}
