//! The style sheet that an admin writes: bounded, parsed, and written out again, so that it is what it was read as.
//!
//! It can say how things look and nothing else: it fetches nothing, brings no font and no other sheet (security O3, D5).
//! Standard: CSS Syntax 3.

use super::{SheetFault, SheetRemark};
use cssparser::{ParseError, Parser, ToCss, Token};

/// What a sheet may open with `@`.
const AT_RULES: [&str; 3] = ["media", "supports", "container"];

/// The functions that a sheet may call. What is not here could fetch something, or will one day.
const FUNCTIONS: [&str; 62] = [
    "var",
    "calc",
    "min",
    "max",
    "clamp",
    "round",
    "abs",
    "env",
    "rgb",
    "rgba",
    "hsl",
    "hsla",
    "hwb",
    "lab",
    "lch",
    "oklab",
    "oklch",
    "color",
    "color-mix",
    "light-dark",
    "linear-gradient",
    "radial-gradient",
    "conic-gradient",
    "repeating-linear-gradient",
    "repeating-radial-gradient",
    "repeating-conic-gradient",
    "repeat",
    "minmax",
    "fit-content",
    "translate",
    "translatex",
    "translatey",
    "scale",
    "scalex",
    "scaley",
    "rotate",
    "skew",
    "cubic-bezier",
    "steps",
    "blur",
    "brightness",
    "contrast",
    "grayscale",
    "opacity",
    "saturate",
    "sepia",
    "drop-shadow",
    "counter",
    "counters",
    "circle",
    "ellipse",
    "inset",
    "polygon",
    "not",
    "is",
    "where",
    "has",
    "nth-child",
    "nth-last-child",
    "nth-of-type",
    "lang",
    "dir",
];

/// How many blocks stand in one another at most.
const MAX_DEPTH: usize = 16;

/// The most remarks that are made at once.
const MAX_REMARKS: usize = 10;

/// The sheet as it is served: every block closed, every escape written out.
///
/// # Errors
/// What is wrong with it, in the order of the lines.
pub fn cleaned(text: &str) -> Result<String, Vec<SheetRemark>> {
    let mut cleaning = Cleaning { out: String::with_capacity(text.len()), remarks: Vec::new() };
    cleaning.all(&mut Parser::new(text), 0);
    if cleaning.remarks.is_empty() { Ok(cleaning.out) } else { Err(cleaning.remarks) }
}

struct Cleaning {
    out: String,
    remarks: Vec<SheetRemark>,
}

impl Cleaning {
    fn all(&mut self, parser: &mut Parser<'_>, depth: usize) {
        while self.remarks.len() < MAX_REMARKS {
            let line = parser.current_source_location().line + 1;
            let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
            match self.one(&token) {
                Ok(()) => {}
                Err(what) => self.remarks.push(SheetRemark { line, what }),
            }
            let closes = match token {
                Token::Function(_) | Token::ParenthesisBlock => ")",
                Token::SquareBracketBlock => "]",
                Token::CurlyBracketBlock => "}",
                _plain => continue,
            };
            if depth >= MAX_DEPTH {
                self.remarks.push(SheetRemark { line, what: SheetFault::TooDeep });
                return;
            }
            // What is left of a block after too many remarks is skipped.
            let _skipped: Result<(), ParseError<()>> = parser.parse_nested_block(|inside| {
                self.all(inside, depth + 1);
                Ok(())
            });
            self.out.push_str(closes);
        }
    }

