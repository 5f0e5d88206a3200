//! One item in full, beside the grid: the picture, what is said of it, where it is used, and deleting it.

use super::files;
use super::library::Address;
use super::tiles::named;
use super::words::{bytes_words, count};
use super::{Delete, calls};
use crate::admin::{Awaited, Dialog, Difference, ErrorSummary, Form, SaveBar, SharedFields, SharedForm, Toasts, Trouble};
use crate::failure::Failure;
use crate::form::{AreaField, Field, SelectField, TextField};
use crate::icon::{Glyph, Icon};
use domain::MediaId;
use domain::credits::{Credit, Licence};
use domain::field::Fault;
use domain::media::{ChangeMedia, MAX_TEXT_CHARS, MediaSheet, Use};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The item of that id.
#[component]
pub fn SheetPanel(
    /// The item.
    id: MediaId,
    /// What the page shows.
    address: Memo<Address>,
    /// Called after a change or a deletion.
    changed: Callback<()>,
) -> impl IntoView {
    let loaded = Resource::new(|| (), move |()| calls::sheet(id));
    let again = Callback::new(move |()| loaded.refetch());
    let sheet = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(sheet) => view! { <Sheet sheet=sheet address=address changed=changed /> }.into_any(),
                Err(failure) => view! {
                    <div class="panel-body">
                        <Trouble failure=failure again=again />
                    </div>
                }
                .into_any(),
            }
        })
    };
    view! {
        <aside class="panel media-detail" id="detail" aria-label="Details">
            <Awaited words="Loading the picture">{sheet}</Awaited>
        </aside>
    }
}

#[component]
fn Sheet(sheet: MediaSheet, address: Memo<Address>, changed: Callback<()>) -> impl IntoView {
    let name = named(&sheet.file_name, sheet.id);
    let facts = format!(
        "{} × {}, {}, {}. Added by {}, {}",
        count(sheet.sizes.width_px),
        count(sheet.sizes.height_px),
        bytes_words(sheet.size_bytes),
        sheet.kind,
        sheet.added_by,
        sheet.added.day
    );
    let small = sheet.sizes.fit().map(|_| format!("It is shown no larger than {} pixels.", count(sheet.sizes.width_px)));
    let texts = if sheet.may_change {
        view! { <Texts sheet=sheet.clone() changed=changed /> }.into_any()
    } else {
        view! { <Said alt=sheet.alt.clone() credit=sheet.credit.clone() /> }.into_any()
    };
    let deletion = sheet.may_change.then(|| {
        let uses = sheet.is_in_use.then(|| why_not(sheet.uses.len()));
        view! { <Deletion id=sheet.id name=name.clone() why_not=uses address=address changed=changed /> }
    });
    view! {
        <div class="plate">
            <img
                src=sheet.sizes.at_least(640)
                width=sheet.sizes.width_px
                height=sheet.sizes.height_px
                alt=sheet.alt.clone()
            />
        </div>
        <div class="panel-body stack detail-form">
            <div>
                <h2 class="h2" dir="auto">
                    {name.clone()}
                </h2>
                <p class="muted small num">{facts}</p>
            </div>
            {small
                .map(|words| {
                    view! {
                        <div class="notice" data-tone="warn">
                            <Icon glyph=Glyph::Note />
                            <div>
                                <strong>"Small for a wide slide. "</strong>
                                {words}
                            </div>
                        </div>
                    }
                })} {texts} <Uses uses=sheet.uses.clone() /> {deletion}
        </div>
    }
    .into_any()
}

/// The fields of an item.
#[derive(Clone, Copy)]
struct Fields {
    id: MediaId,
    based_on: RwSignal<i32>,
    alt: Field,
    creator: Field,
    source: Field,
    licence: Field,
    line: Field,
    source_url: Field,
    copyright: Field,
}

impl Fields {
    fn of(sheet: &MediaSheet) -> Self {
        let MediaSheet { id, version, alt, credit, .. } = sheet;
        Self {
            id: *id,
            based_on: RwSignal::new(*version),
            alt: Field::new("alt", "Alt text", alt).hint("What stands in for the picture where it cannot be seen."),
            creator: Field::new("creator", "Creator", &credit.creator),
            source: Field::new("source", "Source", &credit.source).hint("Who supplied it: an agency, an archive, a site."),
            licence: Field::new("licence", "Licence", licence_code(credit.licence)),
            line: Field::new("line", "Credit line", &credit.line)
                .hint("Where the owner asks for a certain one. It is printed in place of creator and source."),
            source_url: Field::new("source_url", "Page at the source", &credit.source_url).says(address_words),
            copyright: Field::new("copyright", "Copyright notice", &credit.copyright),
        }
    }

