//! The article itself: title, address, standfirst, and what can be done with it as a whole.

use super::publishing::ArticleActs;
use super::queue::Part;
use super::state::Writing;
use crate::form::{FieldError, words};
use crate::topics::TopicsField;
use domain::articles::{Kind, MAX_STANDFIRST, Status};
use domain::field::Fault;
use leptos::prelude::*;

/// The fields of the article.
#[component]
pub fn HeadForm(
    /// The editor.
    writing: Writing,
) -> impl IntoView {
    let fields = move || {
        writing.revision.track();
        view! { <Fields writing=writing /> }
    };
    let authors = writing.authors.with_value(|authors| authors.join(", "));
    let published = move || writing.published.get().map(|stamp| stamp.words());
    view! {
        <form class="stack-form" on:submit=|event| event.prevent_default() inert=move || !writing.may.get().edit>
            {fields}
        </form>
        {(writing.kind == Kind::Article)
            .then(|| {
                view! {
                    <div inert=move || !writing.may.get().edit>
                        <TopicsField writing=writing />
                    </div>
                }
            })}
        <dl class="ed-facts">
            {(writing.kind == Kind::Article)
                .then(|| {
                    view! {
                        <div>
                            <dt>"By"</dt>
                            <dd>{authors}</dd>
                        </div>
                    }
                })}
            {move || {
                published()
                    .map(|words| {
                        let numbers = format!("/admin/articles/{}/numbers", writing.article);
                        view! {
                            <div>
                                <dt>"First published"</dt>
                                <dd>{words}</dd>
                            </div>
                            <div>
                                <dt>"Readers"</dt>
                                <dd>
                                    <a href=numbers rel="external">
                                        "How far they come"
                                    </a>
                                </dd>
                            </div>
                        }
                    })
            }}
        </dl>
        <ArticleActs writing=writing />
    }
    .into_any()
}

#[component]
fn Fields(writing: Writing) -> impl IntoView {
    let start = writing.head.get_untracked();
    let error = move |name: &'static str, label: &'static str| {
        writing.fault(&Part::Head, name).map(|fault| field_words(name, label, &fault))
    };
    let address = Memo::new(move |_| writing.head.with(|head| head.new_slug.clone().unwrap_or_else(|| head.slug.clone())));
    let title_typed = move |event| {
        let text = event_target_value(&event).replace('\n', " ");
        writing.head.update(|head| head.title = text);
        writing.changed(Part::Head);
    };
    let standfirst_typed = move |event| {
        let text = event_target_value(&event).replace('\n', " ");
        writing.head.update(|head| head.standfirst = text);
        writing.changed(Part::Head);
    };
    // An address is sent when it is whole, never letter by letter: each one that readers were told leads here for ever.
    let address_given = move |event| {
        let text = event_target_value(&event).trim().to_owned();
        writing.head.update(|head| head.new_slug = (text != head.slug).then_some(text));
        writing.changed(Part::Head);
    };
    let count = move || format!("{} of {MAX_STANDFIRST}", writing.head.with(|head| head.standfirst.chars().count()));
    let hint = move || match writing.status.get() {
        Status::Draft | Status::Review => "It follows the title until you change it.",
        Status::Published | Status::Withdrawn => "For readers it changes at once; the old address goes on leading here.",
    };
    view! {
        <div class="field" data-invalid=move || error("title", "The title").map(|_| "")>
            <label class="label" for="article-title">
                "Title"
            </label>
            <textarea
                class="input"
                id="article-title"
                rows="2"
                dir="auto"
                prop:value=start.title.clone()
                aria-invalid=move || error("title", "The title").map(|_| "true")
                aria-describedby=move || error("title", "The title").map(|_| "article-title-error")
                on:input=title_typed
            >
                {crate::form::in_textarea(&start.title)}
            </textarea>
            {move || error("title", "The title").map(|words| view! { <FieldError id="article-title-error".to_owned() words=words /> })}
        </div>
        <div class="field" data-invalid=move || error("slug", "The address").map(|_| "")>
            <label class="label" for="article-slug">
                "Address"
            </label>
            <div class="input-group">
                <span class="affix">"/"</span>
                <input
                    class="input"
                    id="article-slug"
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    autocapitalize="none"
                    value=address.get_untracked()
                    prop:value=address
                    aria-invalid=move || error("slug", "The address").map(|_| "true")
                    aria-describedby=move || error("slug", "The address").map_or("article-slug-hint", |_| "article-slug-error")
                    on:change=address_given
                />
            </div>
            <p class="hint" id="article-slug-hint">
                {hint}
            </p>
            {move || error("slug", "The address").map(|words| view! { <FieldError id="article-slug-error".to_owned() words=words /> })}
        </div>
        <div class="field" data-invalid=move || error("standfirst", "The standfirst").map(|_| "")>
            <label class="label" for="article-standfirst">
                "Standfirst"
                <span class="opt num push">{count}</span>
            </label>
            <textarea
                class="input"
                id="article-standfirst"
                rows="3"
                dir="auto"
                prop:value=start.standfirst.clone()
                aria-invalid=move || error("standfirst", "The standfirst").map(|_| "true")
                aria-describedby=move || {
                    error("standfirst", "The standfirst").map_or("article-standfirst-hint", |_| "article-standfirst-error")
                }
                on:input=standfirst_typed
            >
                {crate::form::in_textarea(&start.standfirst)}
            </textarea>
            <p class="hint" id="article-standfirst-hint">
                {match writing.kind {
                    Kind::Article => "The summary under the title, in lists and in search results.",
                    Kind::Page => "The summary under the title and in search results. It can be left out.",
                }}
            </p>
            {move || {
                error("standfirst", "The standfirst")
                    .map(|words| view! { <FieldError id="article-standfirst-error".to_owned() words=words /> })
            }}
        </div>
    }
    .into_any()
}

fn field_words(name: &str, label: &str, fault: &Fault) -> String {
    match (name, fault) {
        ("slug", Fault::Taken) => "Another article or page has this address, or had it. Choose another one.".to_owned(),
        ("slug", Fault::Malformed) => "An address is made of a–z, 0–9 and single hyphens: how-long-is-a-blur.".to_owned(),
        ("slug", Fault::Empty) => "It needs an address.".to_owned(),
        ("slug", Fault::Reserved) => {
            "This word is kept for Lantern's own addresses and for pages. Choose another one.".to_owned()
        }
        _ => words(label, fault),
    }
}
