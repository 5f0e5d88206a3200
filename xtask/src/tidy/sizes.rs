//! What is only mentioned: files, functions and components that have grown large.

use crate::tidy::finding::Finding;
use crate::tidy::rust::{self, RustFile, Token};

const FILE_LINES: usize = 400;
const FUNCTION_LINES: usize = 60;
const PROPS: usize = 5;

/// Everything above its size.
pub fn remarks(files: &[RustFile]) -> Vec<Finding> {
    let mut remarks = Vec::new();
    for file in files {
        let lines = file.text.lines().count();
        if lines > FILE_LINES {
            remarks.push(Finding::new(&file.path, 1, format!("{lines} lines"), "a file ends when its subject does"));
        }
        for function in functions(&file.tokens) {
            if function.lines > FUNCTION_LINES {
                let rule = format!("`{}` has {} lines", function.name, function.lines);
                remarks.push(Finding::new(&file.path, function.line, rule, "a step that has a name is a function"));
            }
            // A component's name is a type's; other functions are clippy's.
            if function.name.starts_with(char::is_uppercase) && function.arguments > PROPS {
                let rule = format!("`{}` takes {} props", function.name, function.arguments);
                remarks.push(Finding::new(&file.path, function.line, rule, "give it one model made for this view"));
            }
        }
    }
    remarks
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
    arguments: usize,
}

fn functions(tokens: &[Token]) -> Vec<Function> {
    let mut functions = Vec::new();
    for at in 0..tokens.len().saturating_sub(1) {
        let Some(name) = tokens[at + 1].word().filter(|_| tokens[at].is_word("fn")) else { continue };
        let Some(open) = (at..tokens.len()).find(|at| tokens[*at].is_open('(')) else { continue };
        let close = rust::closing(tokens, open);
        let body = (close..tokens.len()).find(|at| tokens[*at].is_open('{') || tokens[*at].is_sign(';'));
        let Some(body) = body.filter(|at| tokens[*at].is_open('{')) else { continue };
        let end = tokens.get(rust::closing(tokens, body)).map_or(tokens[body].line, |token| token.line);
        functions.push(Function {
            name: name.to_owned(),
            line: tokens[at].line,
            lines: end - tokens[at].line + 1,
            arguments: arguments(&tokens[open + 1..close]),
        });
    }
    functions
}

/// How many arguments: each has a colon that is not part of a path, outside inner brackets and attributes.
fn arguments(tokens: &[Token]) -> usize {
    let mut count = 0;
    let mut at = 0;
    let mut before_is_colon = false;
    while at < tokens.len() {
        let token = &tokens[at];
        let is_colon = token.is_sign(':');
        count += usize::from(is_colon && !token.is_joint && !before_is_colon);
        before_is_colon = is_colon && token.is_joint;
        let is_group = matches!(token.kind, rust::Kind::Open(_));
        at = if is_group { rust::closing(tokens, at) + 1 } else { at + 1 };
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_grown_large_is_mentioned() {
        let long = format!("fn long() {{\n{}}}\n", "a();\n".repeat(70));
        let props = "#[component]\nfn Wide(#[prop(into)] a: Signal<std::string::String>, b: u8, c: u8, d: fn(x: u8), e: u8, f: (u8, u8)) {}\n";
        let file = RustFile::read("app/src/a.rs", &format!("{long}{props}{}", "// a\n".repeat(400))).unwrap();
        let rules: Vec<String> = remarks(&[file]).into_iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["474 lines", "`long` has 72 lines", "`Wide` takes 6 props"]);
    }

    #[test]
    fn what_is_of_a_good_size_is_not() {
        let file = RustFile::read("app/src/a.rs", "//! A.\nfn Narrow(a: A, b: B) { c() }").unwrap();
        assert_eq!(remarks(&[file]), []);
    }
}
