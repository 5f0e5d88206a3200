//! The access table: every address with whom it serves and what kind of answer it gives. What is not in it is 404.
//!
//! The router is built from the table and from nothing else, so the two cannot differ (security A1).

use crate::state::AppState;
use crate::{cookies, edge};
use axum::extract::{Request, State};
use axum::handler::Handler;
use axum::http::{Method, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, on};
use axum::{Router, body::Body};
use domain::accounts::{Audience, Caller, SessionToken};

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
    pub path: &'static str,
    /// Whom it serves.
    pub serves: Audience,
    /// What kind of answer it gives.
    pub kind: Kind,
    /// The most bytes that a body may have (security H1).
    pub body_limit: usize,
}

/// 64 kB: the body limit where nothing else is said.
pub const SMALL_BODY: usize = 64 * 1024;

impl Entry {
    /// A page or answer to GET for everybody.
    pub fn get(path: &'static str, kind: Kind) -> Self {
        Self { method: Method::GET, path, serves: Audience::Everybody, kind, body_limit: 0 }
    }

    /// A form for everybody.
    pub fn post(path: &'static str, kind: Kind) -> Self {
        Self { method: Method::POST, path, serves: Audience::Everybody, kind, body_limit: SMALL_BODY }
    }

    /// The same for some only.
    pub fn for_only(self, serves: Audience) -> Self {
        Self { serves, ..self }
    }

    /// The same with another body limit, in bytes.
    pub fn with_body(self, body_limit: usize) -> Self {
        Self { body_limit, ..self }
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
        let route = on(filter, handler).layer(from_fn_with_state(guard, enforce));
        self.router = self.router.route(entry.path, route);
        self.entries.push(entry);
        self
    }

    /// The router, with what answers everywhere else.
    pub fn into_router(self) -> Router {
        self.router.fallback(crate::public::not_found).with_state(self.state)
    }
}

#[derive(Clone)]
struct Guard {
    entry: Entry,
    state: AppState,
}

/// Lets in whom the entry serves, with the caller in the request; the body is bounded before anybody reads it.
async fn enforce(State(guard): State<Guard>, mut request: Request, next: Next) -> Response {
    let Guard { entry, state } = guard;
    if matches!(entry.kind, Kind::Page | Kind::Admin) && !is_plain(request.uri().path()) {
        return edge::marked(Kind::Page, crate::public::not_found_page(&state));
    }
    if entry.serves != Audience::Everybody {
        let caller = match caller(&state, cookies::session(request.headers())).await {
            Ok(caller) => caller,
            Err(response) => return edge::marked(entry.kind, response),
        };
        if !entry.serves.serves(caller.as_ref().map(|caller| caller.role)) {
            return edge::marked(entry.kind, turned_away(&entry, caller.as_ref(), &request));
        }
        if let Some(caller) = caller {
            request.extensions_mut().insert(caller);
        }
    }
    let limited = request.map(|body| Body::new(http_body_util::Limited::new(body, entry.body_limit)));
    edge::marked(entry.kind, next.run(limited).await)
}

/// Whether the path is one that pages have: segments of letters, digits and hyphens. `/admin/x.css`, `;` and encoded
/// variants are nobody's address: no cache and no proxy takes a page for a file (security H7).
fn is_plain(path: &str) -> bool {
    path.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'-'))
}

async fn caller(state: &AppState, token: Option<SessionToken>) -> Result<Option<Caller>, Response> {
    let Some(token) = token else { return Ok(None) };
    Caller::of_session(&state.store, &token).await.map_err(|error| {
        tracing::error!(%error, "the session could not be looked up");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    })
}

/// Nobody is sent to sign in and comes back; somebody of another role is told so.
fn turned_away(entry: &Entry, caller: Option<&Caller>, request: &Request) -> Response {
    use app::failure::{Failure, Kind as Failed};
    match (entry.kind, caller) {
        (Kind::Call, None) => crate::admin::failure(&Failure::new(
            Failed::SignedOut,
            "You are signed out. Sign in again; what you typed is still here.",
        )),
        (Kind::Call, Some(_)) => {
            crate::admin::failure(&Failure::new(Failed::Refused, "Your role does not allow this. An admin can change that."))
        }
        (_, None) if entry.method == Method::GET && entry.kind == Kind::Admin => {
            let next = request.uri().path_and_query().map_or("/admin", |path| path.as_str());
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
            Redirect::to(&format!("/sign-in?{query}")).into_response()
        }
        (_, None) => {
            (StatusCode::UNAUTHORIZED, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "Sign in first.").into_response()
        }
        (_, Some(_)) => {
            (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "Your role does not allow this.")
                .into_response()
        }
    }
}
