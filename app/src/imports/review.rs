//! What was understood of a page, slide by slide, to be corrected before anything is made.

use super::calls;
use super::sheet::{Draft, Sheet};
use crate::admin::Form;
use crate::failure::{Failure, Kind};
use crate::form::{FieldError, words};
use crate::icon::{Glyph, Icon};
use domain::credits::{Credit, Licence};
use domain::imports::{LeftOut, Pasted};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The sheet and the form that sends it. Cheap to copy.
#[derive(Clone, Copy)]
struct Here {
    sheet: RwSignal<Sheet>,
    form: Form,
}

impl Here {
    fn change(self, change: impl FnOnce(&mut Sheet)) {
        self.sheet.update(change);
        self.form.touch();
    }

    fn edit(self, key: (u32, u32), change: impl FnOnce(&mut Draft)) {
        self.change(|sheet| {
            if let Some(slide) = sheet.slide_mut(key) {
                change(slide);
            }
        });
    }

    /// The sentence for the fault of a field, if it has one.
    fn error(self, name: &str, label: &str) -> Option<String> {
        self.form.faults().of(name).map(|fault| words(label, fault))
    }

    fn slide_error(self, key: (u32, u32), name: &str, label: &str) -> Option<String> {
        let at = self.sheet.with(|sheet| sheet.place(key))?;
        self.error(&format!("slides.{at}.{name}"), label)
    }
}

/// What was understood, and the button that makes it so.
#[component]
pub fn Review(
    /// What was understood.
    pasted: Pasted,
    /// How it is corrected.
    sheet: RwSignal<Sheet>,
    /// Goes back to the text.
    back: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let author = pasted.article.author;
    let remarks = pasted.remarks;
    let sources: Vec<String> = pasted.sources.iter().map(source_words).collect();
    form.touch();
    let here = Here { sheet, form };
    let navigate = use_navigate();
    let make = move |_| {
        let (ask, navigate) = (sheet.with_untracked(Sheet::ask), navigate.clone());
        form.send(
            move || calls::start_from_paste(ask.clone()),
            move |id| navigate(&format!("/admin/articles/{id}"), NavigateOptions::default()),
        );
    };
    let count = move || sheet.with(|sheet| sheet.slides.len());
    let keys = Memo::new(move |_| sheet.with(|sheet| sheet.slides.iter().map(|slide| slide.key).collect::<Vec<_>>()));
    let found = move || match count() {
        1 => "1 slide".to_owned(),
        count => format!("{count} slides"),
    };
    let button = move || match (form.is_busy(), count()) {
        (true, _) => "Making the slides".to_owned(),
        (false, 1) => "Make the slide".to_owned(),
        (false, count) => format!("Make the {count} slides"),
    };
    view! {
        <div class="paste" inert=move || form.is_inert()>
            <Refusal form=form />
            {remarks.into_iter().map(|words| view! { <Remark words=words /> }).collect_view()}
            <section class="stack-form" aria-label="The article">
                <ArticleLine here=here name="title" label="Title" get=|sheet| &mut sheet.title />
                <ArticleLine here=here name="standfirst" label="Standfirst" get=|sheet| &mut sheet.standfirst />
                {author
                    .map(|name| {
                        view! {
                            <p class="hint">
                                "The page names " <b>{name}</b> " as its author. The article will have your by-line."
                            </p>
                        }
                    })}
                {(!sources.is_empty())
                    .then(|| {
                        let items = sources.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
                        view! {
                            <div class="stack-s">
                                <h2 class="h2">"Sources of the pictures"</h2>
                                <ul class="paste-sources">{items}</ul>
                            </div>
                        }
                    })}
            </section>
            <section class="stack-s" aria-labelledby="paste-slides">
                <h2 class="h2" id="paste-slides">
                    {found}
                </h2>
                <ol class="paste-slides">
                    <For each=move || keys.get() key=|key| *key let:key>
                        <SlideCard here=here slide=key />
                    </For>
                </ol>
            </section>
            <LeftOutList here=here />
            <div class="save-bar">
                <button
                    class="btn btn-primary"
                    type="button"
                    aria-busy=move || form.is_busy().then_some("true")
                    aria-disabled=move || (count() == 0).then_some("true")
                    on:click=make
                >
                    {button}
                </button>
                <button class="btn btn-quiet" type="button" on:click=move |_| back.run(())>
                    "Back to the text"
                </button>
            </div>
        </div>
    }
    .into_any()
}

/// `Flash Express: 8 credits, also spelt “FlashEx”. New in the register.`
fn source_words(source: &domain::credits::ProposedSource) -> String {
    let credits = if source.credits == 1 { "1 credit".to_owned() } else { format!("{} credits", source.credits) };
    let other: Vec<String> =
        source.spellings.iter().filter(|spelling| **spelling != source.name).map(|spelling| format!("“{spelling}”")).collect();
    let spelt = if other.is_empty() { String::new() } else { format!(", also spelt {}", other.join(", ")) };
    let known = if source.is_known { "Known." } else { "New in the register." };
    format!("{}: {credits}{spelt}. {known}", source.name)
}

