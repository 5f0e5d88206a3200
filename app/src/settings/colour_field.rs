//! A colour of the site: typed or picked, with what cannot be read in it and the nearest that can.

use crate::admin::Form;
use crate::form::{Field, TextField};
use crate::icon::{Glyph, Icon};
use domain::settings::{Colour, Illegible};
use leptos::prelude::*;

/// A colour, as `#rrggbb`; left empty it is the program's own.
#[component]
pub fn ColourField(
    /// The field.
    field: Field,
    /// Its form.
    form: Form,
    /// The program's own, which the picker begins with.
    own: &'static str,
    /// Why a colour cannot be taken.
    illegible: fn(Colour) -> Option<Illegible>,
) -> impl IntoView {
    let picked = move || field.typed.with(|typed| Colour::parse(typed).map_or_else(|_| own.to_owned(), String::from));
    let pick = move |text: String| {
        field.typed.set(text);
        form.touch();
    };
    let remark = Memo::new(move |_| field.typed.with(|typed| Colour::parse(typed).ok()).and_then(illegible));
    let label = format!("{}, to pick", field.label);
    view! {
        <div class="colour-field">
            <input
                class="colour-pick"
                type="color"
                aria-label=label
                value=untrack(picked)
                prop:value=picked
                on:input=move |event| pick(event_target_value(&event))
            />
            <TextField field=field form=form />
            <div class="colour-remark" role="status">
                {move || {
                    remark
                        .get()
                        .map(|Illegible { has, needs, nearest }| {
                            let words = format!("Too hard to read: {has:.1} to 1 where {needs} to 1 is needed.");
                            let nearest = nearest.to_string();
                            let label = format!("Take {nearest}");
                            view! {
                                <p class="error">
                                    <Icon glyph=Glyph::Warning />
                                    <span>{words}</span>
                                </p>
                                <button class="btn btn-sm" type="button" on:click=move |_| pick(nearest.clone())>
                                    {label}
                                </button>
                            }
                        })
                }}
            </div>
        </div>
    }
    .into_any()
}
