//! The ids of `docs/security.md`: what the code cites stands there.

use crate::tidy::finding::Finding;
use crate::tidy::rust::RustFile;

/// The ids that a file cites as `security S4` and the document does not have.
pub fn breaches(rust: &[RustFile], document: &str) -> Vec<Finding> {
    let is_known =
        |id: &str| document.lines().any(|line| line.contains(&format!("| {id} |")) || line.contains(&format!("** {id} |")));
    let mut breaches = Vec::new();
    for file in rust {
        for (line, text) in (1..).zip(file.text.lines()) {
            for id in cited(text).filter(|id| !is_known(id)) {
                let rule = format!("docs/security.md has no {id}");
                breaches.push(Finding::new(&file.path, line, rule, "cite a rule that stands there, or write it down"));
            }
        }
    }
    breaches
}

/// The ids after the word: a capital letter and a number, several with commas between.
fn cited(line: &str) -> impl Iterator<Item = &str> {
    line.split("security ").skip(1).flat_map(|after| {
        let words = after.split([' ', ')', '.', ';', ':']).take(4).map(|word| word.trim_end_matches(','));
        words.take_while(|word| is_id(word))
    })
}

fn is_id(word: &str) -> bool {
    let mut characters = word.chars();
    let number = characters.next().filter(char::is_ascii_uppercase).map(|_| characters.as_str());
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|character| character.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_is_not_written_down_is_named() {
        let document = "| **Signing in** S1 | alike |\n| S4 | new |\n";
        let text = "//! New (security S4, S5).\n// As security S1 asks, and the security of all.\n";
        let file = RustFile::read("app/src/lib.rs", text).unwrap();
        let told: Vec<(usize, String)> =
            breaches(&[file], document).into_iter().map(|breach| (breach.line, breach.rule)).collect();
        assert_eq!(told, [(1, "docs/security.md has no S5".to_owned())]);
    }
}
