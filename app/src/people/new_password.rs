//! A new password for somebody: asked about first, since the old one is lost; then shown once, and nowhere any more.

use super::calls;
use crate::admin::{Acting, Dialog, open_while};
use domain::accounts::WithPassword;
use domain::ids::AccountId;
use leptos::ev;
use leptos::html;
use leptos::prelude::*;

/// A new password for somebody, wanted or made.
#[derive(Clone, PartialEq, Eq)]
pub enum NewPassword {
    /// Somebody is to be given one.
    Wanted {
        /// The account.
        account: AccountId,
        /// Whose it is.
        name: String,
    },
    /// It was made.
    Made {
        /// Whom it is for.
        name: String,
        /// The password.
        password: String,
    },
}

/// Asks before a password is made, shows it until the dialog is closed, and forgets it.
#[component]
pub fn NewPasswordDialog(
    /// The password, while the dialog is open.
    password: RwSignal<Option<NewPassword>>,
) -> impl IntoView {
    let is_open = open_while(password);
    let shown = move || match password.get() {
        None => ().into_any(),
        Some(NewPassword::Wanted { account, name }) => {
            view! { <Question account=account name=name password=password is_open=is_open /> }.into_any()
        }
        Some(NewPassword::Made { name, password }) => view! { <Shown name=name secret=password is_open=is_open /> }.into_any(),
    };
    view! {
        <Dialog is_open=is_open labelled_by="new-password">
            {shown}
        </Dialog>
    }
}

#[component]
fn Question(account: AccountId, name: String, password: RwSignal<Option<NewPassword>>, is_open: RwSignal<bool>) -> impl IntoView {
    let acting = Acting::here();
    let who = name.clone();
    let make = move |_| {
        let name = who.clone();
        acting.act(calls::reset_password(account), move |WithPassword { password: made, .. }| {
            password.set(Some(NewPassword::Made { name, password: made }));
        });
    };
    view! {
        <div class="dialog-body">
            <h2 id="new-password">"A new password for " <bdi>{name}</bdi> "?"</h2>
            <p>"The old one stops working at once, and they are signed out everywhere."</p>
        </div>
        <div class="dialog-foot">
            <button class="btn" type="button" autofocus on:click=move |_| is_open.set(false)>
                "Keep the old one"
            </button>
            <button class="btn btn-danger-solid" type="button" on:click=make>
                "Give a new password"
            </button>
        </div>
    }
}

#[component]
fn Shown(name: String, secret: String, is_open: RwSignal<bool>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    // The field takes the focus when it comes, so that the password is selected and can be copied at once.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            // It fails only for an element that has left the document.
            let _focused = field.focus();
        }
    });
    let select = move |_: ev::FocusEvent| {
        if let Some(field) = field.get_untracked() {
            field.select();
        }
    };
    view! {
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
    }
}
