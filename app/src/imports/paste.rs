//! `/admin/articles/paste`: the text of a page goes in, an article of slides comes out.

use super::calls;
use super::review::Review;
use crate::admin::{ErrorSummary, Form, PageHead};
use crate::form::{AreaField, Field};
use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use domain::imports::{MAX_PASTE_BYTES, Pasted};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The page: first the text, then what was understood.
#[component]
pub fn PastePage() -> impl IntoView {
    let understood = RwSignal::new(None::<Pasted>);
    let text = Field::new("text", "Text of the page", "")
        .hint("Select everything on the page in your browser, copy it, and paste it here.")
        .says(text_words);
    let back = Callback::new(move |()| understood.set(None));
    let shown = move || match understood.get() {
        None => view! { <TextForm text=text understood=understood /> }.into_any(),
        Some(pasted) => view! { <Review pasted=pasted back=back /> }.into_any(),
    };
    view! {
        <div class="main-inner">
            <PageHead title="Paste a page" />
            {shown}
        </div>
    }
    .into_any()
}

fn text_words(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Empty => Some("There is no text yet. Paste the page first."),
        Fault::TooLong { .. } => Some("This is more than 400 kB. Paste the page in parts."),
        Fault::TooShort { .. } | Fault::Malformed | Fault::Taken | Fault::Reserved | Fault::Guessable | Fault::Wrong => None,
    }
}

#[component]
fn TextForm(text: Field, understood: RwSignal<Option<Pasted>>) -> impl IntoView {
    let form = Form::new();
    let split = move |event: SubmitEvent| {
        event.prevent_default();
        // What is far too long would be turned away before anybody reads it: it is cut to what is just too long.
        let typed = cut(text.text());
        form.send(move || calls::split_page(typed.clone()), move |pasted| understood.set(Some(pasted)));
    };
    view! {
        <form class="stack-form" on:submit=split inert=move || form.is_inert() novalidate>
            <p class="muted">
                "Slides, credits and sources are found in it; menus, share buttons and comment forms are left out. You see all of it before anything is made."
            </p>
            <ErrorSummary form=form fields=vec![text] />
            <AreaField field=text form=form rows=12 max=MAX_PASTE_BYTES />
            <div class="row">
                <button class="btn btn-primary" type="submit" aria-busy=move || form.is_busy().then_some("true")>
                    {move || form.is_busy().then(|| view! { <Icon glyph=Glyph::Turning /> })}
                    {move || if form.is_busy() { "Reading the page" } else { "See what is in it" }}
                </button>
                <a class="btn btn-quiet" href="/admin/articles/new">
                    "Start with nothing instead"
                </a>
            </div>
        </form>
    }
    .into_any()
}

/// The text, or so much of it that the server can say that it is too long.
fn cut(mut text: String) -> String {
    if text.len() > MAX_PASTE_BYTES {
        let end = (MAX_PASTE_BYTES + 1..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
        text.truncate(end);
    }
    text
}
