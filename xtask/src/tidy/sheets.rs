//! Style sheets: layers, tokens, no shouting.

use cssparser::Token;

use crate::css::{self, Piece};
use crate::failure::Failure;
use crate::sheets::LAYERS;
use crate::tidy::finding::Finding;

/// The one sheet that may name a colour.
pub const TOKENS: &str = "style/tokens.css";

/// The one rule that stands in no layer, so that nothing shows what is hidden.
const LAYERLESS: &str = "[hidden]";

const COLOUR_FUNCTIONS: [&str; 10] = ["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"];

/// Names of colours that people type; those of the system and `transparent` are no decision about colour.
const COLOUR_NAMES: [&str; 16] = [
    "white", "black", "red", "green", "blue", "yellow", "orange", "gray", "grey", "silver", "navy", "teal", "purple", "gold",
    "brown", "pink",
];

/// Properties that know left from right, and the end of the line's own names that do not.
const PHYSICAL: [&str; 12] = [
    "left",
    "right",
    "top",
    "bottom",
    "width",
    "height",
    "min-width",
    "max-width",
    "min-height",
    "max-height",
    "margin-left",
    "padding-left",
];

/// A sheet and what is in it.
pub struct Sheet {
    /// From the workspace on.
    pub path: String,
    pub text: String,
    pub statements: Vec<Statement>,
}

/// What stands before a block, or one declaration.
pub struct Statement {
    pub line: usize,
    /// How many blocks it stands in.
    pub depth: usize,
    pub kind: StatementKind,
}

pub enum StatementKind {
    /// A selector, or `@media` and its like, as it is written; with the classes that it names and their lines.
    Prelude { written: String, classes: Vec<(String, usize)> },
    /// `property: value`, the value as tokens that stand for themselves.
    Declaration { property: String, value: Vec<Value> },
}

/// A part of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Word(String),
    Function(String),
    Close,
    Number(f64),
    Hash(String),
    Other(char),
}

impl Sheet {
    /// Reads the text of the sheet at `path`.
    ///
    /// # Errors
    /// When it is not CSS.
    pub fn read(path: &str, text: &str) -> Result<Self, Failure> {
        let pieces = css::pieces(text).map_err(|error| Failure::new(format!("{path}: {error}")))?;
        Ok(Self { path: path.to_owned(), text: text.to_owned(), statements: statements(&pieces) })
    }

    /// The declarations of a value for `--name`, in their order.
    pub fn custom_properties(&self) -> impl Iterator<Item = (&str, &[Value])> {
        self.statements.iter().filter_map(|statement| match &statement.kind {
            StatementKind::Declaration { property, value } => Some((property.strip_prefix("--")?, value.as_slice())),
            StatementKind::Prelude { .. } => None,
        })
    }
}

