//! One's own sign-in: where one is signed in, ending what should not be, another password, signing out.

use super::calls::{self, MeResource};
use super::device_name;
use super::sign_out::SignOut;
use crate::accounts::password_form::PasswordForm;
use crate::admin::{Acting, Awaited, Trouble};
use domain::accounts::SessionModel;
use leptos::prelude::*;

/// One's own sessions and password.
#[component]
pub fn SigningIn() -> impl IntoView {
    let sessions = Resource::new(|| (), |()| calls::sessions());
    let again = Callback::new(move |()| sessions.refetch());
    let list = move || {
        Suspend::new(async move {
            match sessions.await {
                Ok(sessions) => view! { <Sessions sessions=sessions again=again /> }.into_any(),
                Err(failure) => view! { <Trouble failure=failure again=again /> }.into_any(),
            }
        })
    };
    let MeResource(me) = expect_context();
    let sign_out =
        move || Suspend::new(async move { me.await.ok().map(|me| view! { <SignOut person=me.person class="btn" /> }) });
    view! {
        <section class="stack-form" aria-labelledby="signing-in">
            <h2 class="h2" id="signing-in">
                "Signing in"
            </h2>
            <Awaited words="Loading your sessions" kept=true>{list}</Awaited>
            <PasswordForm changed=again />
            <Awaited>{sign_out}</Awaited>
        </section>
    }
}

#[component]
fn Sessions(sessions: Vec<SessionModel>, again: Callback<()>) -> impl IntoView {
    let acting = Acting::here();
    let has_others = sessions.len() > 1;
    let end_others = move |_| {
        acting.act(calls::revoke_other_sessions(), move |ended| {
            acting.say(if ended == 1 { "One session ended".to_owned() } else { format!("{ended} sessions ended") });
            again.run(());
        });
    };
    let rows = sessions.into_iter().map(|session| view! { <Session session=session again=again /> }).collect_view();
    view! {
        <div>{rows}</div>
        {has_others
            .then(|| {
                view! {
                    <p>
                        <button class="btn btn-sm" type="button" on:click=end_others>
                            "End all but this one"
                        </button>
                    </p>
                }
            })}
    }
}

#[component]
fn Session(session: SessionModel, again: Callback<()>) -> impl IntoView {
    let acting = Acting::here();
    let SessionModel { id, device, begun, seen, is_this } = session;
    let name = device_name(&device);
    let label = format!("End the session of {name}, last seen {}", seen.words());
    let end = move |_| {
        acting.act(calls::revoke_session(id.clone()), move |()| {
            acting.say("Session ended");
            again.run(());
        });
    };
    view! {
        <div class="setting">
            <span class="label">
                {name} " " {is_this.then(|| view! { <span class="opt">"this one"</span> })}</span>
            {(!is_this)
                .then(|| {
                    view! {
                        <button class="btn btn-sm" type="button" aria-label=label on:click=end>
                            "End"
                        </button>
                    }
                })}
            <p class="hint">
                "Last seen " <time datetime=seen.iso.clone()>{seen.words()}</time> ", begun "
                <time datetime=begun.iso.clone()>{begun.words()}</time>
            </p>
        </div>
    }
}
