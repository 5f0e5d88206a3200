//! Knows the furniture of a page: share buttons, comment boxes, links, labels of advertisements.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::reasons::Reason;

/// A network that closed, so that a button for it leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedNetwork {
    /// Its name.
    pub name: &'static str,
    /// The year in which it closed.
    pub closed: u16,
}

/// Networks that closed, by the names on their buttons in lower case.
const CLOSED: &[(&[&str], ClosedNetwork)] = &[
    (&["google plus", "google+", "googleplus", "google +"], ClosedNetwork { name: "Google Plus", closed: 2019 }),
    (&["stumbleupon"], ClosedNetwork { name: "StumbleUpon", closed: 2018 }),
    (&["google buzz"], ClosedNetwork { name: "Google Buzz", closed: 2011 }),
    (&["friendfeed"], ClosedNetwork { name: "FriendFeed", closed: 2015 }),
    (&["orkut"], ClosedNetwork { name: "Orkut", closed: 2014 }),
];

/// Other names on share buttons.
const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "x",
    "linkedin",
    "pinterest",
    "whatsapp",
    "telegram",
    "reddit",
    "tumblr",
    "digg",
    "flipboard",
    "pocket",
    "email",
    "e-mail",
    "messenger",
    "mastodon",
    "bluesky",
    "threads",
    "viber",
    "line",
    "xing",
    "vk",
];

const SHARE_VERBS: &[&str] = &[
    "share on ",
    "share to ",
    "share via ",
    "share with ",
    "share by ",
    "tweet on ",
    "pin on ",
    "pin to ",
    "follow us on ",
    "follow on ",
    "like us on ",
    "like on ",
    "post to ",
    "save to ",
    "teilen auf ",
    "partager sur ",
];

/// Whole lines that are a share button wherever they stand.
const SHARES: &[&str] = &[
    "share this",
    "share this article",
    "share this post",
    "share this story",
    "share this slideshow",
    "share article",
    "tweet this",
    "pin it",
    "email this",
    "e-mail this",
    "blogthis",
    "print this",
    "copy link",
    "copy the link",
    "share using native tools",
    "copied to clipboard",
    "click to share",
    "like this",
    "follow us",
    "follow us on",
];

/// Whole lines that are a comment form wherever they stand.
const COMMENT_FORMS: &[&str] = &[
    "post a comment",
    "leave a comment",
    "leave a reply",
    "add a comment",
    "add comment",
    "write a comment",
    "post comment",
    "submit comment",
    "enter comment",
    "be the first to comment",
    "join the conversation",
    "join the discussion",
    "cancel reply",
    "log in to comment",
    "sign in to comment",
    "view comments",
    "show comments",
    "load more comments",
    "your email address will not be published",
    "required fields are marked *",
    "your email address will not be published. required fields are marked *",
    "save my name, email, and website in this browser for the next time i comment",
    "notify me of new comments",
    "kommentar schreiben",
    "laisser un commentaire",
];

const COMMENT_SYSTEMS: &[&str] = &["blogger", "facebook", "disqus", "wordpress", "google+", "google plus", "default"];

/// Whole lines that lead elsewhere, wherever they stand.
const LINKS: &[&str] = &[
    "newer post",
    "older post",
    "newer posts",
    "older posts",
    "next slide",
    "previous slide",
    "next article",
    "previous article",
    "previous post",
    "next post",
    "next page",
    "previous page",
    "skip to content",
    "skip to main content",
    "back to top",
    "view all slides",
    "view as list",
    "view full slideshow",
    "start slideshow",
    "read more",
    "read the full story",
    "continue reading",
    "see all photos",
    "view gallery",
    "subscribe to: post comments (atom)",
    "subscribe to our newsletter",
    "sign up for our newsletter",
    "view my complete profile",
    "powered by blogger",
    "proudly powered by wordpress",
    "terms of use",
    "terms of service",
    "privacy policy",
    "cookie policy",
    "cookie settings",
    "contact us",
    "report abuse",
];

/// Whole lines above a list of other articles.
const RELATED: &[&str] = &[
    "related articles",
    "related posts",
    "related stories",
    "related",
    "you may also like",
    "you might also like",
    "you may like",
    "recommended for you",
    "more from the web",
    "more stories",
    "most popular",
    "popular posts",
    "trending now",
    "read next",
    "up next",
    "more for you",
    "blog archive",
];

const ADVERTS: &[&str] = &[
    "advertisement",
    "advertisements",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "sponsored links",
    "promoted content",
    "continue reading below",
    "story continues below advertisement",
    "article continues below advertisement",
    "scroll to continue",
    "scroll down to continue",
    "anzeige",
    "publicité",
];

/// Words that are furniture only among other furniture: a slide may be called so.
const WEAK: &[&str] = &[
    "share",
    "tweet",
    "pin",
    "like",
    "follow",
    "print",
    "save",
    "email",
    "e-mail",
    "comment",
    "comments",
    "reply",
    "home",
    "menu",
    "search",
    "next",
    "previous",
    "prev",
    "subscribe",
    "login",
    "log in",
    "sign in",
    "sign up",
    "facebook",
    "twitter",
    "x",
    "linkedin",
    "pinterest",
    "whatsapp",
    "telegram",
    "reddit",
    "tumblr",
    "instagram",
    "youtube",
    "bluesky",
    "mastodon",
    "threads",
    "flipboard",
    "rss",
    "about",
    "contact",
    "privacy",
    "terms",
    "name",
    "name *",
    "email *",
    "website",
    "more",
    "close",
    "open",
    "submit",
    "google plus",
    "google+",
    "stumbleupon",
];

