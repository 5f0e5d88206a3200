//! The parts of the panel's program: the code of each page is a file of its own, which the browser loads when the page is opened.

use super::desk::Desk;
use crate::articles::editor::EditorPage;
use crate::articles::{ArticlesPage, NewArticlePage};
use crate::corrections::ReportsPage;
use crate::icon::{Glyph, Icon};
use crate::imports::PastePage;
use crate::media::MediaPage;
use crate::menus::MenusPage;
use crate::moderation::CommentsPage;
use crate::numbers::NumbersPage;
use crate::pages::PagesPage;
use crate::people::{PeoplePage, ProfilePage};
use crate::settings::{AppearancePage, SettingsPage};
use crate::topics::TopicsPage;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::ChooseView;
use std::pin::Pin;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// What is there once it is loaded. On the server everything is there at once.
type Loading<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A page whose code may still have to be loaded.
#[derive(Clone, Copy)]
pub struct Part {
    /// The name of its file.
    #[cfg(feature = "ssr")]
    pub name: &'static str,
    load: fn() -> Loading<()>,
    view: fn() -> Loading<AnyView>,
}

macro_rules! part {
    ($name:ident, $Page:ident) => {{
        #[wasm_split($name, preload(load), fallible)]
        fn $name() -> Result<AnyView, SplitLoaderError> {
            Ok($Page().into_any())
        }
        Part {
            #[cfg(feature = "ssr")]
            name: stringify!($name),
            load: || Box::pin(load()),
            view: || Box::pin($name()),
        }
    }};
}

pub const DESK: Part = part!(desk, Desk);
pub const PEOPLE: Part = part!(people, PeoplePage);
pub const PROFILE: Part = part!(profile, ProfilePage);
pub const ARTICLES: Part = part!(articles, ArticlesPage);
pub const PASTE: Part = part!(paste, PastePage);
pub const NEW_ARTICLE: Part = part!(new_article, NewArticlePage);
pub const NUMBERS: Part = part!(numbers, NumbersPage);
pub const REPORTS: Part = part!(reports, ReportsPage);
pub const PAGES: Part = part!(pages, PagesPage);
pub const MENUS: Part = part!(menus, MenusPage);
pub const TOPICS: Part = part!(topics, TopicsPage);
pub const COMMENTS: Part = part!(comments, CommentsPage);
pub const MEDIA: Part = part!(media, MediaPage);
pub const SETTINGS: Part = part!(settings, SettingsPage);
pub const APPEARANCE: Part = part!(appearance, AppearancePage);
pub const EDITOR: Part = part!(editor, EditorPage);

impl Part {
    /// The part of the page at that path; none where there is no page. It follows the routes of the panel.
    pub fn at(path: &str) -> Option<Self> {
        let below: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
        let part = match below[..] {
            ["admin"] => DESK,
            ["admin", "people"] => PEOPLE,
            ["admin", "profile"] => PROFILE,
            ["admin", "articles"] => ARTICLES,
            ["admin", "articles", "paste"] => PASTE,
            ["admin", "articles", "new"] => NEW_ARTICLE,
            ["admin", "articles", _, "numbers"] => NUMBERS,
            ["admin", "articles", _] => EDITOR,
            ["admin", "reports"] => REPORTS,
            ["admin", "pages"] => PAGES,
            ["admin", "menus"] => MENUS,
            ["admin", "topics"] => TOPICS,
            ["admin", "comments"] => COMMENTS,
            ["admin", "media"] => MEDIA,
            ["admin", "settings"] => SETTINGS,
            ["admin", "appearance"] => APPEARANCE,
            _ => return None,
        };
        Some(part)
    }

    /// Loads it if it is not there yet.
    ///
    /// # Errors
    /// When it cannot be loaded: the line is down, or the server has another build by now. It can be tried again.
    pub async fn load(self) -> Result<(), SplitLoaderError> {
        (self.load)().await
    }
}

/// The page of a route.
impl ChooseView for Part {
    async fn choose(self) -> AnyView {
        match (self.view)().await {
            Ok(page) => page,
            Err(_) => view! { <NotLoaded /> }.into_any(),
        }
    }

    /// The page before it stays until this is done; whether it came is seen when the page is drawn.
    async fn preload(&self) {
        let _came = self.load().await;
    }
}

/// In the place of a page whose part did not come.
#[component]
fn NotLoaded() -> impl IntoView {
    view! {
        <Title text="Not loaded" />
        <div class="main-inner">
            <div class="notice" data-tone="error" role="alert">
                <Icon glyph=Glyph::Warning />
                <div>
                    <p>
                        "This page could not be loaded. The line may be down, or Lantern was updated since you opened the panel."
                    </p>
                    <LoadAgain />
                </div>
            </div>
        </div>
    }
    .into_any()
}

/// Said when the program did not come, for then no button of the panel answers.
#[cfg(feature = "ssr")]
#[component]
pub fn NotStarted() -> impl IntoView {
    view! {
        <div class="not-started" id="not-started" role="alert" hidden>
            <div class="notice" data-tone="error">
                <Icon glyph=Glyph::Warning />
                <div>
                    <p>"The panel could not be started. You can read this page, but its buttons do nothing."</p>
                    <LoadAgain />
                </div>
            </div>
        </div>
    }
}

/// Leads to the same address anew: the server draws the page, so that it also leads out of an older build.
#[component]
pub fn LoadAgain() -> impl IntoView {
    view! {
        <p>
            <a class="btn btn-sm" href="" rel="external">
                "Load the page again"
            </a>
        </p>
    }
}

#[cfg(test)]
#[cfg(feature = "ssr")]
mod tests {
    use super::Part;
    use crate::AdminApp;
    use std::collections::HashSet;

    #[tokio::test]
    async fn every_route_of_the_panel_has_a_part_of_its_own() {
        let _begun_before = any_spawner::Executor::init_tokio();
        let routes = leptos_axum::generate_route_list(AdminApp);
        let part = |path: &str| Part::at(&path.replace(":id", "018f")).unwrap_or_else(|| panic!("{path} has no part")).name;
        let paths: HashSet<&str> = routes.iter().map(leptos_axum::AxumRouteListing::path).collect();
        let parts: HashSet<&str> = paths.iter().map(|path| part(path)).collect();
        assert!(paths.len() > 10 && parts.len() == paths.len(), "{paths:?} {parts:?}");
    }
}
