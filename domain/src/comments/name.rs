//! The name under a comment: one that reads as a name and as nothing else.

use crate::field::{Fault, filled_line};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The most characters of a commenter's name.
pub const MAX_NAME: usize = 80;

/// The words that the page itself sets beside a name. No name may hold one (security O4).
const BADGE_WORDS: [&str; 7] = ["admin", "administrator", "author", "editor", "moderator", "staff", "verified"];

/// The punctuation that names have.
const PUNCTUATION: &str = " .,'’-‐–_&()/@+!?\"#";

/// Reads a commenter's name: letters, digits and plain punctuation in one line, at most [`MAX_NAME`] characters.
///
/// Compatibility forms become plain letters (NFKC), characters that cannot be seen or that turn the direction of writing
/// are dropped, so that a name can neither run into the words beside it nor dress up as the badge of the staff.
///
/// # Errors
/// [`Fault::Empty`], [`Fault::TooLong`], [`Fault::Malformed`] for signs and pictures, [`Fault::Reserved`] for the words
/// that the page itself sets beside a name.
pub fn parse_name(text: &str) -> Result<String, Fault> {
    let seen: String = text.nfkc().filter(|c| !is_unseen(*c)).collect();
    let name = filled_line(&seen, MAX_NAME)?;
    if !name.chars().all(is_of_a_name) || !name.chars().any(char::is_alphanumeric) {
        return Err(Fault::Malformed);
    }
    let claims_a_badge = name.split(|c: char| !c.is_alphanumeric()).any(|word| BADGE_WORDS.contains(&skeleton(word).as_str()));
    if claims_a_badge { Err(Fault::Reserved) } else { Ok(name) }
}

/// The name as a reader takes it in: lower case, without accents, with the look-alikes of Greek and Cyrillic as Latin letters.
///
/// Two names with the same skeleton can be mistaken for each other. Source: the idea of UTS 39, 4, with the letters that
/// matter for names alone.
pub(crate) fn skeleton(name: &str) -> String {
    name.nfkd().filter(|c| !is_combining_mark(*c) && !is_unseen(*c)).flat_map(char::to_lowercase).map(latin).collect()
}

fn is_of_a_name(c: char) -> bool {
    // The letters in squares and circles stand here, and what has a picture.
    let is_pictorial = matches!(c, '\u{2100}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}');
    !is_pictorial && (c.is_alphabetic() || c.is_ascii_digit() || is_combining_mark(c) || PUNCTUATION.contains(c))
}

/// Characters without a shape of their own: zero width, direction, variation, fillers.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The Latin letter that this one looks like.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'һ' | 'н' => 'h',
        'і' | 'ι' | 'ı' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' => 'l',
        'м' => 'm',
        'ո' | 'η' => 'n',
        'о' | 'ο' | 'σ' | '0' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' => 'u',
        'ѵ' | 'ν' => 'v',
        'ԝ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_people_pass_as_they_are() {
        for name in ["Anouk B.", "J. Duarte", "tabby", "Łukasz Żółć", "O’Neill-Smith", "محمد", "मीरा", "best-deals-24", "Ng"]
        {
            assert_eq!(parse_name(name).as_deref(), Ok(name));
        }
    }

    #[test]
    fn o04_a_name_cannot_imitate_the_staff_badge() {
        for name in [
            "Author",
            "Marit Olsen (Author)",
            "ＳＴＡＦＦ",
            "Stаff",
            "mo\u{200B}derator",
            "Mod\u{202E}erator",
            "édítor",
            "Ⓐuthor",
        ] {
            assert_eq!(parse_name(name), Err(Fault::Reserved), "{name}");
        }
        for name in ["Marit ● Olsen", "Marit ✓", "🟡 Marit", "Marit ☑", "🅰uthor", "…", "★"] {
            assert_eq!(parse_name(name), Err(Fault::Malformed), "{name}");
        }
    }

    #[test]
    fn o04_a_name_cannot_turn_the_words_beside_it_round() {
        assert_eq!(parse_name("Anouk\u{202E}\u{2067}").as_deref(), Ok("Anouk"));
        assert_eq!(parse_name("\u{3164}\u{200B}"), Err(Fault::Empty));
    }

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        assert_eq!(skeleton("Mаrіt Оlѕеn"), skeleton("MARIT OLSEN"));
        assert_ne!(skeleton("Marit Olsen"), skeleton("Marit Olson"));
    }

    proptest! {
        #[test]
        fn o04_what_parsed_is_one_line_that_parses_to_itself(text in "\\PC{0,100}") {
            if let Ok(name) = parse_name(&text) {
                prop_assert!(!name.chars().any(|c| c.is_control() || is_unseen(c)));
                prop_assert_eq!(parse_name(&name), Ok(name.clone()));
            }
        }
    }
}
