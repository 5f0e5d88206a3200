//! `/admin/menus`: what stands in the masthead and in the foot, in which order.

use super::calls;
use super::drafts::Drafts;
use super::entry_row::EntryRow;
use super::words::{own_name, place_name};
use crate::admin::{Awaited, PageHead, SaveBar, SharedForm, Toasts, Trouble, asked_move, focus_soon, undo_by_key};
use crate::icon::{Glyph, Icon};
use domain::menus::{MAX_ENTRIES, MenusDesk, Own, Place, Target};
use leptos::ev::CustomEvent;
use leptos::prelude::*;

/// The menus.
#[component]
pub fn MenusPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::menus());
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(desk) => view! { <Arranging desk=desk /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Menus">
                <a class="btn btn-quiet push" href="/admin/pages">
                    "Pages"
                </a>
            </PageHead>
            <Awaited words="Loading the menus">{page}</Awaited>
        </div>
    }
    .into_any()
}

#[component]
fn Arranging(desk: MenusDesk) -> impl IntoView {
    let drafts = Drafts::of(&desk);
    let (form, toasts) = (drafts.form, Toasts::here());
    let shared = SharedForm::new(form, drafts, move |_| toasts.say("Menus saved"));
    undo_by_key(move || drafts.can_undo(), move || drafts.undo());
    view! {
        <form class="menus" novalidate inert=move || form.is_inert() on:submit=move |event| shared.submit(&event)>
            <div class="row">
                <p class="menus-hint muted">
                    "Every page for readers has both. What is not published, or gone, is left out by itself and comes back by itself."
                </p>
                <button
                    class="btn btn-sm push"
                    type="button"
                    aria-disabled=move || (!drafts.can_undo()).then_some("true")
                    on:click=move |_| drafts.undo()
                >
                    <Icon glyph=Glyph::Undo />
                    "Undo"
                </button>
            </div>
            <Refused drafts=drafts />
            {shared.conflict()}
            <p class="sr" role="status">
                {move || drafts.told()}
            </p>
            <div class="menus-both">
                {Place::ALL.map(|place| view! { <MenuSection drafts=drafts place=place /> }).collect_view()}
            </div>
            <SaveBar form=form label="Save menus" />
        </form>
    }
    .into_any()
}

/// That it was not saved, and why; what is wrong with an entry stands beneath it.
#[component]
fn Refused(drafts: Drafts) -> impl IntoView {
    let form = drafts.form;
    let notice = NodeRef::<leptos::html::Div>::new();
    Effect::new(move |_| {
        if let (Some(notice), Some(_)) = (notice.get(), form.refusal()) {
            // It fails only for an element that has left the document.
            let _focused = notice.focus();
        }
    });
    move || {
        form.refusal().filter(|_| !form.is_stale()).map(|failure| {
            view! {
                <div class="notice" data-tone="error" tabindex="-1" node_ref=notice>
                    <Icon glyph=Glyph::Warning />
                    <div>
                        <strong>"Not saved. "</strong>
                        {failure.words}
                    </div>
                </div>
            }
        })
    }
}

#[component]
fn MenuSection(drafts: Drafts, place: Place) -> impl IntoView {
    let dropped = move |event: CustomEvent| {
        if let Some((key, before)) = asked_move(&event) {
            drafts.move_before(place, key, before);
        }
    };
    let id = format!("menu-{}", place.code());
    let labelled_by = id.clone();
    let count = move || format!("{} of {MAX_ENTRIES}", drafts.keys(place).len());
    view! {
        <section class="panel" aria-labelledby=labelled_by>
            <div class="panel-head">
                <h2 class="h2" id=id>
                    {place_name(place)}
                </h2>
                <span class="muted small num push">{count}</span>
            </div>
            <lantern-sortable on:lantern-move=dropped>
                <ol class="menu-list">
                    <For each=move || drafts.keys(place) key=|key| *key let:key>
                        <EntryRow drafts=drafts place=place key=key />
                    </For>
                </ol>
            </lantern-sortable>
            {move || {
                drafts.keys(place).is_empty().then(|| view! { <p class="menu-none muted">"Nothing stands here."</p> })
            }}
            <Adding drafts=drafts place=place />
        </section>
    }
}

/// What can be added. Choosing alone adds nothing: whoever goes through the list with keys would add all of it.
#[component]
fn Adding(drafts: Drafts, place: Place) -> impl IntoView {
    const ADDRESS: &str = "address";
    let picked = RwSignal::new(String::new());
    let options = move || {
        let used = drafts.used(place);
        let own = Own::ALL.into_iter().filter(|own| !used.contains(&Target::Own(*own)));
        let own = own.map(|own| view! { <option value=own.code()>{own_name(own)}</option> }).collect_view();
        let (mut pages, mut topics) = (Vec::new(), Vec::new());
        for choice in drafts.choices(place) {
            let name = if choice.name.is_empty() { "Untitled".to_owned() } else { choice.name };
            match choice.target {
                Target::Page(id) => pages.push(view! { <option value=format!("page {id}")>{name}</option> }),
                Target::Topic(id) => topics.push(view! { <option value=format!("topic {id}")>{name}</option> }),
                Target::Own(_) | Target::Address(_) => {}
            }
        }
        view! {
            <option value="">"Choose what to add"</option>
            <option value=ADDRESS>"An address"</option>
            {(!pages.is_empty()).then(|| view! { <optgroup label="Pages">{pages}</optgroup> })}
            <optgroup label="Lantern’s own">{own}</optgroup>
            {(!topics.is_empty()).then(|| view! { <optgroup label="Topics">{topics}</optgroup> })}
        }
    };
    let add = move |_| {
        let target = picked.with_untracked(|picked| match picked.split_once(' ') {
            Some(("page", id)) => id.parse().ok().map(Target::Page),
            Some(("topic", id)) => id.parse().ok().map(Target::Topic),
            Some(_) => None,
            None if picked == ADDRESS => Some(Target::Address(String::new())),
            None => Own::from_code(picked).map(Target::Own),
        });
        let Some(target) = target.filter(|_| !untrack(|| drafts.is_full(place))) else { return };
        picked.set(String::new());
        let key = drafts.add(place, target);
        focus_soon(format!("{}-{key}-label", place.code()));
    };
    let label = format!("To add to: {}", place_name(place));
    view! {
        <div class="row row-tight menu-add">
            <select class="input" aria-label=label prop:value=picked on:change=move |event| picked.set(event_target_value(&event))>
                {options}
            </select>
            <button
                class="btn"
                type="button"
                aria-disabled=move || (picked.with(String::is_empty) || drafts.is_full(place)).then_some("true")
                on:click=add
            >
                "Add"
            </button>
            {move || drafts.is_full(place).then(|| view! { <p class="hint">"Twelve entries are as many as fit."</p> })}
        </div>
    }
}
