//! Signing out. What this browser keeps goes with it, so that whoever has text here that the server never got is asked before
//! (security D5).

use crate::articles::unsent::Unsent;
use crate::browser;
use domain::ids::PersonId;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

/// The button.
#[component]
pub fn SignOut(
    /// Who is signed in.
    person: PersonId,
    /// How the button looks.
    class: &'static str,
) -> impl IntoView {
    let keep = NodeRef::<html::Input>::new();
    let leave = move |event: SubmitEvent| {
        let unsent = Unsent::here(person);
        if !unsent.mine.is_empty() && !browser::confirms(&question(unsent.mine.len())) {
            event.prevent_default();
            return;
        }
        if unsent.has_others {
            // Theirs waits for them: the browser is not told to clear everything, so one's own is taken out here.
            for key in &unsent.mine {
                browser::forget(key);
            }
            if let Some(keep) = keep.get_untracked() {
                keep.set_value("storage");
            }
        }
    };
    view! {
        <form method="post" action="/sign-out" on:submit=leave>
            <input type="hidden" name="keep" node_ref=keep />
            <button class=class type="submit">
                "Sign out"
            </button>
        </form>
    }
}

fn question(articles: usize) -> String {
    let what = if articles == 1 { "an article".to_owned() } else { format!("{articles} articles") };
    format!(
        "This browser has text of {what} that the server never got. Open it under Articles to send it. Sign out and delete it?"
    )
}
