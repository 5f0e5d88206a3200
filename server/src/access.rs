//! The access table: every address with whom it serves and what kind of answer it gives. What is not in it is 404.
//!
//! The router is built from the table and from nothing else, so the two cannot differ (security A1).

use crate::state::AppState;
use crate::{cache, cookies, edge};
use app::failure::Failure;
use axum::extract::{MatchedPath, Request, State};
use axum::handler::Handler;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, on};
use axum::{Router, body::Body};
use domain::accounts::{Audience, Caller, SessionToken};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What kind of answer an address gives: it decides the headers and how a stranger is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A public page, or an error in HTML.
    Page,
    /// Admin, sign-in, set-up: never stored by anybody.
    Admin,
    /// A call of the admin panel, or its error.
    Call,
    /// A picture.
    Media,
    /// A feed, a part of the sitemap, and what else programs read of the site: the same for everybody.
    Feed,
    /// An asset whose name carries a hash of its content.
    Asset,
    /// Health and the like: plain text.
    Plain,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The method; GET stands for HEAD too.
    pub method: Method,
    /// The path, as axum writes it.
    pub path: Cow<'static, str>,
    /// Whom it serves.
    pub serves: Audience,
    /// What kind of answer it gives.
    pub kind: Kind,
    /// The most bytes that a body may have (security H1).
    pub body_limit: usize,
    /// From where it takes what is sent to it (security C1).
    pub from: From,
    /// Whether its answers are everybody's and kept.
    pub is_kept: bool,
}

/// From where an address takes what is sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// From the pages of this site alone.
    ThisSite,
    /// Also from whoever does not say, if no cookie of ours comes along: the form carries a signed token and what it brings
    /// waits for somebody.
    Strangers,
}

/// 64 kB: the body limit where nothing else is said.
pub const SMALL_BODY: usize = 64 * 1024;

impl Entry {
    /// A page or answer to GET for everybody.
    pub fn get(path: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self { body_limit: 0, ..Self::post(path, kind).with_method(Method::GET) }
    }

    /// A form for everybody.
    pub fn post(path: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self {
            method: Method::POST,
            path: path.into(),
            serves: Audience::Everybody,
            kind,
            body_limit: SMALL_BODY,
            from: From::ThisSite,
            is_kept: false,
        }
    }

    fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    /// A public page, which is kept for everybody who asks for it.
    pub fn kept(path: impl Into<Cow<'static, str>>) -> Self {
        Self { is_kept: true, ..Self::get(path, Kind::Page) }
    }

    /// A feed or the like, which is kept too.
    pub fn feed(path: impl Into<Cow<'static, str>>) -> Self {
        Self { kind: Kind::Feed, ..Self::kept(path) }
    }

    /// The same for some only.
    pub fn for_only(self, serves: Audience) -> Self {
        Self { serves, ..self }
    }

    /// The same with another body limit, in bytes.
    pub fn with_body(self, body_limit: usize) -> Self {
        Self { body_limit, ..self }
    }

    /// The same for those who do not say from where they send, if they bring no cookie of ours.
    pub fn from_strangers(self) -> Self {
        Self { from: From::Strangers, ..self }
    }
}

/// The table and the router that is built with it.
pub struct Table {
    /// The lines.
    pub entries: Vec<Entry>,
    router: Router<AppState>,
    state: AppState,
}

impl Table {
    /// An empty table.
    pub fn new(state: AppState) -> Self {
        Self { entries: Vec::new(), router: Router::new(), state }
    }

    /// Adds a line with its handler.
    #[must_use]
    pub fn add<H, T>(mut self, entry: Entry, handler: H) -> Self
    where
        H: Handler<T, AppState>,
        T: 'static,
    {
        let filter = MethodFilter::try_from(entry.method.clone()).expect("the table uses methods that axum knows");
        let guard = Guard { entry: entry.clone(), state: self.state.clone() };
        let mut route = on(filter, handler);
        if entry.is_kept {
            route = route.layer(from_fn_with_state(self.state.clone(), cache::around));
        }
        if entry.kind == Kind::Feed {
            route = route.layer(from_fn(nobodys));
        }
        let route = route.layer(from_fn_with_state(guard, enforce));
        self.router = self.router.route(&entry.path, route);
        self.entries.push(entry);
        self
    }

    /// The router, with what answers everywhere else.
    pub fn into_router(self) -> Router {
        let kinds = self.entries.iter().map(|entry| (entry.path.to_string(), entry.kind)).collect();
        let other_method = from_fn_with_state(Arc::new(kinds), marked_by_path);
        self.router
            .method_not_allowed_fallback(method_not_allowed.layer(other_method))
            .fallback(crate::public::not_found)
            .with_state(self.state)
    }
}

#[derive(Clone)]
struct Guard {
    entry: Entry,
    state: AppState,
}

/// The refusal of a method that an address of ours does not take. The router adds which ones it does.
async fn method_not_allowed() -> Response {
    (StatusCode::METHOD_NOT_ALLOWED, "This address does not take that method.").into_response()
}

/// Gives such a refusal the headers of its address: a page of the panel is no public page because it was asked wrongly.
async fn marked_by_path(State(kinds): State<Arc<HashMap<String, Kind>>>, request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    match path.and_then(|path| kinds.get(path.as_str()).copied()) {
        Some(kind) => edge::marked(kind, response),
        None => response,
    }
}

