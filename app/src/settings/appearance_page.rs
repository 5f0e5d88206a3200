//! `/admin/appearance`: the site's colours, its first page, and a style sheet of its own.

use super::calls;
use super::colour_field::ColourField;
use super::logo_field::LogoField;
use super::nav::SettingsNav;
use super::preview::LookPreview;
use crate::admin::{Awaited, Difference, ErrorSummary, Form, PageHead, SaveBar, SharedFields, SharedForm, Toasts, Trouble};
use crate::failure::Failure;
use crate::form::{AreaField, ChoiceField, Field, SwitchField};
use domain::field::Fault;
use domain::settings::{
    Appearance, Colour, HomeArrangement, Illegible, Logo, MAX_OWN_CSS, Palette, SaveAppearance, SheetFault, SheetRemark,
    illegible_accent, illegible_paper,
};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How the site looks.
#[component]
pub fn AppearancePage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| calls::appearance());
    let again = Callback::new(move |()| loaded.refetch());
    let page = move || {
        Suspend::new(async move {
            match loaded.await {
                Ok(appearance) => view! { <AppearanceForm appearance=appearance /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    view! {
        <div class="main-inner">
            <PageHead title="Appearance" />
            <Awaited words="Loading how the site looks">{page}</Awaited>
        </div>
    }
    .into_any()
}

/// The fields of the appearance.
#[derive(Clone, Copy)]
struct Fields {
    logo: RwSignal<Option<Logo>>,
    accent: Field,
    paper: Field,
    home: Field,
    own_css: Field,
    own_is_on: RwSignal<bool>,
    based_on: RwSignal<i32>,
}

impl Fields {
    fn of(there: &Appearance) -> Self {
        Self {
            logo: RwSignal::new(there.look.logo.clone()),
            accent: Field::new("accent", "Accent", text(there.look.palette.accent))
                .hint("The lamp: it marks where one is. Left empty, it is amber.")
                .says(colour_words),
            paper: Field::new("paper", "Paper", text(there.look.palette.paper))
                .hint("The ground of every page. The dark one takes its hue from it.")
                .says(colour_words),
            home: Field::new("home", "The first page begins with", there.look.home.code()),
            own_css: Field::new("own_css", "CSS", &there.own_css)
                .hint("It comes last, so that it wins. It fetches nothing: no addresses, no fonts, no other sheets.")
                .says(sheet_words),
            own_is_on: RwSignal::new(there.own_is_on),
            based_on: RwSignal::new(there.version),
        }
    }

    fn list(self) -> Vec<Field> {
        let logo = Field::new("logo", "Logo", "").says(logo_words);
        vec![logo, self.accent, self.paper, self.own_css]
    }

    fn home(self) -> HomeArrangement {
        HomeArrangement::from_code(&self.home.text()).unwrap_or_default()
    }

    fn ask(self) -> SaveAppearance {
        SaveAppearance {
            based_on: self.based_on.get_untracked(),
            logo: self.logo.with_untracked(|logo| logo.as_ref().map(|logo| logo.media)),
            accent: self.accent.text(),
            paper: self.paper.text(),
            home: self.home(),
            own_css: self.own_css.text(),
            own_is_on: self.own_is_on.get_untracked(),
        }
    }

    /// The colours as far as they can be taken.
    fn palette(self) -> Palette {
        let taken = |field: Field, illegible: fn(Colour) -> Option<Illegible>| {
            field.typed.with(|typed| Colour::parse(typed).ok()).filter(|colour| illegible(*colour).is_none())
        };
        Palette { accent: taken(self.accent, illegible_accent), paper: taken(self.paper, illegible_paper) }
    }
}

impl SharedFields for Fields {
    type Stored = Appearance;

    fn load(self) -> impl Future<Output = Result<Appearance, Failure>> + 'static {
        calls::appearance()
    }

    fn save(self) -> impl Future<Output = Result<Appearance, Failure>> + 'static {
        calls::save_appearance(self.ask())
    }

    fn show(self, there: &Appearance) {
        self.logo.set(there.look.logo.clone());
        self.accent.typed.set(text(there.look.palette.accent));
        self.paper.typed.set(text(there.look.palette.paper));
        self.home.typed.set(there.look.home.code().to_owned());
        self.own_css.typed.set(there.own_css.clone());
        self.own_is_on.set(there.own_is_on);
        self.based_on.set(there.version);
    }

    fn base_on(self, stored: &Appearance) {
        self.based_on.set(stored.version);
    }

    fn differences(self, theirs: &Appearance) -> Vec<Difference> {
        let is_same_logo = self.logo.with_untracked(|logo| *logo == theirs.look.logo);
        let on_off = |is_on: bool| if is_on { "on" } else { "off" };
        [
            (!is_same_logo).then(|| Difference::between("Logo", "another one", "the one chosen here")).flatten(),
            Difference::between(self.accent.label, text(theirs.look.palette.accent), self.accent.text()),
            Difference::between(self.paper.label, text(theirs.look.palette.paper), self.paper.text()),
            Difference::between(self.home.label, home_words(theirs.look.home), home_words(self.home())),
            Difference::between(self.own_css.label, &theirs.own_css, self.own_css.text()),
            Difference::between(OWN_IS_ON, on_off(theirs.own_is_on), on_off(self.own_is_on.get_untracked())),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

const OWN_IS_ON: &str = "Readers get it";

fn text(colour: Option<Colour>) -> String {
    colour.map(String::from).unwrap_or_default()
}

fn logo_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Wrong).then_some("The logo is a picture that is gone. Choose another.")
}

fn colour_words(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Malformed => Some("A colour is written as #rrggbb: #ffc53d."),
        Fault::Wrong => Some("What is written could not be read in this colour. Take the one that is offered, or another."),
        Fault::Empty | Fault::TooLong { .. } | Fault::TooShort { .. } | Fault::Taken | Fault::Reserved | Fault::Guessable => None,
    }
}

fn sheet_words(fault: &Fault) -> Option<&'static str> {
    match fault {
        Fault::Malformed => Some("The sheet has something in it that it may not have: see beneath it."),
        Fault::TooLong { .. } => Some("The sheet is too long: 16 kB fit."),
        Fault::Empty | Fault::TooShort { .. } | Fault::Taken | Fault::Reserved | Fault::Guessable | Fault::Wrong => None,
    }
}

fn home_words(home: HomeArrangement) -> &'static str {
    match home {
        HomeArrangement::Lead => "the newest article and a strip of its slides",
        HomeArrangement::List => "a list of the newest articles, all alike",
    }
}

