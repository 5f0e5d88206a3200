//! HTML that is safe to show: it comes from the sanitiser and from nowhere else.

use serde::{Deserialize, Serialize};

/// HTML that has been through the sanitiser, which is the last step that ever touches it (security O1, O2).
///
/// It is made in `slides::markdown` alone. What was made there is kept, and read back with `SafeHtml::stored` in the files that
/// `cargo xtask tidy` lists; and it is sent to the panel, which reads it out of our own server's answer: no caller's text is ever
/// deserialised into it, since no input of a call holds one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Takes the sanitiser's output.
    #[cfg(feature = "store")]
    pub(super) fn sanitised(html: String) -> Self {
        Self(html)
    }

    /// Takes what a column keeps of the sanitiser's output.
    #[cfg(feature = "store")]
    pub(crate) fn stored(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same for a place outside this site, such as a feed: links to a path of the site, and to a place on the page at `page`,
    /// begin with the site's own address. What is put in is that address and nothing of a text: `<` begins a tag, since the
    /// sanitiser writes every other as `&lt;`.
    ///
    /// `page` is the whole address of the page that the text stands on, `origin` its beginning without a slash at the end.
    #[must_use]
    pub fn elsewhere(&self, origin: &str, page: &str) -> Self {
        let paths = self.0.replace("<a href=\"/", &format!("<a href=\"{origin}/"));
        Self(paths.replace("<a href=\"#", &format!("<a href=\"{page}#")))
    }

    /// The words without their markup, on one line. What is marked within a sentence stays one with what stands beside it.
    pub fn words(&self) -> String {
        let mut pieces = self.0.split('<');
        let mut words = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            if !is_within_a_sentence(piece) {
                words.push(' ');
            }
            words.push_str(after_tag(piece));
        }
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = words.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&quot;", "\"");
        words.replace("&amp;", "&")
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Whether the tag that the piece begins in marks words of a sentence.
fn is_within_a_sentence(piece: &str) -> bool {
    let name = piece.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    matches!(name, "a" | "code" | "del" | "em" | "strong" | "sub" | "sup")
}

/// What follows the tag that the piece begins in. The values of its attributes may hold a `>`.
fn after_tag(piece: &str) -> &str {
    let mut is_quoted = false;
    let end = piece.find(|c| {
        is_quoted ^= c == '"';
        c == '>' && !is_quoted
    });
    end.map_or("", |end| &piece[end + 1..])
}

#[cfg(test)]
#[cfg(feature = "store")]
mod tests {
    use crate::slides::for_slide;

    #[test]
    fn o02_a_link_of_this_site_leads_there_from_elsewhere() {
        let text = "[a](/candles) [b](#s-1) [c](https://example.org/) `<a href=\"/x\">`";
        let html = for_slide(text).elsewhere("https://slow.example", "https://slow.example/lamps");
        for link in ["\"https://slow.example/candles\"", "\"https://slow.example/lamps#s-1\"", "\"https://example.org/\""] {
            assert!(html.as_str().contains(&format!("<a href={link}")), "{link}: {}", html.as_str());
        }
        assert!(html.as_str().contains("&lt;a href=\"/x\"&gt;"), "{}", html.as_str());
    }

    #[test]
    fn the_words_of_a_text_are_what_a_reader_reads() {
        let html = for_slide("One *two* & <three>\n\n[four](/4 \"a > b\"): 5 &lt; 6");
        assert_eq!(html.words(), "One two & <three> four: 5 < 6");
    }
}
