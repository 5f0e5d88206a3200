//! The rail: the slides in their order, each with its picture, its number and what is wrong with it.

use crate::admin::{asked_move, keep_focus, moves_by_keys};
use crate::articles::editor::{Arranging, Writing, flag_words};
use crate::icon::{Glyph, Icon};
use domain::articles::Kind;
use domain::ids::SlideId;
use domain::slides::WorkingSlide;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The slides, to turn to, to move, to copy and to delete.
#[component]
pub fn Rail(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let may_edit = move || writing.may.get().edit;
    let count = move || writing.slides.with(Vec::len);
    let head = move || match count() {
        1 => "1 slide".to_owned(),
        count => format!("{count} slides"),
    };
    let add = move || arranging.add(writing.current.get_untracked());
    let add_words = move || {
        let number = writing.current.get().map(|id| writing.number_of(&id)).unwrap_or_default();
        if number == 0 { "Add a slide".to_owned() } else { format!("Add a slide after slide {number}") }
    };
    let ids = Memo::new(move |_| writing.slides.with(|slides| slides.iter().map(|slide| slide.id.clone()).collect::<Vec<_>>()));
    let dropped = move |event: leptos::ev::CustomEvent| {
        if let Some((id, before)) = asked_move(&event) {
            arranging.move_before(&id, before);
        }
    };
    view! {
        <nav class="ed-rail" aria-label="Slides">
            <div class="ed-rail-head">
                <h2 class="h2">{head}</h2>
                {move || {
                    may_edit()
                        .then(|| {
                            view! {
                                <button
                                    class="btn btn-quiet btn-icon btn-sm"
                                    type="button"
                                    aria-label=add_words
                                    on:click=move |_| add()
                                >
                                    <Icon glyph=Glyph::Plus />
                                </button>
                            }
                        })
                }}
            </div>
            <lantern-sortable on:lantern-move=dropped>
                <ol class="rail-list">
                    <For each=move || ids.get() key=|id| id.clone() let:id>
                        <RailItem writing=writing id=id />
                    </For>
                </ol>
            </lantern-sortable>
            {move || {
                may_edit()
                    .then(|| {
                        view! {
                            <button class="btn btn-sm btn-block rail-add" type="button" on:click=move |_| arranging.add(None)>
                                <Icon glyph=Glyph::Plus />
                                "Add a slide"
                            </button>
                        }
                    })
            }}
        </nav>
    }
    .into_any()
}

#[component]
fn RailItem(writing: Writing, id: SlideId) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let id = StoredValue::new(id);
    let number = Memo::new(move |_| id.with_value(|id| writing.number_of(id)));
    let is_current = Memo::new(move |_| id.with_value(|id| writing.is_current(id)));
    let heading =
        Memo::new(move |_| id.with_value(|id| writing.of_slide(id, |slide| slide.heading.trim().to_owned())).unwrap_or_default());
    let thumb = Memo::new(move |_| id.with_value(|id| writing.of_slide(id, thumb_of)).flatten());
    let flag = Memo::new(move |_| {
        id.with_value(|id| {
            writing.remarks.with(|remarks| {
                let own = remarks.iter().find(|remark| remark.blocks() && remark.slide.as_ref() == Some(id));
                own.map(|remark| flag_words(remark.rule))
            })
        })
    });
    let name = move || heading.with(|heading| if heading.is_empty() { "Untitled".to_owned() } else { heading.clone() });
    let keys = move |event: KeyboardEvent| {
        let Some(places) = moves_by_keys(&event) else { return };
        event.prevent_default();
        if writing.may.get_untracked().edit {
            id.with_value(|id| arranging.move_by(id, places));
            keep_focus(event.target());
        }
    };
    view! {
        <li
            class="rail-item"
            data-sort-id=id.with_value(ToString::to_string)
            aria-current=move || is_current.get().then_some("true")
            on:keydown=keys
        >
            <span class="grip" title="Drag to move">
                <Icon glyph=Glyph::Grip />
            </span>
            <button class="open" type="button" on:click=move |_| id.with_value(|id| writing.turn_to(id))>
                <span class="thumb">
                    {move || thumb.get().map(|src| view! { <img src=src alt="" /> })} <span class="spot spot-sm">{number}</span>
                </span>
                <span class="name">
                    <span class="sr">"Slide " {number} ": "</span>
                    {name}
                </span>
            </button>
            {move || {
                flag.get()
                    .map(|words| {
                        view! {
                            <span class="flag" title=words>
                                <Icon glyph=Glyph::Warning />
                                <span class="sr">{words}</span>
                            </span>
                        }
                    })
            }}
            {move || {
                (is_current.get() && writing.may.get().edit)
                    .then(|| view! { <SlideActs writing=writing id=id.get_value() class="rail-moves" /> })
            }}
        </li>
    }
    .into_any()
}

/// Moving, copying and deleting a slide by buttons.
#[component]
pub fn SlideActs(
    /// The editor.
    writing: Writing,
    /// The slide.
    id: SlideId,
    /// The class of the row.
    class: &'static str,
) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let id = StoredValue::new(id);
    let number = Memo::new(move |_| id.with_value(|id| writing.number_of(id)));
    let count = move || writing.slides.with(Vec::len);
    let act = move |glyph: Glyph, verb: &'static str, ending: &'static str, is_off: Signal<bool>, run: Callback<()>| {
        view! {
            <button
                class="btn btn-icon btn-sm btn-quiet"
                type="button"
                aria-label=move || format!("{verb} slide {}{ending}", number.get())
                aria-disabled=move || is_off.get().then_some("true")
                on:click=move |event| {
                    if !is_off.get_untracked() {
                        keep_focus(event.current_target());
                        run.run(());
                    }
                }
            >
                <Icon glyph=glyph />
            </button>
        }
    };
    let by = move |places| Callback::new(move |()| id.with_value(|id| arranging.move_by(id, places)));
    view! {
        <div class=class>
            {act(Glyph::Up, "Move", " up", Signal::derive(move || number.get() <= 1), by(-1))}
            {act(Glyph::Down, "Move", " down", Signal::derive(move || number.get() >= count()), by(1))}
            {act(
                Glyph::Copy,
                "Duplicate",
                "",
                Signal::derive(|| false),
                Callback::new(move |()| arranging.duplicate(id.get_value())),
            )}
            {(writing.kind == Kind::Article)
                .then(|| {
                    act(
                        Glyph::PutElsewhere,
                        "Move",
                        " to another article",
                        Signal::derive(|| false),
                        Callback::new(move |()| writing.moving.set(Some(id.get_value()))),
                    )
                })}
            {act(Glyph::Bin, "Delete", "", Signal::derive(|| false), Callback::new(move |()| arranging.remove(id.get_value())))}
        </div>
    }
}

/// The smallest file of the slide's first picture.
fn thumb_of(slide: &WorkingSlide) -> Option<String> {
    let file = slide.pictures.iter().find_map(|picture| picture.file.as_ref())?;
    Some(file.sizes.at_least(320))
}
