//! The links of the menus, in the masthead and in the foot of every page for readers.

use super::words::{own_glyph, own_name};
use crate::icon::Icon;
use domain::menus::{Leads, MenuLink, Own};
use leptos::prelude::*;

/// How many links the masthead has on a phone when none of those that belong there is in the menu.
const KEPT: usize = 2;

/// The links of the masthead. On a phone it has the first page and the search; the rest is in the foot.
#[component]
pub fn HeadLinks(
    /// The links, in order.
    links: Vec<MenuLink>,
    /// The path of this page.
    current: String,
) -> impl IntoView {
    let keeps = kept(&links);
    let links = links
        .into_iter()
        .zip(keeps)
        .map(|(link, is_kept)| {
            let anchor = anchor(link, &current);
            if is_kept { view! { <li class="keep">{anchor}</li> }.into_any() } else { view! { <li>{anchor}</li> }.into_any() }
        })
        .collect_view();
    view! { <ul class="nav-list">{links}</ul> }
}

/// The links of the foot, and on a phone those that the masthead has no room for.
#[component]
pub fn FootLinks(
    /// The links, in order.
    links: Vec<MenuLink>,
    /// Those of the masthead.
    head: Vec<MenuLink>,
    /// The path of this page.
    current: String,
) -> impl IntoView {
    let keeps = kept(&head);
    let is_there = |link: &MenuLink| links.iter().any(|other| other.address() == link.address());
    let from_head: Vec<MenuLink> =
        head.into_iter().zip(keeps).filter(|(link, is_kept)| !is_kept && !is_there(link)).map(|(link, _)| link).collect();
    let from_head =
        from_head.into_iter().map(|link| view! { <li class="from-head">{anchor(link, &current)}</li> }).collect_view();
    let links = links.into_iter().map(|link| view! { <li>{anchor(link, &current)}</li> }).collect_view();
    view! { <ul class="nav-list">{from_head} {links}</ul> }
}

/// Which links of the masthead a phone has room for.
fn kept(links: &[MenuLink]) -> Vec<bool> {
    let belongs = |link: &MenuLink| matches!(link.leads, Leads::Own(Own::Home | Own::Search));
    let keeps_first = !links.iter().any(belongs);
    links.iter().enumerate().map(|(at, link)| belongs(link) || (keeps_first && at < KEPT)).collect()
}

fn anchor(link: MenuLink, current: &str) -> impl IntoView + use<> {
    let here = (link.address() == current).then_some("page");
    let href = link.address().to_owned();
    let (own, rel) = match link.leads {
        Leads::Own(Own::SignIn) => (Some(Own::SignIn), Some("nofollow")),
        Leads::Own(own) => (Some(own), None),
        Leads::To(_) => (None, None),
    };
    let icon = own.and_then(own_glyph).map(|glyph| view! { <Icon glyph=glyph /> " " });
    // What somebody called it stands by itself, whichever way it is written (security O4).
    let words = match own {
        Some(own) if link.label.is_empty() => own_name(own).into_any(),
        Some(_) | None => view! { <bdi>{link.label}</bdi> }.into_any(),
    };
    view! {
        <a href=href rel=rel aria-current=here>
            {icon}
            {words}
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(own: Own) -> MenuLink {
        MenuLink { label: String::new(), leads: Leads::Own(own) }
    }

    fn to(address: &str) -> MenuLink {
        MenuLink { label: "Somewhere".to_owned(), leads: Leads::To(address.to_owned()) }
    }

    #[test]
    fn a_phone_has_room_for_two_and_never_for_none() {
        assert_eq!(kept(&[to("/a"), own(Own::Home), to("/b"), own(Own::Search)]), [false, true, false, true]);
        assert_eq!(kept(&[to("/a"), to("/b"), to("/c")]), [true, true, false]);
        assert_eq!(kept(&[]), Vec::<bool>::new());
    }

    #[test]
    fn what_the_masthead_has_no_room_for_is_in_the_foot_once() {
        let head = vec![own(Own::Home), to("/about"), own(Own::Authors), to("/imprint")];
        let foot = vec![own(Own::Authors), to("/imprint")];
        let owner = Owner::new();
        let html = owner.with(|| view! { <FootLinks links=foot head=head current="/imprint".to_owned() /> }.to_html());
        assert_eq!(html.matches("from-head").count(), 1);
        assert_eq!(html.matches("href=\"/about\"").count(), 1);
        assert_eq!(html.matches("aria-current=\"page\"").count(), 1);
    }
}
