//! The slide being edited: heading, pictures, text.

use super::picture_form::PictureForm;
use super::rail::SlideActs;
use super::text_tools::TextTools;
use crate::admin::focus_soon;
use crate::articles::editor::{Arranging, Destination, Part, Writing};
use crate::form::{FieldError, words};
use crate::icon::{Glyph, Icon};
use crate::media::{UploadList, Uploads};
use domain::ids::SlideId;
use domain::slides::MAX_PICTURES;
use leptos::ev::{DragEvent, KeyboardEvent};
use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;
use std::time::Duration;

/// How long the preview waits for the next letter.
const PREVIEW_AFTER: Duration = Duration::from_millis(250);

/// The kinds of files that are taken; the server looks at the bytes.
const ACCEPTED: &str = "image/jpeg,image/png,image/webp";

/// The fields of a slide. They are made anew for each slide, and when text comes from elsewhere.
#[component]
pub fn SlideForm(
    /// The editor.
    writing: Writing,
    /// The slide.
    id: SlideId,
) -> impl IntoView {
    let arranging = Arranging::of(writing);
    let id = StoredValue::new(id);
    let number = Memo::new(move |_| id.with_value(|id| writing.number_of(id)));
    let count = move || writing.slides.with(Vec::len);
    let name = move || format!("Slide {} of {}", number.get(), count());
    let next = move || (number.get() < count()).then(|| number.get() + 1);
    let keys = move |event: KeyboardEvent| {
        let places = match event.key().as_str() {
            "ArrowUp" if event.alt_key() => -1,
            "ArrowDown" if event.alt_key() => 1,
            _ => return,
        };
        if is_on_choice(&event) {
            return;
        }
        event.prevent_default();
        writing.turn_by(places);
        focus_heading();
    };
    let turn_on = move |_| {
        writing.turn_by(1);
        focus_heading();
    };
    view! {
        <form class="ed-slide" aria-label=name on:keydown=keys on:submit=|event| event.prevent_default()>
            <div class="row">
                <span class="spot spot-inline">{number}</span>
                <span class="muted">"of " {count}</span>
                <SlideActs writing=writing id=id.get_value() class="ed-moves" />
                <span class="push keys">
                    <span>
                        <kbd>"Alt"</kbd>
                        <kbd>"↓"</kbd>
                        " next slide"
                    </span>
                </span>
            </div>
            <Heading writing=writing id=id />
            <Pictures writing=writing id=id />
            <Body writing=writing id=id />
            <div class="row">
                <button class="btn" type="button" on:click=move |_| arranging.add(Some(id.get_value()))>
                    <Icon glyph=Glyph::Plus />
                    "Add a slide after this one"
                </button>
                {move || {
                    next()
                        .map(|number| {
                            view! {
                                <button class="btn btn-quiet push" type="button" on:click=turn_on>
                                    "Slide "
                                    {number}
                                    <Icon glyph=Glyph::Right />
                                </button>
                            }
                        })
                }}
            </div>
        </form>
    }
    .into_any()
}

/// Whether a list to choose from has the focus: these keys open and close it.
fn is_on_choice(event: &KeyboardEvent) -> bool {
    let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.tag_name() == "SELECT")
}

/// Puts the cursor into the heading of the slide that is turned to.
pub fn focus_heading() {
    focus_soon("slide-heading");
}

#[component]
fn Heading(writing: Writing, id: StoredValue<SlideId>) -> impl IntoView {
    let text = id.with_value(|id| writing.of_slide_now(id, |slide| slide.heading.clone())).unwrap_or_default();
    let error = move || of_field(writing, id, "heading", "The heading");
    let typed = move |event| {
        let text = event_target_value(&event).replace('\n', " ");
        id.with_value(|id| writing.edit(id, |slide| slide.heading = text));
    };
    view! {
        <div class="field" data-invalid=move || error().map(|_| "")>
            <label class="sr" for="slide-heading">
                "Heading"
            </label>
            <textarea
                class="ed-heading"
                id="slide-heading"
                rows="1"
                dir="auto"
                placeholder="Heading"
                prop:value=text.clone()
                aria-invalid=move || error().map(|_| "true")
                aria-describedby=move || error().map(|_| "slide-heading-error")
                on:input=typed
                on:keydown=|event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
            >
                {crate::form::in_textarea(&text)}
            </textarea>
            {move || error().map(|words| view! { <FieldError id="slide-heading-error".to_owned() words=words /> })}
        </div>
    }
    .into_any()
}

