//! Classes: each has a rule, and each rule has a use.

use std::collections::{BTreeMap, BTreeSet};

use crate::tidy::finding::Finding;
use crate::tidy::rust::{self, Kind, RustFile, Token};
use crate::tidy::sheets::{Sheet, StatementKind};

/// Classes that programs read and no sheet dresses: microformats2, microformats.org/wiki/microformats2.
const MICROFORMATS: [&str; 14] = [
    "h-entry",
    "h-feed",
    "h-card",
    "p-category",
    "p-name",
    "p-summary",
    "p-author",
    "p-note",
    "u-url",
    "u-photo",
    "u-featured",
    "dt-published",
    "dt-updated",
    "e-content",
];

/// Classes of a view without a rule, and rules whose class no view has.
pub fn breaches(files: &[RustFile], sheets: &[Sheet]) -> Vec<Finding> {
    let views: Vec<&RustFile> = files.iter().filter(|file| file.storey() == "app").collect();
    let ruled = ruled(sheets);
    let mut breaches = Vec::new();
    for file in &views {
        for (class, line) in worn(&file.tokens) {
            if !ruled.contains_key(&class) && !MICROFORMATS.contains(&class.as_str()) {
                breaches.push(Finding::new(
                    &file.path,
                    line,
                    format!("class `{class}` has no rule"),
                    "dress it in `style`, or leave the class out",
                ));
            }
        }
    }
    let words: BTreeSet<&str> =
        views.iter().flat_map(|file| &file.tokens).filter_map(Token::text).flat_map(str::split_whitespace).collect();
    let toggled: BTreeSet<String> = views.iter().flat_map(|file| toggled(&file.tokens)).map(|(class, _)| class).collect();
    for (class, (file, line)) in ruled {
        if !words.contains(class.as_str()) && !toggled.contains(&class) {
            breaches.push(Finding::new(
                file,
                line,
                format!("no view wears the class `{class}`"),
                "take the rule out, or use the class",
            ));
        }
    }
    breaches
}

/// Every class that a sheet names, with its first place.
fn ruled(sheets: &[Sheet]) -> BTreeMap<String, (&str, usize)> {
    let mut ruled = BTreeMap::new();
    for sheet in sheets {
        for statement in &sheet.statements {
            if let StatementKind::Prelude { classes, .. } = &statement.kind {
                for (class, line) in classes {
                    ruled.entry(class.clone()).or_insert((sheet.path.as_str(), *line));
                }
            }
        }
    }
    ruled
}

/// The classes that these tokens put on elements: `class="a b"`, `class=move || …`, `class:a=…`, `body_class: "a"`.
fn worn(tokens: &[Token]) -> Vec<(String, usize)> {
    let mut worn = toggled(tokens);
    for at in 0..tokens.len() {
        let is_class = tokens[at].word().is_some_and(|word| word == "class" || word.ends_with("_class"));
        let is_given = tokens.get(at + 1).is_some_and(|next| (next.is_sign('=') || next.is_sign(':')) && !next.is_joint);
        if is_class && is_given {
            for token in &tokens[at + 2..value_end(tokens, at + 2)] {
                let classes = token.text().into_iter().flat_map(str::split_whitespace);
                worn.extend(classes.filter(|class| is_class_name(class)).map(|class| (class.to_owned(), token.line)));
            }
        }
    }
    worn
}

/// A value that `format!` completes is not a class yet.
fn is_class_name(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// `class:is-open=…`: the name is spelt in words and signs.
fn toggled(tokens: &[Token]) -> Vec<(String, usize)> {
    let mut toggled = Vec::new();
    for at in 0..tokens.len() {
        if !(tokens[at].is_word("class") && tokens.get(at + 1).is_some_and(|next| next.is_sign(':'))) {
            continue;
        }
        let mut name = String::new();
        for token in &tokens[at + 2..] {
            match &token.kind {
                Kind::Word(word) => name.push_str(word),
                Kind::Sign('-') => name.push('-'),
                Kind::Sign('=') if !name.is_empty() => {
                    toggled.push((name, tokens[at].line));
                    break;
                }
                Kind::Sign(_) | Kind::Text(_) | Kind::Literal | Kind::Open(_) | Kind::Close(_) => break,
            }
        }
    }
    toggled
}

/// Where the value that starts at `start` ends: before the next attribute, the end of the tag, or the next field.
fn value_end(tokens: &[Token], start: usize) -> usize {
    let mut at = start;
    let mut after_arrow = false;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1);
        let is_end = match &token.kind {
            Kind::Close(_) | Kind::Sign(';' | ',' | '/') => true,
            Kind::Sign('>') => !after_arrow,
            // `a=` and `on:a=` begin the next attribute, `==` does not.
            Kind::Word(_) => next.is_some_and(|next| !next.is_joint && (next.is_sign('=') || next.is_sign(':'))),
            Kind::Text(_) | Kind::Literal | Kind::Sign(_) | Kind::Open(_) => false,
        };
        if is_end && at > start {
            return at;
        }
        after_arrow = token.is_joint && (token.is_sign('=') || token.is_sign('-'));
        at = if matches!(token.kind, Kind::Open(_)) { rust::closing(tokens, at) + 1 } else { at + 1 };
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn classes(text: &str) -> Vec<String> {
        let file = RustFile::read("app/src/a.rs", text).unwrap();
        let mut classes: Vec<String> = worn(&file.tokens).into_iter().map(|(class, _)| class).collect();
        classes.sort();
        classes
    }

    #[test]
    fn classes_are_found_however_they_are_put_on() {
        assert_eq!(classes("view! { <p class=\"a b\" id=\"c\">\"d\"</p> }"), ["a", "b"]);
        assert_eq!(classes("view! { <p class=move || if x == y { \"a\" } else { \"b\" } id=\"c\"></p> }"), ["a", "b"]);
        assert_eq!(classes("view! { <p class=(\"a\", move || x) id=\"c\"></p> }"), ["a"]);
        assert_eq!(classes("view! { <p class:is-a=x class:b=y id=\"c\"></p> }"), ["b", "is-a"]);
        assert_eq!(classes("fn f() { Head { body_class: \"a\", title: \"b\" }; }"), ["a"]);
        assert_eq!(classes("view! { <A class=match x { X => \"a\", Y => \"b\" } on:click=move |_| go(\"c\")/> }"), ["a", "b"]);
        assert_eq!(classes("view! { <p class=x>{format!(\"d\")}</p> }"), Vec::<String>::new());
    }

    #[test]
    fn a_class_without_a_rule_and_a_rule_without_a_use_are_named() {
        let view = RustFile::read("app/src/a.rs", "view! { <p class=\"a b h-entry\" class:d=x></p> }").unwrap();
        let sheet = Sheet::read("style/slides.css", "@layer rooms {\n .a { top: 0 }\n .c:is(.d) { top: 0.5rem }\n}").unwrap();
        let found: Vec<String> = breaches(&[view], &[sheet])
            .into_iter()
            .map(|finding| format!("{}:{} {}", finding.file, finding.line, finding.rule))
            .collect();
        assert_eq!(found, ["app/src/a.rs:1 class `b` has no rule", "style/slides.css:3 no view wears the class `c`"]);
    }
}