    fn one(&mut self, token: &Token<'_>) -> Result<(), SheetFault> {
        let is_in = |list: &[&str], name: &str| list.iter().any(|known| known.eq_ignore_ascii_case(name));
        match token {
            Token::UnquotedUrl(_) | Token::BadUrl(_) => return Err(SheetFault::Address),
            Token::Function(name) if ["url", "src"].iter().any(|address| name.eq_ignore_ascii_case(address)) => {
                return Err(SheetFault::Address);
            }
            Token::Function(name) if !is_in(&FUNCTIONS, name) => return Err(SheetFault::Function(name.to_string())),
            Token::AtKeyword(name) if !is_in(&AT_RULES, name) => return Err(SheetFault::AtRule(name.to_string())),
            Token::BadString(_)
            | Token::CloseParenthesis
            | Token::CloseSquareBracket
            | Token::CloseCurlyBracket
            | Token::CDO
            | Token::CDC => return Err(SheetFault::Broken),
            // It stands between two words that would be one without it.
            Token::Comment(_) => self.out.push_str("/**/"),
            plain => plain.to_css(&mut self.out).expect("a text takes everything"),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn faults(text: &str) -> Vec<(u32, SheetFault)> {
        cleaned(text).expect_err(text).into_iter().map(|remark| (remark.line, remark.what)).collect()
    }

    #[test]
    fn a_sheet_says_how_things_look() {
        for text in [
            ".slide h2 { color: var(--ink-2); margin-block-start: calc(2 * var(--s-4)) }",
            "@media (width < 40rem) { .masthead::after { content: \"a } b\" } }",
            "@container main (inline-size > 20rem){a:not(.b)>c,d~e{inset:0}}",
            "a { background: linear-gradient(oklch(0.9 0.1 80), #fff) }",
            "",
        ] {
            assert_eq!(cleaned(text).as_deref(), Ok(text), "{text}");
        }
    }

    #[test]
    fn d05_a_sheet_fetches_nothing_and_brings_nothing_along() {
        for (text, what) in [
            ("a{b:url(https://example.org/x)}", SheetFault::Address),
            ("a{b:url('x')}", SheetFault::Address),
            ("a{b:URL( x )}", SheetFault::Address),
            ("a{b:u\\72l(x)}", SheetFault::Address),
            ("a{b:\\75 \\72 \\6c (x)}", SheetFault::Address),
            ("a{--b:url(x)}", SheetFault::Address),
            ("a{b:src(\"x\")}", SheetFault::Address),
            ("a{b:image-set(\"x\" 1x)}", SheetFault::Function("image-set".into())),
            ("a{b:-webkit-image-set(\"x\" 1x)}", SheetFault::Function("-webkit-image-set".into())),
            ("a{b:expression(x)}", SheetFault::Function("expression".into())),
            ("@import \"x\";", SheetFault::AtRule("import".into())),
            ("@IMP\\4f RT 'x';", SheetFault::AtRule("IMPORT".into())),
            ("@font-face{src:local(x)}", SheetFault::AtRule("font-face".into())),
            ("@charset \"utf-8\";", SheetFault::AtRule("charset".into())),
            ("@layer tokens{}", SheetFault::AtRule("layer".into())),
            ("a{}}", SheetFault::Broken),
            ("a{b:\"x\n}", SheetFault::Broken),
            ("<!-- a{}", SheetFault::Broken),
        ] {
            assert_eq!(faults(text)[0], (1, what), "{text}");
        }
        assert_eq!(faults("a{}\n\nb{c:url(x)}")[0], (3, SheetFault::Address));
        assert!(faults(&"(".repeat(10_000)).contains(&(1, SheetFault::TooDeep)));
    }

    #[test]
    fn what_was_left_open_is_closed() {
        assert_eq!(cleaned("@media print{a{b:calc(1px").as_deref(), Ok("@media print{a{b:calc(1px)}}"));
        assert_eq!(cleaned("a{b:\"c").as_deref(), Ok("a{b:\"c\"}"));
        assert_eq!(cleaned("a/* no end").as_deref(), Ok("a/**/"));
    }

    proptest! {
        #[test]
        fn d05_whatever_is_taken_stays_in_its_layer_and_is_taken_again(text in "([a-z@{}()\\[\\]\"'\\\\;:/*<!> \n-]|url\\(|/\\*|\\*/|@import|\\\\75|@media){0,60}") {
            let Ok(kept) = cleaned(&text) else { return Ok(()) };
            prop_assert_eq!(cleaned(&kept), Ok(kept.clone()), "{}", text);
            let whole = format!("@layer own{{{kept}}}");
            let mut parser = Parser::new(&whole);
            let mut blocks = 0;
            while let Ok(token) = parser.next().cloned() {
                if token == Token::CurlyBracketBlock {
                    blocks += 1;
                } else {
                    prop_assert!(matches!(token, Token::AtKeyword(_) | Token::Ident(_)), "{}", whole);
                }
            }
            prop_assert_eq!(blocks, 1, "{}", whole);
        }
    }
}