#[component]
fn Body(writing: Writing, id: StoredValue<SlideId>) -> impl IntoView {
    let field = NodeRef::<html::Textarea>::new();
    let text = id.with_value(|id| writing.of_slide_now(id, |slide| slide.body.clone())).unwrap_or_default();
    let word_count = Memo::new(move |_| {
        id.with_value(|id| writing.of_slide(id, |slide| slide.body.split_whitespace().count())).unwrap_or_default()
    });
    let count_words = move || match word_count.get() {
        0 => "Most slides read best under 120 words.".to_owned(),
        1 => "1 word.".to_owned(),
        count @ 2..120 => format!("{count} words."),
        count @ 120.. => format!("{count} words. Most slides read best under 120."),
    };
    let error = move || of_field(writing, id, "body", "The text");
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let typed = move |event| {
        let text = event_target_value(&event);
        id.with_value(|id| writing.edit(id, |slide| slide.body = text));
        if timer.with_value(Option::is_none) {
            let render = move || {
                // The slide may have been left meanwhile.
                if !timer.is_disposed() {
                    timer.set_value(None);
                    id.with_value(|id| writing.render_soon(id));
                }
            };
            timer.set_value(set_timeout_with_handle(render, PREVIEW_AFTER).ok());
        }
    };
    view! {
        <div class="field" data-invalid=move || error().map(|_| "")>
            <label class="label" for="slide-body">
                "Text"
                <span class="opt num push">{count_words}</span>
            </label>
            <div class="rich">
                <TextTools field=field controls="slide-body" />
                <textarea
                    class="rich-text"
                    id="slide-body"
                    dir="auto"
                    node_ref=field
                    prop:value=text.clone()
                    aria-invalid=move || error().map(|_| "true")
                    aria-describedby=move || error().map_or("slide-body-hint", |_| "slide-body-error")
                    on:input=typed
                >
                    {crate::form::in_textarea(&text)}
                </textarea>
            </div>
            <p class="hint" id="slide-body-hint">
                "Markdown: **bold**, *italic*, [link](https://…), > quotation, - list."
            </p>
            {move || error().map(|words| view! { <FieldError id="slide-body-error".to_owned() words=words /> })}
        </div>
    }
    .into_any()
}

/// The sentence for the fault of a field of the slide, if it has one.
pub fn of_field(writing: Writing, id: StoredValue<SlideId>, name: &str, label: &str) -> Option<String> {
    let fault = writing.fault(&Part::Slide(id.get_value()), name)?;
    Some(words(label, &fault))
}

#[component]
fn Pictures(writing: Writing, id: StoredValue<SlideId>) -> impl IntoView {
    let uploads = writing.uploads_to(Destination::Slide(id.get_value()));
    let ids = Memo::new(move |_| {
        let ids = id.with_value(|id| writing.of_slide(id, |slide| slide.pictures.iter().map(|picture| picture.id).collect()));
        ids.unwrap_or_else(Vec::new)
    });
    let is_full = move || ids.with(Vec::len) >= MAX_PICTURES;
    let is_over = RwSignal::new(false);
    let drop_here = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        uploads.take_dropped(&event);
    };
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let too_many = move || of_field(writing, id, "pictures", "The slide");
    view! {
        <For each=move || ids.get() key=|picture| *picture let:picture>
            <PictureForm writing=writing id=id picture=picture />
        </For>
        <div
            class="drop ed-drop"
            data-over=move || is_over.get().then_some("")
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop_here
        >
            <UploadList uploads=uploads />
            {move || {
                if is_full() {
                    view! { <p class="hint">"Twelve pictures stand on this slide. No more fit."</p> }.into_any()
                } else {
                    let is_first = ids.with(Vec::is_empty);
                    view! {
                        <FileButton
                            label=if is_first { "Choose a picture" } else { "Add another picture" }
                            several=true
                            uploads=uploads
                        />
                        <p class="hint">"Or drop files here: JPEG, PNG or WebP, up to 25 MB."</p>
                    }
                        .into_any()
                }
            }}
            {move || too_many().map(|words| view! { <FieldError id="slide-pictures-error".to_owned() words=words /> })}
        </div>
    }
    .into_any()
}

/// A button that lets choose a file.
#[component]
pub fn FileButton(
    /// Its words.
    label: &'static str,
    /// Whether several may be chosen at once.
    several: bool,
    /// Where the files go.
    uploads: Uploads,
) -> impl IntoView {
    view! {
        <label class="btn btn-sm">
            <input class="sr" type="file" accept=ACCEPTED multiple=several on:change=move |event| uploads.take_chosen(&event) />
            <Icon glyph=Glyph::Upload />
            {label}
        </label>
    }
}
