//! What a person says of themselves, where readers see it.

use super::{AboutAuthor, AboutAuthorProps};
use crate::drawn::html;
use domain::people::{AuthorBox, Handle};

fn shown(text: &str) -> String {
    let author = AuthorBox {
        handle: Handle::parse("nadia").unwrap(),
        name: text.to_owned(),
        role_line: text.to_owned(),
        pronouns: text.to_owned(),
        bio: None,
        links: Vec::new(),
        portrait: None,
    };
    html(|| AboutAuthor(AboutAuthorProps { author }))
}

/// The text of HTML: what stands outside tags, with the references that the renderer writes read back.
fn text_of(html: &str) -> String {
    let outside = html.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect::<String>();
    outside.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#x27;", "'").replace("&amp;", "&")
}

#[test]
fn o04_what_a_person_says_comes_out_as_the_same_text() {
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "Ada & Bob &amp; <b>Eve</b>",
        "</h3></div><!-- ]]>",
        "\u{202e}gnp.exe",
    ] {
        let html = shown(text);
        assert!(text_of(&html).contains(&format!("{text}, {text}")), "{text} became {html}");
        for element in ["<script", "<img", "<b>"] {
            assert!(!html.contains(element), "{element} in {html}");
        }
    }
}

#[test]
fn o04_a_name_cannot_turn_the_line_around() {
    let html = shown("\u{202e}Marit");
    assert!(html.contains("<h3 dir=\"auto\">"), "{html}");
    assert!(html.contains("<bdi>\u{202e}Marit</bdi>"), "{html}");
}
