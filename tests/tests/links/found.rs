//! What an answer leads to, read as its kind is read: HTML by the tokeniser of the standard, XML, JSON, and robots.txt.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use std::cell::{Cell, RefCell};
use std::collections::HashSet;

/// The links of an answer as they are written, and the places in it that a link can name.
#[derive(Debug, Default)]
pub struct Found {
    pub links: Vec<String>,
    pub places: HashSet<String>,
}

impl Found {
    /// Reads an answer of that kind. What is neither page nor list leads nowhere.
    pub fn of(kind: &str, body: &str) -> Self {
        let mut found = Self::default();
        match kind.split(';').next().unwrap_or_default() {
            "text/html" => found.html(body),
            kind if kind.ends_with("xml") && kind != "image/svg+xml" => found.xml(body),
            kind if kind.ends_with("json") => found.json(&serde_json::from_str(body).expect("what says that it is JSON is")),
            "text/plain" => found.links.extend(body.lines().filter_map(|line| line.strip_prefix("Sitemap: ")).map(str::to_owned)),
            _ => {}
        }
        found
    }

    fn html(&mut self, body: &str) {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(body));
        let reader = Tokenizer::new(PageReader::default(), TokenizerOpts::default());
        let _no_script_runs = reader.feed(&input);
        reader.end();
        let read = reader.sink.found.take();
        self.links.extend(read.links);
        self.places.extend(read.places);
        for data in reader.sink.data.take() {
            self.json(&serde_json::from_str(&data).expect("data in a page is JSON"));
        }
    }

    fn xml(&mut self, body: &str) {
        let mut reader = Reader::from_str(body);
        let mut text = String::new();
        loop {
            match reader.read_event().expect("what says that it is XML is") {
                Event::Start(tag) | Event::Empty(tag) => {
                    text.clear();
                    for attribute in tag.attributes().map(|attribute| attribute.expect("attributes are well formed")) {
                        let value =
                            attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("values are well formed");
                        self.text(&value);
                    }
                }
                Event::Text(part) => text.push_str(&part.xml10_content()),
                Event::GeneralRef(reference) => {
                    let name = format!("&{};", reference.xml10_content());
                    text.push_str(&quick_xml::escape::unescape(&name).expect("no entity of one's own"));
                }
                Event::End(_) => self.text(&std::mem::take(&mut text)),
                Event::Eof => return,
                _ => {}
            }
        }
    }

    fn json(&mut self, value: &Value) {
        match value {
            Value::String(text) => self.text(text),
            Value::Array(values) => values.iter().for_each(|value| self.json(value)),
            Value::Object(values) => values.values().for_each(|value| self.json(value)),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A text of a list is an address, HTML, or nothing that leads anywhere.
    fn text(&mut self, text: &str) {
        let text = text.trim();
        if text.starts_with("http://") || text.starts_with("https://") {
            self.links.push(text.to_owned());
        } else if text.starts_with('<') {
            self.html(text);
        }
    }
}

/// What is read of a page while its tags go by.
#[derive(Default)]
struct PageReader {
    found: RefCell<Found>,
    /// The texts of its blocks of data.
    data: RefCell<Vec<String>>,
    is_in_data: Cell<bool>,
}

impl TokenSink for PageReader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            TagToken(tag) if tag.kind == StartTag => return self.begin(&tag),
            TagToken(_) => self.is_in_data.set(false),
            CharacterTokens(text) if self.is_in_data.get() => {
                self.data.borrow_mut().last_mut().expect("a block was begun").push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl PageReader {
    fn begin(&self, tag: &Tag) -> TokenSinkResult<()> {
        let of = |name: &str| tag.attrs.iter().find(|attr| &*attr.name.local == name).map(|attr| attr.value.to_string());
        let found = &mut *self.found.borrow_mut();
        found.places.extend(of("id"));
        match &*tag.name {
            "a" | "area" | "link" => found.links.extend(of("href")),
            "img" | "source" | "script" | "iframe" | "embed" | "audio" | "video" | "track" => found.links.extend(of("src")),
            "form" if of("method").is_none_or(|method| method.eq_ignore_ascii_case("get")) => found.links.extend(of("action")),
            "meta" => found.links.extend(of("content").filter(|content| content.starts_with("http"))),
            _ => {}
        }
        for set in ["srcset", "imagesrcset"].into_iter().filter_map(of) {
            // Addresses here have no commas.
            found.links.extend(set.split(',').filter_map(|one| one.split_whitespace().next()).map(str::to_owned));
        }
        match &*tag.name {
            "script" => {
                let is_data = of("type").is_some_and(|kind| kind.ends_with("json"));
                self.is_in_data.set(is_data);
                self.data.borrow_mut().extend(is_data.then(String::new));
                TokenSinkResult::RawData(RawKind::ScriptData)
            }
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

#[test]
fn links_are_read_as_a_browser_reads_them() {
    let page = r#"<title><a href="/no-1"></title><!-- <a href="/no-2"> --><a HREF=/a?b&amp;c id="here">A</a>
        <img src="/b" srcset="/c 320w, /d 640w"><link href='/e'><script src="/f">"<a href=/no-3>"</script>
        <form action="/g"></form><form method="post" action="/no-4"></form><textarea><a href="/no-5"></textarea>
        <script type="application/ld+json">{"url": "http://x/h", "text": "no"}</script><meta content="http://x/i">"#;
    let mut found = Found::of("text/html; charset=utf-8", page);
    found.links.sort();
    assert_eq!(found.links, ["/a?b&c", "/b", "/c", "/d", "/e", "/f", "/g", "http://x/h", "http://x/i"]);
    assert_eq!(found.places, HashSet::from(["here".to_owned()]));

    let feed = "<r><link>http://x/a?b&amp;c</link><e url='http://x/d'/><html>&lt;a href=\"/e\"&gt;</html><t>no</t></r>";
    assert_eq!(Found::of("application/rss+xml", feed).links, ["http://x/a?b&c", "http://x/d", "/e"]);
    assert_eq!(Found::of("application/feed+json", r#"[{"a": "http://x/a"}, "<img src='/b'>"]"#).links, ["http://x/a", "/b"]);
    assert_eq!(Found::of("text/plain; charset=utf-8", "Disallow: /no\nSitemap: http://x/a").links, ["http://x/a"]);
}
