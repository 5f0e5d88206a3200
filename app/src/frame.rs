//! What stands around a page: the document's head, the masthead and the foot.

use crate::feeds::{CardTags, DataBlock, FeedLinks, Found};
use crate::media::{PictureImage, Urgency};
use crate::menus::{FootLinks, HeadLinks};
use domain::media::Sizes;
use domain::menus::{MenuLink, ShownMenus};
use domain::settings::SiteFrame;
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The addresses of the assets by their plain names: `public.css` to `/assets/public-1f2e3d.css`. Names carry a hash of the
/// content, so that they can be kept for ever.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Assets(Arc<BTreeMap<String, String>>);

impl Assets {
    /// The address of an asset; the plain name where the build lacks it, which answers 404 and shows in the log.
    pub fn address(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/assets/{name}"))
    }
}

/// The theme that a reader chose, or the system's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The three choices, in the order of the control.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// The word in the cookie and the form.
    pub fn code(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that word; anything else is the system's.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.code() == code).unwrap_or_default()
    }

    fn label(self) -> &'static str {
        match self {
            Theme::Auto => "Auto",
            Theme::Light => "Light",
            Theme::Dark => "Dark",
        }
    }

    /// The value of `data-theme` on the root; none leaves it to the system.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light | Theme::Dark => Some(self.code()),
        }
    }
}

/// What a public page is drawn with, besides its model.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The addresses of style sheets and fonts.
    pub assets: Assets,
    /// The reader's theme.
    pub theme: Theme,
    /// The path of this page, with which the theme control comes back to it.
    pub path: String,
    /// The site's own address without a slash at the end, such as `https://slowlight.example`.
    pub base_url: String,
}

/// What the head of a public page says.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The title of the page without the site's.
    pub title: Option<String>,
    /// The description for search results.
    pub description: String,
    /// The path of the canonical address; none for pages that have none.
    pub canonical: Option<String>,
    /// The class of `body`.
    pub body_class: Option<&'static str>,
    /// Whether this is a gate to the panel: it is dressed with the panel's sheet too.
    pub is_gate: bool,
    /// Whether it stands where another page is not shown: there is nothing to read on it, and no script comes.
    pub is_oops: bool,
    /// What it holds for those who find the page.
    pub found: Found,
}

/// A public document: head, skip link, masthead, the page itself, foot.
#[component]
pub fn PublicDocument(
    /// The site.
    site: SiteFrame,
    /// The head.
    head: Head,
    /// Assets, theme and addresses.
    around: Surroundings,
    /// The page.
    children: Children,
) -> impl IntoView {
    let foot = around.clone();
    let (title, logo) = (site.title.clone(), site.logo.clone());
    let menus = site.menus.clone();
    let (head_links, current) = (menus.head.clone(), around.path.clone());
    view! {
        <BareDocument site=site head=head around=around>
            <a class="skip" href="#main">
                "Skip to content"
            </a>
            <Masthead title=title logo=logo current=current links=head_links />
            <main id="main" tabindex="-1">
                {children()}
            </main>
            <Foot around=foot menus=menus />
        </BareDocument>
    }
}

/// A document without masthead and foot, for the slideshow and for the gates.
#[component]
pub fn BareDocument(
    /// The site.
    site: SiteFrame,
    /// The head.
    head: Head,
    /// Assets, theme and addresses.
    around: Surroundings,
    /// What stands in the body.
    children: Children,
) -> impl IntoView {
    let name = isolated(&site.title);
    let title = match &head.title {
        Some(title) => format!("{} · {name}", isolated(title)),
        None if site.description.is_empty() => site.title.clone(),
        None => format!("{name}: {}", site.description),
    };
    let canonical = head.canonical.map(|path| format!("{}{path}", around.base_url));
    let Found { card, data, feed } = head.found;
    let is_read = !head.is_gate && !head.is_oops;
    let feeds = (!head.is_gate).then(|| view! { <FeedLinks site=site.clone() own=feed /> });
    let card = card.map(|card| view! { <CardTags card=card site=site.clone() base_url=around.base_url.clone() /> });
    view! {
        <html lang=site.language.clone() dir=direction(&site.language) data-theme=around.theme.attribute()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                {(!head.description.is_empty()).then(|| view! { <meta name="description" content=head.description /> })}
                {canonical.map(|address| view! { <link rel="canonical" href=address /> })}
                {feeds}
                {card}
                {data.map(|data| view! { <DataBlock data=data /> })}
                <link rel="icon" href=around.assets.address("favicon.svg") type="image/svg+xml" />
                <link rel="preload" href=around.assets.address("literata.woff2") r#as="font" type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=around.assets.address("public.css") />
                // What an admin wrote has no say at the gates: nobody locks others out by it, or puts words there (security S3).
                {site
                    .sheet
                    .clone()
                    .filter(|_| !head.is_gate)
                    .map(|hash| view! { <link rel="stylesheet" href=format!("/sheets/{hash}.css") /> })}
                {head
                    .is_gate
                    .then(|| view! { <link rel="stylesheet" href=around.assets.address("admin.css") /> })}
                {is_read.then(|| view! { <script src=around.assets.address("reader.js") defer></script> })}
            </head>
            <body class=head.body_class>{children()}</body>
        </html>
    }
}

