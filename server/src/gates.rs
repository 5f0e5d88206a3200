//! The gates: set-up and sign-in, forms that work without scripts, and the theme control.

use crate::access::Kind;
use crate::cookies::{self, Name, SESSION_COOKIE};
use crate::edge::{self, Asked, Client, Posted};
use crate::public::render;
use crate::state::AppState;
use app::accounts::{SetUpForm, SetUpPage, SetUpPageProps, SignInForm, SignInPage, SignInPageProps};
use app::failure::Failure;
use app::frame::Theme;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::{self, Error, KNOWN_FOR, SetUp, SignIn, Visitor, Welcome};
use domain::field::{Fault, Faults};
use domain::readable;
use domain::store::Rng;
use leptos::prelude::IntoView;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;
use url::{Position, Url};

/// How often the set-up code may be tried (security S14).
const CODE_TRIES: u32 = 10;
const CODE_LIFE: TimeDelta = TimeDelta::hours(24);
const THEME_COOKIE: Duration = Duration::from_hours(365 * 24);

/// What guards set-up: a code that lives as long as the process and a day at most, and whether an owner is known to exist.
pub struct SetUpGuard {
    code_hash: [u8; 32],
    made_at: DateTime<Utc>,
    tries: AtomicU32,
    done: AtomicBool,
}

/// What came of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tried {
    Opens,
    Wrong,
    /// Tried too often, or a day old: no code opens any more.
    Spent,
}

impl SetUpGuard {
    /// A new guard with its code, 80 random bits in groups that can be read aloud: `k7qm-…`.
    pub fn new(rng: &dyn Rng, now: DateTime<Utc>, done: bool) -> (Self, String) {
        let code = readable::groups(rng, 4, 4);
        let code_hash = Sha256::digest(&code).into();
        (Self { code_hash, made_at: now, tries: AtomicU32::new(0), done: AtomicBool::new(done) }, code)
    }

    /// Whether the site has its owner.
    pub fn is_done(&self) -> bool {
        self.done.load(Ordering::Acquire)
    }

    /// Whether this is the code; after ten wrong ones, or a day, nothing is.
    fn opens(&self, code: &str, now: DateTime<Utc>) -> Tried {
        let tried = self.tries.fetch_add(1, Ordering::AcqRel);
        if tried >= CODE_TRIES || now - self.made_at >= CODE_LIFE {
            // Invariant: the count stays near its limit, so that it never comes round.
            self.tries.store(CODE_TRIES, Ordering::Release);
            return Tried::Spent;
        }
        let is_right = <[u8; 32]>::from(Sha256::digest(code.trim().to_lowercase())) == self.code_hash;
        if is_right { Tried::Opens } else { Tried::Wrong }
    }
}

/// Before there is an owner every address but health and the assets leads to set-up (security S14).
pub async fn until_set_up(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_open = path == "/setup" || path == "/health" || path.starts_with("/assets/");
    if is_open {
        return next.run(request).await;
    }
    match is_set_up(&state).await {
        Ok(true) => next.run(request).await,
        Ok(false) if matches!(*request.method(), Method::GET | Method::HEAD) => {
            edge::marked(Kind::Admin, Redirect::to("/setup").into_response())
        }
        Ok(false) => edge::refused(StatusCode::SERVICE_UNAVAILABLE, "This site is not set up yet."),
        Err(error) => crate::public::broken(&error),
    }
}

/// Whether the site has its owner. Another node, or the command line, may have made one since this process began.
async fn is_set_up(state: &AppState) -> Result<bool, accounts::Error> {
    if state.set_up.is_done() {
        return Ok(true);
    }
    let is_set_up = accounts::is_set_up(&state.store).await?;
    if is_set_up {
        state.set_up.done.store(true, Ordering::Release);
        state.learn_site().await;
    }
    Ok(is_set_up)
}

