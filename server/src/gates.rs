//! The gates: set-up and sign-in, forms that work without scripts, and the theme control.

use crate::cookies::{self, Name};
use crate::public::render;
use crate::state::AppState;
use app::accounts::{SetUpForm, SetUpPage, SetUpPageProps, SignInForm, SignInPage, SignInPageProps};
use app::failure::Failure;
use app::frame::Theme;
use axum::Form;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use domain::accounts::{self, Error, SetUp, SignIn};
use domain::field::{Fault, Faults};
use domain::store::Rng;
use leptos::prelude::IntoView;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

/// How often the set-up code may be tried (security S14).
const CODE_TRIES: u32 = 10;
/// The cookie outlives the longest session; the server decides when a session is over.
pub const SESSION_COOKIE: Duration = Duration::from_secs(30 * 24 * 3600);
const THEME_COOKIE: Duration = Duration::from_secs(365 * 24 * 3600);

/// What guards set-up: a code that lives as long as the process, and whether an owner is known to exist.
pub struct SetUpGuard {
    code_hash: [u8; 32],
    tries: AtomicU32,
    done: AtomicBool,
}

impl SetUpGuard {
    /// A new guard with its code, 80 random bits in groups that can be read aloud: `k7qm-…`.
    pub fn new(rng: &dyn Rng, done: bool) -> (Self, String) {
        let mut bytes = [0; 16];
        rng.fill(&mut bytes);
        const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
        let letters: Vec<char> = bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
        let code = letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-");
        let guard = Self { code_hash: Sha256::digest(&code).into(), tries: AtomicU32::new(0), done: AtomicBool::new(done) };
        (guard, code)
    }

    /// Whether the site has its owner.
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }

    /// Whether this is the code; after ten wrong ones nothing is.
    fn opens(&self, code: &str) -> bool {
        let tried = self.tries.fetch_add(1, Ordering::AcqRel);
        tried < CODE_TRIES && <[u8; 32]>::from(Sha256::digest(code.trim().to_lowercase())) == self.code_hash
    }
}

