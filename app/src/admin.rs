//! The admin panel: one hydrated app under `/admin`, its frame and its routes.

use crate::accounts::calls::{Me, whoami};
#[cfg(feature = "ssr")]
use crate::frame::Assets;
use crate::icon::{Glyph, Icon, Mark};
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::{Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

/// The document around the admin panel, with the scripts that hydrate it.
///
/// The nonce is of this response alone (security O5); the Trusted Types policy comes before everything else (O6).
#[cfg(feature = "ssr")]
pub fn admin_shell(assets: &Assets) -> impl IntoView + use<> {
    let nonce = leptos::nonce::use_nonce();
    let start = format!(
        "import init, {{ hydrate }} from '{}'; init({{ module_or_path: '{}' }}).then(() => hydrate());",
        assets.address("admin.js"),
        assets.address("admin.wasm"),
    );
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
                <script src=assets.address("trusted-types.js") nonce=nonce.clone()></script>
                <script type="module" src=assets.address("dnd.js") nonce=nonce.clone()></script>
                <script type="module" nonce=nonce>
                    {start}
                </script>
                <leptos_meta::MetaTags />
            </head>
            <body>
                <AdminApp />
            </body>
        </html>
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
                <ParentRoute path=path!("/admin") view=AdminFrame ssr=SsrMode::Async>
                    <Route path=path!("") view=Desk ssr=SsrMode::Async />
                </ParentRoute>
            </Routes>
        </Router>
    }
}

/// Who is signed in, for every page of the panel; loaded once.
#[derive(Clone, Copy)]
pub struct MeResource(pub Resource<Result<Me, crate::failure::Failure>>);

/// The side with the places of the panel, and the page beside it.
#[component]
fn AdminFrame() -> impl IntoView {
    let me = Resource::new(|| (), |()| whoami());
    provide_context(MeResource(me));
    let outlet = view! { <Outlet /> }.into_any();
    view! {
        <a class="skip" href="#main">
            "Skip to content"
        </a>
        <div class="app">
            <header class="side">
                <Suspense>
                    {move || Suspend::new(async move {
                        let me = me.await.ok();
                        let title = me.as_ref().map(|me| me.site_title.clone()).unwrap_or_default();
                        view! {
                            <a class="side-site" href="/" rel="external">
                                <Mark />
                                <span>
                                    <b>{title}</b>
                                    <small>"View site"</small>
                                </span>
                            </a>
                        }
                    })}
                </Suspense>
                <nav aria-label="Admin">
                    <ul class="side-nav">
                        <li>
                            <a href="/admin" aria-current="page">
                                <Icon glyph=Glyph::Desk />
                                <span>"Desk"</span>
                            </a>
                        </li>
                    </ul>
                </nav>
            </header>
            <main id="main" class="main" tabindex="-1">
                {outlet}
            </main>
        </div>
    }
    .into_any()
}

/// The desk.
#[component]
fn Desk() -> impl IntoView {
    let MeResource(me) = expect_context();
    view! {
        <Title text="Desk" />
        <div class="main-inner desk">
            <Suspense>
                {move || Suspend::new(async move {
                    let name = me.await.map(|me| me.name).unwrap_or_default();
                    view! { <h1 class="hello">"Good day, " {name} "."</h1> }
                })}
            </Suspense>
        </div>
    }
    .into_any()
}

/// An address of the panel that leads nowhere.
#[component]
fn NotHere() -> impl IntoView {
    view! {
        <Title text="Nothing here" />
        <main id="main" class="main" tabindex="-1">
            <div class="empty">
                <h1>"Nothing on this slide."</h1>
                <p>"The address has a slip in it, or the page has moved."</p>
                <a class="btn" href="/admin">
                    "To the desk"
                </a>
            </div>
        </main>
    }
}
