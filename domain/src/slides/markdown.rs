//! Markdown becomes safe HTML here and nowhere else: comrak with raw HTML off, then ammonia as the last step (security O2).

use crate::slides::SafeHtml;
use ammonia::Builder;
use comrak::{Options, markdown_to_html};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The deepest nesting that is parsed: deeper block markers are kept as text (security L2).
const MAX_NESTING: usize = 32;

/// A slide's text: paragraphs, emphasis, links, lists, quotations, code; headings from the third level.
pub fn for_slide(markdown: &str) -> SafeHtml {
    render(markdown, &SLIDE)
}

/// A biography: as a slide, with links that may say `rel="me"`.
pub fn for_bio(markdown: &str) -> SafeHtml {
    render(markdown, &BIO)
}

/// A reader's comment: paragraphs, emphasis, quotations, lists, code, and links that vouch for nothing.
pub fn for_comment(markdown: &str) -> SafeHtml {
    render(markdown, &COMMENT)
}

fn render(markdown: &str, rules: &Builder<'static>) -> SafeHtml {
    let mut options = Options::default();
    options.render.r#unsafe = false;
    options.render.escape = true;
    let html = markdown_to_html(&flattened(markdown), &options);
    SafeHtml::sanitised(rules.clean(&html).to_string().trim().to_owned())
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
        .url_relative(ammonia::UrlRelative::Custom(Box::new(path_of_this_site)))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .link_rel(Some(rel));
    builder
}

/// A relative address is kept only when it is a path or a fragment of this site (security O3).
fn path_of_this_site(address: &str) -> Option<std::borrow::Cow<'_, str>> {
    let fits =
        (address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\")) || address.starts_with('#');
    fits.then_some(address.into())
}

/// The text with block markers beyond the deepest nesting escaped, so that the parser's work and stack stay bounded.
fn flattened(markdown: &str) -> String {
    markdown.lines().map(flattened_line).collect::<Vec<_>>().join("\n")
}

fn flattened_line(line: &str) -> String {
    let mut markers = 0;
    for (at, c) in line.char_indices() {
        match c {
            ' ' | '\t' => {}
            '>' | '-' | '+' | '*' => {
                markers += 1;
                if markers > MAX_NESTING {
                    return format!("{}\\{}", &line[..at], &line[at..]);
                }
            }
            _ => break,
        }
    }
    line.to_owned()
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

    proptest! {
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