/// What the server found wrong as a whole; each field has its own sentence beside it.
#[component]
fn Refusal(form: Form) -> impl IntoView {
    let shown = move || {
        form.refusal().filter(|failure: &Failure| failure.kind != Kind::SignedOut).map(|failure| {
            view! {
                <div class="notice" data-tone="error">
                    <Icon glyph=Glyph::Warning />
                    <div>
                        <strong>"Nothing was made yet. "</strong>
                        {failure.words}
                    </div>
                </div>
            }
        })
    };
    view! { <div role="alert">{shown}</div> }
}

#[component]
fn Remark(words: String) -> impl IntoView {
    view! {
        <div class="notice" data-tone="warn">
            <Icon glyph=Glyph::Note />
            <div>{words}</div>
        </div>
    }
}

/// Title or standfirst.
#[component]
fn ArticleLine(here: Here, name: &'static str, label: &'static str, get: fn(&mut Sheet) -> &mut String) -> impl IntoView {
    let text = here.sheet.with_untracked(|sheet| get(&mut sheet.clone()).clone());
    let typed = Callback::new(move |text| here.change(|sheet| *get(sheet) = text));
    let error = Signal::derive(move || here.error(name, label));
    view! { <Line id=format!("paste-{name}") label=label text=text typed=typed error=error /> }
}

/// One line of text.
#[component]
fn Line(
    id: String,
    label: &'static str,
    text: String,
    typed: Callback<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    view! {
        <div class="field" data-invalid=move || error.get().map(|_| "")>
            <label class="label" for=id.clone()>
                {label}
            </label>
            <input
                class="input"
                id=id
                type="text"
                dir="auto"
                autocomplete="off"
                value=text.clone()
                prop:value=text
                aria-invalid=move || error.get().map(|_| "true")
                aria-describedby=move || error.get().map(|_| described.clone())
                on:input=move |event| typed.run(event_target_value(&event))
            />
            {move || error.get().map(|words| view! { <FieldError id=error_id.clone() words=words /> })}
        </div>
    }
    .into_any()
}

/// A slide to be corrected.
#[component]
fn SlideCard(here: Here, slide: (u32, u32)) -> impl IntoView {
    let start = here.sheet.with_untracked(|sheet| sheet.slides.iter().find(|other| other.key == slide).cloned());
    let Some(Draft { heading, text, remarks, .. }) = start else { return ().into_any() };
    let number = Memo::new(move |_| here.sheet.with(|sheet| sheet.place(slide).map_or(0, |at| at + 1)));
    let credits = Memo::new(move |_| {
        here.sheet.with(|sheet| sheet.slides.iter().find(|other| other.key == slide).map_or(0, |slide| slide.credits.len()))
    });
    let text_id = format!("paste-text-{}-{}", slide.0, slide.1);
    let error_id = format!("{text_id}-error");
    let text_error = move || here.slide_error(slide, "text", "The text");
    let heading_error = Signal::derive(move || here.slide_error(slide, "heading", "The heading"));
    let credits_error = move || here.slide_error(slide, "credits", "The credits");
    let heading_typed = Callback::new(move |text| here.edit(slide, |slide| slide.heading = text));
    let text_typed = move |event| {
        let text = event_target_value(&event);
        here.edit(slide, |slide| slide.text = text);
    };
    view! {
        <li class="paste-slide">
            <div class="row">
                <span class="spot spot-inline">{number}</span>
                <span class="row row-tight push">
                    {move || {
                        (number.get() > 1)
                            .then(|| {
                                view! {
                                    <button class="btn btn-sm" type="button" on:click=move |_| here.change(|sheet| sheet.merge_up(slide))>
                                        <Icon glyph=Glyph::Up />
                                        "Join to slide "
                                        {move || number.get() - 1}
                                    </button>
                                }
                            })
                    }}
                    <button class="btn btn-sm btn-quiet" type="button" on:click=move |_| here.change(|sheet| sheet.leave_out(slide))>
                        <Icon glyph=Glyph::Bin />
                        "Leave out"
                    </button>
                </span>
            </div>
            {remarks.into_iter().map(|words| view! { <Remark words=words /> }).collect_view()}
            <Line id=format!("paste-heading-{}-{}", slide.0, slide.1) label="Heading" text=heading typed=heading_typed error=heading_error />
            <div class="field" data-invalid=move || text_error().map(|_| "")>
                <label class="label" for=text_id.clone()>
                    "Text"
                </label>
                <textarea
                    class="input"
                    id=text_id
                    rows="3"
                    dir="auto"
                    prop:value=text.clone()
                    aria-invalid=move || text_error().map(|_| "true")
                    aria-describedby={
                        let error_id = error_id.clone();
                        move || text_error().map(|_| error_id.clone())
                    }
                    on:input=text_typed
                >
                    {crate::form::in_textarea(&text)}
                </textarea>
                {move || text_error().map(|words| view! { <FieldError id=error_id.clone() words=words /> })}
            </div>
            {move || (0..credits.get()).map(|at| view! { <CreditRow here=here slide=slide at=at /> }).collect_view()}
            {move || {
                credits_error().map(|words| view! { <FieldError id=format!("paste-credits-{}", slide.0) words=words /> })
            }}
        </li>
    }
    .into_any()
}

