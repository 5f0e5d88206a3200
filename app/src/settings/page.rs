//! `/admin/settings`: the site's title, language and time zone, how comments are let in, who is told of what is new, what is counted.

use super::calls;
use super::nav::SettingsNav;
use crate::admin::{Awaited, Difference, ErrorSummary, Form, PageHead, SaveBar, SharedFields, SharedForm, Toasts, Trouble};
use crate::failure::Failure;
use crate::form::{AreaField, ChoiceField, Field, SelectField, SwitchField, TextField};
use domain::field::Fault;
use domain::settings::{CommentPolicy, MAX_DESCRIPTION, SaveSettings, Settings};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::settings());
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(settings) => view! { <SettingsForm settings=settings /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Settings" />
            <Awaited words="Loading settings">{page}</Awaited>
        </div>
    }
    .into_any()
}

/// The fields of the settings.
#[derive(Clone, Copy)]
struct Fields {
    title: Field,
    description: Field,
    language: Field,
    time_zone: Field,
    policy: Field,
    authors_moderate: RwSignal<bool>,
    count_openings: RwSignal<bool>,
    hub: Field,
    based_on: RwSignal<i32>,
}

impl Fields {
    fn of(settings: &Settings) -> Self {
        Self {
            title: Field::new("site_title", "Name", &settings.site_title),
            description: Field::new("site_description", "One line about it", &settings.site_description)
                .hint("For search results and for links that are shared."),
            language: Field::new("language", "Language", &settings.language)
                .hint("The language that articles are in, as a short tag: en, de, pt-BR.")
                .says(language_words),
            time_zone: Field::new("time_zone", "Time zone", &settings.time_zone).hint("Dates are shown in it."),
            policy: Field::new("comment_policy", "A new comment", settings.comment_policy.code()),
            authors_moderate: RwSignal::new(settings.authors_moderate),
            count_openings: RwSignal::new(settings.count_openings),
            hub: Field::new("hub", "WebSub hub", &settings.hub)
                .hint("An https address. Feeds name it, and feed readers ask it instead of coming by. Lantern does not notify it: name one that fetches the feeds by itself.")
                .says(hub_words),
            based_on: RwSignal::new(settings.version),
        }
    }

    fn list(self) -> Vec<Field> {
        vec![self.title, self.description, self.language, self.time_zone, self.hub]
    }

    fn policy(self) -> CommentPolicy {
        CommentPolicy::from_code(&self.policy.text()).unwrap_or(CommentPolicy::Held)
    }

    fn ask(self) -> SaveSettings {
        SaveSettings {
            based_on: self.based_on.get_untracked(),
            site_title: self.title.text(),
            site_description: self.description.text(),
            language: self.language.text(),
            time_zone: self.time_zone.text(),
            comment_policy: self.policy(),
            authors_moderate: self.authors_moderate.get_untracked(),
            count_openings: self.count_openings.get_untracked(),
            hub: self.hub.text(),
        }
    }
}

impl SharedFields for Fields {
    type Stored = Settings;

    fn load(self) -> impl Future<Output = Result<Settings, Failure>> + 'static {
        calls::settings()
    }

    fn save(self) -> impl Future<Output = Result<Settings, Failure>> + 'static {
        calls::save_settings(self.ask())
    }

    fn show(self, settings: &Settings) {
        self.title.typed.set(settings.site_title.clone());
        self.description.typed.set(settings.site_description.clone());
        self.language.typed.set(settings.language.clone());
        self.time_zone.typed.set(settings.time_zone.clone());
        self.policy.typed.set(settings.comment_policy.code().to_owned());
        self.authors_moderate.set(settings.authors_moderate);
        self.count_openings.set(settings.count_openings);
        self.hub.typed.set(settings.hub.clone());
        self.based_on.set(settings.version);
    }

    fn base_on(self, stored: &Settings) {
        self.based_on.set(stored.version);
    }

    fn differences(self, theirs: &Settings) -> Vec<Difference> {
        let on_off = |is_on: bool| if is_on { "on" } else { "off" };
        [
            Difference::between(self.title.label, &theirs.site_title, self.title.text()),
            Difference::between(self.description.label, &theirs.site_description, self.description.text()),
            Difference::between(self.language.label, &theirs.language, self.language.text()),
            Difference::between(self.time_zone.label, &theirs.time_zone, self.time_zone.text()),
            Difference::between(self.policy.label, policy_words(theirs.comment_policy), policy_words(self.policy())),
            Difference::between(AUTHORS_MODERATE, on_off(theirs.authors_moderate), on_off(self.authors_moderate.get_untracked())),
            Difference::between(self.hub.label, &theirs.hub, self.hub.text()),
            Difference::between(COUNT_OPENINGS, on_off(theirs.count_openings), on_off(self.count_openings.get_untracked())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

const AUTHORS_MODERATE: &str = "Authors decide comments on their own articles";
const COUNT_OPENINGS: &str = "Count how often articles are opened";

fn language_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Malformed)
        .then_some("This is no language tag. Write en for English, de for German, pt-BR for Brazilian Portuguese.")
}

fn hub_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Malformed).then_some("A hub has a whole address that begins with https://.")
}

