//! A picture on the slide: the file, its alternative text, its caption and its credit.

use super::slide_form::{FileButton, of_field};
use crate::articles::editor::{Destination, Writing};
use crate::form::FieldError;
use crate::icon::{Glyph, Icon};
use crate::media::UploadList;
use domain::credits::{Credit, Licence};
use domain::ids::{PictureId, SlideId};
use domain::slides::WorkingPicture;
use leptos::prelude::*;

/// The picture that a form is about. Cheap to copy.
#[derive(Clone, Copy)]
struct Here {
    writing: Writing,
    slide: StoredValue<SlideId>,
    picture: PictureId,
}

impl Here {
    fn edit(self, change: impl FnOnce(&mut WorkingPicture)) {
        self.slide.with_value(|slide| {
            self.writing.edit(slide, |slide| {
                if let Some(picture) = slide.pictures.iter_mut().find(|picture| picture.id == self.picture) {
                    change(picture);
                }
            });
        });
    }

    fn read<T>(self, read: impl FnOnce(&WorkingPicture) -> T) -> Option<T> {
        self.slide.with_value(|slide| {
            let found =
                self.writing.of_slide(slide, |slide| slide.pictures.iter().find(|picture| picture.id == self.picture).map(read));
            found.flatten()
        })
    }

    fn now<T>(self, of: impl FnOnce(&WorkingPicture) -> T) -> Option<T> {
        untrack(move || self.read(of))
    }

    /// Its place on the slide, from 0, and how many pictures there are.
    fn place(self) -> (usize, usize) {
        let found = self.slide.with_value(|slide| {
            self.writing.of_slide(slide, |slide| {
                let at = slide.pictures.iter().position(|picture| picture.id == self.picture);
                (at.unwrap_or_default(), slide.pictures.len())
            })
        });
        found.unwrap_or_default()
    }

    fn swap(self, places: isize) {
        let (at, count) = untrack(|| self.place());
        if let Some(to) = at.checked_add_signed(places).filter(|to| *to < count) {
            self.slide.with_value(|slide| self.writing.edit(slide, |slide| slide.pictures.swap(at, to)));
        }
    }

    fn remove(self) {
        let picture = self.picture;
        self.slide.with_value(|slide| {
            self.writing.edit(slide, |slide| slide.pictures.retain(|other| other.id != picture));
        });
    }

    /// An id of an element that belongs to the picture.
    fn id(self, name: &str) -> String {
        format!("picture-{}-{name}", self.picture)
    }

    fn error(self, name: &str, label: &str) -> Option<String> {
        of_field(self.writing, self.slide, &format!("pictures.{}.{name}", self.place().0), label)
    }
}

/// The fields of a picture.
#[component]
pub fn PictureForm(
    /// The editor.
    writing: Writing,
    /// The slide.
    id: StoredValue<SlideId>,
    /// The picture.
    picture: PictureId,
) -> impl IntoView {
    let here = Here { writing, slide: id, picture };
    let name = move || match here.place() {
        (_, 1) => "Picture".to_owned(),
        (at, count) => format!("Picture {} of {count}", at + 1),
    };
    view! {
        <fieldset class="ed-picture">
            <legend class="sr">{name}</legend>
            <Plate here=here name=Signal::derive(name) />
            <Words here=here />
            <CreditFields here=here />
        </fieldset>
    }
    .into_any()
}

