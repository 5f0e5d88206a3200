//! The form of a profile, and beside it the box that readers see, while it is typed.

use super::portrait_field::PortraitField;
use super::{AboutAuthor, calls};
use crate::accounts::calls::MeResource;
use crate::admin::{Difference, ErrorSummary, Form, SaveBar, SharedFields, SharedForm, Toasts};
use crate::failure::Failure;
use crate::form::{AreaField, Field, TextField};
use crate::icon::{Glyph, Icon};
use domain::field::Fault;
use domain::ids::MediaId;
use domain::people::{AuthorBox, Handle, Lack, MAX_BIO, MAX_LINKS, Portrait, Profile, SaveProfile};
use domain::slides::SafeHtml;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// How long a biography rests before it is rendered anew.
const REST: Duration = Duration::from_millis(250);

/// The fields of a profile.
#[derive(Clone, Copy)]
struct Fields {
    name: Field,
    handle: Field,
    role_line: Field,
    pronouns: Field,
    bio: Field,
    /// The biography as readers see it, as far as it is rendered.
    shown_bio: RwSignal<Option<SafeHtml>>,
    links: Field,
    portrait: RwSignal<Option<(MediaId, Portrait)>>,
    based_on: RwSignal<i32>,
}

impl Fields {
    fn of(profile: &Profile) -> Self {
        Self {
            name: Field::new("name", "Name shown to readers", &profile.name),
            handle: Field::new("handle", "Author page", profile.handle.as_str())
                .hint("Links to the old address stop working when it changes.")
                .says(handle_words),
            role_line: Field::new("role_line", "What you do, in one line", &profile.role_line),
            pronouns: Field::new("pronouns", "Pronouns", &profile.pronouns),
            bio: Field::new("bio", "Biographical Info", &profile.bio)
                .hint("Stands under every article of yours and on your author page. Markdown: links and *italics* work."),
            shown_bio: RwSignal::new(profile.shown.bio.clone()),
            links: Field::new("links", "Profiles elsewhere", &profile.links)
                .hint("An address a line, at most five. Your author page links to them as you, so that other sites can tell it is you.")
                .says(links_words),
            portrait: RwSignal::new(chosen(profile)),
            based_on: RwSignal::new(profile.version),
        }
    }

    fn list(self) -> Vec<Field> {
        let portrait = Field::new("portrait", "Portrait", "").says(portrait_words);
        vec![portrait, self.name, self.handle, self.role_line, self.pronouns, self.bio, self.links]
    }

    fn ask(self) -> SaveProfile {
        SaveProfile {
            based_on: self.based_on.get_untracked(),
            name: self.name.text(),
            handle: self.handle.text(),
            role_line: self.role_line.text(),
            pronouns: self.pronouns.text(),
            bio: self.bio.text(),
            links: self.links.text(),
            portrait: self.portrait.with_untracked(|portrait| portrait.as_ref().map(|(id, _)| *id)),
        }
    }
}

impl SharedFields for Fields {
    type Stored = Profile;

    fn load(self) -> impl Future<Output = Result<Profile, Failure>> + 'static {
        calls::profile()
    }

    fn save(self) -> impl Future<Output = Result<Profile, Failure>> + 'static {
        calls::save_profile(self.ask())
    }

    fn show(self, profile: &Profile) {
        self.name.typed.set(profile.name.clone());
        self.handle.typed.set(profile.handle.to_string());
        self.role_line.typed.set(profile.role_line.clone());
        self.pronouns.typed.set(profile.pronouns.clone());
        self.bio.typed.set(profile.bio.clone());
        self.shown_bio.set(profile.shown.bio.clone());
        self.links.typed.set(profile.links.clone());
        self.portrait.set(chosen(profile));
        self.based_on.set(profile.version);
    }

    fn base_on(self, stored: &Profile) {
        self.based_on.set(stored.version);
    }

    fn differences(self, theirs: &Profile) -> Vec<Difference> {
        let same_portrait = self.ask().portrait == theirs.portrait;
        [
            Difference::between(self.name.label, &theirs.name, self.name.text()),
            Difference::between(self.handle.label, theirs.handle.as_str(), self.handle.text()),
            Difference::between(self.role_line.label, &theirs.role_line, self.role_line.text()),
            Difference::between(self.pronouns.label, &theirs.pronouns, self.pronouns.text()),
            Difference::between(self.bio.label, &theirs.bio, self.bio.text()),
            Difference::between(self.links.label, &theirs.links, self.links.text()),
            (!same_portrait).then(|| Difference::between("Portrait", "another picture", "the one chosen here")).flatten(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn chosen(profile: &Profile) -> Option<(MediaId, Portrait)> {
    profile.portrait.zip(profile.shown.portrait.clone())
}

fn handle_words(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Malformed => Some("The address takes small letters, digits and hyphens between them: marit-olsen."),
        Fault::Taken => Some("Somebody else has this address. Add your surname or a number."),
        Fault::Empty | Fault::TooLong { .. } | Fault::TooShort { .. } | Fault::Reserved | Fault::Guessable | Fault::Wrong => None,
    }
}

fn links_words(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Malformed => Some("Each line takes one whole address that begins with https://, and no name before an @."),
        Fault::TooLong { max: MAX_LINKS, .. } => Some("Five addresses fit. Leave out the others."),
        Fault::TooLong { .. } => Some("An address has at most 300 characters."),
        Fault::Empty | Fault::TooShort { .. } | Fault::Taken | Fault::Reserved | Fault::Guessable | Fault::Wrong => None,
    }
}

fn portrait_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Wrong).then_some("The portrait is a picture that you cannot use, or that is gone. Choose another.")
}

