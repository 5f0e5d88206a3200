//! Another password for one's own account.

use super::calls::{self, MeResource};
use crate::admin::{Awaited, ErrorSummary, Form, SaveBar, Toasts};
use crate::form::{Field, TextField};
use crate::icon::{Glyph, Icon};
use domain::accounts::ChangePassword;
use domain::field::Fault;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Another password for one's own account. It unfolds when it is wanted.
#[component]
pub fn PasswordForm(
    /// What is done once the password is another one.
    changed: Callback<()>,
) -> impl IntoView {
    let form = Form::new();
    let toasts = Toasts::here();
    let MeResource(me) = expect_context();
    let username = move || {
        Suspend::new(async move {
            me.await.ok().map(|me| view! { <input type="email" name="username" autocomplete="username" value=me.email hidden /> })
        })
    };
    let current = Field::new("current", "The password you use now", "").says(current_words);
    let new = Field::new("new", "A new one", "")
        .hint("At least 12 characters. A sentence that only you would think of is better than signs and digits.");
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            move || calls::change_password(ChangePassword { current: current.text(), new: new.text() }),
            move |()| {
                current.typed.set(String::new());
                new.typed.set(String::new());
                toasts.say("Password changed. Every other session has ended.");
                changed.run(());
            },
        );
    };
    view! {
        <details class="fold">
            <summary>
                "Change your password" <Icon glyph=Glyph::Chevron />
            </summary>
            <form class="fold-body" novalidate inert=move || form.is_inert() on:submit=submit>
                // Password managers ask whose password it is.
                <Awaited>{username}</Awaited>
                <ErrorSummary form=form fields=vec![current, new] />
                <TextField field=current form=form kind="password" complete="current-password" />
                <TextField field=new form=form kind="password" complete="new-password" />
                <SaveBar form=form label="Change the password" />
            </form>
        </details>
    }
}

fn current_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Wrong).then_some("This is not the password you use now.")
}
