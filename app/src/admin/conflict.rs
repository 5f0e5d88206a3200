//! Changed meanwhile: what is stored now beside what was typed, and a choice between them.

use crate::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A field that differs: its label, what is stored now, and what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The label.
    pub label: &'static str,
    /// What is stored now.
    pub theirs: String,
    /// What was typed.
    pub mine: String,
}

impl Difference {
    /// The difference, unless both are the same.
    pub fn between(label: &'static str, theirs: impl Into<String>, mine: impl Into<String>) -> Option<Self> {
        let (theirs, mine) = (theirs.into(), mine.into());
        (theirs != mine).then_some(Self { label, theirs, mine })
    }
}

/// Both texts, and what to do about them. Nothing is lost until one is chosen, and then knowingly.
#[component]
pub fn Conflict(
    /// What differs.
    differences: Vec<Difference>,
    /// Goes on with what was typed.
    keep_mine: Callback<()>,
    /// Takes what is stored.
    take_theirs: Callback<()>,
) -> impl IntoView {
    let rows = differences
        .into_iter()
        .map(|Difference { label, theirs, mine }| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>
                        <span class="small muted">"Stored now: "</span>
                        {shown(theirs)}
                    </dd>
                    <dd>
                        <span class="small muted">"Yours: "</span>
                        {shown(mine)}
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="notice" data-tone="warn" role="alert">
            <Icon glyph=Glyph::Swap />
            <div class="stack-s">
                <p>
                    <strong>"This was saved elsewhere while you were at it. "</strong>
                    "Your text is still in the form."
                </p>
                <dl class="roles">{rows}</dl>
                <p class="row row-tight">
                    <button class="btn btn-sm" type="button" on:click=move |_| keep_mine.run(())>
                        "Save mine over it"
                    </button>
                    <button class="btn btn-sm" type="button" on:click=move |_| take_theirs.run(())>
                        "Take what is stored"
                    </button>
                </p>
            </div>
        </div>
    }
}

fn shown(text: String) -> String {
    if text.is_empty() { "nothing".to_owned() } else { text }
}
