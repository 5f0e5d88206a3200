//! How a sentence of the archive gets its words.

use super::vocabulary::{FIRST_NAMES, LAST_NAMES, PLACES, QUALITIES, STUFF, TIMES, TRADES};
use crate::demo::chance::Chance;

/// What the sentences of one article have in common.
pub(super) struct Scene {
    pub(super) things: &'static str,
    pub(super) place: &'static str,
}

impl Scene {
    /// The sentence with its words put in. A name in braces that begins with a capital letter begins a sentence.
    pub(super) fn say(&self, sentence: &str, chance: &mut Chance) -> String {
        let mut said = String::with_capacity(sentence.len() * 2);
        let mut parts = sentence.split('{');
        said.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let (name, rest) = part.split_once('}').expect("a brace is closed");
            let word = self.word(&name.to_lowercase(), chance);
            // A word that begins with a vowel has `an` before it.
            if (said == "A " || said.ends_with(" a ")) && word.starts_with(['a', 'e', 'i', 'o', 'u']) {
                said.insert(said.len() - 1, 'n');
            }
            if name.starts_with(char::is_uppercase) {
                said.push_str(&capital(&word));
            } else {
                said.push_str(&word);
            }
            said.push_str(rest);
        }
        said
    }

    fn word(&self, name: &str, chance: &mut Chance) -> String {
        match name {
            "things" => self.things.to_owned(),
            "place" => self.place.to_owned(),
            "place2" => chance.one(&PLACES).to_owned(),
            "name" => self::name(chance),
            "number" | "number2" => (3 + chance.below(960)).to_string(),
            "stuff" | "stuff2" => chance.one(&STUFF).to_owned(),
            "trade" | "trade2" => chance.one(&TRADES).to_owned(),
            "quality" | "quality2" => chance.one(&QUALITIES).to_owned(),
            "time" => chance.one(&TIMES).to_owned(),
            other => unreachable!("no sentence says {other}"),
        }
    }
}

/// Somebody's name.
pub(super) fn name(chance: &mut Chance) -> String {
    format!("{} {}", chance.one(&FIRST_NAMES), chance.one(&LAST_NAMES))
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sentences::{ANSWERS, CAPTIONS, HEADINGS, REMARKS, SENTENCES, STANDFIRSTS, TITLES, UNWANTED};
    use super::super::vocabulary::THINGS;
    use super::*;

    #[test]
    fn every_sentence_can_be_said() {
        let scene = Scene { things: THINGS[0], place: PLACES[0] };
        let lists: [&[&str]; 9] =
            [&TITLES, &STANDFIRSTS, &HEADINGS, &SENTENCES, &CAPTIONS, &REMARKS, &UNWANTED, &ANSWERS, &["{Things} in {place}"]];
        for sentence in lists.into_iter().flatten() {
            let said = scene.say(sentence, &mut Chance::of(1));
            assert!(
                !said.contains(['{', '}']) && said.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || c == '*'),
                "{said}"
            );
        }
        assert_eq!(scene.say("{Things} in {place}", &mut Chance::of(1)), "Tram wires in Bergen");
    }
}