/// The file itself, or the place that waits for it.
#[component]
fn Plate(here: Here, name: Signal<String>) -> impl IntoView {
    let uploads = here.writing.uploads_to(Destination::Picture(here.slide.get_value(), here.picture));
    let file = Memo::new(move |_| here.read(|picture| picture.file.as_ref().map(|file| file.sizes.clone())).flatten());
    let choose = move |label| view! { <FileButton label=label several=false uploads=uploads /> };
    let tools = move || {
        let (at, count) = here.place();
        let several = count > 1;
        view! {
            <div class="image-tools">
                {file.with(Option::is_some).then(|| choose("Replace"))}
                {several
                    .then(|| {
                        view! {
                            <Tool glyph=Glyph::Up words=format!("Move picture {} up", at + 1) is_off={at == 0} act=Callback::new(move |()| here.swap(-1)) />
                            <Tool glyph=Glyph::Down words=format!("Move picture {} down", at + 1) is_off={at + 1 == count} act=Callback::new(move |()| here.swap(1)) />
                        }
                    })}
                <Tool
                    glyph=Glyph::Bin
                    words=format!("Take {} off the slide", name.get().to_ascii_lowercase())
                    is_off=false
                    act=Callback::new(move |()| here.remove())
                />
            </div>
        }
    };
    view! {
        <div class="plate focal">
            {tools}
            {move || match file.get() {
                Some(sizes) => {
                    view! { <img src=sizes.at_least(960) width=sizes.width_px height=sizes.height_px alt="" /> }.into_any()
                }
                None => {
                    view! {
                        <div class="ed-place">
                            <p>"This place waits for its picture."</p>
                            {choose("Choose the file")}
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
        <UploadList uploads=uploads />
    }
    .into_any()
}

#[component]
fn Tool(glyph: Glyph, words: String, is_off: bool, act: Callback<()>) -> impl IntoView {
    view! {
        <button
            class="btn btn-sm btn-quiet btn-icon"
            type="button"
            aria-label=words
            aria-disabled=is_off.then_some("true")
            on:click=move |_| {
                if !is_off {
                    act.run(());
                }
            }
        >
            <Icon glyph=glyph />
        </button>
    }
}

/// Alternative text and caption.
#[component]
fn Words(here: Here) -> impl IntoView {
    let is_decorative = Memo::new(move |_| here.read(|picture| picture.decorative).unwrap_or_default());
    let of_file = here.now(|picture| picture.file.as_ref().map(|file| file.alt.clone())).flatten().unwrap_or_default();
    let decorate = move |event| {
        let is_on = event_target_checked(&event);
        here.edit(|picture| picture.decorative = is_on);
    };
    view! {
        <Line
            here=here
            name="alt"
            label="Alternative text"
            hint="What someone who cannot see the picture needs to know. Not the caption again."
            placeholder=of_file
            is_off=is_decorative
            get=|picture| &mut picture.alt
        />
        <label class="check">
            <input type="checkbox" prop:checked=is_decorative on:change=decorate />
            <span>"Decorative: it says nothing that the text does not"</span>
        </label>
        <Line here=here name="caption" label="Caption" get=|picture| &mut picture.caption />
    }
    .into_any()
}

/// Whose the picture is. What is empty here is taken from the file.
#[component]
fn CreditFields(here: Here) -> impl IntoView {
    let of_file = here.now(|picture| picture.file.as_ref().map(|file| file.credit.clone())).flatten().unwrap_or_default();
    let Credit { creator, line, source, source_url, copyright, .. } = of_file;
    let shown = Memo::new(move |_| here.read(|picture| picture.credit_shown().printed()).flatten());
    let licence = Memo::new(move |_| here.read(|picture| picture.credit.licence).flatten());
    let licence_of_file =
        Memo::new(move |_| here.read(|picture| picture.file.as_ref().and_then(|file| file.credit.licence)).flatten());
    let none = move || match licence_of_file.get() {
        Some(licence) => format!("As the file says: {}", licence.label()),
        None => "Choose one".to_owned(),
    };
    let choose = move |event| {
        let licence = event_target_value(&event).parse::<Licence>().ok();
        here.edit(|picture| picture.credit.licence = licence);
    };
    let options = Licence::ALL
        .into_iter()
        .map(|option| {
            view! {
                <option value=option.code() selected=move || licence.get() == Some(option)>
                    {option.label()}
                </option>
            }
        })
        .collect_view();
    let licence_id = here.id("licence");
    view! {
        <div class="form-row">
            <Line here=here name="creator" label="Creator" placeholder=creator get=|picture| &mut picture.credit.creator />
            <Line here=here name="source" label="Source" placeholder=source get=|picture| &mut picture.credit.source />
        </div>
        <div class="form-row">
            <Line here=here name="line" label="Credit line, if one is asked for" placeholder=line get=|picture| &mut picture.credit.line />
            <div class="field">
                <label class="label" for=licence_id.clone()>
                    "Licence"
                </label>
                <select class="input" id=licence_id on:change=choose>
                    <option value="" selected=move || licence.get().is_none()>
                        {none}
                    </option>
                    {options}
                </select>
            </div>
        </div>
        <details class="fold">
            <summary>
                "Source page, copyright notice" <Icon glyph=Glyph::Chevron />
            </summary>
            <div class="fold-body">
                <Line here=here name="source_url" label="Source page" placeholder=source_url get=|picture| &mut picture.credit.source_url />
                <Line here=here name="copyright" label="Copyright notice" placeholder=copyright get=|picture| &mut picture.credit.copyright />
            </div>
        </details>
        <p class="hint credit-line">
            "Readers see: "
            <span class="credit-sample">{move || shown.get().unwrap_or_else(|| "no credit yet".to_owned())}</span>
        </p>
    }
    .into_any()
}

/// One line of text about the picture.
#[component]
fn Line(
    here: Here,
    name: &'static str,
    label: &'static str,
    get: fn(&mut WorkingPicture) -> &mut String,
    #[prop(default = "")] hint: &'static str,
    #[prop(optional)] placeholder: String,
    #[prop(optional, into)] is_off: Signal<bool>,
) -> impl IntoView {
    let id = here.id(name);
    let text = here.now(|picture| get(&mut picture.clone()).clone()).unwrap_or_default();
    let error = move || here.error(name, label);
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if error().is_some() { Some(error_id.clone()) } else { (!hint.is_empty()).then(|| hint_id.clone()) }
    };
    let typed = move |event| {
        let text = event_target_value(&event);
        here.edit(|picture| *get(picture) = text);
    };
    view! {
        <div class="field" data-invalid=move || error().map(|_| "")>
            <label class="label" for=id.clone()>
                {label}
            </label>
            <input
                class="input"
                id=id
                type="text"
                dir="auto"
                autocomplete="off"
                placeholder=placeholder
                value=text.clone()
                prop:value=text
                disabled=is_off
                aria-invalid=move || error().map(|_| "true")
                aria-describedby=described
                on:input=typed
            />
            {(!hint.is_empty())
                .then(|| {
                    view! {
                        <p class="hint" id=hint_id>
                            {hint}
                        </p>
                    }
                })}
            {move || error().map(|words| view! { <FieldError id=error_id.clone() words=words /> })}
        </div>
    }
    .into_any()
}
