//! A password that was made for somebody: it is shown once, and then nowhere any more.

use crate::admin::Dialog;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// A password that was made for somebody.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword {
    /// Whom it is for.
    pub name: String,
    /// The password.
    pub password: String,
}

/// Shows the password until the dialog is closed, and forgets it.
#[component]
pub fn NewPasswordDialog(
    /// The password, while it is shown.
    password: RwSignal<Option<NewPassword>>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| is_open.set(password.with(Option::is_some)));
    Effect::watch(
        move || is_open.get(),
        move |is_open, _, _| {
            if !is_open {
                password.set(None);
            }
        },
        false,
    );
    let name = move || password.with(|password| password.as_ref().map(|made| made.name.clone()).unwrap_or_default());
    let secret = move || password.with(|password| password.as_ref().map(|made| made.password.clone()).unwrap_or_default());
    let select = move |_: ev::FocusEvent| {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    view! {
        <Dialog is_open=is_open labelled_by="new-password">
            <div class="dialog-body">
                <h2 id="new-password">"A password for " <bdi>{name}</bdi></h2>
                <p>
                    "It is shown this once and kept nowhere. Hand it over by a way that others do not read; it is changed on their profile page."
                </p>
                <div class="field">
                    <label class="label" for="made-password">
                        "Password"
                    </label>
                    <input
                        class="input"
                        id="made-password"
                        readonly
                        autocomplete="off"
                        node_ref=field
                        prop:value=secret
                        on:focus=select
                    />
                </div>
            </div>
            <div class="dialog-foot">
                <button class="btn btn-primary" type="button" on:click=move |_| is_open.set(false)>
                    "It is handed over"
                </button>
            </div>
        </Dialog>
    }
}
