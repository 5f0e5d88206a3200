//! Forms: a field with its label, hint and error, and the words of each fault.

use crate::admin::Form;
use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use leptos::prelude::*;

/// The sentence for a fault, where the field has no better one of its own. `field` is the label, as it stands in a sentence.
pub fn words(field: &str, fault: &Fault) -> String {
    match fault {
        Fault::Empty => format!("{field} is missing."),
        Fault::TooLong { max, has } => format!("{field} has {has} characters; {max} fit."),
        Fault::TooShort { min } => format!("{field} needs at least {min} characters."),
        Fault::Malformed => format!("{field} is not in a form that works here."),
        Fault::Taken => format!("{field} is in use already."),
        Fault::Reserved => format!("{field} is a word that Lantern keeps for itself."),
        Fault::Guessable => format!("{field} is known from leaks or easy to guess. Choose another."),
        Fault::Wrong => format!("{field} is not right."),
    }
}

/// The text as the content of a `textarea`, which the framework writes out as it is given: without this, a text could end the
/// element and begin another (security O1, O4). A line end at its beginning is kept.
///
/// In the browser the content is a text node, which needs nothing; what counts there is the element's value.
///
/// Source: HTML, 13.1.2.2 (the content of RCDATA elements) and 13.2.6.4.7 (the first line end is dropped).
pub fn in_textarea(text: &str) -> String {
    if cfg!(feature = "ssr") { format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;")) } else { text.to_owned() }
}

/// An error beneath a field; `id` is what the input's `aria-describedby` names.
#[component]
pub fn FieldError(
    /// The id of the sentence.
    id: String,
    /// The sentence.
    words: String,
) -> impl IntoView {
    view! {
        <p class="error" id=id>
            <Icon glyph=Glyph::Warning />
            <span>{words}</span>
        </p>
    }
}

/// A field of the panel: what it is called, what it says, and what is typed into it.
#[derive(Clone, Copy)]
pub struct Field {
    /// The name that faults come back under; the element's id too.
    pub name: &'static str,
    /// The label.
    pub label: &'static str,
    /// What stands beneath it; empty when nothing needs saying.
    pub hint: &'static str,
    /// What is typed.
    pub typed: RwSignal<String>,
    own_words: fn(&Fault) -> Option<&'static str>,
}

impl Field {
    /// A field with its text as loaded.
    pub fn new(name: &'static str, label: &'static str, text: impl Into<String>) -> Self {
        Self { name, label, hint: "", typed: RwSignal::new(text.into()), own_words: |_| None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The same with sentences of its own for some faults.
    #[must_use]
    pub fn says(self, own_words: fn(&Fault) -> Option<&'static str>) -> Self {
        Self { own_words, ..self }
    }

    /// What is typed now.
    pub fn text(self) -> String {
        self.typed.get_untracked()
    }

    /// The sentence for a fault of this field.
    pub fn words(self, fault: &Fault) -> String {
        (self.own_words)(fault).map_or_else(|| words(self.label, fault), str::to_owned)
    }

    fn error(self, form: Form) -> Option<String> {
        form.faults().of(self.name).map(|fault| self.words(fault))
    }

    /// The ids of error and hint, for `aria-describedby`.
    fn described(self, form: Form) -> Option<String> {
        let error = self.error(form).map(|_| format!("{}-error", self.name));
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let ids: Vec<String> = error.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn typed_in(self, form: Form, text: String) {
        self.typed.set(text);
        form.touch();
    }
}

/// Label, control, hint and error of a field.
#[component]
fn FieldFrame(field: Field, form: Form, #[prop(optional)] beside: Option<AnyView>, children: Children) -> impl IntoView {
    let error = move || field.error(form).map(|words| view! { <FieldError id=format!("{}-error", field.name) words=words /> });
    view! {
        <div class="field" data-invalid=move || field.error(form).map(|_| "")>
            <label class="label" for=field.name>
                {field.label}
                {beside}
            </label>
            {children()}
            {(!field.hint.is_empty())
                .then(|| {
                    view! {
                        <p class="hint" id=format!("{}-hint", field.name)>
                            {field.hint}
                        </p>
                    }
                })}
            {error}
        </div>
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// The field.
    field: Field,
    /// Its form.
    form: Form,
    /// The `type` of the input; `text` where nothing is said.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a password manager may fill in; nothing where nothing is said.
    #[prop(default = "off")]
    complete: &'static str,
    /// What stands before the text and is not part of it: `/by/`.
    #[prop(default = "")]
    affix: &'static str,
) -> impl IntoView {
    let input = view! {
        <input
            class="input"
            id=field.name
            name=field.name
            type=kind
            autocomplete=complete
            value=field.text()
            prop:value=field.typed
            on:input=move |event| field.typed_in(form, event_target_value(&event))
            aria-invalid=move || field.error(form).map(|_| "true")
            aria-describedby=move || field.described(form)
        />
    };
    let control = if affix.is_empty() {
        input.into_any()
    } else {
        view! {
            <div class="input-group">
                <span class="affix">{affix}</span>
                {input}
            </div>
        }
        .into_any()
    };
    view! {
        <FieldFrame field=field form=form>
            {control}
        </FieldFrame>
    }
    .into_any()
}

/// A text of many lines, with how much of it fits.
#[component]
pub fn AreaField(
    /// The field.
    field: Field,
    /// Its form.
    form: Form,
    /// The lines that are shown to begin with.
    rows: u32,
    /// The most characters, where people count them.
    #[prop(optional)]
    max: Option<usize>,
) -> impl IntoView {
    let count = move |max: usize| move || format!("{} of {max}", field.typed.with(|text| text.chars().count()));
    let beside = max.map(|max| view! { <span class="opt num push">{count(max)}</span> }).into_any();
    view! {
        <FieldFrame field=field form=form beside=beside>
            <textarea
                class="input"
                id=field.name
                name=field.name
                rows=rows
                prop:value=field.typed
                on:input=move |event| field.typed_in(form, event_target_value(&event))
                aria-invalid=move || field.error(form).map(|_| "true")
                aria-describedby=move || field.described(form)
            >
                {in_textarea(&field.text())}
            </textarea>
        </FieldFrame>
    }
    .into_any()
}

/// One of several, from a list.
#[component]
pub fn SelectField(
    /// The field; what is typed is the value of the option.
    field: Field,
    /// Its form.
    form: Form,
    /// The options: value and words. More may come while the page is shown.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    view! {
        <FieldFrame field=field form=form>
            <select
                class="input"
                id=field.name
                name=field.name
                prop:value=field.typed
                on:change=move |event| field.typed_in(form, event_target_value(&event))
                aria-invalid=move || field.error(form).map(|_| "true")
                aria-describedby=move || field.described(form)
            >
                <For each=move || options.get() key=|(value, _)| value.clone() let((value, words))>
                    <option value=value.clone() selected=field.typed.with_untracked(|typed| *typed == value)>
                        {words}
                    </option>
                </For>
            </select>
        </FieldFrame>
    }
    .into_any()
}

/// One of a few, each with its own words.
#[component]
pub fn ChoiceField(
    /// The field; what is typed is the value of the choice.
    field: Field,
    /// Its form.
    form: Form,
    /// The choices: value and words.
    choices: Vec<(&'static str, &'static str)>,
) -> impl IntoView {
    let choices = choices
        .into_iter()
        .map(|(value, words)| {
            let is_chosen = move || field.typed.with(|typed| typed == value);
            view! {
                <label class="check">
                    <input
                        type="radio"
                        name=field.name
                        value=value
                        checked=field.typed.with_untracked(|typed| typed == value)
                        prop:checked=is_chosen
                        on:change=move |_| field.typed_in(form, value.to_owned())
                    />
                    <span>{words}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" id=field.name>
            <legend class="label">{field.label}</legend>
            {choices}
            {(!field.hint.is_empty()).then(|| view! { <p class="hint">{field.hint}</p> })}
        </fieldset>
    }
    .into_any()
}

/// On or off.
#[component]
pub fn SwitchField(
    /// The name, which is the element's id too.
    name: &'static str,
    /// The label.
    label: &'static str,
    /// What stands beneath it.
    hint: &'static str,
    /// Whether it is on.
    is_on: RwSignal<bool>,
    /// Its form.
    form: Form,
) -> impl IntoView {
    let turn = move |event| {
        is_on.set(event_target_checked(&event));
        form.touch();
    };
    view! {
        <div class="setting">
            <label class="label" for=name>
                {label}
            </label>
            <input
                class="switch"
                type="checkbox"
                role="switch"
                id=name
                checked=is_on.get_untracked()
                prop:checked=is_on
                on:change=turn
                aria-describedby=format!("{name}-hint")
            />
            <p class="hint" id=format!("{name}-hint")>
                {hint}
            </p>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::in_textarea;
    use leptos::prelude::*;
    use leptos::tachys::view::RenderHtml;
    use std::fs;
    use std::path::Path;

    #[test]
    fn o04_a_text_cannot_end_its_text_area() {
        let html = view! { <textarea>{in_textarea("\n</textarea><script>&amp;")}</textarea> }.to_html();
        assert_eq!(html, "<textarea>\n\n&lt;/textarea>&lt;script>&amp;amp;</textarea>");
    }

    #[test]
    fn o04_the_content_of_every_text_area_is_made_fit_for_it() {
        let sources = sources(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
        assert!(sources.len() > 40, "the sources are where the test looks");
        for (path, source) in sources {
            for before in source.split("</textarea>").collect::<Vec<_>>().split_last().map(|(_, rest)| rest).unwrap_or_default() {
                let content = before.rsplit_once('{').map_or("", |(_, content)| content);
                let is_empty = before.trim_end().ends_with('>');
                assert!(is_empty || content.contains("in_textarea("), "a text area of {path} holds a text as it is");
            }
        }
    }

    fn sources(folder: &Path) -> Vec<(String, String)> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries
            .flat_map(|path| {
                if path.is_dir() {
                    sources(&path)
                } else {
                    vec![(path.display().to_string(), fs::read_to_string(&path).unwrap_or_default())]
                }
            })
            // This file, samples and tests write the end of a text area in a text.
            .filter(|(path, _)| !["src/form.rs", "samples.rs", "tests.rs", ".snap"].iter().any(|ending| path.ends_with(ending)))
            .collect()
    }
}
