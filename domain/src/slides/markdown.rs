//! Markdown becomes safe HTML here and nowhere else: comrak with raw HTML off, then ammonia as the last step (security O2).

use crate::field;
use crate::slides::SafeHtml;
use ammonia::Builder;
use comrak::nodes::{NodeLink, NodeValue};
use comrak::{Arena, Node, Options, format_html, parse_document};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The deepest nesting that is shown: what lies deeper stands on the last level (security L2).
const MAX_NESTING: usize = 32;
/// The most bytes of an attribute.
const MAX_ATTRIBUTE: usize = 2_048;
/// After so many bytes of text the next character reference begins a piece of its own.
const MAX_PIECE: usize = 1_024;

/// A slide's text: paragraphs, emphasis, links, lists, quotations, code; headings from the third level.
pub fn for_slide(markdown: &str) -> SafeHtml {
    render(markdown, &SLIDE, Headings::Lowered)
}

/// A biography: as a slide, with links that may say `rel="me"`.
pub fn for_bio(markdown: &str) -> SafeHtml {
    render(markdown, &BIO, Headings::Lowered)
}

/// A reader's comment: paragraphs, emphasis, quotations, lists, code, and links that vouch for nothing.
pub fn for_comment(markdown: &str) -> SafeHtml {
    render(markdown, &COMMENT, Headings::Flat)
}

fn render(markdown: &str, rules: &Builder<'static>, headings: Headings) -> SafeHtml {
    let mut options = Options::default();
    options.render.r#unsafe = false;
    options.render.escape = true;
    let arena = Arena::new();
    let root = parse_document(&arena, markdown, &options);
    unwrap_deep(root);
    clean_links(root);
    set_headings(root, headings);
    let mut html = String::new();
    format_html(root, &options, &mut html).expect("a string takes whatever is written");
    SafeHtml::sanitised(rules.clean(&in_pieces(&html)).to_string().trim().to_owned())
}

static SLIDE: LazyLock<Builder<'static>> = LazyLock::new(|| rules("noopener"));
static BIO: LazyLock<Builder<'static>> = LazyLock::new(|| rules("me noopener"));
static COMMENT: LazyLock<Builder<'static>> = LazyLock::new(|| rules("nofollow ugc noopener"));

/// The allow-list: no picture, no style, no id, no class, nothing that runs.
fn rules(rel: &'static str) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "em",
            "strong",
            "code",
            "pre",
            "blockquote",
            "ul",
            "ol",
            "li",
            "a",
            "h3",
            "h4",
            "hr",
            "del",
        ]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href", "title"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .attribute_filter(kept)
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(Some(rel));
    builder
}

/// What is kept of an attribute: of an address what [`address`] makes of it, of a title what is not endless.
fn kept<'u>(_tag: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    match attribute {
        "href" => address(value),
        _ => (value.len() <= MAX_ATTRIBUTE).then_some(value.into()),
    }
}

/// An address that a link in a text may have: of the web, with a host and without a user, or of a mailbox, both as the
/// parser writes them; or a path or a fragment of this site (security O3).
fn address(text: &str) -> Option<Cow<'_, str>> {
    let is_of_this_site = (text.starts_with('/') && !text.starts_with("//")) || text.starts_with('#');
    if is_of_this_site {
        // Browsers take a backslash for a slash, and pass over tabs and line ends.
        let fits = text.len() <= MAX_ATTRIBUTE && !text.contains(|c: char| c == '\\' || c.is_control());
        return fits.then_some(text.into());
    }
    let written = match url::Url::parse(text).ok()? {
        // With an authority it could hold a user, as no address may, and it is no mailbox (RFC 6068, 2).
        mailbox if mailbox.scheme() == "mailto" => mailbox.cannot_be_a_base().then(|| String::from(mailbox))?,
        _ => field::address(text, MAX_ATTRIBUTE).ok()?,
    };
    (!written.is_empty() && written.len() <= MAX_ATTRIBUTE).then_some(written.into())
}

