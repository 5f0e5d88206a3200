//! Takes the tags out of HTML that was pasted as text.

/// A text that was HTML, and what was taken out of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Stripped {
    /// What a browser would show, headings marked as Markdown marks them.
    pub text: String,
    /// The tags and comments, one space apart.
    pub tags: String,
    /// The insides of scripts and styles, one space apart.
    pub code: String,
}

/// Elements that stand on lines of their own; what they mean for the lines.
const BLOCKS: &[(&str, &str)] = &[
    ("p", "\n\n"),
    ("div", "\n\n"),
    ("h1", "\n\n"),
    ("h2", "\n\n"),
    ("h3", "\n\n"),
    ("h4", "\n\n"),
    ("h5", "\n\n"),
    ("h6", "\n\n"),
    ("ul", "\n\n"),
    ("ol", "\n\n"),
    ("li", "\n"),
    ("br", "\n"),
    ("hr", "\n\n"),
    ("table", "\n\n"),
    ("tr", "\n"),
    ("td", " "),
    ("th", " "),
    ("section", "\n\n"),
    ("article", "\n\n"),
    ("header", "\n\n"),
    ("footer", "\n\n"),
    ("main", "\n\n"),
    ("nav", "\n\n"),
    ("aside", "\n\n"),
    ("figure", "\n\n"),
    ("figcaption", "\n\n"),
    ("blockquote", "\n\n"),
    ("title", "\n\n"),
    ("form", "\n\n"),
    ("button", "\n\n"),
];

/// Elements whose inside is no text.
const CODE: &[&str] = &["script", "style", "noscript", "template", "svg"];

/// Entities that pages use in text. Others stay as they are written.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("middot", '·'),
    ("bull", '•'),
    ("shy", '\u{ad}'),
    ("euro", '€'),
    ("pound", '£'),
    ("deg", '°'),
    ("auml", 'ä'),
    ("ouml", 'ö'),
    ("uuml", 'ü'),
    ("Auml", 'Ä'),
    ("Ouml", 'Ö'),
    ("Uuml", 'Ü'),
    ("szlig", 'ß'),
    ("eacute", 'é'),
    ("egrave", 'è'),
    ("ecirc", 'ê'),
    ("agrave", 'à'),
    ("aacute", 'á'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("ccedil", 'ç'),
];

/// Takes the tags out, when the text is HTML: it opens with a tag and has two blocks, or has three blocks.
///
/// Takes time linear in the length: each character is looked at a fixed number of times.
pub(super) fn strip(text: &str) -> Option<Stripped> {
    let tags = tags(text);
    let blocks = tags.iter().filter(|tag| tag.block().is_some()).count();
    let needed = if text.trim_start().starts_with('<') { 2 } else { 3 };
    if blocks < needed {
        return None;
    }
    let mut stripped = Stripped::default();
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    let mut code: Option<&str> = None;
    for tag in &tags {
        let inside = &text[at..tag.start];
        at = tag.end;
        if code.is_some() {
            add(&mut stripped.code, inside);
        } else {
            decode(inside, &mut shown);
            shown.push_str(&tag.lines());
        }
        add(&mut stripped.tags, &text[tag.start..tag.end]);
        match code {
            Some(name) if tag.is_end && tag.name == name => code = None,
            None if !tag.is_end && !tag.is_empty => {
                code = CODE.iter().copied().find(|name| *name == tag.name);
            }
            Some(_) | None => {}
        }
    }
    decode(&text[at..], &mut shown);
    stripped.text = shown;
    Some(stripped)
}

/// A tag or a comment, as bytes of the text.
struct Tag {
    start: usize,
    end: usize,
    /// In lower case; empty for comments and declarations.
    name: String,
    is_end: bool,
    is_empty: bool,
}

impl Tag {
    fn block(&self) -> Option<&'static str> {
        BLOCKS.iter().find(|(name, _)| *name == self.name).map(|(_, lines)| *lines)
    }

    /// The line breaks in place of the tag, and the mark of a heading.
    fn lines(&self) -> String {
        let mut lines = self.block().unwrap_or_default().to_owned();
        if let (false, Some(level)) = (self.is_end, self.name.strip_prefix('h'))
            && let Ok(level @ 1..=6) = level.parse::<usize>()
        {
            lines.push_str(&"#".repeat(level));
            lines.push(' ');
        }
        lines
    }
}

/// The tags of a text, in order. A `<` that closes nowhere before the next one is text.
fn tags(text: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut at = 0;
    let mut has_comment_ends = true;
    while let Some(open) = text[at..].find('<').map(|found| at + found) {
        let rest = &text[open + 1..];
        if has_comment_ends && rest.starts_with("!--") {
            if let Some(length) = rest.find("-->") {
                let end = open + 1 + length + 3;
                tags.push(Tag { start: open, end, name: String::new(), is_end: false, is_empty: true });
                at = end;
                continue;
            }
            // Looked for once: it is missing from here to the end.
            has_comment_ends = false;
        }
        let (is_end, inside) = match rest.strip_prefix('/') {
            Some(inside) => (true, inside),
            None => (false, rest),
        };
        let close = rest.find(['<', '>']).filter(|close| rest[*close..].starts_with('>'));
        let is_tag = inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
        at = open + 1;
        if let (true, Some(close)) = (is_tag, close) {
            let name = inside.chars().take_while(char::is_ascii_alphanumeric).take(16).collect::<String>().to_ascii_lowercase();
            at = open + 1 + close + 1;
            let is_empty = rest[..close].ends_with('/');
            tags.push(Tag { start: open, end: at, name, is_end, is_empty });
        }
    }
    tags
}

fn add(kept: &mut String, piece: &str) {
    let piece = piece.trim();
    if !piece.is_empty() {
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(piece);
    }
}

/// Writes text with its entities decoded. In HTML a line break is only a space.
fn decode(text: &str, to: &mut String) {
    let mut parts = text.split('&');
    push_line(parts.next().unwrap_or_default(), to);
    for part in parts {
        let decoded = part
            .char_indices()
            .take(10)
            .find(|(_, c)| *c == ';')
            .and_then(|(end, _)| Some((entity(&part[..end])?, &part[end + 1..])));
        if let Some((c, rest)) = decoded {
            to.push(c);
            push_line(rest, to);
        } else {
            to.push('&');
            push_line(part, to);
        }
    }
}

fn push_line(text: &str, to: &mut String) {
    to.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn tags_become_lines_and_headings() {
        let html = "<h2 class=\"x\">A &amp; B</h2>\n<p>One\ntwo&nbsp;three<br>four &copy;&#8217;</p><script>let a = 1 < 2;</script><!-- no -->";
        let stripped = strip(html).unwrap();
        assert_eq!(stripped.text.trim(), "## A & B\n\n \n\nOne two\u{a0}three\nfour ©’");
        assert_eq!(stripped.code, "let a = 1 < 2;");
        assert!(stripped.tags.contains("<h2 class=\"x\">") && stripped.tags.contains("<!-- no -->"));
    }

    #[test]
    fn a_text_about_html_stays_as_it_is() {
        assert_eq!(strip("Close each <p> with </p>, and 1 < 2 > 0."), None);
        assert_eq!(strip("plain"), None);
        assert_eq!(strip("<<<>>>"), None);
    }

    #[test]
    fn an_unknown_entity_is_kept() {
        let stripped = strip("<p>a &nosuch; &#xD800; b & c</p>").unwrap();
        assert_eq!(stripped.text.trim(), "a &nosuch; &#xD800; b & c");
    }
}
