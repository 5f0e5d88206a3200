//! The form under an article: a plain post that works without scripts, and that loses nothing when it is refused.

use crate::form::{FieldError, in_textarea, words};
use crate::frame::isolated;
use crate::icon::{Glyph, Icon};
use domain::articles::Slug;
use domain::comments::{CommentForm, MAX_NAME};
use domain::field::{Fault, Faults};
use domain::ids::SlideId;
use leptos::prelude::*;

/// What was typed, and what is wrong with it.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The text.
    pub body: String,
    /// The slide that was chosen.
    pub slide: Option<SlideId>,
    /// Why it was not taken; none before it is sent.
    pub refusal: Option<Refusal>,
}

/// Why a comment was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// Fields are not as they must be.
    Faulty(Faults),
    /// Nobody can comment here.
    Closed,
    /// The comment that was answered is gone.
    NothingToAnswer,
    /// The slide is gone.
    NoSuchSlide,
    /// Sent faster than a person writes.
    TooFast,
    /// The form was made more than a day ago, or it is not one of ours.
    FormIsOld,
    /// Too many comments; the next one is taken after so many seconds.
    TooMany {
        /// Whole seconds.
        seconds: u64,
    },
}

/// Said of a form that was sent faster than a person writes.
pub(crate) const TOO_FAST: &str = "It was sent within three seconds. Send it again in a moment.";
/// Said of a form that nobody has sent for a day.
pub(crate) const FORM_IS_OLD: &str = "The page was open for more than a day. Send it again now.";

impl Refusal {
    /// What happened and the way out, apart from single fields.
    fn words(&self) -> String {
        match self {
            Refusal::Faulty(_) => String::new(),
            Refusal::Closed => "No new comments are taken here. Your text is below, to copy.".to_owned(),
            Refusal::NothingToAnswer => {
                "The comment that you answered is not there any more. Send it again as a comment of its own.".to_owned()
            }
            Refusal::NoSuchSlide => "That slide is not in the article any more. Choose another, or the whole article.".to_owned(),
            Refusal::TooFast => TOO_FAST.to_owned(),
            Refusal::FormIsOld => FORM_IS_OLD.to_owned(),
            Refusal::TooMany { seconds } => {
                format!("Many comments have come in from where you are, or on this article. Send it again in {}.", wait(*seconds))
            }
        }
    }

    fn faults(&self) -> Faults {
        match self {
            Refusal::Faulty(faults) => faults.clone(),
            Refusal::Closed
            | Refusal::NothingToAnswer
            | Refusal::NoSuchSlide
            | Refusal::TooFast
            | Refusal::FormIsOld
            | Refusal::TooMany { .. } => Faults::default(),
        }
    }
}

/// A wait as people say it, never shorter than it is.
fn wait(seconds: u64) -> String {
    match seconds {
        0..=1 => "a second".to_owned(),
        2..=90 => format!("{seconds} seconds"),
        91..=5_400 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} hours", seconds.div_ceil(3_600)),
    }
}

/// The names of the fields, as they stand in a sentence, with the ids of their inputs.
const FIELDS: [(&str, &str, &str); 3] =
    [("name", "the name", "cf-name"), ("email", "the e-mail address", "cf-email"), ("body", "the comment itself", "cf-body")];

/// The form. What was typed before stands in it, with what is wrong beside each field.
#[component]
pub fn FormCard(
    /// The article's address.
    slug: Slug,
    /// Token, slides, and the comment that is answered.
    form: CommentForm,
    /// What was typed.
    draft: Draft,
) -> impl IntoView {
    let CommentForm { token, slides, answers } = form;
    let Draft { name, email, body, slide, refusal } = draft;
    let faults = refusal.as_ref().map(Refusal::faults).unwrap_or_default();
    let fault = |field: &str| faults.of(field).cloned();
    let (name_fault, email_fault, body_fault) = (fault("name"), fault("email"), fault("body"));
    let parent = answers.as_ref().map(|(id, _)| view! { <input type="hidden" name="parent" value=id.to_string() /> });
    let title = match &answers {
        Some((_, name)) => view! { <h3>"Answer " <bdi>{name.clone()}</bdi></h3> }.into_any(),
        None => view! { <h3>"Post a comment"</h3> }.into_any(),
    };
    let whole = answers.is_some().then(|| {
        view! {
            <p class="meta">
                <a href=format!("/{slug}#comment-form")>"Comment on the article instead"</a>
            </p>
        }
    });
    let body_error = body_fault.is_some();
    view! {
        <form class="form-card" id="comment-form" method="post" action=format!("/{slug}/comments#comment-form") novalidate>
            {title}
            {whole}
            {refusal.map(|refusal| view! { <Summary refusal=refusal /> })}
            <input type="hidden" name="token" value=token />
            {parent}
            <div class="sr" aria-hidden="true">
                <label for="cf-website">"Leave this empty"</label>
                <input id="cf-website" name="website" type="text" tabindex="-1" autocomplete="off" />
            </div>
            <div class="form-2">
                <Line name="name" label="Name" kind="text" value=name fault=name_fault />
                <Line name="email" label="E-mail" kind="email" value=email fault=email_fault />
            </div>
            {(!slides.is_empty()).then(|| view! { <SlideChoice slides=slides chosen=slide /> })}
            <div class="field" data-invalid=body_error.then_some("")>
                <label class="label" for="cf-body">
                    "Comment"
                </label>
                <textarea
                    class="input"
                    id="cf-body"
                    name="body"
                    rows="5"
                    required
                    aria-invalid=body_error.then_some("true")
                    aria-describedby=if body_error { "cf-body-error cf-body-hint" } else { "cf-body-hint" }
                >
                    {in_textarea(&body)}
                </textarea>
                {body_fault.map(|fault| view! { <FieldError id="cf-body-error".to_owned() words=sentence("body", &fault) /> })}
                <p class="hint" id="cf-body-hint">
                    "Emphasis, lists and links in Markdown. Up to 10,000 characters."
                </p>
            </div>
            <div class="row">
                <button class="btn btn-primary" type="submit">
                    "Send comment"
                </button>
                <p class="meta">"A moderator reads it first."</p>
            </div>
        </form>
    }
    .into_any()
}

