//! Finds what stands above the slides: title, standfirst, byline, date.

use super::body::{Kind, Piece};
use super::headings::is_apart;
use super::reasons::Reason;
use super::tail::is_person_name;
use crate::sources::key;

/// So many pieces at the top may be the head of a page.
const HEAD_PIECES: usize = 12;
/// A title has at most so many characters, a standfirst so many.
const TITLE_MAX_CHARS: usize = 200;
const STANDFIRST_MAX_CHARS: usize = 500;

/// Leaves out bylines and dates of the head; gives the author's name.
pub(super) fn leave_byline(pieces: &mut [Piece]) -> Option<String> {
    let mut author = None;
    for piece in pieces.iter_mut().take(HEAD_PIECES) {
        if piece.is(Kind::Credit) || piece.text.chars().nth(TITLE_MAX_CHARS).is_some() {
            break;
        }
        if !piece.is(Kind::Text) || piece.level.is_some() {
            continue;
        }
        if let Some(name) = byline(&piece.text) {
            author = author.or_else(|| Some(name.to_owned()));
            piece.leave(Reason::Byline);
        } else if is_reading_time(&piece.text) {
            piece.leave(Reason::ReadingTime);
        } else if is_dateline(&piece.text) {
            piece.leave(Reason::Dateline);
        }
    }
    author
}

/// Marks the title and leaves out its repetitions. Expects headings to be marked.
pub(super) fn mark_title(pieces: &mut [Piece]) {
    let kept: Vec<usize> = kept(pieces);
    let Some(&first) = kept.first() else { return };
    let is_open = matches!(pieces[first].kind, Kind::Text | Kind::Heading);
    if !is_open || pieces[first].text.chars().nth(TITLE_MAX_CHARS).is_some() {
        return;
    }
    let title = repeated(pieces, &kept).or_else(|| is_title(pieces, &kept).then_some(first));
    if let Some(title) = title {
        pieces[title].kind = Kind::Title;
    }
}

/// Marks the standfirst: the one piece between the title and the first heading. Expects the title to be marked.
pub(super) fn mark_standfirst(pieces: &mut [Piece]) {
    let Some(title) = pieces.iter().take(HEAD_PIECES).position(|piece| piece.is(Kind::Title)) else {
        return;
    };
    let mut after = (title + 1..pieces.len()).filter(|at| !pieces[*at].is_left());
    let (Some(at), Some(next)) = (after.next(), after.next()) else {
        return;
    };
    let is_short = pieces[at].text.chars().nth(STANDFIRST_MAX_CHARS).is_none();
    let has_byline_below =
        pieces[at..next].iter().any(|piece| matches!(piece.kind, Kind::Left(Reason::Byline | Reason::Dateline)));
    let has_heading_below = matches!(pieces[next].kind, Kind::Heading | Kind::Counter);
    if pieces[at].is(Kind::Text) && is_short && (has_heading_below || has_byline_below) {
        pieces[at].kind = Kind::Standfirst;
    }
}

/// The first pieces that are part of the article.
fn kept(pieces: &[Piece]) -> Vec<usize> {
    (0..pieces.len()).filter(|at| !pieces[*at].is_left()).take(HEAD_PIECES).collect()
}

/// Leaves out all but one of the lines that repeat the first one, and gives that one.
fn repeated(pieces: &mut [Piece], kept: &[usize]) -> Option<usize> {
    let first = kept[0];
    // Two paragraphs may be the same; they are no titles.
    if pieces[first].text.ends_with(['.', ',', ';']) {
        return None;
    }
    let words = key(&pieces[first].text);
    let mut title = None;
    for &at in kept.iter().skip(1).take(4) {
        if pieces[at].is(Kind::Credit) {
            break;
        }
        let other = key(&pieces[at].text);
        if other.is_empty() {
            continue;
        }
        if other == words {
            title = Some(first);
            pieces[at].leave(Reason::TitleAgain);
        } else if title.is_none() && is_with_site_name(&pieces[first].text, &pieces[at].text) {
            // "A headline - The Site", as the browser's tab shows it.
            title = Some(at);
            pieces[first].leave(Reason::TitleAgain);
        }
    }
    title
}

fn is_with_site_name(long: &str, short: &str) -> bool {
    let rest = long
        .get(..short.len())
        .filter(|start| start.to_lowercase() == short.to_lowercase())
        .map(|_| long[short.len()..].trim_start());
    rest.is_some_and(|rest| rest.starts_with(['-', '|', '–', '—', '·', ':', '«', '»']))
}

