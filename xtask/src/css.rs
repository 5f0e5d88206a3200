//! Reading CSS as tokens, to make it smaller and to see what is in it. Standard: CSS Syntax Level 3.

use cssparser::{ParseError, Parser, ToCss, Token, TokenSerializationType};

/// One token and the line it stands on, from 1. Blocks are laid flat: each ends with its closing token.
pub struct Piece<'a> {
    pub token: Token<'a>,
    pub line: usize,
}

/// Every token of the sheet, comments and space among them.
///
/// # Errors
/// One sentence when the sheet is not CSS.
pub fn pieces(source: &str) -> Result<Vec<Piece<'_>>, String> {
    let mut pieces = Vec::new();
    collect(&mut Parser::new(source), &mut pieces)?;
    Ok(pieces)
}

fn collect<'a>(parser: &mut Parser<'a>, pieces: &mut Vec<Piece<'a>>) -> Result<(), String> {
    loop {
        let line = parser.current_source_location().line as usize + 1;
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else {
            return Ok(());
        };
        let close = match &token {
            Token::Function(_) | Token::ParenthesisBlock => Some(Token::CloseParenthesis),
            Token::SquareBracketBlock => Some(Token::CloseSquareBracket),
            Token::CurlyBracketBlock => Some(Token::CloseCurlyBracket),
            Token::BadUrl(text) | Token::BadString(text) => return Err(format!("line {line}: cannot read {text:?}")),
            Token::CloseParenthesis | Token::CloseSquareBracket | Token::CloseCurlyBracket => {
                return Err(format!("line {line}: a bracket closes what was not opened"));
            }
            _ => None,
        };
        pieces.push(Piece { token, line });
        if let Some(close) = close {
            let mut inside = Ok(());
            let mut end = None;
            let _: Result<(), ParseError<()>> = parser.parse_nested_block(|inner| {
                inside = collect(inner, pieces);
                end = Some(inner.position());
                Ok(())
            });
            inside?;
            // At the end of a sheet every open block ends by itself, which hides a forgotten bracket.
            if end == Some(parser.position()) {
                return Err(format!("line {line}: what opens here is never closed"));
            }
            let line = parser.current_source_location().line as usize + 1;
            pieces.push(Piece { token: close, line });
        }
    }
}

/// The sheet without comments and without space that means nothing; every `url()` goes through `served`.
///
/// `served` takes an address as it is written, relative to `style`, and gives back the one a browser is to ask for.
///
/// # Errors
/// One sentence when an address is not known to `served` or the sheet is not CSS.
pub fn minify(source: &str, served: &dyn Fn(&str) -> Option<String>) -> Result<String, String> {
    let mut small = String::with_capacity(source.len());
    let mut space = false;
    let mut last = TokenSerializationType::default();
    let mut in_url = false;
    for Piece { token, line } in pieces(source)? {
        match &token {
            Token::WhiteSpace(_) => {
                space = true;
                continue;
            }
            Token::Comment(_) => continue,
            _ => {}
        }
        let next = token.serialization_type();
        separate(&mut small, &token, space, last.needs_separator_when_before(next));
        (space, last) = (false, next);
        match &token {
            Token::UnquotedUrl(address) => small.extend(["url(", &find(address, served, line)?, ")"]),
            Token::QuotedString(address) if in_url => small.push_str(&find(address, served, line)?),
            _ => token.to_css(&mut small).expect("writing to memory does not fail"),
        }
        in_url = matches!(&token, Token::Function(name) if name.eq_ignore_ascii_case("url"));
    }
    Ok(small)
}

/// Keeps one space, or an empty comment, where `small` and `next` would otherwise be read as something else.
fn separate(small: &mut String, next: &Token<'_>, space: bool, would_join: bool) {
    let free_after = small.is_empty() || small.ends_with(['{', '}', ';', ',', ':', '(', '[']);
    let free_before = matches!(
        next,
        Token::CurlyBracketBlock
            | Token::CloseCurlyBracket
            | Token::CloseParenthesis
            | Token::CloseSquareBracket
            | Token::Semicolon
            | Token::Comma
    );
    if matches!(next, Token::CloseCurlyBracket) && small.ends_with(';') {
        small.pop();
    } else if space && !free_after && !free_before {
        small.push(' ');
    } else if !space && would_join {
        // A comment stood here: it ends a token, but is no space (`.a/**/.b` is one element).
        small.push_str("/**/");
    }
}

fn find(address: &str, served: &dyn Fn(&str) -> Option<String>, line: usize) -> Result<String, String> {
    served(address)
        .ok_or_else(|| format!("line {line}: url({address:?}) names no file that is served; add it to xtask/src/assets.rs"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(source: &str) -> String {
        minify(source, &|file| (file == "fonts/a.woff2").then(|| "a-0f.woff2".to_owned())).unwrap()
    }

    #[test]
    fn what_means_nothing_goes() {
        assert_eq!(small("/* why */\n.a  ,\n.b {\n  color : red ;\n  margin: 0 1px;\n}\n"), ".a,.b{color :red;margin:0 1px}");
    }

    #[test]
    fn a_space_that_means_something_stays() {
        for whole in [
            ".a .b{top:0}",
            ".a :is(.b,.c) > d{top:0}",
            ".a{width:calc(100% - 2 * var(--x))}",
            "@media (width >= 64rem) and (height < 3rem){.a{top:0}}",
            ".a{font:600 var(--t)/1.2 var(--sans)}",
            ".a{grid-template-columns:auto minmax(0,1fr)}",
            ".a:not(:first-child)::after{content:\"a  b\"}",
            "@container page (34rem <= inline-size < 64rem){.a{top:0}}",
            ".a{color:oklch(0.2 0.02 265 / 0.07)}",
            ".a{margin:-1px -2px}",
            ".a[data-x=\"1\"] [data-y]{top:0}",
        ] {
            assert_eq!(small(whole), whole);
        }
    }

    #[test]
    fn a_comment_still_parts_two_names() {
        assert_eq!(small(".a/* and */.b{top:0}"), ".a.b{top:0}");
        assert_eq!(small("a/* not */b{top:0}"), "a/**/b{top:0}");
    }

    #[test]
    fn an_address_becomes_the_one_that_is_served() {
        let sheet = "@font-face{src:url(\"fonts/a.woff2\") format(\"woff2\")}";
        assert_eq!(small(sheet), "@font-face{src:url(a-0f.woff2) format(\"woff2\")}");
        assert_eq!(small("@font-face{src:url(fonts/a.woff2)}"), "@font-face{src:url(a-0f.woff2)}");
        assert!(minify("a{background:url(b.png)}", &|_| None).unwrap_err().contains("b.png"));
    }

    #[test]
    fn minifying_twice_changes_nothing() {
        let once = small("@layer rooms {\n .a > * + * { margin: calc( 1px + (2px * 3) ) ; }\n}");
        assert_eq!(once, "@layer rooms{.a > * + *{margin:calc(1px + (2px * 3))}}");
        assert_eq!(small(&once), once);
    }

    #[test]
    fn a_line_is_the_one_a_person_sees() {
        let lines: Vec<usize> = pieces("a {\n  top: 0;\n}\n.b {}").unwrap().iter().map(|piece| piece.line).collect();
        assert_eq!(lines.first(), Some(&1));
        assert_eq!(lines.last(), Some(&4));
    }

    #[test]
    fn a_bracket_too_many_or_too_few_is_said() {
        assert!(pieces("a { top: 0 } }").is_err());
        assert!(pieces("@media print { a { top: 0 }").is_err());
        assert!(pieces("a { top: calc(1px; }").is_err());
    }
}
