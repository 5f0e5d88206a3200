//! The admin panel: one hydrated app under `/admin`, its frame and its routes.

mod acting;
mod conflict;
mod desk;
mod dialog;
mod focus;
mod form;
mod frame;
mod leaving;
mod page_head;
mod parts;
mod places;
mod shared_form;
mod sorting;
mod toast;
mod trouble;

pub use acting::Acting;
pub use conflict::{Conflict, Difference};
pub use dialog::{Dialog, open_while};
pub use focus::{focus, focus_soon};
pub use form::{ErrorSummary, Form, SaveBar};
pub use leaving::ask_before_leaving;
pub use page_head::PageHead;
pub use parts::LoadAgain;
pub use places::Place;
pub use shared_form::{SharedFields, SharedForm};
pub use sorting::{asked_move, keep_focus, moves_by_keys, undo_by_key};
pub use toast::{ToastDock, Toasts};
pub use trouble::{Awaited, Trouble};

use crate::accounts::calls::MeResource;
use crate::accounts::{SignInAgain, SignedOut};
#[cfg(feature = "ssr")]
use crate::frame::Assets;
use frame::AdminFrame;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};
#[cfg(feature = "ssr")]
use parts::NotStarted;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
use parts::Part;

/// The document around the admin panel, with the scripts that hydrate it.
///
/// The nonce is of this response alone (security O5); the Trusted Types policy comes before everything else (O6).
#[cfg(feature = "ssr")]
pub fn admin_shell(assets: &Assets) -> impl IntoView + use<> {
    let nonce = leptos::nonce::use_nonce();
    // Who presses a button before the program is there sees that it waits, and has it pressed when it is. A menu the browser opens
    // by itself.
    let start = format!(
        "let pressed = null;
        const press = (event) => {{
            const button = event.target.closest('button[type=button]');
            if (button === null || button.hasAttribute('popovertarget')) return;
            pressed?.removeAttribute('aria-busy');
            pressed = button;
            pressed.setAttribute('aria-busy', 'true');
        }};
        const started = () => {{
            removeEventListener('click', press, true);
            pressed?.removeAttribute('aria-busy');
        }};
        addEventListener('click', press, true);
        import('{}').then((program) => program.default({{ module_or_path: '{}' }}).then(program.hydrate)).then(() => {{
            started();
            setTimeout(() => pressed?.click());
        }}).catch((error) => {{
            started();
            console.error(error);
            document.getElementById('not-started').hidden = false;
        }});",
        assets.address("admin.js"),
        assets.address("admin.wasm"),
    );
    // Asked for at once, not when the program has found out where it is.
    let part = asked_part().map(|part| {
        let address = assets.address(&format!("{}.part", part.name));
        view! { <link rel="preload" href=address r#as="fetch" crossorigin="" /> }
    });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <meta name="robots" content="noindex" />
                <link rel="icon" href=assets.address("favicon.svg") type="image/svg+xml" />
                <link rel="preload" href=assets.address("literata.woff2") r#as="font" type="font/woff2" crossorigin="" />
                <link rel="stylesheet" href=assets.address("public.css") />
                <link rel="stylesheet" href=assets.address("admin.css") />
                {part}
                <script src=assets.address("trusted-types.js") nonce=nonce.clone()></script>
                <script type="module" src=assets.address("dnd.js") nonce=nonce.clone()></script>
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <leptos_meta::MetaTags />
            </head>
            <body>
                <AdminApp />
                <NotStarted />
            </body>
        </html>
    }
}

/// The part of the page that was asked for.
#[cfg(feature = "ssr")]
fn asked_part() -> Option<Part> {
    let asked = use_context::<http::request::Parts>()?;
    Part::at(asked.uri.path())
}

/// Loads the part of the page that the browser is at, before the panel is hydrated.
///
/// # Errors
/// When it cannot be loaded.
#[cfg(feature = "hydrate")]
pub async fn load_page() -> Result<(), wasm_split_helpers::SplitLoaderError> {
    let path = window().location().pathname().unwrap_or_default();
    match Part::at(&path) {
        Some(part) => part.load().await,
        None => Ok(()),
    }
}

/// The admin panel.
#[component]
pub fn AdminApp() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title formatter=|text: String| if text.is_empty() { "Lantern".to_owned() } else { format!("{text} · Lantern") } />
        <Router>
            <Routes fallback=NotHere>
                <ParentRoute path=path!("/admin") view=AdminRoot ssr=SsrMode::Async>
                    // What has the whole window to itself, such as the editor, stands here.
                    <ParentRoute path=path!("") view=AdminFrame ssr=SsrMode::Async>
                        <Route path=path!("") view=parts::DESK ssr=SsrMode::Async />
                        <Route path=path!("people") view=parts::PEOPLE ssr=SsrMode::Async />
                        <Route path=path!("profile") view=parts::PROFILE ssr=SsrMode::Async />
                        <Route path=path!("articles") view=parts::ARTICLES ssr=SsrMode::Async />
                        <Route path=path!("articles/paste") view=parts::PASTE ssr=SsrMode::Async />
                        <Route path=path!("articles/new") view=parts::NEW_ARTICLE ssr=SsrMode::Async />
                        <Route path=path!("articles/:id/numbers") view=parts::NUMBERS ssr=SsrMode::Async />
                        <Route path=path!("reports") view=parts::REPORTS ssr=SsrMode::Async />
                        <Route path=path!("pages") view=parts::PAGES ssr=SsrMode::Async />
                        <Route path=path!("menus") view=parts::MENUS ssr=SsrMode::Async />
                        <Route path=path!("topics") view=parts::TOPICS ssr=SsrMode::Async />
                        <Route path=path!("comments") view=parts::COMMENTS ssr=SsrMode::Async />
                        <Route path=path!("media") view=parts::MEDIA ssr=SsrMode::Async />
                        <Route path=path!("settings") view=parts::SETTINGS ssr=SsrMode::Async />
                        <Route path=path!("appearance") view=parts::APPEARANCE ssr=SsrMode::Async />
                    </ParentRoute>
                    <Route path=path!("articles/:id") view=parts::EDITOR ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// What every page of the panel can reach: who is signed in, the toasts, and the dialog for when the session has ended.
#[component]
fn AdminRoot() -> impl IntoView {
    let signed_out = SignedOut::new();
    provide_context(signed_out);
    provide_context(Toasts::new());
    provide_context(MeResource::new(signed_out));
    let outlet = view! { <Outlet /> }.into_any();
    view! {
        {outlet}
        <SignInAgain />
    }
    .into_any()
}

/// An address of the panel that leads nowhere.
#[component]
fn NotHere() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(options) = use_context::<leptos_axum::ResponseOptions>() {
        options.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Nothing here" />
        <main id="main" class="main" tabindex="-1">
            <div class="empty">
                <h1>"No page of the panel is here."</h1>
                <p>"The address has a slip in it, or the page has moved."</p>
                <a class="btn" href="/admin">
                    "To the desk"
                </a>
            </div>
        </main>
    }
}
