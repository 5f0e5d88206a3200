//! What stands around a page: the document's head, the masthead and the foot.

use crate::icon::{Glyph, Icon};
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
    pub body_class: &'static str,
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
    let title = site.title.clone();
    view! {
        <BareDocument site=site head=head around=around>
            <a class="skip" href="#main">
                "Skip to content"
            </a>
            <Masthead title=title />
            <main id="main" tabindex="-1">
                {children()}
            </main>
            <Foot around=foot />
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
    let title = match &head.title {
        Some(title) => format!("{title} · {}", site.title),
        None if site.description.is_empty() => site.title.clone(),
        None => format!("{}: {}", site.title, site.description),
    };
    let canonical = head.canonical.map(|path| format!("{}{path}", around.base_url));
    view! {
        <html lang=site.language data-theme=around.theme.attribute()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <title>{title}</title>
                {(!head.description.is_empty()).then(|| view! { <meta name="description" content=head.description /> })}
                {canonical.map(|address| view! { <link rel="canonical" href=address /> })}
                <link rel="icon" href=around.assets.address("favicon.svg") type="image/svg+xml" />
                <link rel="preload" href=around.assets.address("literata.woff2") r#as="font" type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=around.assets.address("public.css") />
                {(head.body_class == "gate-page")
                    .then(|| view! { <link rel="stylesheet" href=around.assets.address("admin.css") /> })}
            </head>
            <body class=head.body_class>{children()}</body>
        </html>
    }
}

#[component]
fn Masthead(title: String) -> impl IntoView {
    view! {
        <header class="masthead">
            <div class="wrap">
                <a class="wordmark" href="/">
                    {title}
                </a>
                <nav aria-label="Main">
                    <ul class="nav-list">
                        <li class="keep">
                            <a href="/">"Articles"</a>
                        </li>
                    </ul>
                </nav>
            </div>
        </header>
    }
}

#[component]
fn Foot(around: Surroundings) -> impl IntoView {
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
    view! {
        <footer class="footer">
            <div class="wrap">
                <nav aria-label="Footer">
                    <ul class="nav-list">
                        <li>
                            <a href="/sign-in" rel="nofollow">
                                <Icon glyph=Glyph::Key />
                                " Sign in"
                            </a>
                        </li>
                    </ul>
                </nav>
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
