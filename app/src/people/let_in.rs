//! Letting somebody in: a name, an address, a role; the password is made and shown once.

use super::calls;
use super::new_password::NewPassword;
use crate::accounts::role_name;
use crate::admin::{ErrorSummary, Form};
use crate::form::{Field, SelectField, TextField};
use crate::icon::{Glyph, Icon};
use domain::accounts::{AddAccount, Role, WithPassword};
use domain::field::Fault;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The form that lets somebody in.
#[component]
pub fn LetIn(
    /// The roles that the caller may give.
    grantable: Vec<Role>,
    /// Loads the list again.
    again: Callback<()>,
    /// The password, to be shown once.
    password: RwSignal<Option<NewPassword>>,
) -> impl IntoView {
    let form = Form::new();
    let name = Field::new("name", "Name", "").hint("As readers see it. They can change it.");
    let email =
        Field::new("email", "E-mail address", "").hint("They sign in with it. It is never shown to readers.").says(email_words);
    let role = Field::new("role", "Role", Role::Author.code());
    let options: Vec<(String, String)> =
        grantable.into_iter().rev().map(|role| (role.code().to_owned(), role_name(role).to_owned())).collect();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.send(
            move || {
                let role = Role::from_code(&role.text()).unwrap_or(Role::Reader);
                calls::add_account(AddAccount { name: name.text(), email: email.text(), role })
            },
            move |WithPassword { password: made, .. }| {
                password.set(Some(NewPassword::Made { name: name.text(), password: made }));
                name.typed.set(String::new());
                email.typed.set(String::new());
                again.run(());
            },
        );
    };
    view! {
        <form class="panel" novalidate inert=move || form.is_inert() on:submit=submit>
            <div class="panel-head">
                <h2 class="h2">"Let somebody in"</h2>
            </div>
            <div class="panel-body stack-form">
                <ErrorSummary form=form fields=vec![name, email, role] />
                <TextField field=name form=form />
                <TextField field=email form=form kind="email" />
                <SelectField field=role form=form options=options />
                <button class="btn btn-primary btn-block" type="submit" aria-busy=move || form.is_busy().then_some("true")>
                    {move || form.is_busy().then(|| view! { <Icon glyph=Glyph::Turning /> })}
                    "Let in"
                </button>
            </div>
        </form>
    }
    .into_any()
}

fn email_words(fault: &Fault) -> Option<&'static str> {
    (*fault == Fault::Taken).then_some("Somebody has an account with this address already.")
}
