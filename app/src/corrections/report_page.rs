//! `/{slug}/slides/{id}/report`: a reader says that something on a slide is wrong. It works without scripts, and loses nothing.

use crate::comments::{FORM_IS_OLD, TOO_FAST};
use crate::form::{FieldError, in_textarea, words};
use crate::frame::{Head, PublicDocument, Surroundings};
use crate::icon::{Glyph, Icon};
use domain::corrections::{MAX_REPORT, ReportForm};
use domain::field::{Fault, Faults};
use leptos::prelude::*;

/// What was typed, and what became of it.
#[derive(Debug, Clone, Default)]
pub struct ReportDraft {
    /// The words that are wrong.
    pub quote: String,
    /// What is wrong with them.
    pub text: String,
    /// Why it was not taken; none before it is sent.
    pub refusal: Option<ReportRefusal>,
    /// Whether it was taken.
    pub is_sent: bool,
}

/// Why a report was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportRefusal {
    /// Fields are not as they must be.
    Faulty(Faults),
    /// Sent faster than a person writes.
    TooFast,
    /// The form was made more than a day ago, or it is not one of ours.
    FormIsOld,
    /// Too many reports for now.
    TooMany,
}

impl ReportRefusal {
    fn words(&self) -> &'static str {
        match self {
            ReportRefusal::Faulty(_) => "Something needs another look.",
            ReportRefusal::TooFast => TOO_FAST,
            ReportRefusal::FormIsOld => FORM_IS_OLD,
            ReportRefusal::TooMany => "Many reports have come in. Send it again in a few minutes.",
        }
    }

    fn faults(&self) -> Faults {
        match self {
            ReportRefusal::Faulty(faults) => faults.clone(),
            ReportRefusal::TooFast | ReportRefusal::FormIsOld | ReportRefusal::TooMany => Faults::default(),
        }
    }
}

/// The form, or thanks.
#[component]
pub fn ReportError(
    /// The slide and the form's token.
    form: ReportForm,
    /// What was typed.
    draft: ReportDraft,
    /// Assets, theme and addresses.
    around: Surroundings,
) -> impl IntoView {
    let ReportForm { site, slug, title, slide, place, token } = form;
    let path = format!("/{slug}/slides/{slide}/report");
    let back = match place {
        Some(_) => (format!("/{slug}#s-{slide}"), "Back to the slide"),
        None => (format!("/{slug}"), "Back to the article"),
    };
    let head = Head { title: Some("Report an error".to_owned()), canonical: Some(format!("/{slug}")), ..Head::default() };
    let name = match place {
        Some((number, heading)) if heading.is_empty() => format!("slide {number}"),
        Some((number, heading)) => format!("slide {number}, “{heading}”"),
        None => "a slide that was taken out meanwhile,".to_owned(),
    };
    let is_sent = draft.is_sent;
    let body = if is_sent {
        view! {
            <p class="lede">"It is with those who wrote the article. What is put right is said on the slide and under " <a href="/corrections">"Corrections"</a> "."</p>
            <p>
                <Back to=back class="btn" />
            </p>
        }
        .into_any()
    } else {
        view! { <Form path=path token=token draft=draft back=back /> }.into_any()
    };
    view! {
        <PublicDocument site=site head=head around=around>
            <div class="wrap cq after">
                <div class="grid-3">
                    <div class="col-rail">
                        <p class="meta" dir="auto">
                            "On " {name} " of " <a href=format!("/{slug}")>
                                <bdi>{title}</bdi>
                            </a>
                        </p>
                    </div>
                    <div class="col-main report">
                        <h1 class="h2">{if is_sent { "Thank you" } else { "Report an error" }}</h1>
                        {body}
                    </div>
                </div>
            </div>
        </PublicDocument>
    }
    .into_any()
}

#[component]
fn Form(path: String, token: String, draft: ReportDraft, back: (String, &'static str)) -> impl IntoView {
    let ReportDraft { quote, text, refusal, .. } = draft;
    let faults = refusal.as_ref().map(ReportRefusal::faults).unwrap_or_default();
    let notice = refusal.map(|refusal| {
        view! {
            <div class="notice" data-tone="error" role="alert" tabindex="-1" autofocus>
                <Icon glyph=Glyph::Warning />
                <div>
                    <strong>"It was not sent yet. "</strong>
                    {refusal.words()}
                </div>
            </div>
        }
    });
    view! {
        <form class="form-card" method="post" action=path novalidate>
            {notice}
            <input type="hidden" name="token" value=token />
            <div class="sr" aria-hidden="true">
                <label for="re-website">"Leave this empty"</label>
                <input id="re-website" name="website" type="text" tabindex="-1" autocomplete="off" />
            </div>
            <Text name="quote" label="The words that are wrong" rows=2 typed=quote fault=faults.of("quote").cloned() hint="If it is about certain words." />
            <Text
                name="text"
                label="What is wrong with them"
                rows=4
                typed=text
                fault=faults.of("text").cloned()
                hint="A name or an address is not needed, and there is nowhere to leave one."
            />
            <div class="row">
                <button class="btn btn-primary" type="submit">
                    "Send report"
                </button>
                <Back to=back class="btn btn-quiet" />
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Back(to: (String, &'static str), class: &'static str) -> impl IntoView {
    let (address, words) = to;
    view! {
        <a class=class href=address>
            {words}
        </a>
    }
}

#[component]
fn Text(
    name: &'static str,
    label: &'static str,
    rows: u32,
    typed: String,
    fault: Option<Fault>,
    hint: &'static str,
) -> impl IntoView {
    let (id, error, about) = (format!("re-{name}"), format!("re-{name}-error"), format!("re-{name}-hint"));
    let is_wrong = fault.is_some();
    let described = if is_wrong { format!("{error} {about}") } else { about.clone() };
    view! {
        <div class="field" data-invalid=is_wrong.then_some("")>
            <label class="label" for=id.clone()>
                {label}
            </label>
            <textarea
                class="input"
                id=id
                name=name
                rows=rows
                dir="auto"
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=described
            >
                {in_textarea(&typed)}
            </textarea>
            {fault.map(|fault| view! { <FieldError id=error words=sentence(name, &fault) /> })}
            <p class="hint" id=about>
                {hint}
            </p>
        </div>
    }
}

fn sentence(field: &str, fault: &Fault) -> String {
    match (field, fault) {
        ("text", Fault::Empty) => "There is nothing to send. Say in a sentence what is wrong.".to_owned(),
        ("text", Fault::TooLong { has, .. }) => format!("This has {has} characters; {MAX_REPORT} fit."),
        ("quote", fault) => words("The quotation", fault),
        (_, fault) => words("The report", fault),
    }
}
