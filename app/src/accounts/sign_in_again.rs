//! 'You are signed out': signing in in place, over the page that was being worked on, so that nothing typed is lost.

use super::calls::MeResource;
use crate::admin::Dialog;
use crate::failure::{Failure, Kind};
use crate::icon::{Glyph, Icon};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Whether the session ended while somebody was at work, and how often it was begun again.
///
/// A page that is answered [`Kind::SignedOut`] calls [`SignedOut::ask`]; what it could not send it sends again in an `Effect`
/// that reads [`SignedOut::times`].
#[derive(Clone, Copy)]
pub struct SignedOut {
    is_asked: RwSignal<bool>,
    times: RwSignal<u32>,
}

impl SignedOut {
    /// Nobody is signed out, for the root of the panel to provide.
    pub fn new() -> Self {
        Self { is_asked: RwSignal::new(false), times: RwSignal::new(0) }
    }

    /// The one of this panel.
    pub fn here() -> Self {
        use_context().expect("the root of the panel provides it to every page")
    }

    /// Opens the dialog.
    pub fn ask(self) {
        self.is_asked.set(true);
    }

    /// Opens the dialog if that is what the failure says; tells whether it was.
    pub fn is_why(self, failure: &Failure) -> bool {
        let is_why = failure.kind == Kind::SignedOut;
        if is_why {
            self.ask();
        }
        is_why
    }

    /// How often somebody has signed in again since the page was loaded. Reading it in an `Effect` runs the effect again when
    /// that has happened.
    pub fn times(self) -> u32 {
        self.times.get()
    }
}

impl Default for SignedOut {
    fn default() -> Self {
        Self::new()
    }
}

/// The dialog. It stands once, at the root of the panel.
///
/// It signs the same account in, since what was typed on the page belongs to that one. Who signs in as somebody else in another
/// window of the browser does so for this page too.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let signed_out = SignedOut::here();
    let MeResource(me) = expect_context();
    let password = NodeRef::<html::Input>::new();
    let problem = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let email = RwSignal::new(String::new());

    Effect::new(move || {
        if signed_out.is_asked.get() {
            email.set(me.get_untracked().and_then(Result::ok).map(|me| me.email).unwrap_or_default());
            problem.set(None);
        }
    });

    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(field) = password.get_untracked() else { return };
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        problem.set(None);
        spawn_local(async move {
            let answer = sign_in(&email.get_untracked(), &field.value()).await;
            is_busy.set(false);
            match answer {
                Ok(()) => {
                    field.set_value("");
                    signed_out.is_asked.set(false);
                    signed_out.times.update(|times| *times += 1);
                }
                Err(failure) => {
                    problem.set(Some(failure.words));
                    // It fails only for a field that has left the document.
                    let _focused = field.focus();
                }
            }
        });
    };

    view! {
        <Dialog is_open=signed_out.is_asked labelled_by="sign-in-again">
            <form on:submit=submit>
                <div class="dialog-body">
                    <h2 id="sign-in-again">"Sign in again"</h2>
                    <p>"Your session has ended. What you typed is still here and is saved once you are back."</p>
                    <div role="alert">
                        {move || {
                            problem
                                .get()
                                .map(|words| {
                                    view! {
                                        <div class="notice" data-tone="error">
                                            <Icon glyph=Glyph::Warning />
                                            <div>{words}</div>
                                        </div>
                                    }
                                })
                        }}
                    </div>
                    <div class="field">
                        <label class="label" for="again-email">
                            "E-mail address"
                        </label>
                        <input class="input" id="again-email" type="email" readonly autocomplete="username" prop:value=email />
                    </div>
                    <div class="field">
                        <label class="label" for="again-password">
                            "Password"
                        </label>
                        <input
                            class="input"
                            id="again-password"
                            type="password"
                            required
                            autofocus
                            autocomplete="current-password"
                            node_ref=password
                        />
                    </div>
                </div>
                <div class="dialog-foot">
                    <button class="btn" type="button" on:click=move |_| signed_out.is_asked.set(false)>
                        "Not now"
                    </button>
                    <button class="btn btn-primary" type="submit" aria-busy=move || is_busy.get().then_some("true")>
                        {move || is_busy.get().then(|| view! { <Icon glyph=Glyph::Turning /> })}
                        {move || if is_busy.get() { "Signing in" } else { "Sign in" }}
                    </button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// Posts the form of `/sign-in` and stays on the page: 204 when it worked, else a failure in JSON.
#[cfg(feature = "hydrate")]
async fn sign_in(email: &str, password: &str) -> Result<(), Failure> {
    use wasm_bindgen::JsCast;
    use wasm_bindgen_futures::JsFuture;

    let unreachable = |_| Failure::new(Kind::Unreachable, "The server cannot be reached. Try again in a moment.");
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let init = web_sys::RequestInit::new();
    init.set_method("POST");
    init.set_body(&format!("email={}&password={}", encoded(email), encoded(password)).into());
    let request = web_sys::Request::new_with_str_and_init("/sign-in", &init).map_err(unreachable)?;
    let headers = request.headers();
    headers.set("Accept", "application/json").map_err(unreachable)?;
    headers.set("Content-Type", "application/x-www-form-urlencoded").map_err(unreachable)?;
    let answer = JsFuture::from(window().fetch_with_request(&request)).await.map_err(unreachable)?;
    let answer: web_sys::Response = answer.unchecked_into();
    if answer.status() == 204 {
        return Ok(());
    }
    let text = JsFuture::from(answer.text().map_err(unreachable)?).await.map_err(unreachable)?;
    Err(text
        .as_string()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_else(|| Failure::new(Kind::Broken, "Signing in did not work. Try again in a moment.")))
}

/// On the server no event handler ever runs.
#[cfg(not(feature = "hydrate"))]
#[expect(clippy::unused_async, reason = "it has the signature of the one in the browser")]
async fn sign_in(_email: &str, _password: &str) -> Result<(), Failure> {
    Err(Failure::new(Kind::Unreachable, "Signing in is done from the browser."))
}