    fn list(self) -> Vec<Field> {
        vec![self.alt, self.creator, self.source, self.line, self.source_url, self.copyright]
    }

    fn credit(self) -> Credit {
        Credit {
            creator: self.creator.typed.get(),
            line: self.line.typed.get(),
            source: self.source.typed.get(),
            source_url: self.source_url.typed.get(),
            copyright: self.copyright.typed.get(),
            licence: self.licence.typed.get().parse().ok(),
        }
    }

    fn ask(self) -> ChangeMedia {
        let credit = untrack(|| self.credit());
        ChangeMedia { id: self.id, based_on: self.based_on.get_untracked(), alt: self.alt.text(), credit }
    }
}

impl SharedFields for Fields {
    type Stored = MediaSheet;

    fn load(self) -> impl Future<Output = Result<MediaSheet, Failure>> + 'static {
        calls::sheet(self.id)
    }

    fn save(self) -> impl Future<Output = Result<MediaSheet, Failure>> + 'static {
        calls::change(self.ask())
    }

    fn show(self, sheet: &MediaSheet) {
        let MediaSheet { version, alt, credit, .. } = sheet.clone();
        self.based_on.set(version);
        self.alt.typed.set(alt);
        self.creator.typed.set(credit.creator);
        self.line.typed.set(credit.line);
        self.source.typed.set(credit.source);
        self.source_url.typed.set(credit.source_url);
        self.copyright.typed.set(credit.copyright);
        self.licence.typed.set(licence_code(credit.licence).to_owned());
    }

    fn base_on(self, stored: &MediaSheet) {
        self.based_on.set(stored.version);
    }

    fn differences(self, theirs: &MediaSheet) -> Vec<Difference> {
        let mine = self.ask();
        let (stored, typed) = (&theirs.credit, &mine.credit);
        [
            Difference::between(self.alt.label, &theirs.alt, &mine.alt),
            Difference::between(self.creator.label, &stored.creator, &typed.creator),
            Difference::between(self.source.label, &stored.source, &typed.source),
            Difference::between(self.licence.label, licence_words(stored.licence), licence_words(typed.licence)),
            Difference::between(self.line.label, &stored.line, &typed.line),
            Difference::between(self.source_url.label, &stored.source_url, &typed.source_url),
            Difference::between(self.copyright.label, &stored.copyright, &typed.copyright),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn licence_code(licence: Option<Licence>) -> &'static str {
    licence.map(Licence::code).unwrap_or_default()
}

fn licence_words(licence: Option<Licence>) -> &'static str {
    licence.map_or("Not known", Licence::label)
}

fn address_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Malformed).then_some("This is no address of a page. It begins with https:// or http://.")
}

/// What is said of an item, to be changed.
#[component]
fn Texts(sheet: MediaSheet, changed: Callback<()>) -> impl IntoView {
    let form = Form::new();
    let fields = Fields::of(&sheet);
    let shared = SharedForm::new(form, fields, move |_| changed.run(()));
    let licences = std::iter::once((String::new(), licence_words(None).to_owned()))
        .chain(Licence::ALL.map(|licence| (licence.code().to_owned(), licence.label().to_owned())))
        .collect::<Vec<_>>();
    let printed = Memo::new(move |_| fields.credit().printed());
    view! {
        <form class="stack" novalidate inert=move || form.is_inert() on:submit=move |event| shared.submit(&event)>
            <ErrorSummary form=form fields=fields.list() />
            {shared.conflict()}
            <AreaField field=fields.alt form=form rows=2 max=MAX_TEXT_CHARS />
            <TextField field=fields.creator form=form />
            <TextField field=fields.source form=form />
            <SelectField field=fields.licence form=form options=licences />
            <TextField field=fields.line form=form />
            <TextField field=fields.source_url form=form kind="url" />
            <TextField field=fields.copyright form=form />
            <Printed credit=printed />
            <SaveBar form=form label="Save" />
        </form>
    }
    .into_any()
}

