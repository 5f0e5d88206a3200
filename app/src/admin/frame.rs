//! The frame of the panel: at the side, or at the foot on a phone, its places; beside them the page.

use super::places::Place;
use super::toast::ToastDock;
use super::trouble::Awaited;
use crate::accounts::SignOut;
use crate::accounts::calls::{Me, MeResource};
use crate::icon::{Glyph, Icon, Mark};
use crate::people::{Avatar, AvatarSize};
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;

/// The side with the places of the panel, and the page beside it.
#[component]
pub fn AdminFrame() -> impl IntoView {
    let MeResource(me) = expect_context();
    let outlet = view! { <Outlet /> }.into_any();
    view! {
        <a class="skip" href="#main" rel="external">
            "Skip to content"
        </a>
        <div class="app">
            <header class="side">
                <Awaited kept=true>
                    {move || Suspend::new(async move { me.await.ok().map(|me| view! { <Side me=me /> }) })}
                </Awaited>
            </header>
            <main id="main" class="main" tabindex="-1">
                {outlet}
                <ToastDock />
            </main>
        </div>
    }
    .into_any()
}

/// The site's name, the places that the person may go to, a new article, and the person.
#[component]
fn Side(me: Me) -> impl IntoView {
    let drafts = me.role.drafts();
    let places = Place::ALL
        .into_iter()
        .filter(|place| place.is_open_to(&me))
        .map(|place| {
            let waiting = if place == Place::Comments { me.waiting.unwrap_or_default() } else { 0 };
            view! { <PlaceLink place=place waiting=waiting /> }
        })
        .collect_view();
    let path = use_location().pathname;
    let is_profile = move || path.with(|path| path.starts_with("/admin/profile"));
    view! {
        <a class="side-site" href="/" rel="external">
            <Mark />
            <span>
                <b>{me.site_title}</b>
                <small>"View site"</small>
            </span>
        </a>
        <nav aria-label="Admin">
            <ul class="side-nav">{places}</ul>
        </nav>
        {drafts
            .then(|| {
                view! {
                    <a class="btn side-new" href="/admin/articles/new">
                        <Icon glyph=Glyph::Plus />
                        <span>"New article"</span>
                    </a>
                }
            })}
        <div class="side-end">
            <a class="side-me" href="/admin/profile" aria-current=move || is_profile().then_some("page")>
                <Avatar name=me.name.clone() size=AvatarSize::Small />
                <span>{me.name}</span>
            </a>
            <SignOut person=me.person class="btn btn-quiet btn-sm" />
        </div>
    }
}

#[component]
fn PlaceLink(place: Place, waiting: u64) -> impl IntoView {
    let path = use_location().pathname;
    let is_here = move || path.with(|path| place.holds(path));
    view! {
        <li>
            <a href=place.path() aria-current=move || is_here().then_some("page")>
                <Icon glyph=place.glyph() />
                <span>{place.name()}</span>
                {(waiting > 0)
                    .then(|| {
                        view! {
                            <span class="pill">
                                {waiting} <span class="sr">" waiting"</span>
                            </span>
                        }
                    })}
            </a>
        </li>
    }
}