/// How sure it is that a line is furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Furniture {
    /// Wherever the line stands.
    Sure(Reason),
    /// Only when the lines around it are.
    AmongOthers(Reason),
}

/// Longer lines are sentences.
const MAX_CHARS: usize = 90;

/// Whether a line is furniture.
pub(super) fn recognise(line: &str) -> Option<Furniture> {
    if line.chars().nth(MAX_CHARS).is_some() {
        return None;
    }
    let folded = line.to_lowercase();
    let folded = folded.trim_matches([' ', ':', '.', '!', '…', '›', '»', '‹', '«', '>', '<', '→', '←', '|', '•']);
    WHOLE_LINES
        .get(folded)
        .copied()
        .or_else(|| share_button(folded).map(Furniture::Sure))
        .or_else(|| comment_box(folded).map(Furniture::Sure))
}

/// Every line that is furniture as a whole, in one look-up.
static WHOLE_LINES: LazyLock<HashMap<&'static str, Furniture>> = LazyLock::new(|| {
    let weak = WEAK.iter().map(|line| (*line, Furniture::AmongOthers(weak_reason(line))));
    let sure = [
        (SHARES, Reason::ShareButton),
        (COMMENT_FORMS, Reason::CommentForm),
        (LINKS, Reason::Navigation),
        (RELATED, Reason::Related),
        (ADVERTS, Reason::Advert),
    ]
    .into_iter()
    .flat_map(|(lines, reason)| lines.iter().map(move |line| (*line, Furniture::Sure(reason))));
    weak.chain(sure).collect()
});

fn weak_reason(line: &str) -> Reason {
    match closed_network(line) {
        Some(network) => Reason::ClosedShareButton(network),
        None if NETWORKS.contains(&line) || matches!(line, "share" | "tweet" | "pin" | "like") => Reason::ShareButton,
        None => Reason::Navigation,
    }
}

/// The closed network that a button's words name, case aside.
pub fn closed_network(name: &str) -> Option<ClosedNetwork> {
    let name = name.trim().to_lowercase();
    CLOSED.iter().find(|(names, _)| names.contains(&name.as_str())).map(|(_, network)| *network)
}

fn share_button(folded: &str) -> Option<Reason> {
    let network = SHARE_VERBS.iter().find_map(|verb| folded.strip_prefix(verb))?;
    match closed_network(network) {
        Some(closed) => Some(Reason::ClosedShareButton(closed)),
        None => NETWORKS.contains(&network).then_some(Reason::ShareButton),
    }
}

fn comment_box(folded: &str) -> Option<Reason> {
    let (first, rest) = folded.rsplit_once(' ')?;
    let is_comments =
        |word: &str| matches!(word, "comment" | "comments" | "kommentare" | "commentaires" | "responses" | "replies");
    if is_comments(rest) {
        if COMMENT_SYSTEMS.contains(&first) {
            return Some(Reason::CommentTab);
        }
        if is_count(first) {
            return Some(Reason::CommentCount);
        }
    }
    (is_comments(first) && is_count(rest.trim_matches(['(', ')', '[', ']']))).then_some(Reason::CommentCount)
}

fn is_count(text: &str) -> bool {
    matches!(text, "no" | "keine" | "aucun")
        || (!text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.')))
}

#[cfg(test)]
mod tests {
    use super::{Furniture, Reason, recognise};

    fn sure(line: &str) -> Option<Reason> {
        match recognise(line) {
            Some(Furniture::Sure(reason)) => Some(reason),
            Some(Furniture::AmongOthers(_)) | None => None,
        }
    }

    #[test]
    fn furniture_is_known() {
        assert_eq!(sure("0 comments :"), Some(Reason::CommentCount));
        assert_eq!(sure("12 Comments"), Some(Reason::CommentCount));
        assert_eq!(sure("Comments (3)"), Some(Reason::CommentCount));
        assert_eq!(sure("No comments:"), Some(Reason::CommentCount));
        assert_eq!(sure("Disqus Comments"), Some(Reason::CommentTab));
        assert_eq!(sure("Post a Comment"), Some(Reason::CommentForm));
        assert_eq!(sure("Share on Facebook"), Some(Reason::ShareButton));
        assert_eq!(sure("ADVERTISEMENT"), Some(Reason::Advert));
        assert_eq!(sure("Older Posts →"), Some(Reason::Navigation));
        let reason = sure("Share on Google Plus").unwrap();
        assert_eq!(reason.to_string(), "A share button for Google Plus, which closed in 2019.");
    }

    #[test]
    fn sentences_and_headings_are_not() {
        for line in [
            "Three comments that changed tennis",
            "Share on a farm",
            "Facebook",
            "Comments",
            "Home",
            "The next slide",
            "Related to the king",
            "No comment",
            "",
        ] {
            let expected = line == "No comment";
            assert_eq!(sure(line).is_some(), expected, "{line}");
        }
    }
}