/// That it was not sent, why, and links to what needs another look. It takes the focus when the page has loaded.
#[component]
fn Summary(refusal: Refusal) -> impl IntoView {
    let faults = refusal.faults();
    let wrong: Vec<_> = FIELDS.into_iter().filter(|(field, ..)| faults.of(field).is_some()).collect();
    let last = wrong.len().saturating_sub(1);
    let links = wrong
        .iter()
        .enumerate()
        .map(|(at, (_, name, id))| {
            let before = match at {
                0 => "",
                _ if at == last => " and ",
                _ => ", ",
            };
            view! {
                {before}
                <a href=format!("#{id}")>{*name}</a>
            }
        })
        .collect_view();
    let words = match wrong.len() {
        0 => refusal.words().into_any(),
        1 => view! { "One thing needs a look: " {links} "." }.into_any(),
        2 => view! { "Two things need a look: " {links} "." }.into_any(),
        _ => view! { "Three things need a look: " {links} "." }.into_any(),
    };
    view! {
        <div class="notice" data-tone="error" role="alert" tabindex="-1" autofocus>
            <Icon glyph=Glyph::Warning />
            <div>
                <strong>"Your comment was not sent yet."</strong>
                " "
                {words}
            </div>
        </div>
    }
}

#[component]
fn Line(name: &'static str, label: &'static str, kind: &'static str, value: String, fault: Option<Fault>) -> impl IntoView {
    let is_wrong = fault.is_some();
    let is_email = kind == "email";
    view! {
        <div class="field" data-invalid=is_wrong.then_some("")>
            <label class="label" for=format!("cf-{name}")>
                {label}
                {is_email.then(|| view! { <span class="opt">"never shown"</span> })}
            </label>
            <input
                class="input"
                id=format!("cf-{name}")
                name=name
                type=kind
                value=value
                autocomplete=name
                maxlength=(!is_email).then(|| MAX_NAME.to_string())
                dir="auto"
                required
                aria-invalid=is_wrong.then_some("true")
                aria-describedby=is_wrong.then(|| format!("cf-{name}-error"))
            />
            {fault.map(|fault| view! { <FieldError id=format!("cf-{name}-error") words=sentence(name, &fault) /> })}
        </div>
    }
}

#[component]
fn SlideChoice(slides: Vec<(SlideId, usize, String)>, chosen: Option<SlideId>) -> impl IntoView {
    let options = slides
        .into_iter()
        .map(|(id, number, heading)| {
            let is_chosen = chosen.as_ref() == Some(&id);
            let name =
                if heading.is_empty() { format!("Slide {number}") } else { format!("Slide {number}: {}", isolated(&heading)) };
            view! {
                <option value=id.to_string() selected=is_chosen>
                    {name}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="field">
            <label class="label" for="cf-slide">
                "About"
            </label>
            <select class="input" id="cf-slide" name="slide">
                <option value="">"The whole article"</option>
                {options}
            </select>
        </div>
    }
}

/// The sentence for a fault, in the form's own words where it has better ones.
fn sentence(field: &str, fault: &Fault) -> String {
    match (field, fault) {
        ("body", Fault::Empty) => "There is nothing to send. Write a sentence or two.".to_owned(),
        ("body", fault) => words("The comment", fault),
        ("email", Fault::Empty) => "An address is needed. It is never shown, and nothing is sent to it.".to_owned(),
        ("email", Fault::Malformed) => "This is not a whole address. It looks like “anouk@example.org”.".to_owned(),
        ("email", fault) => words("The address", fault),
        ("name", Fault::Empty) => "A name is needed. It need not be your own.".to_owned(),
        ("name", Fault::Malformed) => "Names here have letters, digits and plain punctuation.".to_owned(),
        ("name", Fault::Reserved) => {
            "Words such as “author” and “staff” mark those who work here. Choose a name without one.".to_owned()
        }
        (_, fault) => words("The name", fault),
    }
}

#[cfg(test)]
mod tests {
    use super::wait;

    #[test]
    fn a_wait_is_never_said_shorter_than_it_is() {
        for (seconds, said) in [
            (1, "a second"),
            (60, "60 seconds"),
            (91, "2 minutes"),
            (600, "10 minutes"),
            (601, "11 minutes"),
            (80_000, "23 hours"),
        ] {
            assert_eq!(wait(seconds), said);
        }
    }
}
