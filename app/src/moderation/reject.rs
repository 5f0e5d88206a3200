//! The dialog that asks for the reason of a rejection.

use super::triage::Triage;
use super::words;
use crate::admin::{Dialog, open_while};
use crate::form::FieldError;
use domain::ids::CommentId;
use domain::moderation::{MAX_REASON, Verdict};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The reasons that most rejections have.
const COMMON: [&str; 5] = [
    "Off the subject of the article",
    "An attack on a person",
    "Private details of somebody",
    "Says nothing that can be checked",
    "Said already in this thread",
];

/// The value of the choice of own words.
const OWN: &str = "own";

/// What was written about comments, which are rejected together.
struct Draft {
    about: Vec<CommentId>,
    chosen: String,
    own: String,
    note: String,
}

impl Draft {
    fn empty() -> Self {
        Self { about: Vec::new(), chosen: COMMON[0].to_owned(), own: String::new(), note: String::new() }
    }

    fn is_empty(&self) -> bool {
        self.about.is_empty() || (self.own.is_empty() && self.note.is_empty())
    }
}

/// The dialog. It stands once on the page and opens for the comments in [`Triage::rejecting`].
///
/// What was written in it stays for the comments that it was written about: the server may not have taken the decision.
#[component]
pub fn RejectDialog(
    /// The queue.
    triage: Triage,
) -> impl IntoView {
    let is_open = open_while(triage.rejecting);
    let about = StoredValue::new(Vec::<CommentId>::new());
    let drafts = StoredValue::new(Vec::<Draft>::new());
    let chosen = RwSignal::new(COMMON[0].to_owned());
    let own = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    Effect::new(move |_| {
        let ids = triage.rejecting.get().unwrap_or_default();
        let written = Draft {
            about: about.try_update_value(|about| std::mem::replace(about, ids.clone())).unwrap_or_default(),
            chosen: chosen.get_untracked(),
            own: own.get_untracked(),
            note: note.get_untracked(),
        };
        if !written.is_empty() {
            drafts.update_value(|drafts| drafts.push(written));
        }
        if ids.is_empty() {
            return;
        }
        problem.set(None);
        let is_about = |draft: &Draft| ids.iter().any(|id| draft.about.contains(id));
        let draft = drafts.try_update_value(|drafts| drafts.iter().rposition(is_about).map(|at| drafts.remove(at))).flatten();
        let known = draft.is_some();
        let draft = draft.unwrap_or_else(Draft::empty);
        // A reason that was chosen for others is often that of the next one too; words are not.
        if known || chosen.with_untracked(|chosen| chosen == OWN) {
            chosen.set(draft.chosen);
        }
        own.set(draft.own);
        note.set(draft.note);
    });
    let back_to_the_queue = move |is_open: &bool, was_open: Option<&bool>, _: Option<()>| {
        let is_closed = !is_open && was_open == Some(&true);
        if let Some(current) = triage.current.get_untracked().filter(|_| is_closed) {
            triage.go_to(current);
        }
    };
    Effect::watch(move || is_open.get(), back_to_the_queue, false);
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let reason = chosen.get_untracked();
        let reason = if reason == OWN { own.get_untracked().trim().to_owned() } else { reason };
        if reason.is_empty() {
            problem.set(Some("Write the reason, or choose one of the others."));
            return;
        }
        let Some(ids) = triage.rejecting.get_untracked() else { return };
        triage.rejecting.set(None);
        reject(triage, &ids, reason, note.get_untracked());
    };
    let question = move || match triage.rejecting.with(|ids| ids.as_ref().map_or(0, Vec::len)) {
        0 | 1 => "Why is it rejected?".to_owned(),
        many => format!("Why are {} rejected?", words::comments(many)),
    };
    let choices = COMMON.into_iter().map(|reason| view! { <Choice value=reason label=reason chosen=chosen /> }).collect_view();
    let is_own = move || chosen.with(|chosen| chosen == OWN);
    view! {
        <Dialog is_open=is_open labelled_by="reject-title">
            <form on:submit=send novalidate>
                <div class="dialog-body">
                    <h2 id="reject-title">{question}</h2>
                    <p class="muted">"The writer is told the reason. Nobody else is."</p>
                    <fieldset class="stack-s">
                        <legend class="sr">"Reason"</legend>
                        {choices}
                        <Choice value=OWN label="In your own words" chosen=chosen />
                    </fieldset>
                    <div class="field" data-invalid=move || problem.get().map(|_| "") hidden=move || !is_own()>
                        <label class="label" for="reject-own">
                            "Your words"
                        </label>
                        <input
                            class="input"
                            id="reject-own"
                            maxlength=MAX_REASON.to_string()
                            prop:value=move || own.get()
                            on:input=move |event| own.set(event_target_value(&event))
                            aria-invalid=move || problem.get().map(|_| "true")
                            aria-describedby=move || problem.get().map(|_| "reject-own-error")
                        />
                        {move || {
                            problem
                                .get()
                                .map(|words| view! { <FieldError id="reject-own-error".to_owned() words=words.to_owned() /> })
                        }}
                    </div>
                    <div class="field">
                        <label class="label" for="reject-note">
                            "Note for the other moderators" <span class="opt">"optional"</span>
                        </label>
                        <input
                            class="input"
                            id="reject-note"
                            maxlength=MAX_REASON.to_string()
                            prop:value=move || note.get()
                            on:input=move |event| note.set(event_target_value(&event))
                        />
                    </div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| triage.rejecting.set(None)>
                        "Keep waiting"
                    </button>
                    <button class="btn btn-primary" type="submit">
                        "Reject"
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

fn reject(triage: Triage, ids: &[CommentId], reason: String, note: String) {
    let verdict = Verdict::Reject { reason };
    match ids {
        [id] => triage.decide(*id, verdict, note),
        _ => triage.decide_picked(verdict, note),
    }
}

#[component]
fn Choice(value: &'static str, label: &'static str, chosen: RwSignal<String>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="radio"
                name="reason"
                value=value
                prop:checked=move || chosen.with(|chosen| chosen == value)
                on:change=move |_| chosen.set(value.to_owned())
            />
            <span>{label}</span>
        </label>
    }
}
