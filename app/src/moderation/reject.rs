//! The dialog that asks for the reason of a rejection.

use super::triage::Triage;
use super::words;
use crate::form::FieldError;
use domain::ids::CommentId;
use domain::moderation::{MAX_REASON, Verdict};
use leptos::ev::SubmitEvent;
use leptos::html;
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

/// The dialog. It stands once on the page and opens for the comments in [`Triage::rejecting`].
#[component]
pub fn RejectDialog(
    /// The queue.
    triage: Triage,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let chosen = RwSignal::new(COMMON[0].to_owned());
    let own = RwSignal::new(String::new());
    let note = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<&'static str>);
    Effect::new(move |_| {
        let is_asked = triage.rejecting.with(|ids| !ids.is_empty());
        let Some(dialog) = dialog.get() else { return };
        if is_asked && !dialog.open() {
            problem.set(None);
            note.set(String::new());
            // It fails only for a dialog that has left the document.
            let _shown = dialog.show_modal();
        } else if !is_asked && dialog.open() {
            dialog.close();
        }
    });
    let close = move || {
        let ids = triage.rejecting.get_untracked();
        triage.rejecting.set(Vec::new());
        if let Some(current) = triage.current.get_untracked().filter(|_| !ids.is_empty()) {
            triage.go_to(current);
        }
    };
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let reason = chosen.get_untracked();
        let reason = if reason == OWN { own.get_untracked().trim().to_owned() } else { reason };
        if reason.is_empty() {
            problem.set(Some("Write the reason, or choose one of the others."));
            return;
        }
        let ids = triage.rejecting.get_untracked();
        triage.rejecting.set(Vec::new());
        own.set(String::new());
        reject(triage, &ids, reason, note.get_untracked());
    };
    let question = move || match triage.rejecting.with(Vec::len) {
        0 | 1 => "Why is it rejected?".to_owned(),
        many => format!("Why are {} rejected?", words::comments(many)),
    };
    let choices = COMMON.into_iter().map(|reason| view! { <Choice value=reason label=reason chosen=chosen /> }).collect_view();
    let is_own = move || chosen.with(|chosen| chosen == OWN);
    view! {
        <dialog class="dialog" aria-labelledby="reject-title" node_ref=dialog on:close=move |_| close()>
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
                    <button class="btn" type="button" on:click=move |_| close()>
                        "Keep waiting"
                    </button>
                    <button class="btn btn-primary" type="submit">
                        "Reject"
                    </button>
                </div>
            </form>
        </dialog>
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
