//! The grid of the library, and what chooses among it: filters, words and a licence, all in the address.

use super::calls;
use super::library::Address;
use crate::admin::Toasts;
use crate::icon::{Glyph, Icon};
use domain::MediaId;
use domain::credits::Licence;
use domain::media::{FindMedia, Lack, MediaCounts, MediaFilter, MediaTile};
use domain::page::Page;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use std::time::Duration;

/// How long typing must rest before the library is searched.
const REST: Duration = Duration::from_millis(300);

/// The filters, each with how many items it shows.
#[component]
pub fn Filters(
    /// What the page shows.
    address: Memo<Address>,
    /// How many there are; none while they are counted.
    counts: Signal<Option<MediaCounts>>,
) -> impl IntoView {
    let filters = [
        (MediaFilter::All, "All"),
        (MediaFilter::NoAlt, "No alt text"),
        (MediaFilter::NoCredit, "No credit"),
        (MediaFilter::NotUsed, "Not used"),
    ];
    let links = filters.map(|(filter, words)| {
        let count = move || {
            counts.get().map(|counts| match filter {
                MediaFilter::All => counts.all,
                MediaFilter::NoAlt => counts.no_alt,
                MediaFilter::NoCredit => counts.no_credit,
                MediaFilter::NotUsed => counts.not_used,
            })
        };
        let href = move || address.with(|address| Address { filter, item: None, ..address.clone() }.path());
        let is_here = move || address.with(|address| address.filter == filter);
        view! {
            <a href=href aria-current=move || is_here().then_some("page")>
                {words}
                " "
                <span class="n">{count}</span>
            </a>
        }
    });
    view! {
        <nav class="filters" aria-label="Filter media">
            {links.collect_view()}
        </nav>
    }
}

/// The field to find by words, and the choice of a licence.
#[component]
pub fn Tools(
    /// What the page shows.
    address: Memo<Address>,
) -> impl IntoView {
    let navigate = use_navigate();
    let go = move |next: Address| {
        navigate(&next.path(), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    };
    let mut find = {
        let go = go.clone();
        leptos::leptos_dom::helpers::debounce(REST, move |words: String| go(Address { words, ..address.get_untracked() }))
    };
    let choose = move |event| {
        let licence = event_target_value(&event).parse().ok();
        go(Address { licence, ..address.get_untracked() });
    };
    let chosen = move || address.with(|address| address.licence.map(Licence::code).unwrap_or_default());
    let options = Licence::ALL
        .into_iter()
        .map(|licence| {
            let is_chosen = address.with_untracked(|address| address.licence == Some(licence));
            view! {
                <option value=licence.code() selected=is_chosen>
                    {licence.label()}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="tools">
            <div class="find">
                <Icon glyph=Glyph::Search />
                <label class="sr" for="find-media">
                    "Find media"
                </label>
                <input
                    class="input"
                    id="find-media"
                    type="search"
                    placeholder="File name, alt text, credit"
                    value=address.with_untracked(|address| address.words.clone())
                    on:input=move |event| find(event_target_value(&event))
                />
            </div>
            <label class="sr" for="media-licence">
                "Licence"
            </label>
            <select class="input tool-select" id="media-licence" prop:value=chosen on:change=choose>
                <option value="">"Every licence"</option>
                {options}
            </select>
        </div>
    }
}

/// The items, and a button for more of them.
#[component]
pub fn Tiles(
    /// What the page shows.
    address: Memo<Address>,
    /// The first page.
    page: Page<MediaTile>,
) -> impl IntoView {
    let toasts = Toasts::here();
    let items = RwSignal::new(page.items);
    let next = RwSignal::new(page.next);
    let is_busy = RwSignal::new(false);
    let more = move |_| {
        let (Some(after), false) = (next.get_untracked(), is_busy.get_untracked()) else { return };
        is_busy.set(true);
        let ask = FindMedia { after: Some(after), ..address.get_untracked().ask() };
        spawn_local(async move {
            let found = calls::find(ask).await;
            // The page may have been left meanwhile.
            if items.is_disposed() {
                return;
            }
            is_busy.set(false);
            match found {
                Ok(page) => {
                    items.update(|items| items.extend(page.items));
                    next.set(page.next);
                }
                Err(failure) => toasts.say(failure.words),
            }
        });
    };
    view! {
        <ul class="media-grid">
            <For each=move || items.get() key=|tile| tile.id let:tile>
                <Tile address=address tile=tile />
            </For>
        </ul>
        <Show when=move || next.with(Option::is_some)>
            <div class="pager list-pager">
                <button class="btn" type="button" aria-busy=move || is_busy.get().then_some("true") on:click=more>
                    "Show more"
                </button>
            </div>
        </Show>
    }
}

#[component]
fn Tile(address: Memo<Address>, tile: MediaTile) -> impl IntoView {
    let MediaTile { id, file_name, sizes, lack } = tile;
    let href = move || format!("{}#detail", address.with(|address| Address { item: Some(id), ..address.clone() }.path()));
    let is_open = move || address.with(|address| address.item == Some(id));
    let lack = lack.map(|lack| match lack {
        Lack::Alt => "No alt text",
        Lack::Credit => "No credit",
    });
    view! {
        <li class="tile" aria-current=move || is_open().then_some("true")>
            <a href=href>
                <span class="thumb">
                    <img src=sizes.at_least(320) width=sizes.width_px height=sizes.height_px alt="" loading="lazy" />
                </span>
                <span class="name" dir="auto">
                    {named(&file_name, id)}
                </span>
                {lack.map(|words| view! { <span class="lack">{words}</span> })}
            </a>
        </li>
    }
}

/// The name of a file, or something to tell it by.
pub fn named(file_name: &str, id: MediaId) -> String {
    if file_name.is_empty() { format!("Picture {}", &id.to_string()[24..]) } else { file_name.to_owned() }
}
