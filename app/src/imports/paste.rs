//! `/admin/articles/paste`: the text of a page goes in, an article of slides comes out.

use super::calls;
use super::review::Review;
use super::sheet::Sheet;
use crate::admin::{ErrorSummary, Form, PageHead};
use crate::form::{AreaField, Field};
use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use domain::imports::{MAX_PASTE_BYTES, Pasted};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The page that is pasted. Cheap to copy.
#[derive(Clone, Copy)]
struct Page {
    text: Field,
    /// What was understood, and of which text.
    understood: RwSignal<Option<(String, Pasted)>>,
    /// How that was corrected. It outlives a look at the text.
    sheet: RwSignal<Sheet>,
    is_in_review: RwSignal<bool>,
}

impl Page {
    fn is_understood(self, text: &str) -> bool {
        self.understood.with(|understood| understood.as_ref().is_some_and(|(of, _)| of == text))
    }

    fn take(self, text: String, pasted: Pasted) {
        self.sheet.set(Sheet::of(pasted.clone()));
        self.understood.set(Some((text, pasted)));
        self.is_in_review.set(true);
    }
}

/// The page: first the text, then what was understood.
#[component]
pub fn PastePage() -> impl IntoView {
    let text = Field::new("text", "Text of the page", "")
        .hint("Select everything on the page in your browser, copy it, and paste it here.")
        .says(text_words);
    let page = Page {
        text,
        understood: RwSignal::new(None),
        sheet: RwSignal::new(Sheet::default()),
        is_in_review: RwSignal::new(false),
    };
    let back = Callback::new(move |()| page.is_in_review.set(false));
    let shown = move || match page.understood.get().filter(|_| page.is_in_review.get()) {
        None => view! { <TextForm page=page /> }.into_any(),
        Some((_, pasted)) => view! { <Review pasted=pasted sheet=page.sheet back=back /> }.into_any(),
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
fn TextForm(page: Page) -> impl IntoView {
    let Page { text, .. } = page;
    let form = Form::new();
    let was_understood = untrack(move || page.understood.with(Option::is_some));
    if was_understood {
        // What was corrected is not saved anywhere.
        form.touch();
    }
    let split = move |event: SubmitEvent| {
        event.prevent_default();
        // What is far too long would be turned away before anybody reads it: it is cut to what is just too long.
        let typed = cut(text.text());
        if untrack(|| page.is_understood(&typed)) {
            return page.is_in_review.set(true);
        }
        let asked = typed.clone();
        form.send(move || calls::split_page(asked.clone()), move |pasted| page.take(typed.clone(), pasted));
    };
    view! {
        <form class="stack-form" on:submit=split inert=move || form.is_inert() novalidate>
            <p class="muted">
                "Slides, credits and sources are found in it; menus, share buttons and comment forms are left out. You see all of it before anything is made."
            </p>
            <ErrorSummary form=form fields=vec![text] />
            <AreaField field=text form=form rows=12 max=MAX_PASTE_BYTES />
            {was_understood
                .then(|| {
                    view! {
                        <p class="hint">
                            "What you corrected is kept while the text stays as it is. Another text is read anew."
                        </p>
                    }
                })}
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