fn remark_words(SheetRemark { line, what }: SheetRemark) -> String {
    match what {
        SheetFault::Address => format!("Line {line} names an address. A sheet fetches nothing."),
        SheetFault::AtRule(name) => format!("Line {line} has @{name}. A sheet has @media, @supports and @container alone."),
        SheetFault::Function(name) => format!("Line {line} calls {name}(), which a sheet may not."),
        SheetFault::Broken => format!("Line {line} has a bracket that closes nothing, or a text without an end."),
        SheetFault::TooDeep => format!("Line {line} has too many blocks in one another."),
    }
}

#[component]
fn AppearanceForm(appearance: Appearance) -> impl IntoView {
    let (form, toasts) = (Form::new(), Toasts::here());
    let fields = Fields::of(&appearance);
    let shared = SharedForm::new(form, fields, move |_| toasts.say("Appearance saved"));
    view! {
        <div class="set-layout">
            <SettingsNav />
            <form novalidate inert=move || form.is_inert() on:submit=move |event| shared.submit(&event)>
                <div class="stack-form">
                    <ErrorSummary form=form fields=fields.list() />
                    {shared.conflict()}
                </div>
                <section class="set-group" id="logo-group">
                    <h2>"Logo"</h2>
                    <LogoField logo=fields.logo form=form />
                </section>
                <Colours fields=fields form=form />
                <FirstPage fields=fields form=form />
                <OwnSheet fields=fields form=form />
                <SaveBar form=form label="Save appearance" />
            </form>
        </div>
    }
    .into_any()
}

#[component]
fn Colours(fields: Fields, form: Form) -> impl IntoView {
    let palette = Memo::new(move |_| fields.palette());
    view! {
        <section class="set-group" id="colours">
            <h2>"Colours"</h2>
            <ColourField field=fields.accent form=form own="#ffc53d" illegible=illegible_accent />
            <ColourField field=fields.paper form=form own="#fcfcfa" illegible=illegible_paper />
            <LookPreview palette=palette />
        </section>
    }
}

#[component]
fn FirstPage(fields: Fields, form: Form) -> impl IntoView {
    let choices = HomeArrangement::ALL.map(|home| (home.code(), home_words(home))).to_vec();
    view! {
        <section class="set-group" id="first-page">
            <h2>"First page"</h2>
            <ChoiceField field=fields.home form=form choices=choices />
        </section>
    }
}

#[component]
fn OwnSheet(fields: Fields, form: Form) -> impl IntoView {
    let toasts = Toasts::here();
    let remarks = RwSignal::new(Vec::<SheetRemark>::new());
    // The server says what is wrong with a sheet that it did not take, line by line.
    Effect::new(move |_| {
        if form.faults().of(fields.own_css.name) != Some(&Fault::Malformed) {
            remarks.set(Vec::new());
            return;
        }
        spawn_local(async move {
            match calls::check_sheet(fields.own_css.text()).await {
                Ok(found) => {
                    // The page may have been left meanwhile.
                    let _left = remarks.try_set(found);
                }
                Err(failure) => toasts.say(failure.words),
            }
        });
    });
    let list = move || {
        let remarks = remarks.get();
        (!remarks.is_empty()).then(|| {
            let lines = remarks.into_iter().map(|remark| view! { <li>{remark_words(remark)}</li> }).collect_view();
            view! { <ul class="sheet-remarks">{lines}</ul> }
        })
    };
    view! {
        <section class="set-group" id="sheet">
            <h2>"Style sheet"</h2>
            <div class="sheet-text">
                <AreaField field=fields.own_css form=form rows=10 max=MAX_OWN_CSS />
            </div>
            <div role="status">{list}</div>
            <SwitchField
                name="own_is_on"
                label=OWN_IS_ON
                hint="Turned off, it stays here and no page has it."
                is_on=fields.own_is_on
                form=form
            />
        </section>
    }
}
