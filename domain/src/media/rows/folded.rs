//! What words are looked for in: the texts of an item with their letters folded, so that case does not matter on either database.
//! SQLite by itself knows the case of ASCII alone.

use crate::credits::Credit;
use unicode_normalization::UnicodeNormalization;

/// The file name, the alternative text and the credit of an item, a line each: no word goes on from one into the next.
pub(super) fn texts(file_name: &str, alt: &str, credit: &Credit) -> String {
    let Credit { creator, line, source, copyright, source_url: _, licence: _ } = credit;
    folded(&[file_name, alt, creator, line, source, copyright].join("\n"))
}

/// The text without the difference of case, and of a letter with its mark and one with the mark beside it.
pub(super) fn folded(text: &str) -> String {
    // By way of capitals: there ß and ς are SS and Σ.
    text.nfkc().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect()
}
