//! What the colours make of a page, in light and in dark, before anything is saved.

use domain::settings::{Palette, Shade};
use leptos::html;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

/// Every token that a palette can set: what was set before is taken back.
const TOKENS: [&str; 9] = ["paper", "paper-2", "paper-3", "raised", "lamp", "on-lamp", "lamp-wash", "lamp-ink", "link-line"];

/// A piece of a page in both themes.
#[component]
pub fn LookPreview(
    /// The colours; of a pair that cannot be taken the last that could.
    #[prop(into)]
    palette: Signal<Palette>,
) -> impl IntoView {
    view! {
        <div class="look-both">
            {[("light", "In light"), ("dark", "In dark")]
                .map(|(theme, words)| view! { <LookSample theme=theme words=words palette=palette /> })
                .collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn LookSample(theme: &'static str, words: &'static str, palette: Signal<Palette>) -> impl IntoView {
    let sample = NodeRef::<html::Div>::new();
    // The policy of the panel allows no style in the markup; a script of ours may set one.
    Effect::new(move |_| {
        let shades = palette.get().shades();
        if let Some(sample) = sample.get() {
            wear(&sample, &shades);
        }
    });
    view! {
        <div class="look-sample" data-look=theme node_ref=sample>
            <p class="look-head">
                <span class="look-lamp">"1"</span>
                {words}
            </p>
            <p>
                "What is read stands in ink, and "<span class="muted">"what stands beside it"</span>" in a quieter one."
            </p>
            <p class="look-wash">"What is picked is lit."</p>
        </div>
    }
}

/// Sets the tokens on an element. Setting a property fails only for a name that is none.
fn wear(element: &HtmlElement, shades: &[Shade]) {
    let worn = element.style();
    for token in TOKENS {
        let _there = worn.remove_property(&format!("--{token}"));
    }
    for Shade { token, light, dark } in shades {
        let _set = worn.set_property(&format!("--{token}"), &format!("light-dark({light}, {dark})"));
    }
}
