//! The form that adds a topic or changes one.

use super::calls;
use crate::admin::{Conflict, Difference, ErrorSummary, Form, Toasts, focus_soon};
use crate::form::{AreaField, Field, TextField};
use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use domain::ids::TopicId;
use domain::topics::{MAX_DESCRIPTION, SaveTopic, TopicRow};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;

/// What was typed of topics and not saved yet, while the form shows another one: the new one under no id.
#[derive(Clone, Copy, Default)]
pub struct Drafts(StoredValue<HashMap<Option<TopicId>, SaveTopic>>);

impl Drafts {
    fn of(self, id: Option<TopicId>) -> Option<SaveTopic> {
        self.0.with_value(|drafts| drafts.get(&id).cloned())
    }

    fn keep(self, id: Option<TopicId>, draft: SaveTopic) {
        self.0.update_value(|drafts| drop(drafts.insert(id, draft)));
    }

    fn forget(self, id: Option<TopicId>) {
        self.0.update_value(|drafts| drop(drafts.remove(&id)));
    }
}

#[derive(Clone, Copy)]
struct Fields {
    name: Field,
    slug: Field,
    description: Field,
    based_on: RwSignal<Option<(TopicId, i32)>>,
}

impl Fields {
    /// As they were left, or as they are stored.
    fn of(row: Option<&TopicRow>, draft: Option<SaveTopic>) -> Self {
        let stored = row.map_or_else(empty, |row| SaveTopic {
            based_on: Some((row.id, row.version)),
            name: row.name.clone(),
            slug: Some(row.slug.to_string()),
            description: row.description.clone(),
        });
        let SaveTopic { based_on, name, slug, description } = draft.unwrap_or(stored);
        let address = if row.is_some() { "The old address goes on leading here." } else { "Left empty, it follows the name." };
        Self {
            name: Field::new("name", "Name", name).says(name_words),
            slug: Field::new("slug", "Address", slug.unwrap_or_default()).hint(address).says(slug_words),
            description: Field::new("description", "What it is about", description)
                .hint("One or two sentences, over its articles and in search results."),
            based_on: RwSignal::new(based_on),
        }
    }

    fn list(self) -> Vec<Field> {
        vec![self.name, self.slug, self.description]
    }

    /// What is typed, following it.
    fn typed(self) -> SaveTopic {
        for field in self.list() {
            field.typed.track();
        }
        self.ask()
    }

    fn ask(self) -> SaveTopic {
        let slug = self.slug.text();
        SaveTopic {
            based_on: self.based_on.get_untracked(),
            name: self.name.text(),
            slug: (!slug.trim().is_empty()).then_some(slug),
            description: self.description.text(),
        }
    }

    fn clear(self) {
        for field in self.list() {
            field.typed.set(String::new());
        }
    }

    fn differences(self, theirs: &TopicRow) -> Vec<Difference> {
        [
            Difference::between(self.name.label, &theirs.name, self.name.text()),
            Difference::between(self.slug.label, theirs.slug.as_str(), self.slug.text()),
            Difference::between(self.description.label, &theirs.description, self.description.text()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn empty() -> SaveTopic {
    SaveTopic { based_on: None, name: String::new(), slug: None, description: String::new() }
}

fn name_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Taken).then_some("There is a topic of this name already.")
}

fn slug_words(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Taken => Some("Another topic has this address, or had it. Choose another one."),
        Fault::Malformed => Some("An address is made of a–z, 0–9 and single hyphens: night-sky."),
        Fault::Empty | Fault::TooLong { .. } | Fault::TooShort { .. } | Fault::Reserved | Fault::Guessable | Fault::Wrong => None,
    }
}

/// The form.
#[component]
pub fn TopicForm(
    /// The topic that is changed; none to add one.
    row: Option<TopicRow>,
    /// What was typed before and not saved.
    drafts: Drafts,
    /// What to do with the topic when it was saved.
    saved: Callback<TopicRow>,
    /// Leaves the topic as it was.
    leave: Callback<()>,
) -> impl IntoView {
    let (form, toasts) = (Form::new(), Toasts::here());
    let id = row.as_ref().map(|row| row.id);
    let fields = Fields::of(row.as_ref(), drafts.of(id));
    // Whoever turns to another topic finds this one again as they left it.
    Effect::new(move |_| drafts.keep(id, fields.typed()));
    let theirs = RwSignal::new(None::<TopicRow>);
    let is_new = row.is_none();
    let save = move || {
        form.send(
            move || calls::save_topic(fields.ask()),
            move |row: TopicRow| {
                toasts.say(format!("“{}” is saved", row.name));
                if is_new {
                    fields.clear();
                }
                drafts.forget(id);
                saved.run(row);
            },
        );
    };
    // What is stored now is fetched when it turns out to be newer than what the form is based on.
    Effect::new(move |_| {
        if form.is_stale() {
            spawn_local(async move {
                match calls::topics().await {
                    Ok(topics) => {
                        let id = fields.based_on.get_untracked().map(|(id, _)| id);
                        theirs.set(topics.into_iter().find(|topic| Some(topic.id) == id));
                    }
                    Err(failure) => toasts.say(failure.words),
                }
            });
        }
    });
    let keep_mine = Callback::new(move |()| {
        if let Some(there) = theirs.get_untracked() {
            fields.based_on.set(Some((there.id, there.version)));
            theirs.set(None);
            save();
        }
    });
    let take_theirs = Callback::new(move |()| {
        if let Some(there) = theirs.get_untracked() {
            form.settle();
            drafts.forget(id);
            saved.run(there);
        }
    });
    let conflict = move || {
        theirs.get().map(|theirs| {
            view! { <Conflict differences=fields.differences(&theirs) keep_mine=keep_mine take_theirs=take_theirs /> }
        })
    };
    // Whoever wants to change a topic is led to its fields: on a phone they are far from the button.
    Effect::new(move |_| {
        if !is_new && !form.is_inert() {
            // Once the form takes text.
            focus_soon(fields.name.name);
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save();
    };
    let title = row.map_or_else(|| "Add a topic".to_owned(), |row| format!("Change “{}”", row.name));
    view! {
        <form class="panel" novalidate inert=move || form.is_inert() on:submit=submit>
            <div class="panel-head">
                <h2 class="h2">{title}</h2>
            </div>
            <div class="panel-body stack-form">
                <ErrorSummary form=form fields=fields.list() />
                {conflict}
                <TextField field=fields.name form=form />
                <TextField field=fields.slug form=form affix="/topics/" />
                <AreaField field=fields.description form=form rows=3 max=MAX_DESCRIPTION />
                <button class="btn btn-primary btn-block" type="submit" aria-busy=move || form.is_busy().then_some("true")>
                    {move || form.is_busy().then(|| view! { <Icon glyph=Glyph::Turning /> })}
                    {if is_new { "Add topic" } else { "Save topic" }}
                </button>
                {(!is_new)
                    .then(|| {
                        view! {
                            <button class="btn btn-quiet btn-block" type="button" on:click=move |_| {
                                drafts.forget(id);
                                leave.run(());
                            }>
                                "Leave it as it was"
                            </button>
                        }
                    })}
            </div>
        </form>
    }
    .into_any()
}
