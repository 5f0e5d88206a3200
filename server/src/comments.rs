//! Comments as readers send them: a plain form, a signed cookie that knows what was written here, and who is at the other
//! end of the line.

use crate::cookies::{self, Name};
use crate::edge::{Client, Posted, Stranger};
use crate::gates::theme;
use crate::public::{broken, not_found_page, render};
use crate::state::AppState;
use app::comments::{CommentAgain, CommentAgainProps, CommentHomeless, CommentHomelessProps, Draft, Refusal};
use app::frame::Theme;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::articles::{self, Found, Slug};
use domain::comments::{self, CommentForm, Error, FormAgain, Marks, Post, Sender, Visit, Waiting};
use domain::ids::{CommentId, SlideId};
use serde::Deserialize;
use std::convert::Infallible;
use std::time::Duration;

/// The most bytes of the form: 10,000 characters of any script, each of four bytes and each byte written as `%F0`.
pub const MAX_FORM: usize = 128 * 1024;

/// How long a browser knows what it wrote.
const WAITING_COOKIE: Duration = Duration::from_hours(30 * 24);

/// What somebody sees of a conversation: what they wrote themselves, by the cookie, and the part that the query asks for.
/// Other keys of the query are passed over (security H7).
pub fn visit(state: &AppState, headers: &HeaderMap, query: Option<&str>) -> Visit {
    let asked = |key: &str| {
        let mut pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        pairs.find(|(name, _)| name == key).and_then(|(_, value)| value.parse::<CommentId>().ok())
    };
    Visit { waiting: waiting(state, headers), after: asked("after"), answers: asked("reply") }
}

fn waiting(state: &AppState, headers: &HeaderMap) -> Waiting {
    cookies::read(headers, Name::Waiting).map_or_else(Waiting::default, |sealed| Waiting::parse(&state.store, &sealed))
}

/// Who sends a comment.
pub struct Writer {
    sender: Sender,
    waiting: Waiting,
    theme: Theme,
}

impl FromRequestParts<AppState> for Writer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let Client(address) = Client::from_request_parts(parts, state).await?;
        let marks = if parts.extensions.get::<Stranger>().is_some() { Marks::None } else { Marks::OurPage };
        let (waiting, theme) = (waiting(state, &parts.headers), theme(&parts.headers));
        Ok(Self { sender: Sender { address, marks }, waiting, theme })
    }
}

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentPost {
    token: String,
    name: String,
    email: String,
    body: String,
    #[serde(default)]
    website: String,
    #[serde(default)]
    slide: String,
    #[serde(default)]
    parent: String,
}

/// `POST /{slug}/comments`: the comment waits, and its writer is shown it in its place. Refused, the form comes back with all
/// that was typed.
pub async fn post(
    State(state): State<AppState>,
    Path(at): Path<String>,
    writer: Writer,
    Posted(form): Posted<CommentPost>,
) -> Response {
    let Ok(slug) = Slug::parse(&at) else { return not_found_page(&state) };
    let sent = match read(&form) {
        Ok(post) => comments::post(&state.store, &slug, post, writer.sender).await,
        Err(error) => Err(error),
    };
    let posted = match sent {
        Ok(posted) => posted,
        Err(error) => return again(&state, &slug, (form, writer.theme), error).await,
    };
    let cookie = cookies::set(Name::Waiting, writer.waiting.with(posted.id).sealed(&state.store), WAITING_COOKIE);
    ([(header::SET_COOKIE, cookie)], Redirect::to(&format!("/{}#c-{}", posted.slug, posted.id))).into_response()
}

/// `GET /{slug}/comments`: where somebody lands who loads the address of a refused form anew.
pub async fn back(State(state): State<AppState>, Path(at): Path<String>) -> Response {
    match Slug::parse(&at) {
        Ok(slug) => Redirect::to(&format!("/{slug}#comments")).into_response(),
        Err(_) => not_found_page(&state),
    }
}

