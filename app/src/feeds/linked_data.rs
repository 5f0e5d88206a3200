//! JSON-LD: what a page is about, as a block of data in its head.

use leptos::prelude::*;
use serde_json::Value;
use std::fmt::Write;

/// JSON in which no text can end the element that it stands in, nor turn the direction of what stands beside it (security O4).
///
/// Source: RFC 8259, 7: any character of a string may be written as `\u` and four digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedData(String);

impl LinkedData {
    /// The JSON of `value`.
    pub fn new(value: &Value) -> Self {
        let plain = value.to_string();
        let mut json = String::with_capacity(plain.len());
        let mut copied = 0;
        // None of these stands outside a string of JSON.
        for (at, character) in plain.char_indices().filter(|(_, character)| does_harm(*character)) {
            json.push_str(&plain[copied..at]);
            write!(json, "\\u{:04x}", u32::from(character)).expect("a string takes what is written");
            copied = at + character.len_utf8();
        }
        json.push_str(&plain[copied..]);
        Self(json)
    }

    /// The JSON.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn does_harm(character: char) -> bool {
    matches!(character, '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The block. It is data: no browser runs it, and the content policy has nothing to allow (security O5).
///
/// Source: HTML, 4.12.1: a `script` of a type that is no script's is a data block.
#[component]
pub fn DataBlock(
    /// The data.
    data: LinkedData,
) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=data.0></script> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn o04_a_text_cannot_end_its_block_and_comes_back_as_itself() {
        let hostile = "</script><!--<script>]]> & \"q\" \\ \u{0} \u{7} \u{2028}\u{2029}\u{202E}\u{2067} 🪔\u{FEFF}";
        let LinkedData(json) = LinkedData::new(&json!({ "name": hostile, hostile: [hostile] }));
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{202E}', '\u{2067}', '\u{0}', '\u{7}']), "{json}");
        let back: Value = serde_json::from_str(&json).unwrap();
        assert_eq!((back["name"].as_str(), back[hostile][0].as_str()), (Some(hostile), Some(hostile)));
    }
}