/// The form and the live view of the box.
#[component]
pub fn ProfileForm(
    /// The profile as it is stored.
    profile: Profile,
) -> impl IntoView {
    let form = Form::new();
    let toasts = Toasts::here();
    let MeResource(me) = expect_context();
    let fields = Fields::of(&profile);
    render_while_typed(fields);
    let shared = SharedForm::new(form, fields, move |_| {
        toasts.say("Profile saved");
        me.refetch();
    });
    view! {
        <div class="two">
            <form class="stack-form" novalidate inert=move || form.is_inert() on:submit=move |event| shared.submit(&event)>
                <ErrorSummary form=form fields=fields.list() />
                {shared.conflict()}
                <Lacks fields=fields adds_media=profile.adds_media />
                <PortraitField portrait=fields.portrait name=fields.name form=form adds_media=profile.adds_media />
                <div class="form-row">
                    <TextField field=fields.name form=form complete="name" />
                    <TextField field=fields.handle form=form affix="/by/" />
                </div>
                <div class="form-row">
                    <TextField field=fields.role_line form=form />
                    <TextField field=fields.pronouns form=form />
                </div>
                <AreaField field=fields.bio form=form rows=5 max=MAX_BIO />
                <AreaField field=fields.links form=form rows=3 />
                <SaveBar form=form label="Save profile" />
            </form>
            <Preview stored=profile.shown fields=fields />
        </div>
    }
    .into_any()
}

/// Renders the biography when it rests for a moment. Of two answers the one to the later text counts.
fn render_while_typed(fields: Fields) {
    let asked = StoredValue::new(0_u32);
    let mut render = debounce(REST, move |text: String| {
        let number = asked.get_value() + 1;
        asked.set_value(number);
        spawn_local(async move {
            // Too long is said by the field; while the line is down the last view stays.
            if let Ok(html) = calls::preview_bio(text).await
                && asked.try_get_value() == Some(number)
            {
                fields.shown_bio.set(html);
            }
        });
    });
    Effect::watch(move || fields.bio.typed.get(), move |text, _, _| render(text.clone()), false);
}

/// What readers miss.
#[component]
fn Lacks(fields: Fields, adds_media: bool) -> impl IntoView {
    let bio = move || match fields.shown_bio.with(Option::is_some) {
        true => None,
        false if fields.bio.typed.with(|bio| bio.trim().is_empty()) => Some(Lack::Bio),
        false => Some(Lack::BioOfTheirOwn),
    };
    // Who cannot add one is not asked for it.
    let portrait = move || (adds_media && fields.portrait.with(Option::is_none)).then_some(Lack::Portrait);
    let notice = move || {
        let lacks: Vec<Lack> = bio().into_iter().chain(portrait()).collect();
        (!lacks.is_empty()).then(|| {
            let items = lacks.into_iter().map(|lack| view! { <li>{lack_words(lack)}</li> }).collect_view();
            view! {
                <div class="notice" data-tone="warn">
                    <Icon glyph=Glyph::Note />
                    <div>
                        <strong>"Still missing. "</strong>
                        <ul>{items}</ul>
                    </div>
                </div>
            }
        })
    };
    view! { <div role="status">{notice}</div> }
}

fn lack_words(lack: Lack) -> &'static str {
    match lack {
        Lack::Bio => "A biography: until then the box under your articles has your name alone.",
        Lack::BioOfTheirOwn => {
            "A biography of your own: this reads like the placeholder of a theme, and readers are not shown it."
        }
        Lack::Portrait => "A portrait: until then readers see your initials.",
    }
}

/// The box under an article, drawn by the component that readers get.
#[component]
fn Preview(stored: AuthorBox, fields: Fields) -> impl IntoView {
    let shown = move || AuthorBox {
        handle: fields.handle.typed.with(|handle| Handle::parse(handle)).unwrap_or_else(|_| stored.handle.clone()),
        name: fields.name.typed.get(),
        role_line: fields.role_line.typed.get(),
        pronouns: fields.pronouns.typed.get(),
        bio: fields.shown_bio.get(),
        links: Vec::new(),
        portrait: fields.portrait.with(|portrait| portrait.as_ref().map(|(_, portrait)| portrait.clone())),
    };
    view! {
        <aside aria-labelledby="as-readers">
            <h2 class="label gap-b" id="as-readers">
                "As readers see it"
            </h2>
            // Its links lead out of the panel: the panel's own way of following links never sees them.
            <div class="preview-frame about-preview cq" on:click=|event| event.stop_propagation()>
                {move || view! { <AboutAuthor author=shown() /> }}
            </div>
        </aside>
    }
}