fn read(form: &CommentPost) -> Result<Post, Error> {
    Ok(Post {
        token: form.token.clone(),
        website: form.website.clone(),
        name: form.name.clone(),
        email: form.email.clone(),
        body: form.body.clone(),
        slide: chosen(&form.slide).map_err(|_| Error::NoSuchSlide)?,
        parent: chosen(&form.parent).map_err(|_| Error::NoSuchParent)?,
    })
}

/// What a field chose; none when it was left empty.
fn chosen<T: std::str::FromStr>(text: &str) -> Result<Option<T>, T::Err> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some) }
}

/// The form again, with what was typed and why it was refused.
async fn again(state: &AppState, slug: &Slug, (form, theme): (CommentPost, Theme), error: Error) -> Response {
    let (status, refusal) = match error {
        Error::Gone => return nowhere(state, slug, (form, theme)).await,
        Error::Store(error) => return broken(&error),
        Error::Faulty(faults) => (StatusCode::UNPROCESSABLE_ENTITY, Refusal::Faulty(faults)),
        Error::TooFast => (StatusCode::UNPROCESSABLE_ENTITY, Refusal::TooFast),
        Error::TooOld | Error::NotOurForm => (StatusCode::UNPROCESSABLE_ENTITY, Refusal::FormIsOld),
        Error::Closed => (StatusCode::FORBIDDEN, Refusal::Closed),
        Error::NoSuchParent => (StatusCode::NOT_FOUND, Refusal::NothingToAnswer),
        Error::NoSuchSlide => (StatusCode::NOT_FOUND, Refusal::NoSuchSlide),
        Error::Throttled { seconds } => (StatusCode::TOO_MANY_REQUESTS, Refusal::TooMany { seconds }),
    };
    let answers = form.parent.parse().ok();
    let FormAgain { slug, title, form: shown } = match comments::form_again(&state.store, slug, answers, &form.token).await {
        Ok(again) => again,
        Err(Error::Gone) => return nowhere(state, slug, (form, theme)).await,
        Err(error) => return broken(&error),
    };
    let site = match domain::settings::frame(&state.store).await {
        Ok(site) => site,
        Err(error) => return broken(&error),
    };
    let wait = match refusal {
        Refusal::TooMany { seconds } => Some(seconds),
        Refusal::Faulty(_)
        | Refusal::Closed
        | Refusal::NothingToAnswer
        | Refusal::NoSuchSlide
        | Refusal::TooFast
        | Refusal::FormIsOld => None,
    };
    let around = state.around(&format!("/{slug}"), theme);
    let draft = draft(form, &shown, refusal);
    let page = move || CommentAgain(CommentAgainProps { site, article: (slug, title), form: shown, draft, around });
    let mut response = (status, render(page)).into_response();
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// Nothing is at the address any more: its status, and what was typed, to copy.
async fn nowhere(state: &AppState, slug: &Slug, (form, theme): (CommentPost, Theme)) -> Response {
    let status = match articles::shown_at(&state.store, slug).await {
        Ok(Found::Withdrawn) => StatusCode::GONE,
        Ok(Found::Page(_) | Found::Moved(_) | Found::Nothing) => StatusCode::NOT_FOUND,
        Err(error) => return broken(&error),
    };
    let site = state.known.frame();
    let around = state.around(&format!("/{slug}"), theme);
    let page = move || CommentHomeless(CommentHomelessProps { site, body: form.body, around });
    (status, render(page)).into_response()
}

fn draft(form: CommentPost, shown: &CommentForm, refusal: Refusal) -> Draft {
    let slide: Option<SlideId> = form.slide.parse().ok();
    let slide = slide.filter(|id| shown.slides.iter().any(|(other, ..)| other == id));
    Draft { name: form.name, email: form.email, body: form.body, slide, refusal: Some(refusal) }
}