/// What is said of an item, to be read.
#[component]
fn Said(alt: String, credit: Credit) -> impl IntoView {
    let printed = credit.printed();
    view! {
        <div>
            <p class="label">"Alt text"</p>
            <p dir="auto">{if alt.is_empty() { "None yet".to_owned() } else { alt }}</p>
        </div>
        <Printed credit=Signal::derive(move || printed.clone()) />
        <p class="hint">"Somebody else added this picture. They and the editors change what is said of it."</p>
    }
}

/// The credit as readers get it.
#[component]
fn Printed(#[prop(into)] credit: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div aria-live="polite">
            <p class="label">"Printed as"</p>
            <p class="credit" dir="auto">
                {move || credit.get().unwrap_or_else(|| "Nobody is credited yet".to_owned())}
            </p>
        </div>
    }
}

/// The slides that show an item.
#[component]
fn Uses(uses: Vec<Use>) -> impl IntoView {
    let list = uses
        .iter()
        .map(|item| {
            let title = if item.title.is_empty() { "Untitled".to_owned() } else { item.title.clone() };
            view! {
                <li>
                    <span class="spot spot-inline spot-sm">{item.number}</span>
                    " "
                    <a href=format!("/admin/articles/{}", item.article) dir="auto">
                        {title}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div>
            <p class="label">"Used in"</p>
            {if uses.is_empty() {
                view! { <p class="muted small">"No slide yet"</p> }.into_any()
            } else {
                view! { <ul class="used">{list}</ul> }.into_any()
            }}
        </div>
    }
}

/// Why an item cannot be deleted.
fn why_not(slides: usize) -> String {
    match slides {
        0 => "In use, so it cannot be deleted.".to_owned(),
        1 => "Used on 1 slide, so it cannot be deleted.".to_owned(),
        slides => format!("Used on {slides} slides, so it cannot be deleted."),
    }
}

/// The button that deletes, which asks first: it cannot be undone.
#[component]
fn Deletion(id: MediaId, name: String, why_not: Option<String>, address: Memo<Address>, changed: Callback<()>) -> impl IntoView {
    let toasts = Toasts::here();
    let is_asked = RwSignal::new(false);
    let is_busy = RwSignal::new(false);
    let navigate = use_navigate();
    let delete = {
        let name = name.clone();
        move |_| {
            if is_busy.get_untracked() {
                return;
            }
            is_busy.set(true);
            let (name, navigate) = (name.clone(), navigate.clone());
            spawn_local(async move {
                let answer = files::delete(Delete { id }).await;
                // The page may have been left meanwhile.
                if is_busy.is_disposed() {
                    return;
                }
                is_busy.set(false);
                is_asked.set(false);
                match answer {
                    Ok(()) => {
                        toasts.say(format!("{name} deleted"));
                        let rest = Address { item: None, ..address.get_untracked() };
                        navigate(&rest.path(), NavigateOptions { scroll: false, ..NavigateOptions::default() });
                        changed.run(());
                    }
                    Err(failure) => toasts.say(failure.words),
                }
            });
        }
    };
    let is_in_use = why_not.is_some();
    let open = move |_| {
        if !is_in_use {
            is_asked.set(true);
        }
    };
    view! {
        <div class="row">
            <button
                class="btn btn-quiet push"
                type="button"
                aria-disabled=is_in_use.then_some("true")
                aria-describedby=is_in_use.then_some("why-not")
                on:click=open
            >
                <Icon glyph=Glyph::Bin />
                "Delete…"
            </button>
        </div>
        {why_not
            .map(|why| {
                view! {
                    <p class="hint" id="why-not">
                        {why}
                    </p>
                }
            })}
        <Dialog is_open=is_asked labelled_by="delete-media">
            <div class="dialog-body">
                <h2 id="delete-media">"Delete \"" <bdi>{name}</bdi> "\"?"</h2>
                <p>"No slide shows it. Once deleted, it can only be uploaded again."</p>
            </div>
            <div class="dialog-foot">
                <button class="btn" type="button" autofocus on:click=move |_| is_asked.set(false)>
                    "Keep it"
                </button>
                <button
                    class="btn btn-danger-solid"
                    type="button"
                    aria-busy=move || is_busy.get().then_some("true")
                    on:click=delete
                >
                    "Delete"
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