/// Before there is an owner every address but health and the assets leads to set-up (security S14).
pub async fn until_set_up(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_open = path == "/setup" || path == "/health" || path.starts_with("/assets/");
    if state.set_up.is_done() || is_open {
        return next.run(request).await;
    }
    // Another node, or the command line, may have made the owner meanwhile.
    match accounts::is_set_up(&state.store).await {
        Ok(true) => {
            state.set_up.done.store(true, Ordering::Release);
            state.learn_site().await;
            next.run(request).await
        }
        Ok(false) if request.method() == axum::http::Method::GET => Redirect::to("/setup").into_response(),
        Ok(false) | Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// `GET /setup`.
pub async fn set_up_page(State(state): State<AppState>) -> Response {
    if state.set_up.is_done() {
        return crate::public::not_found_page(&state);
    }
    show_set_up(&state, StatusCode::OK, SetUpForm::default())
}

/// What set-up posts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SetUpPost {
    code: String,
    site_title: String,
    name: String,
    email: String,
    password: String,
}

/// `POST /setup`.
pub async fn set_up(State(state): State<AppState>, headers: HeaderMap, Form(post): Form<SetUpPost>) -> Response {
    if state.set_up.is_done() {
        return crate::public::not_found_page(&state);
    }
    let form = SetUpForm {
        site_title: post.site_title.clone(),
        name: post.name.clone(),
        email: post.email.clone(),
        ..SetUpForm::default()
    };
    if !state.set_up.opens(&post.code) {
        let faults = Faults::one("code", Fault::Wrong);
        return show_set_up(&state, StatusCode::UNPROCESSABLE_ENTITY, SetUpForm { faults, ..form });
    }
    let ask = SetUp { site_title: post.site_title, name: post.name, email: post.email, password: post.password };
    match accounts::set_up(&state.store, ask, &device(&headers)).await {
        Ok(token) => {
            state.set_up.done.store(true, Ordering::Release);
            state.learn_site().await;
            ([(header::SET_COOKIE, cookies::set(Name::Session, token.secret(), SESSION_COOKIE))], Redirect::to("/admin"))
                .into_response()
        }
        Err(Error::Faulty(faults)) => {
            // The right code with a slip in another field is no guess.
            state.set_up.tries.store(0, Ordering::Release);
            show_set_up(&state, StatusCode::UNPROCESSABLE_ENTITY, SetUpForm { faults, ..form })
        }
        Err(error) => {
            let failure = Failure::from(error);
            show_set_up(&state, failure.kind.status(), SetUpForm { problem: Some(failure.words), ..form })
        }
    }
}

fn show_set_up(state: &AppState, status: StatusCode, form: SetUpForm) -> Response {
    let around = state.around("/setup", Theme::Auto);
    (status, render(move || SetUpPage(SetUpPageProps { form, around }).into_view())).into_response()
}

/// Where sign-in leads to.
#[derive(Deserialize)]
pub struct WayBack {
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`.
pub async fn sign_in_page(State(state): State<AppState>, headers: HeaderMap, Query(query): Query<WayBack>) -> Response {
    show_sign_in(&state, &headers, StatusCode::OK, SignInForm { next: query.next, ..SignInForm::default() }).await
}

/// What sign-in posts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInPost {
    email: String,
    password: String,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in`.
pub async fn sign_in(State(state): State<AppState>, headers: HeaderMap, Form(post): Form<SignInPost>) -> Response {
    let next = path_of_this_site(&post.next).unwrap_or("/admin").to_owned();
    let form = SignInForm { email: post.email.clone(), next: next.clone(), problem: None };
    let ask = SignIn { email: post.email, password: post.password };
    match accounts::sign_in(&state.store, ask, &device(&headers)).await {
        Ok(token) => ([(header::SET_COOKIE, cookies::set(Name::Session, token.secret(), SESSION_COOKIE))], Redirect::to(&next))
            .into_response(),
        Err(error) => {
            let failure = Failure::from(error);
            show_sign_in(&state, &headers, failure.kind.status(), SignInForm { problem: Some(failure.words), ..form }).await
        }
    }
}

async fn show_sign_in(state: &AppState, headers: &HeaderMap, status: StatusCode, form: SignInForm) -> Response {
    let site = match domain::settings::frame(&state.store).await {
        Ok(site) => site,
        Err(error) => return crate::public::broken(&error),
    };
    let around = state.around("/sign-in", theme(headers));
    (status, render(move || SignInPage(SignInPageProps { form, site, around }).into_view())).into_response()
}

/// `POST /sign-out`: the session ends at the server and the browser forgets what it kept.
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> Response {
    if let Some(token) = cookies::session(&headers)
        && let Err(error) = accounts::sign_out(&state.store, &token).await
    {
        tracing::error!(%error, "a session could not be ended");
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    let clear = axum::http::HeaderName::from_static("clear-site-data");
    let forget = cookies::forget(Name::Session);
    ([(header::SET_COOKIE, forget)], [(clear, "\"cache\", \"storage\"")], Redirect::to("/sign-in")).into_response()
}

/// What the theme control posts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemePost {
    theme: String,
    #[serde(default)]
    next: String,
}

/// `POST /theme`: keeps the reader's choice in a cookie and comes back to the page.
pub async fn choose_theme(Form(post): Form<ThemePost>) -> Response {
    let next = path_of_this_site(&post.next).unwrap_or("/").to_owned();
    let cookie = match Theme::from_code(&post.theme) {
        Theme::Auto => cookies::forget(Name::Theme),
        theme @ (Theme::Light | Theme::Dark) => cookies::set(Name::Theme, theme.code().to_owned(), THEME_COOKIE),
    };
    ([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response()
}

/// The theme that the reader chose.
pub fn theme(headers: &HeaderMap) -> Theme {
    cookies::read(headers, Name::Theme).map_or(Theme::Auto, |code| Theme::from_code(&code))
}

/// What the browser calls itself.
fn device(headers: &HeaderMap) -> String {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}

/// The text if it is a path of this site: one slash, then no slash, backslash or control character (security O7).
pub fn path_of_this_site(text: &str) -> Option<&str> {
    let mut characters = text.chars();
    let starts_well = characters.next() == Some('/') && !matches!(characters.next(), Some('/' | '\\'));
    (starts_well && text.chars().all(|c| !c.is_control() && c != '\\')).then_some(text)
}