/// A credit: the line as it stood, and what was read from it.
#[component]
fn CreditRow(here: Here, slide: (u32, u32), at: usize) -> impl IntoView {
    let start = here.sheet.with_untracked(|sheet| {
        sheet.slides.iter().find(|other| other.key == slide).and_then(|slide| slide.credits.get(at).cloned())
    });
    let Some((raw, credit)) = start else { return ().into_any() };
    let edit = move |change: fn(&mut Credit, String), text: String| {
        here.edit(slide, |slide| {
            if let Some((_, credit)) = slide.credits.get_mut(at) {
                change(credit, text);
            }
        });
    };
    let id = format!("paste-credit-{}-{}-{at}", slide.0, slide.1);
    let licence_id = format!("{id}-licence");
    let error = move |name: &str, label: &str| here.slide_error(slide, &format!("credits.{at}.{name}"), label);
    let options = Licence::ALL
        .into_iter()
        .map(|option| {
            view! {
                <option value=option.code() selected=credit.licence == Some(option)>
                    {option.label()}
                </option>
            }
        })
        .collect_view();
    let remove = move |_| {
        here.edit(slide, |slide| {
            if at < slide.credits.len() {
                slide.credits.remove(at);
                slide.key.1 += 1;
            }
        });
    };
    let line = credit.line.clone();
    view! {
        <fieldset class="paste-credit">
            <legend class="small muted">"Credit, read from “" {raw} "”"</legend>
            <div class="form-row">
                <Line
                    id=format!("{id}-creator")
                    label="Creator"
                    text=credit.creator
                    typed=Callback::new(move |text| edit(|credit, text| credit.creator = text, text))
                    error=Signal::derive(move || error("creator", "The creator"))
                />
                <Line
                    id=format!("{id}-source")
                    label="Source"
                    text=credit.source
                    typed=Callback::new(move |text| edit(|credit, text| credit.source = text, text))
                    error=Signal::derive(move || error("source", "The source"))
                />
                {(!line.is_empty())
                    .then(|| {
                        view! {
                            <Line
                                id=format!("{id}-line")
                                label="Credit line"
                                text=line
                                typed=Callback::new(move |text| edit(|credit, text| credit.line = text, text))
                                error=Signal::derive(move || error("line", "The credit line"))
                            />
                        }
                    })}
                <div class="field">
                    <label class="label" for=licence_id.clone()>
                        "Licence"
                    </label>
                    <select
                        class="input"
                        id=licence_id
                        on:change=move |event| edit(|credit, code| credit.licence = code.parse().ok(), event_target_value(&event))
                    >
                        <option value="" selected=credit.licence.is_none()>
                            "Not known yet"
                        </option>
                        {options}
                    </select>
                </div>
            </div>
            <p>
                <button class="btn btn-sm btn-quiet" type="button" on:click=remove>
                    "Drop this credit and its picture"
                </button>
            </p>
        </fieldset>
    }
    .into_any()
}

/// What is no part of the article, with the reason, and the way back.
#[component]
fn LeftOutList(here: Here) -> impl IntoView {
    let left_out = Memo::new(move |_| here.sheet.with(|sheet| sheet.left_out.clone()));
    let head = move || match left_out.with(Vec::len) {
        1 => "1 piece is left out".to_owned(),
        count => format!("{count} pieces are left out"),
    };
    move || {
        (!left_out.with(Vec::is_empty)).then(|| {
            let items = left_out
                .get()
                .into_iter()
                .enumerate()
                .map(|(at, LeftOut { text, reason })| {
                    view! {
                        <li class="stack-s">
                            <p class="small">{reason}</p>
                            <p class="ed-told" dir="auto">
                                {text}
                            </p>
                            <p>
                                <button class="btn btn-sm" type="button" on:click=move |_| here.change(|sheet| sheet.put_back(at))>
                                    "Put it back as a slide"
                                </button>
                            </p>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <section class="stack-s" aria-labelledby="paste-left-out">
                    <h2 class="h2" id="paste-left-out">
                        {head}
                    </h2>
                    <ul class="paste-left-out">{items}</ul>
                </section>
            }
            .into_any()
        })
    }
}
