//! XML as it is written here: every text escaped, and without the characters that XML forbids.

use quick_xml::escape::escape;

/// A document that is being written.
pub struct Xml(String);

impl Xml {
    /// A document of nothing yet.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// Opens an element.
    pub fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, ">");
    }

    /// Closes the element.
    pub fn close(&mut self, name: &str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push_str(">\n");
    }

    /// An element with nothing in it.
    pub fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes, "/>\n");
    }

    /// An element with a text in it.
    pub fn text(&mut self, name: &str, text: &str) {
        self.text_with(name, &[], text);
    }

    /// An element with attributes and a text in it.
    pub fn text_with(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.write(text);
        self.close(name);
    }

    /// The same, unless there is nothing to say.
    pub fn some_text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        if !text.is_empty() {
            self.text_with(name, attributes, text);
        }
    }

    /// The whole document.
    pub fn done(self) -> String {
        self.0
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.0.push('<');
        self.0.push_str(name);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.write(value);
            self.0.push('"');
        }
        self.0.push_str(end);
    }

    fn write(&mut self, text: &str) {
        let allowed: String = text.chars().filter(|character| is_allowed(*character)).collect();
        self.0.push_str(&escape(&allowed));
    }
}

/// Whether a document may hold the character: no reader takes one with another in it, not even as a reference.
///
/// Source: XML 1.0, fifth edition, 2.2, production `Char`.
pub fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    /// The texts and the values of a document, as a reader gets them.
    fn read(document: &str) -> Vec<String> {
        let mut reader = quick_xml::Reader::from_str(document);
        let (mut read, mut text) = (Vec::new(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    text.clear();
                    for attribute in tag.attributes() {
                        let raw = attribute.unwrap().value.into_owned();
                        read.push(quick_xml::escape::unescape(&raw).unwrap().into_owned());
                    }
                }
                Event::Text(piece) => text.push_str(&piece),
                Event::GeneralRef(name) => {
                    let name = format!("&{};", &*name);
                    text.push_str(&quick_xml::escape::unescape(&name).unwrap());
                }
                Event::End(_) => read.push(std::mem::take(&mut text)),
                Event::Eof => return read,
                _ => {}
            }
        }
    }

    fn check(text: &str, expected: &str) {
        let mut xml = Xml::new();
        xml.text_with("a", &[("b", text)], text);
        assert_eq!(read(&xml.done()), [expected, expected], "{text:?}");
    }

    #[test]
    fn o04_a_text_comes_out_as_the_same_text_without_what_xml_forbids() {
        for text in ["]]>", "</a><b c=\"d\">", "<![CDATA[x]]>", "&amp; & &#0;", "'\"", "🪔 \u{202E}x", "<!-- -- -->"] {
            check(text, text);
        }
        check("a\u{0}b\u{1F}c\u{B}d\u{FFFE}e\u{FFFF}f", "abcdef");
    }

    proptest! {
        #[test]
        fn o04_any_text_is_read_back(text in "\\PC*[<>&\"'\u{0}-\u{1F}]*\\PC*") {
            // A reader may take a line's end of two characters for one.
            let text = text.replace('\r', "");
            let expected: String = text.chars().filter(|character| is_allowed(*character)).collect();
            check(&text, &expected);
        }
    }
}