#[component]
fn Masthead(title: String, logo: Option<Sizes>, current: String, links: Vec<MenuLink>) -> impl IntoView {
    let menu = (!links.is_empty()).then(|| {
        view! {
            <nav aria-label="Main">
                <HeadLinks links=links current=current />
            </nav>
        }
    });
    view! {
        <header class="masthead">
            <div class="wrap">
                {match logo {
                    Some(sizes) => view! {
                        <a class="logo" href="/">
                            <PictureImage sizes=sizes shown="12rem" alt=title urgency=Urgency::First is_bare=true />
                        </a>
                    }
                        .into_any(),
                    None => view! {
                        <a class="wordmark" href="/" dir="auto">
                            {title}
                        </a>
                    }
                        .into_any(),
                }}
                {menu}
            </div>
        </header>
    }
}

#[component]
fn Foot(around: Surroundings, menus: ShownMenus) -> impl IntoView {
    let Surroundings { theme, path, .. } = around;
    let choices = Theme::ALL
        .map(|choice| {
            view! {
                <button type="submit" name="theme" value=choice.code() aria-pressed=(choice == theme).then_some("true")>
                    {choice.label()}
                </button>
            }
        })
        .collect_view();
    let menu = (!menus.foot.is_empty() || !menus.head.is_empty()).then(|| {
        let ShownMenus { head, foot } = menus;
        let current = path.clone();
        view! {
            <nav aria-label="Footer">
                <FootLinks links=foot head=head current=current />
            </nav>
        }
    });
    view! {
        <footer class="footer">
            <div class="wrap">
                {menu}
                <form class="push" method="post" action="/theme">
                    <input type="hidden" name="next" value=path />
                    <fieldset class="seg">
                        <legend class="sr">"Colour theme"</legend>
                        {choices}
                    </fieldset>
                </form>
                <p class="made">"No cookies for readers, no trackers. Published with Lantern."</p>
            </div>
        </footer>
    }
}

/// The value of `dir` on the root for a BCP 47 tag: set where the script is written from right to left.
fn direction(language: &str) -> Option<&'static str> {
    const SCRIPTS: [&str; 9] = ["Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Syrc", "Thaa"];
    const LANGUAGES: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"];
    let mut parts = language.split('-');
    let first = parts.next().unwrap_or_default();
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_rtl = match script {
        Some(script) => SCRIPTS.iter().any(|rtl| rtl.eq_ignore_ascii_case(script)),
        None => LANGUAGES.iter().any(|rtl| rtl.eq_ignore_ascii_case(first)),
    };
    is_rtl.then_some("rtl")
}

/// The text for a place that has no markup, such as `<title>`: one with bidirectional controls is isolated, so that it
/// turns nothing around but itself (security O4). Other text comes out as it is.
///
/// Source: UAX 9, 3.1: an isolate ends at its own PDI, which ends every embedding and override inside it too.
pub(crate) fn isolated(text: &str) -> String {
    const OPEN: [char; 3] = ['\u{2066}', '\u{2067}', '\u{2068}'];
    const CLOSE: char = '\u{2069}';
    let is_control = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    if !text.contains(is_control) {
        return text.to_owned();
    }
    let mut open = 1_usize;
    let mut kept = String::from(OPEN[2]);
    for c in text.chars() {
        // A closing mark without an opening one means nothing, but would end our isolate.
        if c == CLOSE && open == 1 {
            continue;
        }
        if OPEN.contains(&c) {
            open += 1;
        } else if c == CLOSE {
            open -= 1;
        }
        kept.push(c);
    }
    kept.extend(std::iter::repeat_n(CLOSE, open));
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn o04_a_title_turns_nothing_around_but_itself() {
        assert_eq!(isolated("Plain · text"), "Plain · text");
        assert_eq!(isolated("a\u{202E}b"), "\u{2068}a\u{202E}b\u{2069}");
        assert_eq!(isolated("a\u{2069}\u{202E}b"), "\u{2068}a\u{202E}b\u{2069}");
        assert_eq!(isolated("a\u{2067}b"), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
    }

    #[test]
    fn a_language_from_right_to_left_turns_the_page() {
        for (language, expected) in
            [("en", None), ("ar", Some("rtl")), ("he-IL", Some("rtl")), ("az-Arab", Some("rtl")), ("ur-Latn", None), ("", None)]
        {
            assert_eq!(direction(language), expected, "{language}");
        }
    }
}