/// Takes the address and the title off every link that [`address`] refuses. The sanitiser would take off the address alone.
fn clean_links(root: Node<'_>) {
    for node in root.descendants() {
        if let NodeValue::Link(link) = &mut node.data_mut().value {
            match address(&link.url).map(Cow::into_owned) {
                Some(written) => link.url = written,
                None => **link = NodeLink::default(),
            }
        }
    }
}

/// Where the headings of a text stand.
#[derive(Clone, Copy)]
enum Headings {
    /// Below the title of a slide, which is of the second level.
    Lowered,
    /// Nowhere: they are paragraphs.
    Flat,
}

/// Puts every heading where it stands. The sanitiser would take off the levels that it does not know, and leave texts that
/// run together.
fn set_headings(root: Node<'_>, headings: Headings) {
    for node in root.descendants() {
        let value = &mut node.data_mut().value;
        let NodeValue::Heading(heading) = value else { continue };
        match headings {
            Headings::Lowered => heading.level = heading.level.clamp(3, 4),
            Headings::Flat => *value = NodeValue::Paragraph,
        }
    }
}

/// Takes off what is nested deeper than [`MAX_NESTING`] and leaves what stands in it: quotations, lists, emphasis. It takes
/// one step a node and needs no stack of its own, however deep the text goes.
fn unwrap_deep(root: Node<'_>) {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        let mut next = node.first_child();
        while let Some(child) = next {
            let (nests, counts) = nesting(&child.data().value);
            if nests && depth == MAX_NESTING {
                next = child.first_child().or_else(|| child.next_sibling());
                while let Some(inner) = child.first_child() {
                    child.insert_before(inner);
                }
                child.detach();
            } else {
                open.push((child, depth + usize::from(counts)));
                next = child.next_sibling();
            }
        }
    }
}

/// Whether a node has others of its kind in it, and whether it is a level of its own: a list is one with its items.
fn nesting(value: &NodeValue) -> (bool, bool) {
    match value {
        NodeValue::List(_) => (true, false),
        NodeValue::BlockQuote | NodeValue::Item(_) | NodeValue::Emph | NodeValue::Strong => (true, true),
        _ => (false, false),
    }
}

