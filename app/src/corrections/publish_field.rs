//! What readers are told of a change, asked while changes are published.

use super::kind_words;
use domain::corrections::{CorrectionKind, MAX_CORRECTION, NewCorrection};
use domain::ids::SlideId;
use leptos::prelude::*;

/// What is typed. Cheap to copy.
#[derive(Clone, Copy)]
pub struct CorrectionDraft {
    kind: RwSignal<Option<CorrectionKind>>,
    text: RwSignal<String>,
}

impl CorrectionDraft {
    /// Nothing is told to begin with.
    pub fn untold() -> Self {
        Self { kind: RwSignal::new(None), text: RwSignal::new(String::new()) }
    }

    /// What is to be told, on that slide if one is chosen; none when nothing is.
    pub fn asked(self, slide: Option<SlideId>) -> Option<NewCorrection> {
        self.kind.get_untracked().map(|kind| NewCorrection { kind, slide, text: self.text.get_untracked() })
    }

    /// Forgets what was typed: it was told.
    pub fn clear(self) {
        self.kind.set(None);
        self.text.set(String::new());
    }

    /// Whether something is to be told and there are no words for it yet.
    pub fn lacks_words(self) -> bool {
        self.kind.with(Option::is_some) && self.text.with(|text| text.trim().is_empty())
    }
}

/// The choice between nothing, a correction and a note, with the words and the slide.
#[component]
pub fn CorrectionField(
    /// What is typed.
    draft: CorrectionDraft,
    /// The slides by name, in order, and the one that is chosen.
    #[prop(into)]
    slides: Signal<Vec<(SlideId, String)>>,
    /// The slide that it is about.
    slide: RwSignal<Option<SlideId>>,
) -> impl IntoView {
    let choice = move |kind: Option<CorrectionKind>, words: &'static str| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="correction"
                    prop:checked=move || draft.kind.get() == kind
                    on:change=move |_| draft.kind.set(kind)
                />
                <span>{words}</span>
            </label>
        }
    };
    let choose = move |event| slide.set(event_target_value(&event).parse().ok());
    let options = move || {
        let chosen = slide.get();
        let options = slides.get().into_iter().map(move |(id, name)| {
            let is_chosen = chosen.as_ref() == Some(&id);
            view! {
                <option value=id.to_string() selected=is_chosen>
                    {name}
                </option>
            }
        });
        options.collect_view()
    };
    let fields = move || {
        draft.kind.get().map(|kind| {
            let label = format!("{}, as readers see it", kind_words(kind));
            view! {
                <div class="field">
                    <label class="label" for="correction-slide">
                        "About"
                    </label>
                    <select class="input" id="correction-slide" on:change=choose>
                        <option value="">"The whole article"</option>
                        {options}
                    </select>
                </div>
                <div class="field">
                    <label class="label" for="correction-text">
                        {label}
                    </label>
                    <textarea
                        class="input"
                        id="correction-text"
                        rows="2"
                        dir="auto"
                        maxlength=MAX_CORRECTION.to_string()
                        prop:value=draft.text
                        on:input=move |event| draft.text.set(event_target_value(&event))
                    ></textarea>
                    <p class="hint">"It stands where it was changed and under Corrections, for good. Without words it cannot be published."</p>
                </div>
            }
        })
    };
    view! {
        <fieldset class="field">
            <legend class="label">"What readers are told"</legend>
            {choice(None, "Nothing: the date is enough")}
            {choice(Some(CorrectionKind::Correction), "A correction: something was wrong")}
            {choice(Some(CorrectionKind::Note), "A note: something was added or made plainer")}
        </fieldset>
        {fields}
    }
    .into_any()
}
