//! A Rust file as the rules see it: its tokens, without comments, documentation and tests.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

use crate::failure::Failure;

/// One token. Groups are laid flat: an opening, what is inside, a closing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    /// The text of a string literal, as it is written between its quotes.
    Text(String),
    /// A number, a character or a byte string.
    Literal,
    Sign(char),
    Open(char),
    Close(char),
}

/// A token and its line, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
    /// Whether another sign follows without a space: the `=` of `=>`.
    pub is_joint: bool,
}

impl Token {
    pub fn is_word(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(found) if found == word)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn is_open(&self, bracket: char) -> bool {
        self.kind == Kind::Open(bracket)
    }

    pub fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }

    pub fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }
}

/// A file of ours.
pub struct RustFile {
    /// From the workspace on.
    pub path: String,
    pub text: String,
    /// Without comments, documentation and what is only there for tests.
    pub tokens: Vec<Token>,
}

impl RustFile {
    /// Reads the text of the file at `path`.
    ///
    /// # Errors
    /// When it is not Rust.
    pub fn read(path: &str, text: &str) -> Result<Self, Failure> {
        let stream: TokenStream = text.parse().map_err(|error| Failure::new(format!("{path}: {error}")))?;
        let mut tokens = Vec::new();
        flatten(stream, &mut tokens);
        let is_test = path.ends_with("/tests.rs") || path.contains("/src/") && path.contains("/tests/");
        let tokens = if is_test { Vec::new() } else { without_tests(&without_documentation(&tokens)) };
        Ok(Self { path: path.to_owned(), text: text.to_owned(), tokens })
    }

    /// The crate it belongs to.
    pub fn storey(&self) -> &str {
        self.path.split('/').next().unwrap_or_default()
    }

    pub fn file_name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

fn flatten(stream: TokenStream, tokens: &mut Vec<Token>) {
    for tree in stream {
        let line = tree.span().start().line;
        let mut push = |kind, is_joint| tokens.push(Token { kind, line, is_joint });
        match tree {
            TokenTree::Ident(word) => push(Kind::Word(word.to_string()), false),
            TokenTree::Literal(literal) => push(literal_kind(&literal.to_string()), false),
            TokenTree::Punct(sign) => push(Kind::Sign(sign.as_char()), sign.spacing() == Spacing::Joint),
            TokenTree::Group(group) => {
                let Some((open, close)) = brackets(group.delimiter()) else {
                    flatten(group.stream(), tokens);
                    continue;
                };
                push(Kind::Open(open), false);
                flatten(group.stream(), tokens);
                let line = group.span_close().start().line;
                tokens.push(Token { kind: Kind::Close(close), line, is_joint: false });
            }
        }
    }
}

fn brackets(delimiter: Delimiter) -> Option<(char, char)> {
    match delimiter {
        Delimiter::Parenthesis => Some(('(', ')')),
        Delimiter::Brace => Some(('{', '}')),
        Delimiter::Bracket => Some(('[', ']')),
        Delimiter::None => None,
    }
}

fn literal_kind(written: &str) -> Kind {
    let is_text = written.starts_with('"') || written.starts_with("r\"") || written.starts_with("r#");
    let inside = written.find('"').zip(written.rfind('"')).filter(|(start, end)| start < end);
    match inside {
        Some((start, end)) if is_text => Kind::Text(written[start + 1..end].to_owned()),
        Some(_) | None => Kind::Literal,
    }
}

/// A doc comment arrives as `#[doc = "…"]` or `#![doc = "…"]`.
fn without_documentation(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let bang = usize::from(tokens.get(at + 1).is_some_and(|token| token.is_sign('!')));
        let inside = &tokens[(at + 1 + bang).min(tokens.len())..];
        let is_doc = tokens[at].is_sign('#')
            && matches!(inside, [open, doc, equals, ..] if open.is_open('[') && doc.is_word("doc") && equals.is_sign('='));
        if is_doc {
            at = closing(tokens, at + 1 + bang) + 1;
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    kept
}

/// Drops every item under `#[cfg(test)]` and every function under a test attribute.
fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let is_attribute = tokens[at].is_sign('#') && tokens.get(at + 1).is_some_and(|token| token.is_open('['));
        if is_attribute {
            let end = closing(tokens, at + 1);
            if tokens[at + 1..end].iter().any(|token| token.word().is_some_and(|word| word == "test" || word.ends_with("_test")))
            {
                at = item_end(tokens, end + 1) + 1;
                continue;
            }
        }
        kept.push(tokens[at].clone());
        at += 1;
    }
    kept
}

/// Where the item that starts at `at` ends: at its closing brace, or at its semicolon.
fn item_end(tokens: &[Token], mut at: usize) -> usize {
    while at < tokens.len() {
        match tokens[at].kind {
            Kind::Open('{') => return closing(tokens, at),
            Kind::Open(_) => at = closing(tokens, at) + 1,
            Kind::Sign(';') => return at,
            Kind::Word(_) | Kind::Text(_) | Kind::Literal | Kind::Sign(_) | Kind::Close(_) => at += 1,
        }
    }
    tokens.len()
}

/// Where the bracket that opens at `open` closes.
pub fn closing(tokens: &[Token], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Open(_) => depth += 1,
            Kind::Close(_) => depth -= 1,
            Kind::Word(_) | Kind::Text(_) | Kind::Literal | Kind::Sign(_) => {}
        }
        if depth == 0 {
            return at;
        }
    }
    tokens.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let file = RustFile::read("app/src/a.rs", text).unwrap();
        file.tokens.iter().filter_map(|token| Some(token.word()?.to_owned())).collect()
    }

    #[test]
    fn comments_documentation_and_tests_are_no_code() {
        let text = "//! sea_orm\n/// inner_html\nfn a() { b(); } // c\n#[cfg(test)]\nmod tests { fn d() {} }\n#[store_test]\nasync fn e(s: Site) { f(); }\nfn g() {}";
        assert_eq!(words(text), ["fn", "a", "b", "fn", "g"]);
    }

    #[test]
    fn a_file_of_tests_is_no_code() {
        for path in ["domain/src/media/tests.rs", "domain/src/imports/tests/seed.rs"] {
            assert_eq!(RustFile::read(path, "use sea_orm::Set;").unwrap().tokens, []);
        }
        assert_eq!(RustFile::read("tests/src/lib.rs", "use a::b;").unwrap().tokens.len(), 6);
    }

    #[test]
    fn a_text_is_what_stands_between_its_quotes() {
        let file = RustFile::read("a.rs", "const A: &str = \"a b\"; const B: &str = r#\"c\"#; const C: &[u8] = b\"d\";").unwrap();
        let texts: Vec<&str> = file.tokens.iter().filter_map(Token::text).collect();
        assert_eq!(texts, ["a b", "c"]);
    }
}