/// Lets in whom the entry serves, with the caller in the request; the body is bounded before anybody reads it.
async fn enforce(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let entry = &guard.entry;
    if !has_form_of(entry.kind, request.uri().path()) {
        return edge::marked(Kind::Page, crate::public::not_found_page(&guard.state));
    }
    let path = request.extensions().get::<MatchedPath>().cloned();
    let answer = async {
        if entry.from == From::ThisSite && request.extensions().get::<edge::Stranger>().is_some() {
            return edge::unsaid();
        }
        if declared_length(request.headers()).is_some_and(|length| length > entry.body_limit as u64) {
            return too_large(entry.kind);
        }
        if entry.serves != Audience::Everybody {
            match let_in(&guard, request.headers(), request.uri()).await {
                Ok(caller) => request.extensions_mut().insert(caller),
                Err(refusal) => return refusal,
            };
        }
        let limited = request.map(|body| Body::new(http_body_util::Limited::new(body, entry.body_limit)));
        edge::unharmed(next.run(limited)).await.unwrap_or_else(|| broken(entry.kind))
    };
    let mut response = edge::marked(entry.kind, answer.await);
    if let Some(path) = path {
        response.extensions_mut().insert(edge::Answered(path));
    }
    response
}

/// Takes cookies and query off a request for what neither changes: whoever asks, it is one answer, and kept (security H7).
async fn nobodys(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(header::COOKIE);
    if let Ok(path) = request.uri().path().parse() {
        *request.uri_mut() = path;
    }
    next.run(request).await
}

/// The length that the request says its body has.
fn declared_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The refusal of a body that is larger than its address takes.
fn too_large(kind: Kind) -> Response {
    match kind {
        Kind::Call => edge::call_too_large(),
        Kind::Page | Kind::Admin | Kind::Media | Kind::Feed | Kind::Asset | Kind::Plain => edge::too_large(),
    }
}

/// What is answered when a handler fell: to a call a failure that the panel understands, to all else a page.
fn broken(kind: Kind) -> Response {
    match kind {
        Kind::Call => edge::problem(&app::failure::Failure::broken()),
        Kind::Page | Kind::Admin | Kind::Media | Kind::Feed | Kind::Asset | Kind::Plain => {
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// The caller, if the entry serves them; else how they are turned away.
async fn let_in(guard: &Guard, headers: &HeaderMap, asked: &Uri) -> Result<Caller, Response> {
    let Guard { entry, state } = guard;
    let caller = caller(state, entry.kind, cookies::session(headers)).await?;
    match caller {
        Some(caller) if entry.serves.serves(Some(caller.role())) => {
            if caller.is_to_be_noted() {
                tokio::spawn(note_seen(caller.clone()));
            }
            Ok(caller)
        }
        other => Err(turned_away(state, entry, (other.as_ref(), asked))),
    }
}

/// Notes that the session was seen, beside the request: nobody waits for it.
async fn note_seen(caller: Caller) {
    if let Err(error) = caller.note_seen().await {
        tracing::warn!(%error, "a session could not be noted as seen");
    }
}

/// Whether the path has the form of those that such answers are at. What is no page takes a dot too: it is named like a file, and
/// each is a line of the table.
fn has_form_of(kind: Kind, path: &str) -> bool {
    match kind {
        Kind::Page | Kind::Admin => is_plain(path),
        Kind::Feed => is_plain(&path.replace('.', "")),
        Kind::Call | Kind::Media | Kind::Asset | Kind::Plain => true,
    }
}

/// Whether the path is one that pages have: segments of letters, digits and hyphens. `/admin/x.css`, `;` and encoded
/// variants are nobody's address: no cache and no proxy takes a page for a file (security H7).
fn is_plain(path: &str) -> bool {
    path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-'))
}

async fn caller(state: &AppState, kind: Kind, token: Option<SessionToken>) -> Result<Option<Caller>, Response> {
    let Some(token) = token else { return Ok(None) };
    Caller::of_session(&state.store, &token).await.map_err(|error| {
        tracing::error!(%error, "the session could not be looked up");
        match kind {
            Kind::Call => edge::problem(&Failure::new(app::failure::Kind::Busy, NO_ANSWER)),
            Kind::Page | Kind::Admin | Kind::Feed | Kind::Media | Kind::Asset | Kind::Plain => {
                edge::refused(StatusCode::SERVICE_UNAVAILABLE, NO_ANSWER)
            }
        }
    })
}

const NO_ANSWER: &str = "The database does not answer. Try again in a moment.";

/// Nobody is sent to sign in and comes back; somebody of another role is told so.
fn turned_away(state: &AppState, entry: &Entry, (caller, asked): (Option<&Caller>, &Uri)) -> Response {
    match (entry.kind, caller) {
        (Kind::Call, None) => edge::problem(&Failure::signed_out()),
        (Kind::Call, Some(_)) => edge::problem(&Failure::refused()),
        (_, None) if entry.method == Method::GET && entry.kind == Kind::Admin => {
            let next = asked.path_and_query().map_or("/admin", |path| path.as_str());
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            Redirect::to(&format!("/sign-in?{query}")).into_response()
        }
        (Kind::Admin, Some(_)) => crate::public::refused_page(state),
        (_, None) => (StatusCode::UNAUTHORIZED, "Sign in first.").into_response(),
        (_, Some(_)) => (StatusCode::FORBIDDEN, "Your role does not allow this.").into_response(),
    }
}
