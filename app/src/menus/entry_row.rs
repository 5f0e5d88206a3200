//! An entry of a menu as it is arranged: what it is called, where it leads, and its buttons.

use super::drafts::Drafts;
use crate::admin::{keep_focus, moves_by_keys};
use crate::form::{FieldError, words};
use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use domain::menus::{Place, Target};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The entry with that key.
#[component]
pub fn EntryRow(
    /// The menus.
    drafts: Drafts,
    /// The menu that it is in.
    place: Place,
    /// Its key.
    key: u32,
) -> impl IntoView {
    let target = Memo::new(move |_| drafts.entry(place, key).map(|entry| entry.target));
    let name = Memo::new(move |_| drafts.entry(place, key).map(|entry| drafts.called(&entry)).unwrap_or_default());
    let keys = move |event: KeyboardEvent| {
        if let Some(places) = moves_by_keys(&event) {
            event.prevent_default();
            drafts.move_by(place, key, places);
            keep_focus(event.target());
        }
    };
    // Whether it is an address never changes; what is typed into it must not make the fields anew.
    let is_address = matches!(target.get_untracked(), Some(Target::Address(_)));
    view! {
        <li class="menu-entry" data-sort-id=key.to_string() on:keydown=keys>
            <span class="grip" title="Drag to move">
                <Icon glyph=Glyph::Grip />
            </span>
            <div class="menu-fields">
                <LabelField drafts=drafts place=place key=key />
                {if is_address {
                    view! { <AddressField drafts=drafts place=place key=key /> }.into_any()
                } else {
                    view! { <LeadsTo drafts=drafts place=place key=key /> }.into_any()
                }}
            </div>
            <Acts drafts=drafts place=place key=key name=name />
        </li>
    }
    .into_any()
}

/// What is wrong with a part of an entry, in words.
fn fault(drafts: Drafts, (place, key): (Place, u32), part: &str) -> Option<String> {
    let at = drafts.position(place, key);
    let faults = drafts.form.faults();
    let fault = faults.of(&format!("{}-{at}-{part}", place.code()))?;
    Some(match (part, fault) {
        ("label", Fault::Empty) => "A link to an address needs a name.".to_owned(),
        ("label", _) => words("The name", fault),
        ("address", Fault::Malformed) => {
            "This leads nowhere from here. Write /archive for a place on this site, or https:// and an address.".to_owned()
        }
        ("address", _) => words("The address", fault),
        _ => "This is gone. Take it out of the menu.".to_owned(),
    })
}

#[component]
fn LabelField(drafts: Drafts, place: Place, key: u32) -> impl IntoView {
    let id = format!("{}-{key}-label", place.code());
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let entry = Memo::new(move |_| drafts.entry(place, key));
    let own_name = move || entry.get().map(|entry| drafts.own_name(&entry.target)).unwrap_or_default();
    let text = move || entry.get().map(|entry| entry.label).unwrap_or_default();
    let error = Memo::new(move |_| fault(drafts, (place, key), "label"));
    view! {
        <div class="field" data-invalid=move || error.get().map(|_| "")>
            <label class="label" for=id.clone()>
                "Name"
            </label>
            <input
                class="input"
                id=id
                autocomplete="off"
                dir="auto"
                placeholder=own_name
                value=untrack(text)
                prop:value=text
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    drafts.type_in(place, key, |entry| entry.label = typed);
                }
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || error.get().map(|_| described.clone())
            />
            {move || error.get().map(|words| view! { <FieldError id=error_id.clone() words=words /> })}
        </div>
    }
}

#[component]
fn AddressField(drafts: Drafts, place: Place, key: u32) -> impl IntoView {
    let id = format!("{}-{key}-address", place.code());
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let text = move || match drafts.entry(place, key).map(|entry| entry.target) {
        Some(Target::Address(address)) => address,
        Some(Target::Own(_) | Target::Page(_) | Target::Topic(_)) | None => String::new(),
    };
    let error = Memo::new(move |_| fault(drafts, (place, key), "address"));
    view! {
        <div class="field" data-invalid=move || error.get().map(|_| "")>
            <label class="label" for=id.clone()>
                "Address"
            </label>
            <input
                class="input"
                id=id
                autocomplete="off"
                inputmode="url"
                dir="ltr"
                placeholder="/archive or https://"
                value=untrack(text)
                prop:value=text
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    drafts.type_in(place, key, |entry| entry.target = Target::Address(typed));
                }
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || error.get().map(|_| described.clone())
            />
            {move || error.get().map(|words| view! { <FieldError id=error_id.clone() words=words /> })}
        </div>
    }
}

/// Where an entry leads that is no address, and whether readers can go there.
#[component]
fn LeadsTo(drafts: Drafts, place: Place, key: u32) -> impl IntoView {
    let error = Memo::new(move |_| fault(drafts, (place, key), "target"));
    let target = move || drafts.entry(place, key).map(|entry| entry.target);
    let kind = move || match target() {
        Some(Target::Page(_)) => "Page",
        Some(Target::Topic(_)) => "Topic",
        Some(Target::Own(_) | Target::Address(_)) | None => "Leads to",
    };
    let hidden = move || {
        let target = target()?;
        let is_public = match &target {
            Target::Own(_) | Target::Address(_) => true,
            Target::Page(_) | Target::Topic(_) => drafts.choice(&target).is_some_and(|choice| choice.is_public),
        };
        (!is_public).then_some(match target {
            Target::Page(_) => "Not published: readers do not see it here",
            Target::Own(_) | Target::Topic(_) | Target::Address(_) => "No article has it: readers do not see it here",
        })
    };
    view! {
        <p class="menu-leads">
            <span class="muted">{kind}": "</span>
            <bdi>{move || target().map(|target| drafts.own_name(&target))}</bdi>
            {move || hidden().map(|words| view! { <span class="badge" data-state="draft">{words}</span> })}
        </p>
        {move || error.get().map(|words| view! { <FieldError id=format!("{}-{key}-target-error", place.code()) words=words /> })}
    }
}

#[component]
fn Acts(drafts: Drafts, place: Place, key: u32, name: Memo<String>) -> impl IntoView {
    let position = Memo::new(move |_| drafts.position(place, key));
    let count = move || drafts.keys(place).len();
    let act = move |glyph: Glyph, words: (&'static str, &'static str), is_off: Signal<bool>, run: Callback<()>| {
        view! {
            <button
                class="btn btn-quiet btn-icon btn-sm"
                type="button"
                aria-label=move || format!("{} “{}”{}", words.0, name.get(), words.1)
                aria-disabled=move || is_off.get().then_some("true")
                on:click=move |event| {
                    if !is_off.get_untracked() {
                        run.run(());
                        keep_focus(event.current_target());
                    }
                }
            >
                <Icon glyph=glyph />
            </button>
        }
    };
    let by = move |places| Callback::new(move |()| drafts.move_by(place, key, places));
    view! {
        <div class="menu-acts">
            {act(Glyph::Up, ("Move", " up"), Signal::derive(move || position.get() == 0), by(-1))}
            {act(Glyph::Down, ("Move", " down"), Signal::derive(move || position.get() + 1 >= count()), by(1))}
            {act(
                Glyph::Bin,
                ("Take", " out of the menu"),
                Signal::derive(|| false),
                Callback::new(move |()| drafts.remove(place, key)),
            )}
        </div>
    }
}
