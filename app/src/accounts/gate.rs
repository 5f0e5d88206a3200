//! The gates: set-up and sign-in, plain forms that work without scripts.

use crate::credits::CreditLine;
use crate::form::{FieldError, words};
use crate::frame::{BareDocument, Head, Surroundings};
use crate::icon::{Glyph, Icon, Mark};
use domain::field::{Fault, Faults};
use domain::settings::SiteFrame;
use domain::slides::Figure;
use leptos::prelude::*;

/// What was typed into set-up; the password and the code are never sent back.
#[derive(Debug, Clone, Default)]
pub struct SetUpForm {
    /// The site's title.
    pub site_title: String,
    /// The owner's name.
    pub name: String,
    /// The owner's address.
    pub email: String,
    /// What is wrong with which field.
    pub faults: Faults,
    /// What is wrong as a whole.
    pub problem: Option<String>,
}

/// What was typed into sign-in; the password is never sent back.
#[derive(Debug, Clone, Default)]
pub struct SignInForm {
    /// The address.
    pub email: String,
    /// Where to go afterwards: a path of this site.
    pub next: String,
    /// What is wrong as a whole.
    pub problem: Option<String>,
}

/// `/setup`: the code, the site's title and the first account.
#[component]
pub fn SetUpPage(
    /// What was typed.
    form: SetUpForm,
    /// Assets and theme.
    around: Surroundings,
) -> impl IntoView {
    let site = SiteFrame { title: "Lantern".to_owned(), language: "en".to_owned(), ..SiteFrame::default() };
    let head = Head { title: Some("Set up".to_owned()), is_gate: true, ..Head::default() };
    let SetUpForm { site_title, name, email, faults, problem } = form;
    let about_password = "At least 12 characters. A sentence only you would think of is better than signs and digits.";
    view! {
        <BareDocument site=site head=head around=around>
            <main class="setup">
                <div>
                    <div class="row">
                        <Mark />
                        <span class="wordmark">"Lantern"</span>
                    </div>
                    <p class="muted small">"One page, then you write. Everything here can be changed later."</p>
                </div>
                <form class="stack-form" method="post" action="/setup" novalidate>
                    <h1>"Set up the site"</h1>
                    <Problem problem=problem />
                    <GateField name="code" label="Set-up code" hint="Lantern printed it where you started it." fault=faults.of("code").cloned() value=String::new() kind="text" complete="one-time-code" />
                    <GateField name="site_title" label="Name of the site" hint="" fault=faults.of("site_title").cloned() value=site_title kind="text" complete="off" />
                    <GateField name="name" label="Your name" hint="As readers see it beside your articles." fault=faults.of("name").cloned() value=name kind="text" complete="name" />
                    <GateField name="email" label="E-mail address" hint="You sign in with it. It is never shown." fault=faults.of("email").cloned() value=email kind="email" complete="username" />
                    <GateField name="password" label="Password" hint=about_password fault=faults.of("password").cloned() value=String::new() kind="password" complete="new-password" />
                    <div class="row">
                        <button class="btn btn-primary btn-lg" type="submit">
                            "Set up"
                            <Icon glyph=Glyph::Right />
                        </button>
                    </div>
                </form>
            </main>
        </BareDocument>
    }
}

/// `/sign-in`.
#[component]
pub fn SignInPage(
    /// What was typed.
    form: SignInForm,
    /// The picture beside the form, if something is published.
    picture: Option<Figure>,
    /// The site.
    site: SiteFrame,
    /// Assets and theme.
    around: Surroundings,
) -> impl IntoView {
    let head = Head { title: Some("Sign in".to_owned()), is_gate: true, ..Head::default() };
    let SignInForm { email, next, problem } = form;
    let title = site.title.clone();
    view! {
        <BareDocument site=site head=head around=around>
            <main class="gate">
                <form class="gate-form" method="post" action="/sign-in" novalidate>
                    <div class="row">
                        <Mark />
                        <span class="wordmark">{title}</span>
                    </div>
                    <h1>"Sign in"</h1>
                    <Problem problem=problem />
                    <input type="hidden" name="next" value=next />
                    <GateField name="email" label="E-mail address" hint="" fault=None value=email kind="email" complete="username" />
                    <GateField name="password" label="Password" hint="" fault=None value=String::new() kind="password" complete="current-password" />
                    <button class="btn btn-primary btn-lg btn-block" type="submit">
                        "Sign in"
                    </button>
                    <p class="small muted">
                        "Readers do not need an account. " <a href="/">"Back to the articles"</a>
                    </p>
                </form>
                {picture.map(|picture| view! { <GateArt picture=picture /> })}
            </main>
        </BareDocument>
    }
}

/// A picture of the site with its credit. It says nothing that somebody who cannot see it would miss.
#[component]
fn GateArt(picture: Figure) -> impl IntoView {
    let Figure { sizes, credit, .. } = picture;
    view! {
        <div class="gate-art">
            <img src=sizes.at_least(960) srcset=sizes.srcset() sizes="(min-width: 56rem) 50vw, 100vw" width=sizes.width_px height=sizes.height_px alt="" />
            <CreditLine credit=credit />
        </div>
    }
}

#[component]
fn Problem(problem: Option<String>) -> impl IntoView {
    problem.map(|words| {
        view! {
            <div class="notice" data-tone="error" role="alert">
                <Icon glyph=Glyph::Warning />
                <div>{words}</div>
            </div>
        }
    })
}

#[component]
fn GateField(
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    fault: Option<Fault>,
    value: String,
    kind: &'static str,
    complete: &'static str,
) -> impl IntoView {
    let error = fault.map(|fault| words(label, &fault));
    let is_wrong = error.is_some();
    let described = match (is_wrong, hint.is_empty()) {
        (true, _) => Some(format!("{name}-error")),
        (false, false) => Some(format!("{name}-hint")),
        (false, true) => None,
    };
    view! {
        <div class="field" data-invalid=is_wrong.then_some("")>
            <label class="label" for=name>
                {label}
            </label>
            <input
                class="input"
                id=name
                name=name
                type=kind
                value=value
                autocomplete=complete
                required
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=described
            />
            {(!hint.is_empty())
                .then(|| {
                    view! {
                        <p class="hint" id=format!("{name}-hint")>
                            {hint}
                        </p>
                    }
                })}
            {error.map(|words| view! { <FieldError id=format!("{name}-error") words=words /> })}
        </div>
    }
}