/// `GET /setup`.
pub async fn set_up_page(State(state): State<AppState>) -> Response {
    match is_set_up(&state).await {
        Ok(true) => crate::public::not_found_page(&state),
        Ok(false) => show_set_up(&state, StatusCode::OK, SetUpForm::default()),
        Err(error) => crate::public::broken(&error),
    }
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
pub async fn set_up(State(state): State<AppState>, headers: HeaderMap, Posted(post): Posted<SetUpPost>) -> Response {
    if state.set_up.is_done() {
        return crate::public::not_found_page(&state);
    }
    let form = SetUpForm {
        site_title: post.site_title.clone(),
        name: post.name.clone(),
        email: post.email.clone(),
        ..SetUpForm::default()
    };
    match state.set_up.opens(&post.code, state.store.now()) {
        Tried::Opens => {}
        Tried::Wrong => {
            let faults = Faults::one("code", Fault::Wrong);
            return show_set_up(&state, StatusCode::UNPROCESSABLE_ENTITY, SetUpForm { faults, ..form });
        }
        Tried::Spent => {
            let problem = Some("This code is no longer good. Start Lantern again: it prints a new one.".to_owned());
            return show_set_up(&state, StatusCode::FORBIDDEN, SetUpForm { problem, ..form });
        }
    }
    let ask = SetUp { site_title: post.site_title, name: post.name, email: post.email, password: post.password };
    match accounts::set_up(&state.store, ask, &device(&headers)).await {
        Ok(welcome) => {
            state.set_up.done.store(true, Ordering::Release);
            state.learn_site().await;
            (taken_along(welcome), Redirect::to("/admin")).into_response()
        }
        Err(Error::Faulty(faults)) => {
            // The right code with a slip in another field is no guess.
            state.set_up.tries.store(0, Ordering::Release);
            show_set_up(&state, StatusCode::UNPROCESSABLE_ENTITY, SetUpForm { faults, ..form })
        }
        Err(Error::AlreadySetUp) => {
            state.set_up.done.store(true, Ordering::Release);
            crate::public::not_found_page(&state)
        }
        Err(error) => {
            let failure = Failure::from(error);
            show_set_up(&state, failure.kind.status(), SetUpForm { problem: Some(failure.words), ..form })
        }
    }
}

/// The cookies that somebody who came in takes along: the session, and the mark of the device (security S3).
fn taken_along(welcome: Welcome) -> AppendHeaders<[(HeaderName, HeaderValue); 2]> {
    let session = cookies::set(Name::Session, welcome.session.secret(), SESSION_COOKIE);
    let device = cookies::set(Name::Device, welcome.mark, KNOWN_FOR.to_std().expect("half a year is not negative"));
    AppendHeaders([(header::SET_COOKIE, session), (header::SET_COOKIE, device)])
}

fn show_set_up(state: &AppState, status: StatusCode, form: SetUpForm) -> Response {
    let around = state.around("/setup", Theme::Auto);
    (status, render(move || SetUpPage(SetUpPageProps { form, around }).into_view())).into_response()
}

/// Where sign-in leads to.
#[derive(Default, Deserialize)]
pub struct WayBack {
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`.
pub async fn sign_in_page(State(state): State<AppState>, headers: HeaderMap, Asked(asked): Asked<WayBack>) -> Response {
    let next = path_of_this_site(&asked.next).unwrap_or_default();
    show_sign_in(&state, &headers, StatusCode::OK, SignInForm { next, ..SignInForm::default() }).await
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

/// `POST /sign-in`: leads on, or shows the page again with what was wrong. A script that asks for JSON, to sign in over the
/// page that somebody was working on, is answered 204 or the failure.
pub async fn sign_in(
    State(state): State<AppState>,
    Client(address): Client,
    headers: HeaderMap,
    Posted(post): Posted<SignInPost>,
) -> Response {
    let next = path_of_this_site(&post.next).unwrap_or_else(|| "/admin".to_owned());
    let form = SignInForm { email: post.email.clone(), next: next.clone(), problem: None };
    let ask = SignIn { email: post.email, password: post.password };
    let visitor = Visitor { address, device: device(&headers), mark: cookies::read(&headers, Name::Device) };
    match accounts::sign_in(&state.store, ask, &visitor).await {
        Ok(welcome) => {
            end_former_session(&state, &headers).await;
            let cookies = taken_along(welcome);
            if wants_json(&headers) {
                (StatusCode::NO_CONTENT, cookies).into_response()
            } else {
                (cookies, Redirect::to(&next)).into_response()
            }
        }
        Err(error) => {
            let wait = if let Error::Throttled { seconds } = error { Some(seconds) } else { None };
            let failure = Failure::from(error);
            let mut response = if wants_json(&headers) {
                edge::problem(&failure)
            } else {
                let status = failure.kind.status();
                show_sign_in(&state, &headers, status, SignInForm { problem: Some(failure.words), ..form }).await
            };
            if let Some(seconds) = wait {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            response
        }
    }
}

/// Ends the session that the browser brought: whoever signs in goes on under a new one alone (security S4).
async fn end_former_session(state: &AppState, headers: &HeaderMap) {
    if let Some(former) = cookies::session(headers)
        && let Err(error) = accounts::sign_out(&state.store, &former).await
    {
        tracing::warn!(%error, "a former session could not be ended");
    }
}

fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).is_some_and(|kinds| kinds.contains("application/json"))
}

async fn show_sign_in(state: &AppState, headers: &HeaderMap, status: StatusCode, form: SignInForm) -> Response {
    let site = match domain::settings::frame(&state.store).await {
        Ok(site) => site,
        Err(error) => return crate::public::broken(&error),
    };
    let picture = match domain::articles::newest_picture(&state.store).await {
        Ok(picture) => picture,
        Err(error) => return crate::public::broken(&error),
    };
    let around = state.around("/sign-in", theme(headers));
    (status, render(move || SignInPage(SignInPageProps { form, picture, site, around }).into_view())).into_response()
}

/// What signing out posts.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignOutPost {
    /// `storage` where the browser has text of somebody else that the server never got.
    #[serde(default)]
    keep: String,
}

/// `POST /sign-out`: the session ends at the server and the browser forgets what it kept, but for the text of others (security D5).
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap, Posted(post): Posted<SignOutPost>) -> Response {
    if let Some(token) = cookies::session(&headers)
        && let Err(error) = accounts::sign_out(&state.store, &token).await
    {
        return crate::public::broken(&error);
    }
    let clear = axum::http::HeaderName::from_static("clear-site-data");
    let forget = cookies::forget(Name::Session);
    let what = if post.keep == "storage" { "\"cache\"" } else { "\"cache\", \"storage\"" };
    ([(header::SET_COOKIE, forget)], [(clear, what)], Redirect::to("/sign-in")).into_response()
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
pub async fn choose_theme(Posted(post): Posted<ThemePost>) -> Response {
    let next = path_of_this_site(&post.next).unwrap_or_else(|| "/".to_owned());
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

/// The text as a path of this site, written out anew: one slash, then no slash, backslash or control character (security
/// O7). None for anything else.
pub fn path_of_this_site(text: &str) -> Option<String> {
    let mut characters = text.chars();
    let starts_well = characters.next() == Some('/') && !matches!(characters.next(), Some('/' | '\\'));
    if !starts_well || text.chars().any(|c| c.is_control() || c == '\\') {
        return None;
    }
    let here = Url::parse("http://this.site/").expect("the address is well formed");
    let there = here.join(text).ok().filter(|there| there.origin() == here.origin())?;
    // Taking dots out of `/..//a` leaves two slashes, and those begin another host.
    let path = &there[Position::BeforePath..];
    (!path.starts_with("//")).then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::store::{Clock, SystemClock, SystemRng};
    use proptest::prelude::*;

    #[test]
    fn s14_a_code_has_ten_tries_and_a_day() {
        let now = SystemClock.now();
        let (guard, code) = SetUpGuard::new(&SystemRng, now, false);
        for _ in 0..9 {
            assert_eq!(guard.opens("k7qm-k7qm-k7qm-k7qm", now), Tried::Wrong);
        }
        assert_eq!(guard.opens(&format!(" {} ", code.to_uppercase()), now), Tried::Opens);
        for _ in 0..3 {
            assert_eq!(guard.opens(&code, now), Tried::Spent);
        }
        let (guard, code) = SetUpGuard::new(&SystemRng, now, false);
        assert_eq!(guard.opens(&code, now + TimeDelta::hours(24)), Tried::Spent);
        let (_, other) = SetUpGuard::new(&SystemRng, now, false);
        assert_ne!(code, other);
        assert_eq!(code.len(), 19, "sixteen letters of five bits: 80 bits");
    }

    #[test]
    fn o07_only_paths_of_this_site_are_gone_to() {
        for (text, path) in [
            ("/", "/"),
            ("/admin?from=a&b#c", "/admin?from=a&b#c"),
            ("/a/../b", "/b"),
            ("/ö", "/%C3%B6"),
            ("/http://evil.example", "/http://evil.example"),
        ] {
            assert_eq!(path_of_this_site(text).as_deref(), Some(path), "{text}");
        }
        for text in [
            "",
            "admin",
            "//evil.example",
            "/\\evil.example",
            "/\tevil",
            "/a\r\nSet-Cookie: x",
            "https://evil.example",
            "javascript:alert(1)",
            "/..//evil.example",
            "/.//evil.example",
            "/%0d\u{0}",
            "\u{2028}/",
            " /admin",
        ] {
            assert_eq!(path_of_this_site(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn o07_wherever_it_leads_is_here(text in "[/\\\\.:@?#%a-z0-9 \t\r\n\u{e9}\u{2028}]{0,24}") {
            if let Some(path) = path_of_this_site(&text) {
                let here = Url::parse("https://slowlight.example/sign-in").unwrap();
                prop_assert_eq!(here.join(&path).unwrap().origin(), here.origin());
                prop_assert!(path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/\\"));
                prop_assert!(path.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
            }
        }
    }
}