fn statements(pieces: &[Piece<'_>]) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut depth = 0;
    let mut current: Vec<&Piece<'_>> = Vec::new();
    for piece in pieces {
        match piece.token {
            Token::Comment(_) => {}
            Token::WhiteSpace(_) if current.is_empty() => {}
            Token::CurlyBracketBlock => {
                statements.extend(prelude(&current, depth));
                current.clear();
                depth += 1;
            }
            Token::CloseCurlyBracket => {
                statements.extend(declaration(&current, depth));
                current.clear();
                depth -= 1;
            }
            Token::Semicolon => {
                statements.extend(declaration(&current, depth));
                current.clear();
            }
            _ => current.push(piece),
        }
    }
    statements
}

fn prelude(pieces: &[&Piece<'_>], depth: usize) -> Option<Statement> {
    use cssparser::ToCss;
    let line = pieces.first()?.line;
    let written: String = pieces.iter().map(|piece| piece.token.to_css_string()).collect();
    let classes = pieces
        .windows(2)
        .filter_map(|pair| match (&pair[0].token, &pair[1].token) {
            (Token::Delim('.'), Token::Ident(name)) => Some((name.to_string(), pair[1].line)),
            _ => None,
        })
        .collect();
    Some(Statement { line, depth, kind: StatementKind::Prelude { written: written.trim().to_owned(), classes } })
}

fn declaration(pieces: &[&Piece<'_>], depth: usize) -> Option<Statement> {
    let [first, rest @ ..] = pieces else { return None };
    let Token::Ident(property) = &first.token else { return None };
    let colon = rest.iter().position(|piece| piece.token == Token::Colon)?;
    let value = rest[colon + 1..].iter().filter_map(|piece| value(&piece.token)).collect();
    Some(Statement { line: first.line, depth, kind: StatementKind::Declaration { property: property.to_string(), value } })
}

fn value(token: &Token<'_>) -> Option<Value> {
    match token {
        Token::Ident(word) => Some(Value::Word(word.to_string())),
        Token::Function(name) => Some(Value::Function(name.to_string())),
        Token::CloseParenthesis => Some(Value::Close),
        Token::Number { value, .. } | Token::Dimension { value, .. } => Some(Value::Number(f64::from(*value))),
        Token::Percentage { unit_value, .. } => Some(Value::Number(f64::from(*unit_value))),
        Token::Hash(name) | Token::IDHash(name) => Some(Value::Hash(name.to_string())),
        Token::Delim(sign) => Some(Value::Other(*sign)),
        Token::Comma => Some(Value::Other(',')),
        _ => None,
    }
}

/// Whatever a sheet may not do.
pub fn breaches(sheets: &[Sheet]) -> Vec<Finding> {
    sheets.iter().flat_map(|sheet| sheet.statements.iter().flat_map(|statement| of_statement(sheet, statement))).collect()
}

fn of_statement(sheet: &Sheet, statement: &Statement) -> Vec<Finding> {
    let found = |rule: String, way_out: &str| Finding::new(&sheet.path, statement.line, rule, way_out);
    match &statement.kind {
        StatementKind::Prelude { written, .. } => {
            let layer = written.strip_prefix("@layer").map(str::trim);
            let is_layered = statement.depth > 0 || written == LAYERLESS || layer.is_some_and(|layer| LAYERS.contains(&layer));
            let rule = || {
                found(
                    format!("`{written}` stands in no layer"),
                    "put it into `@layer` with one of the names in xtask/src/sheets.rs",
                )
            };
            if is_layered { Vec::new() } else { vec![rule()] }
        }
        StatementKind::Declaration { property, value } => {
            let mut breaches = Vec::new();
            if value.iter().any(|part| *part == Value::Word("important".into())) {
                breaches.push(found(
                    "no `!important`".into(),
                    "let the layers decide, or a selector of the same weight further down",
                ));
            }
            if let Some(colour) = value.iter().find_map(colour).filter(|_| sheet.path != TOKENS) {
                breaches.push(found(format!("`{colour}` is a colour"), "name it in style/tokens.css and use the name"));
            }
            if is_physical(property) {
                breaches.push(found(
                    format!("`{property}` knows left from right"),
                    "use the logical property: `inline-size`, `margin-inline-start`, `inset-block-start`",
                ));
            }
            breaches
        }
    }
}

fn colour(part: &Value) -> Option<String> {
    match part {
        Value::Hash(digits) => Some(format!("#{digits}")),
        Value::Function(name) if COLOUR_FUNCTIONS.contains(&name.to_ascii_lowercase().as_str()) => Some(format!("{name}()")),
        Value::Word(name) if COLOUR_NAMES.contains(&name.to_ascii_lowercase().as_str()) => Some(name.clone()),
        Value::Function(_) | Value::Word(_) | Value::Close | Value::Number(_) | Value::Other(_) => None,
    }
}

fn is_physical(property: &str) -> bool {
    let sided = ["-left", "-right", "-top", "-bottom"].iter().any(|side| property.ends_with(side)) && !property.starts_with("--");
    PHYSICAL.contains(&property) || (sided && !property.starts_with("overflow-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<String> {
        let sheet = Sheet::read(path, text).unwrap();
        breaches(&[sheet]).into_iter().map(|finding| format!("{} {}", finding.line, finding.rule)).collect()
    }

    #[test]
    fn a_sheet_of_tokens_in_a_layer_is_fine() {
        let text = "@layer rooms {\n .a:has(#b:checked) { color: var(--ink); inset-inline: 0; background: transparent; }\n}\n[hidden] { display: none; }";
        assert_eq!(rules("style/slides.css", text), Vec::<String>::new());
        assert_eq!(rules(TOKENS, "@layer tokens { :root { --ink: oklch(0.2 0.014 265); } }"), Vec::<String>::new());
    }

    #[test]
    fn what_a_sheet_may_not_do_is_named() {
        let text = ".a { top: 0 }\n@layer rooms {\n .b { color: #fff !important; }\n .c { background: color-mix(in oklch, black 20%, var(--x)); }\n .d { margin-left: 0; }\n}";
        assert_eq!(
            rules("style/slides.css", text),
            [
                "1 `.a` stands in no layer",
                "1 `top` knows left from right",
                "3 no `!important`",
                "3 `#fff` is a colour",
                "4 `black` is a colour",
                "5 `margin-left` knows left from right",
            ]
        );
    }
}