/// The HTML with an empty comment before a character reference wherever a run of text has become long; the sanitiser drops
/// comments and leaves the text in pieces.
///
/// For each `&` the serialiser (html5ever 0.40, `write_escaped`) looks through the rest of the piece of text: in one piece
/// its work would grow with the square of the length (security L2).
fn in_pieces(html: &str) -> String {
    let mut pieces = String::with_capacity(html.len() + html.len() / 64);
    let (mut is_in_tag, mut run) = (false, 0);
    for part in html.split_inclusive(['<', '>', '&']) {
        // The mark stands at the end of its part: what follows a `&` belongs to the next one.
        let is_reference = part.ends_with('&') && !is_in_tag;
        run += part.len();
        if is_reference && run > MAX_PIECE {
            pieces.push_str(&part[..part.len() - 1]);
            pieces.push_str("<!---->&");
            run = 0;
        } else {
            pieces.push_str(part);
        }
        if part.ends_with(['<', '>']) {
            (is_in_tag, run) = (part.ends_with('<'), 0);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn o02_raw_html_is_shown_as_text() {
        assert_eq!(for_slide("<script>alert(1)</script>").as_str(), "&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    #[test]
    fn headings_stand_below_the_title_of_a_slide_and_are_paragraphs_in_a_comment() {
        let text = "para\n\n# one\n\n## two\n\n##### five";
        assert_eq!(for_slide(text).as_str(), "<p>para</p>\n<h3>one</h3>\n<h3>two</h3>\n<h4>five</h4>");
        assert_eq!(for_comment(text).as_str(), "<p>para</p>\n<p>one</p>\n<p>two</p>\n<p>five</p>");
    }

    #[test]
    fn o03_a_link_that_runs_something_loses_its_address() {
        assert_eq!(
            for_slide("[a](javascript:alert(1)) [b](//evil.example)").as_str(),
            "<p><a rel=\"noopener\">a</a> <a rel=\"noopener\">b</a></p>"
        );
    }

    #[test]
    fn o03_a_comments_link_vouches_for_nothing() {
        assert_eq!(
            for_comment("[a](https://example.org/)").as_str(),
            "<p><a href=\"https://example.org/\" rel=\"nofollow ugc noopener\">a</a></p>"
        );
    }

    #[test]
    fn l02_deep_nesting_is_parsed_to_a_bounded_depth() {
        let html = for_slide(&">".repeat(19_000));
        assert_eq!(html.as_str().matches("<blockquote>").count(), MAX_NESTING);
    }

    /// How deep elements stand in one another.
    fn depth(html: &str) -> usize {
        let (mut deep, mut deepest) = (0_usize, 0);
        for tag in html.split('<').skip(1) {
            match tag.as_bytes()[0] {
                b'/' => deep -= 1,
                _ if tag.starts_with("br") || tag.starts_with("hr") => {}
                _ => deep += 1,
            }
            deepest = deepest.max(deep);
        }
        deepest
    }

    #[test]
    fn l02_nothing_nests_deeper_than_is_shown_whatever_it_is_made_of() {
        let steps = (0..130).map(|step| "  ".repeat(step) + "- a\n").collect::<String>();
        let runs = ["> ", "1. ", "> 1. ", "- ", "- 1. > ", "*a **b ", "_"].map(|unit| unit.repeat(2_500) + "x");
        let emphasis = "*a **b ".repeat(1_000) + &"** *".repeat(1_000);
        for text in runs.into_iter().chain([steps, emphasis, "> ".repeat(40) + "- **bold**"]) {
            let html = for_slide(&text);
            // A level is a list with its item at most; a paragraph stands in the last one.
            assert!(depth(html.as_str()) <= 2 * MAX_NESTING + 1, "{} of {}", depth(html.as_str()), &text[..20]);
            assert!(html.as_str().contains(text.trim_end_matches(['*', ' ', '\n']).chars().next_back().unwrap()), "{text:.20}");
        }
    }

    #[test]
    fn l02_a_rule_of_many_dashes_is_a_rule() {
        assert_eq!(for_slide(&"-".repeat(60)).as_str(), "<hr>");
        assert_eq!(for_slide(&format!("Lamps\n{}", "-".repeat(60))).as_str(), "<h3>Lamps</h3>");
    }

    #[test]
    fn l02_four_times_the_text_is_not_sixteen_times_the_work() {
        let best = |text: &str| {
            let once = |_| {
                let begun = std::time::Instant::now();
                for_slide(text);
                begun.elapsed()
            };
            (0..3).map(once).min().unwrap()
        };
        for unit in ["&", "<", "\"", "*", "_", "[", "`", "&#1", "> ", "1. ", "> 1. ", "*a **b ", "![", "[a]("] {
            let (short, long) = (unit.repeat(4_500 / unit.len()), unit.repeat(18_000 / unit.len()));
            let (short_took, long_took) = (best(&short), best(&long));
            let allowed = 8 * short_took + std::time::Duration::from_millis(40);
            assert!(long_took <= allowed, "{unit}: {short_took:?}, then {long_took:?}");
        }
        let title = |count: usize| format!("[a](/b \"{}\")", "&".repeat(count));
        assert!(!for_slide(&title(MAX_ATTRIBUTE + 1)).as_str().contains("title"));
    }

    #[test]
    fn l02_text_in_pieces_reads_as_before() {
        let text = format!("*{}* and `{}` [b](/c?d=e&f)", "a & b < c ".repeat(900), "x && y ".repeat(900));
        let html = for_slide(&text);
        assert!(!html.as_str().contains("<!--"));
        assert_eq!(html.as_str().matches("a &amp; b &lt; c").count(), 900);
        assert_eq!(html.as_str().matches("x &amp;&amp; y").count(), 900);
        assert!(html.as_str().contains("href=\"/c?d=e&amp;f\""));
        assert!(in_pieces(&"&amp;".repeat(900)).split("<!---->").all(|piece| piece.len() <= MAX_PIECE + 5));
    }

    #[test]
    fn o03_an_address_with_a_user_or_a_trick_in_it_is_none() {
        for refused in [
            "https://bank.example@evil.example",
            "https://bank.example:443@evil.example/",
            "http:evil.example@bank.example",
            "/\\\\evil.example",
            "</\t/evil.example>",
            "/&#9;/evil.example",
            "\\\\\\\\evil.example",
            "ftp://example.org/",
            "data:text/html,x",
            "mailto://ana@example.org",
            "relative",
            "?query",
        ] {
            let html = for_slide(&format!("[a]({refused} \"a title\")"));
            assert!(!html.as_str().contains("href=") && !html.as_str().contains("title="), "{html:?}");
        }
        assert_eq!(for_slide("<https://me@example.org/>").as_str(), "<p><a rel=\"noopener\">https://me@example.org/</a></p>");
        for (text, written) in [
            ("HTTPS://Example.ORG", "https://example.org/"),
            ("mailto:ana@example.org", "mailto:ana@example.org"),
            ("/a-lamp#slide", "/a-lamp#slide"),
            ("#top", "#top"),
        ] {
            assert_eq!(
                for_slide(&format!("[a]({text})")).as_str(),
                format!("<p><a href=\"{written}\" rel=\"noopener\">a</a></p>")
            );
        }
    }

    proptest! {
        #[test]
        fn o03_every_address_in_a_text_is_one_that_may_stand_there(
            address in "(https?:|HTTP:|mailto:|ftp:|javascript:)?[/\\\\]{0,3}([a-z@:.&#;?%\t-]{0,12}@)?[a-z.:/@\\\\&#\t %-]{0,20}",
            title in "[a-z&\"<]{0,6}",
        ) {
            for text in [format!("[a]({address})"), format!("[a](<{address}> '{title}')"), format!("<{address}>")] {
                let once = for_slide(&text);
                prop_assert_eq!(SLIDE.clean(once.as_str()).to_string(), once.as_str());
                for href in once.as_str().split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                    let href = href.replace("&amp;", "&");
                    if href.starts_with('/') || href.starts_with('#') {
                        prop_assert!(!href.starts_with("//") && !href.contains('\\'), "{}", href);
                        continue;
                    }
                    let url = url::Url::parse(&href).unwrap();
                    prop_assert!(matches!(url.scheme(), "http" | "https" | "mailto"), "{}", href);
                    prop_assert!(url.username().is_empty() && url.password().is_none(), "{}", href);
                    prop_assert_eq!(url.as_str(), href);
                }
            }
        }

        #[test]
        fn o02_sanitising_twice_changes_nothing(markdown in "\\PC{0,400}") {
            let once = for_slide(&markdown);
            prop_assert_eq!(SLIDE.clean(once.as_str()).to_string(), once.as_str());
        }

        #[test]
        fn o02_no_markdown_makes_a_tag_or_attribute_outside_the_list(markdown in "[<>/a-z =\"'(){}\\[\\]!:;&#*_`\\n-]{0,300}") {
            let html = for_slide(&markdown);
            for forbidden in ["<script", "<img", "<svg", "<style", "<iframe", "<math", " style=", " id=", " onerror", "javascript:"] {
                let in_tag = html.as_str().split('<').skip(1).any(|rest| {
                    format!("<{}", rest.split('>').next().unwrap_or_default()).contains(forbidden)
                });
                prop_assert!(!in_tag, "{forbidden} in {}", html.as_str());
            }
        }
    }
}
