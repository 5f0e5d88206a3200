//! The words that open a credit line: "Photo credit:", "Provided by", "Foto:".

/// What the words before a name say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// That it is a credit, of a maker or a source: "Image:".
    Open,
    /// That it is who made the picture: "Photo by".
    Maker,
    /// That it is who supplied the picture: "Courtesy of".
    Source,
    /// That it supplied the picture and need not own it: "Provided by".
    Supplier,
    /// That it claims the copyright: "©".
    Sign,
}

/// Labels that end at a colon. Written in lower case, without the colon.
const BEFORE_COLON: &[(&str, Label)] = &[
    ("photo credit", Label::Open),
    ("photo credits", Label::Open),
    ("picture credit", Label::Open),
    ("image credit", Label::Open),
    ("image credits", Label::Open),
    ("credit", Label::Open),
    ("credits", Label::Open),
    ("photo", Label::Open),
    ("photos", Label::Open),
    ("photograph", Label::Open),
    ("picture", Label::Open),
    ("image", Label::Open),
    ("images", Label::Open),
    ("illustration", Label::Open),
    ("graphic", Label::Open),
    ("screenshot", Label::Open),
    ("foto", Label::Open),
    ("fotos", Label::Open),
    ("bild", Label::Open),
    ("bilder", Label::Open),
    ("crédit photo", Label::Open),
    ("crédit", Label::Open),
    ("crédits", Label::Open),
    ("crédito", Label::Open),
    ("créditos", Label::Open),
    ("photographer", Label::Maker),
    ("photo by", Label::Maker),
    ("image by", Label::Maker),
    ("fotograf", Label::Maker),
    ("fotografin", Label::Maker),
    ("photo source", Label::Source),
    ("image source", Label::Source),
    ("source", Label::Source),
    ("quelle", Label::Source),
    ("bildquelle", Label::Source),
    ("fotoquelle", Label::Source),
    ("bildnachweis", Label::Source),
    ("fuente", Label::Source),
    ("copyright", Label::Sign),
];

/// Labels that need no colon, but a name after them.
const BEFORE_NAME: &[(&str, Label)] = &[
    ("photo courtesy of", Label::Source),
    ("image courtesy of", Label::Source),
    ("picture courtesy of", Label::Source),
    ("courtesy of", Label::Source),
    ("courtesy", Label::Source),
    ("photo provided by", Label::Supplier),
    ("image provided by", Label::Supplier),
    ("picture provided by", Label::Supplier),
    ("provided by", Label::Supplier),
    ("supplied by", Label::Supplier),
    ("photographed by", Label::Maker),
    ("photograph by", Label::Maker),
    ("photographs by", Label::Maker),
    ("photo by", Label::Maker),
    ("photos by", Label::Maker),
    ("picture by", Label::Maker),
    ("image by", Label::Maker),
    ("illustration by", Label::Maker),
    ("illustrated by", Label::Maker),
    ("foto von", Label::Maker),
    ("bild von", Label::Maker),
    ("foto de", Label::Maker),
    ("photo de", Label::Maker),
    ("via", Label::Source),
];

/// The copyright signs. "(c)" counts as one only before a capital letter or a digit: it also numbers lists.
const SIGNS: &[&str] = &["©", "ⓒ", "Ⓒ", "(c)", "(C)"];

/// The first label of a line and what follows it; none when the line opens with no label, or nothing follows.
pub fn cut_label(line: &str) -> Option<(Label, &str)> {
    let line = line.trim_start();
    for sign in SIGNS {
        if let Some(rest) = line.strip_prefix(sign) {
            let rest = rest.trim_start();
            let is_sign = !sign.starts_with('(') || starts_a_name(rest) || rest.starts_with('©') || before_name(rest).is_some();
            return (is_sign && !rest.is_empty()).then_some((Label::Sign, rest));
        }
    }
    if let Some(rest) = after(line, "copyright") {
        let rest = rest.trim_start();
        if rest.starts_with(|c: char| c.is_ascii_digit() || SIGNS.iter().any(|sign| sign.starts_with(c))) {
            return Some((Label::Sign, rest));
        }
        if let Some(owner) = after(rest, "by") {
            return starts_a_name(owner).then_some((Label::Sign, owner.trim_start()));
        }
    }
    before_colon(line).or_else(|| before_name(line))
}

