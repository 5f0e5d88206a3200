//! `/admin/people`: everybody who has an account, what each may do, and letting somebody in.

use super::account_row::AccountRow;
use super::calls;
use super::let_in::LetIn;
use super::new_password::{NewPassword, NewPasswordDialog};
use crate::accounts::calls::MeResource;
use crate::accounts::{role_can, role_name};
use crate::admin::{Acting, Awaited, PageHead, Trouble};
use domain::accounts::{AccountModel, Role};
use domain::ids::AccountId;
use domain::page::{Cursor, Page};
use leptos::prelude::*;

/// Everybody who has an account.
#[component]
pub fn PeoplePage() -> impl IntoView {
    view! {
        <div class="main-inner">
            <PageHead title="People" />
            <Awaited words="Loading people" kept=true>
                <People />
            </Awaited>
        </div>
    }
    .into_any()
}

/// The page for somebody of that role: it is made anew only when the role is another one, so that what is typed stays.
#[component]
fn People() -> impl IntoView {
    let MeResource(me) = expect_context();
    let loaded = Resource::new(|| (), |()| calls::people(None));
    let again = Callback::new(move |()| loaded.refetch());
    let role = Memo::new(move |_| me.get().and_then(Result::ok).map(|me| me.role));
    move || {
        let password = RwSignal::new(None::<NewPassword>);
        role.get().map(|role| {
            let grantable: Vec<Role> = Role::ALL.into_iter().filter(|other| role.grants(*other)).collect();
            view! {
                <div class="two">
                    <section aria-labelledby="accounts">
                        <h2 class="sr" id="accounts">
                            "Accounts"
                        </h2>
                        <Accounts loaded=loaded again=again grantable=grantable.clone() password=password />
                    </section>
                    <aside class="stack-lg">
                        {(!grantable.is_empty())
                            .then(|| view! { <LetIn grantable=grantable again=again password=password /> })}
                        <Roles />
                    </aside>
                </div>
                <NewPasswordDialog password=password />
            }
            .into_any()
        })
    }
}

#[component]
fn Accounts(
    loaded: Resource<Result<Page<AccountModel>, crate::failure::Failure>>,
    again: Callback<()>,
    grantable: Vec<Role>,
    password: RwSignal<Option<NewPassword>>,
) -> impl IntoView {
    move || {
        let grantable = grantable.clone();
        Suspend::new(async move {
            match loaded.await {
                Ok(page) => view! { <Table page=page grantable=grantable password=password /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    }
}

/// The accounts as they are known here: a change that was made is shown without loading them all again.
#[derive(Clone, Copy)]
pub(super) struct Known(RwSignal<Vec<AccountModel>>);

impl Known {
    /// Notes what was changed about an account.
    pub(super) fn change(self, account: AccountId, change: impl FnOnce(&mut AccountModel)) {
        // The page may have been left meanwhile.
        let _left = self.0.try_update(|known| known.iter_mut().find(|model| model.account == account).map(change));
    }
}

#[component]
fn Table(page: Page<AccountModel>, grantable: Vec<Role>, password: RwSignal<Option<NewPassword>>) -> impl IntoView {
    let acting = Acting::here();
    let known = Known(RwSignal::new(page.items));
    let next = RwSignal::new(page.next);
    let more = move |from: Cursor| {
        acting.act(calls::people(Some(from)), move |page: Page<AccountModel>| {
            known.0.update(|known| known.extend(page.items));
            next.set(page.next);
        });
    };
    let key = |model: &AccountModel| (model.account, model.role, model.is_suspended);
    let grantable = StoredValue::new(grantable);
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"Name"</th>
                    <th scope="col">"Role"</th>
                    <th scope="col">"Last here"</th>
                    <th scope="col">
                        <span class="sr">"Actions"</span>
                    </th>
                </tr>
            </thead>
            <tbody>
                <For each=move || known.0.get() key=key let:model>
                    <AccountRow model=model grantable=grantable.get_value() known=known password=password />
                </For>
            </tbody>
        </table>
        {move || {
            next.get()
                .map(|from| {
                    view! {
                        <p class="list-pager">
                            <button class="btn" type="button" on:click=move |_| more(from.clone())>
                                "Show more"
                            </button>
                        </p>
                    }
                })
        }}
    }
    .into_any()
}

#[component]
fn Roles() -> impl IntoView {
    let roles = Role::ALL
        .map(|role| {
            view! {
                <div>
                    <dt>{role_name(role)}</dt>
                    <dd>{role_can(role)}</dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="roles">
            <h2 class="h2 gap-b" id="roles">
                "What each role can do"
            </h2>
            <dl class="roles">{roles}</dl>
        </section>
    }
    .into_any()
}