/// Whether the first piece is a title by what follows it.
fn is_title(pieces: &[Piece], kept: &[usize]) -> bool {
    let piece = &pieces[kept[0]];
    if piece.is_numbered || piece.text.ends_with(['.', ',', ';']) {
        return false;
    }
    if let Some(level) = piece.level {
        // Among marked headings the title is the only one of its rank.
        return !pieces[kept[0] + 1..].iter().any(|other| other.level.is_some_and(|other| other <= level));
    }
    let Some(next) = kept.get(1).map(|at| &pieces[*at]) else {
        return false;
    };
    if !next.is(Kind::Credit) {
        return !next.is(Kind::Text) || is_apart(piece, next);
    }
    // A credit below the first line: that of a cover when a heading with its own text or credit follows, and not a
    // gallery, whose slides have no text at all.
    let mut after = kept.iter().skip(1).map(|at| pieces[*at].kind).skip_while(|kind| *kind == Kind::Credit);
    match (after.next(), after.next(), after.next()) {
        (Some(Kind::Heading), Some(Kind::Text), _) => true,
        (Some(Kind::Heading), Some(Kind::Credit), Some(third)) => third == Kind::Text,
        _ => false,
    }
}

/// The name in "By Mara Lind" and its like.
fn byline(line: &str) -> Option<&str> {
    const OPENINGS: &[&str] = &[
        "By ",
        "BY ",
        "by ",
        "By: ",
        "Written by ",
        "Story by ",
        "Posted by ",
        "Published by ",
        "Author: ",
        "Von ",
        "Par ",
        "Por ",
    ];
    let name = OPENINGS.iter().find_map(|opening| line.strip_prefix(opening))?;
    let end = name.find(['|', '•', '·', ',']).or_else(|| name.find(" on ")).or_else(|| name.find(" at "));
    let name = name[..end.unwrap_or(name.len())].trim().trim_end_matches('.');
    let is_name = name.split(" and ").all(|name| is_person_name(name.trim()));
    is_name.then_some(name)
}

/// "5 min read".
fn is_reading_time(line: &str) -> bool {
    let folded = line.to_lowercase();
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
    rest.len() < folded.len() && matches!(rest, "min read" | "minute read" | "minutes read" | "min. read" | "min lesezeit")
}

/// The beginnings of the names of months and weekdays.
const CALENDAR: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "mon", "tue", "wed", "thu", "fri", "sat",
    "sun", "mär", "mai", "okt", "dez", "fév", "avr", "aoû", "déc", "ene", "abr", "ago", "dic",
];

/// Other words in lines of dates.
const DATE_WORDS: &[&str] = &[
    "published",
    "updated",
    "posted",
    "modified",
    "last",
    "first",
    "on",
    "at",
    "am",
    "pm",
    "utc",
    "gmt",
    "est",
    "edt",
    "pst",
    "pdt",
    "cet",
    "cest",
    "of",
    "the",
];

/// A line that is a date and nothing else: a year, a day or a word that says so, and only words of dates.
fn is_dateline(line: &str) -> bool {
    if line.chars().nth(60).is_some() {
        return false;
    }
    let folded = line.to_lowercase();
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| word.starts_with(|c: char| c.is_ascii_digit());
    let is_year = |word: &&str| {
        word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
    };
    let is_calendar = |word: &&str| word.chars().count() <= 9 && CALENDAR.iter().any(|start| word.starts_with(start));
    let says_so = folded.starts_with("published") || folded.starts_with("updated");
    words.iter().any(is_year)
        && (says_so || words.iter().filter(is_number).count() >= 2)
        && words.iter().all(|word| is_number(&word) || is_calendar(word) || DATE_WORDS.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{byline, is_dateline, is_reading_time};

    #[test]
    fn bylines_give_names() {
        assert_eq!(byline("By Mara Lind"), Some("Mara Lind"));
        assert_eq!(byline("Posted by Mara Lind on 3 May 2024"), Some("Mara Lind"));
        assert_eq!(byline("By Mara Lind and Otto Berg | Harbours"), Some("Mara Lind and Otto Berg"));
        assert_eq!(byline("By the harbour wall"), None);
        assert_eq!(byline("By Monday"), None);
    }

    #[test]
    fn dates_are_lines_of_dates_alone() {
        for line in ["3 May 2024", "May 3, 2024", "2024-05-03", "Published: Friday, 3 May 2024 at 10:42 am", "Updated May 2024"] {
            assert!(is_dateline(line), "{line}");
        }
        for line in ["2024", "The summer of 2024", "May 2024 was wet and cold", "20 boats in 1990", "3 May"] {
            assert!(!is_dateline(line), "{line}");
        }
        assert!(is_reading_time("5 min read"));
        assert!(!is_reading_time("min read"));
    }
}
