//! What people wrote comes out of every page as the text that it is.

use super::super::site::Site;
use super::{first_slide, picture};

/// The tag of the script for readers, its address aside.
pub(super) const OUR_SCRIPT: &str = "script src=\"\" defer";

/// What a page is made of.
pub(super) enum Piece<'a> {
    /// What stands between `<` and `>`, with its quoted values emptied.
    Tag(String),
    /// What stands between tags, and whether an element around it, or a mark in it, keeps its direction to itself.
    Text { text: &'a str, is_isolated: bool },
}

/// Takes a page of ours apart: every value is quoted, and no text holds a bare `<`.
pub(super) fn pieces(page: &str) -> Vec<Piece<'_>> {
    const VOID: [&str; 6] = ["!DOCTYPE", "br", "img", "input", "link", "meta"];
    let mut pieces = Vec::new();
    let mut open: Vec<bool> = Vec::new();
    let mut rest = page;
    while let Some((text, after)) = rest.split_once('<') {
        pieces.push(Piece::Text { text, is_isolated: open.contains(&true) || text.contains('\u{2068}') });
        let mut is_quoted = false;
        let end = after.find(|c| {
            is_quoted ^= c == '"';
            c == '>' && !is_quoted
        });
        let (tag, after) = after.split_at(end.expect("a tag ends"));
        rest = &after[1..];
        let bare: String = tag.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
        let name = bare.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default().to_owned();
        if tag.starts_with('/') {
            open.pop();
        } else if !name.is_empty() && !name.starts_with('!') && !VOID.contains(&name.as_str()) {
            open.push(name == "bdi" || tag.contains("dir=\"auto\""));
        }
        pieces.push(Piece::Tag(bare));
    }
    pieces
}

/// The text that a page shows of `escaped`, as a browser reads it.
fn unescaped(escaped: &str) -> String {
    escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

#[tokio::test]
async fn o04_each_text_comes_out_as_the_same_text() {
    let hostile = "</title><script>alert('1')</script>\" onload=\"x & \u{202E}y<!> &amp; {{z}}";
    let site = Site::new().await;
    let id = site.scene.published(&site.owner, "Lamps", 2).await;
    let file = site.scene.file(&site.owner, 1000).await;
    site.rewrite(id, hostile, vec![picture(file, hostile)]).await;
    site.rename(id, (hostile, hostile), None).await;
    site.publish(id).await;
    site.scene.published(&site.owner, "Candles", 1).await;

    let story = site.get("/lamps").await.body;
    let slide = format!("/lamps/slides/{}", first_slide(&story));
    for path in ["/", "/lamps", "/lamps/slideshow", &slide, "/by/marit-olsen", "/candles"] {
        let body = site.get(path).await.body;
        let mut shown = 0;
        for piece in pieces(&body) {
            match piece {
                Piece::Tag(tag) => {
                    let is_script = tag.starts_with("script") && !["script type=\"\"", OUR_SCRIPT].contains(&tag.as_str());
                    assert!(!is_script && !tag.contains("onload"), "{tag} at {path}");
                }
                Piece::Text { text, is_isolated } if text.contains('\u{202E}') => {
                    assert!(unescaped(text).contains(hostile) && is_isolated, "{text} at {path}");
                    shown += 1;
                }
                Piece::Text { .. } => {}
            }
        }
        assert!(shown > 0, "{path}");
        assert_eq!(body.matches("<title>").count(), 1, "{path}");
        let data = body.matches("<script type=\"application/ld+json\">").count();
        assert_eq!((body.matches("<script").count(), data), (2, 1), "{path}");
    }
    for (sink, holds) in [
        ("title", "<title>\u{2068}"),
        ("headline", "<h1 dir=\"auto\" class=\"headline p-name\">&lt;/title"),
        ("standfirst", "<p dir=\"auto\" class=\"lede p-summary\">&lt;/title"),
        ("description", "<meta name=\"description\" content=\"&lt;/title"),
        ("heading", "<h2 id=\"h-"),
        ("alternative text", " alt=\"&lt;/title"),
        ("caption", "<figcaption><p dir=\"auto\">&lt;/title"),
        ("credit", "<p dir=\"auto\" class=\"credit\">&lt;/title"),
        ("card", "<meta property=\"og:title\" content=\"&lt;/title"),
        ("data", "\"headline\":\"\\u003c/title\\u003e"),
        ("mail", "mailto:?subject=%3C%2Ftitle%3E%3Cscript%3Ealert%28%271%27%29"),
    ] {
        assert!(story.contains(holds), "{sink}");
    }
}
