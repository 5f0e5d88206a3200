//! An account in the list of people, and what can be done to it.

use super::list_page::Known;
use super::new_password::NewPassword;
use super::{Avatar, calls};
use crate::accounts::role_name;
use crate::admin::{Acting, Toasts};
use crate::icon::{Glyph, Icon};
use domain::accounts::{AccountModel, Role, SetRole};
use leptos::prelude::*;

/// A row of the list. What is not below the caller has neither a choice of roles nor a menu (security A4).
#[component]
pub fn AccountRow(
    /// The account.
    model: AccountModel,
    /// The roles that the caller may give.
    grantable: Vec<Role>,
    /// The accounts that are shown.
    known: Known,
    /// A password to be shown once.
    password: RwSignal<Option<NewPassword>>,
) -> impl IntoView {
    let role = if model.is_below && !model.is_suspended {
        view! { <RoleChoice model=model.clone() grantable=grantable known=known /> }.into_any()
    } else {
        view! { <b>{role_name(model.role)}</b> }.into_any()
    };
    let menu = model.is_below.then(|| view! { <Menu model=model.clone() known=known password=password /> });
    let seen = model.seen.map_or_else(
        || view! { "Not lately" }.into_any(),
        |seen| view! { <time datetime=seen.iso.clone()>{seen.words()}</time> }.into_any(),
    );
    view! {
        <tr>
            <td class="c-main">
                <div class="who">
                    <Avatar name=model.name.clone() />
                    <div>
                        <b>
                            <a href=format!("/by/{}", model.handle) rel="external">
                                <bdi>{model.name}</bdi>
                            </a>
                        </b>
                        <span class="muted small">{model.email}</span>
                        {model
                            .is_suspended
                            .then(|| {
                                view! {
                                    " "
                                    <span class="badge" data-state="banned">
                                        "Suspended"
                                    </span>
                                }
                            })}
                    </div>
                </div>
            </td>
            <td class="c-meta">{role}</td>
            <td class="c-meta muted">{seen}</td>
            <td class="row-menu">{menu}</td>
        </tr>
    }
    .into_any()
}

/// The roles that can be given. Choosing alone changes nothing: looking through the list must not sign anybody out.
#[component]
fn RoleChoice(model: AccountModel, grantable: Vec<Role>, known: Known) -> impl IntoView {
    let (acting, toasts) = (Acting::here(), Toasts::here());
    let AccountModel { account, name, role, .. } = model;
    let chosen = RwSignal::new(role);
    let give = move |role: Role| calls::set_role(SetRole { account, role });
    let who = name.clone();
    let change = move |_| {
        let (wanted, who) = (chosen.get_untracked(), who.clone());
        acting.act(give(wanted), move |()| {
            known.change(account, |model| model.role = wanted);
            let back = Callback::new(move |()| {
                acting.act(give(role), move |()| known.change(account, |model| model.role = role));
            });
            toasts.offer(format!("{who} is {} now", role_name(wanted).to_ascii_lowercase()), "Undo", back);
        });
    };
    let choose = move |event| {
        if let Some(role) = Role::from_code(&event_target_value(&event)) {
            chosen.set(role);
        }
    };
    let options = grantable
        .into_iter()
        .map(|one| {
            view! {
                <option value=one.code() selected=one == role>
                    {role_name(one)}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="row row-tight">
            <select class="input role-select" aria-label=format!("Role of {name}") on:change=choose>
                {options}
            </select>
            {move || {
                (chosen.get() != role)
                    .then(|| {
                        view! {
                            <button class="btn btn-sm" type="button" on:click=change.clone()>
                                "Change"
                            </button>
                        }
                    })
            }}
        </div>
    }
}

/// What else can be done. All but a new password can be undone, so that nothing else asks first.
#[component]
fn Menu(model: AccountModel, known: Known, password: RwSignal<Option<NewPassword>>) -> impl IntoView {
    let (acting, toasts) = (Acting::here(), Toasts::here());
    let AccountModel { account, name, is_suspended, .. } = model;
    let id = format!("menu-{account}");
    let who = StoredValue::new(name.clone());
    let suspend = move || {
        acting.act(calls::suspend(account), move |()| {
            known.change(account, |model| model.is_suspended = true);
            let back = Callback::new(move |()| {
                acting.act(calls::reinstate(account), move |()| known.change(account, |model| model.is_suspended = false));
            });
            toasts.offer(format!("{} is suspended and signed out", who.get_value()), "Undo", back);
        });
    };
    let reinstate = move || {
        acting.act(calls::reinstate(account), move |()| {
            known.change(account, |model| model.is_suspended = false);
            acting.say(format!("{} can sign in again", who.get_value()));
        });
    };
    let end_sessions = move |_| {
        acting.act(calls::end_sessions(account), move |ended| {
            acting.say(format!("{} is signed out. Sessions ended: {ended}", who.get_value()));
        });
    };
    let reset = move |_| {
        password.set(Some(NewPassword::Wanted { account, name: who.get_value() }));
    };
    let keep_or_let = move || if is_suspended { reinstate() } else { suspend() };
    let (class, glyph, words) =
        if is_suspended { (None, Glyph::Undo, "Let sign in again") } else { (Some("danger"), Glyph::Ban, "Suspend") };
    view! {
        <button
            class="btn btn-quiet btn-icon btn-sm"
            type="button"
            aria-label=format!("Actions for {name}")
            popovertarget=id.clone()
        >
            <Icon glyph=Glyph::More />
        </button>
        <div class="menu" id=id.clone() popover="auto">
            <button type="button" popovertarget=id.clone() popovertargetaction="hide" on:click=reset>
                <Icon glyph=Glyph::Key />
                "Give a new password…"
            </button>
            <button type="button" popovertarget=id.clone() popovertargetaction="hide" on:click=end_sessions>
                <Icon glyph=Glyph::Lock />
                "Sign out everywhere"
            </button>
            <button class=class type="button" popovertarget=id.clone() popovertargetaction="hide" on:click=move |_| keep_or_let()>
                <Icon glyph=glyph />
                {words}
            </button>
        </div>
    }
}