fn before_colon(line: &str) -> Option<(Label, &str)> {
    BEFORE_COLON.iter().find_map(|(words, label)| {
        let rest = after(line, words)?.trim_start().strip_prefix([':', '：'])?.trim_start();
        (!rest.is_empty()).then_some((*label, rest))
    })
}

fn before_name(line: &str) -> Option<(Label, &str)> {
    BEFORE_NAME.iter().find_map(|(words, label)| {
        let rest = after(line, words)?;
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        starts_a_name(rest).then_some((*label, rest.trim_start()))
    })
}

/// Where a label with a colon is glued to the end of other words, as in "The last ferryPhoto: A. Name".
///
/// Gives the byte at which the label starts. Only a label with a capital directly after a small letter, a digit or a
/// closing mark counts, so that ordinary sentences keep their colons.
pub(crate) fn glued_label(line: &str) -> Option<usize> {
    let colon = line.rfind([':', '：'])?;
    let head = line[..colon].trim_end();
    BEFORE_COLON.iter().find_map(|(words, _)| {
        let start = ending_at(head, words)?;
        let (before, label) = head.split_at(start);
        let glued = before
            .chars()
            .next_back()
            .is_some_and(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '!' | '?' | '”' | '"' | ')'));
        let named = !line[colon..].trim_start_matches([':', '：', ' ']).is_empty();
        (glued && named && label.starts_with(char::is_uppercase)).then_some(start)
    })
}

/// Where `words` begin when `text` ends with them, case aside.
fn ending_at(text: &str, words: &str) -> Option<usize> {
    let mut at = text.len();
    let mut chars = text.char_indices().rev();
    for wanted in words.chars().rev() {
        let (index, c) = chars.next()?;
        if !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        at = index;
    }
    Some(at)
}

/// What follows `words` at the start of `text`, case aside, at the end of a word.
pub(crate) fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    for wanted in words.chars() {
        if !rest.next()?.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let rest = rest.as_str();
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest)
}

/// Whether a text, after spaces, starts as names do: a capital, a letter without case, a digit or an @.
fn starts_a_name(text: &str) -> bool {
    text.trim_start().starts_with(|c: char| c == '@' || (c.is_alphanumeric() && !c.is_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::{Label, cut_label, glued_label};

    #[test]
    fn labels_are_cut() {
        for (line, label, rest) in [
            ("©Provided by X", Label::Sign, "Provided by X"),
            ("Provided by X", Label::Supplier, "X"),
            ("Photo Credit: Wiki Commons", Label::Open, "Wiki Commons"),
            ("PHOTO : X", Label::Open, "X"),
            ("Photo by Mara", Label::Maker, "Mara"),
            ("Image courtesy of X", Label::Source, "X"),
            ("Foto: X", Label::Open, "X"),
            ("Crédit photo : X", Label::Open, "X"),
            ("(c) 2020 X", Label::Sign, "2020 X"),
            ("Copyright 2020 X", Label::Sign, "2020 X"),
            ("Copyright © X", Label::Sign, "© X"),
        ] {
            assert_eq!(cut_label(line), Some((label, rest)), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_labels() {
        for line in [
            "Photo by photo the album grew",
            "Copyright law is old",
            "(c) the third of the list",
            "Credit where it is due",
            "Viaduct",
            "Photographs fade",
            "via the old road",
            "©",
            "Photo:",
            "",
        ] {
            assert_eq!(cut_label(line), None, "{line}");
        }
    }

    #[test]
    fn a_glued_label_is_found() {
        assert_eq!(glued_label("The last ferryPhoto: A. Name"), Some(14));
        assert_eq!(glued_label("The end.Photo credit: X"), Some(8));
        assert_eq!(glued_label("The last ferry photo: see below"), None);
        assert_eq!(glued_label("A list of photo: X"), None);
        assert_eq!(glued_label("Photo: X"), None);
    }
}
