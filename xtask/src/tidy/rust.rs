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
    /// Where the modules lie that it declares under `#[cfg(test)]`, without `.rs`.
    pub test_modules: Vec<String>,
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
        let tokens = without_documentation(&tokens);
        let test_modules = test_modules(path, &tokens);
        Ok(Self { path: path.to_owned(), text: text.to_owned(), tokens: without_tests(&tokens), test_modules })
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

/// `#[cfg(test)] mod stories;`: the file that it names is only there for tests.
fn test_modules(path: &str, tokens: &[Token]) -> Vec<String> {
    let folder = match path.rsplit_once('/') {
        Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder,
        Some(_) | None => path.strip_suffix(".rs").unwrap_or(path),
    };
    let declared = tokens.windows(3).enumerate().filter(|(_, window)| window[0].is_word("mod") && window[2].is_sign(';'));
    let for_tests = declared.filter(|(at, _)| attributes_before(tokens, *at).iter().any(|token| token.is_word("test")));
    for_tests.filter_map(|(_, window)| Some(format!("{folder}/{}", window[1].word()?))).collect()
}

/// The attributes right before the item at `at`, as one run of tokens.
fn attributes_before(tokens: &[Token], at: usize) -> &[Token] {
    let mut start = at;
    while start > 0 && tokens[start - 1].kind == Kind::Close(']') {
        let Some(open) = (0..start).rev().find(|open| tokens[*open].is_open('[') && closing(tokens, *open) == start - 1) else {
            break;
        };
        start = open.saturating_sub(1);
    }
    &tokens[start..at]
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
    fn a_module_of_tests_is_known_by_where_it_lies() {
        let modules = |path: &str| {
            RustFile::read(path, "#[cfg(test)]\nmod a {}\nmod b;\n#[cfg(test)]\n#[cfg(feature = \"c\")]\nmod stories;")
                .unwrap()
                .test_modules
        };
        assert_eq!(modules("domain/src/media/mod.rs"), ["domain/src/media/stories"]);
        assert_eq!(modules("domain/src/media/change.rs"), ["domain/src/media/change/stories"]);
        assert_eq!(modules("domain/src/lib.rs"), ["domain/src/stories"]);
    }

    #[test]
    fn a_text_is_what_stands_between_its_quotes() {
        let file = RustFile::read("a.rs", "const A: &str = \"a b\"; const B: &str = r#\"c\"#; const C: &[u8] = b\"d\";").unwrap();
        let texts: Vec<&str> = file.tokens.iter().filter_map(Token::text).collect();
        assert_eq!(texts, ["a b", "c"]);
    }
}