fn policy_words(policy: CommentPolicy) -> &'static str {
    match policy {
        CommentPolicy::Held => "waits for a moderator",
        CommentPolicy::Closed => "is not taken: comments are closed, what was published stays",
    }
}

#[component]
fn SettingsForm(settings: Settings) -> impl IntoView {
    let form = Form::new();
    let toasts = Toasts::here();
    let fields = Fields::of(&settings);
    let shared = SharedForm::new(form, fields, move |_| toasts.say("Settings saved"));

    view! {
        <div class="set-layout">
            <SettingsNav />
            <form novalidate inert=move || form.is_inert() on:submit=move |event| shared.submit(&event)>
                <div class="stack-form">
                    <ErrorSummary form=form fields=fields.list() />
                    {shared.conflict()}
                </div>
                <Publication fields=fields form=form />
                <Comments fields=fields form=form />
                <Feeds fields=fields form=form />
                <Privacy fields=fields form=form />
                <SaveBar form=form label="Save settings" />
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn Publication(fields: Fields, form: Form) -> impl IntoView {
    let toasts = Toasts::here();
    let stored = fields.time_zone.text();
    let zones = RwSignal::new(vec![(stored.clone(), stored)]);
    // The list is long: the page comes with the zone in use and fetches the others.
    Effect::new(move |_| {
        spawn_local(async move {
            match calls::time_zones().await {
                Ok(names) => zones.set(names.into_iter().map(|name| (name.clone(), name.replace('_', " "))).collect()),
                Err(failure) => toasts.say(failure.words),
            }
        });
    });
    view! {
        <section class="set-group" id="publication">
            <h2>"Publication"</h2>
            <TextField field=fields.title form=form />
            <AreaField field=fields.description form=form rows=2 max=MAX_DESCRIPTION />
            <div class="form-row">
                <TextField field=fields.language form=form />
                <SelectField field=fields.time_zone form=form options=zones />
            </div>
        </section>
    }
}

#[component]
fn Comments(fields: Fields, form: Form) -> impl IntoView {
    let choices = CommentPolicy::ALL.map(|policy| (policy.code(), policy_words(policy))).to_vec();
    view! {
        <section class="set-group" id="comments">
            <h2>"Comments"</h2>
            <ChoiceField field=fields.policy form=form choices=choices />
            <SwitchField
                name="authors_moderate"
                label=AUTHORS_MODERATE
                hint="Moderators and editors decide them too."
                is_on=fields.authors_moderate
                form=form
            />
        </section>
    }
}

#[component]
fn Feeds(fields: Fields, form: Form) -> impl IntoView {
    view! {
        <section class="set-group" id="feeds">
            <h2>"Feeds"</h2>
            <TextField field=fields.hub form=form />
        </section>
    }
}

#[component]
fn Privacy(fields: Fields, form: Form) -> impl IntoView {
    view! {
        <section class="set-group" id="privacy">
            <h2>"Privacy"</h2>
            <SwitchField
                name="count_openings"
                label=COUNT_OPENINGS
                hint="On this server, without cookies, kept as daily sums for 400 days. Nothing is kept about readers. Whoever asks not to be tracked is not counted, and neither are you while you are signed in."
                is_on=fields.count_openings
                form=form
            />
        </section>
    }
}
