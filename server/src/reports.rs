//! What readers report: a plain form that works without scripts.

use crate::edge::{Client, Posted};
use crate::gates::theme;
use crate::public::{broken, found_at, not_found_page, render};
use crate::state::AppState;
use app::corrections::{ReportDraft, ReportError, ReportErrorProps, ReportRefusal};
use app::frame::Theme;
use axum::extract::{FromRequestParts, Path, RawQuery, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::articles::Slug;
use domain::corrections::{self, Error, MAX_QUOTE, NewReport, ReportForm};
use domain::ids::SlideId;
use serde::Deserialize;
use std::convert::Infallible;
use std::net::IpAddr;

/// The most bytes of the form: 1,300 characters of any script, each of four bytes and each byte written as `%F0`, and the token.
pub const MAX_FORM: usize = 20 * 1024;

/// What the form sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportPost {
    token: String,
    #[serde(default)]
    website: String,
    #[serde(default)]
    quote: String,
    text: String,
}

/// Who sends a report.
pub struct Reporter {
    from: IpAddr,
    theme: Theme,
}

impl FromRequestParts<AppState> for Reporter {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Infallible> {
        let Client(from) = Client::from_request_parts(parts, state).await?;
        Ok(Self { from, theme: theme(&parts.headers) })
    }
}

/// `GET /{slug}/slides/{id}/report`: the form; `?quote=…` brings the words that were chosen, `?sent` says thanks.
pub async fn page(
    State(state): State<AppState>,
    headers: HeaderMap,
    Path((at, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Response {
    let (Ok(slug), Ok(id)) = (Slug::parse(&at), id.parse::<SlideId>()) else { return not_found_page(&state) };
    let form = match form(&state, &slug, &id, None).await {
        Ok(form) => form,
        Err(other) => return other,
    };
    let asked = |key: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes());
        pairs.find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
    };
    let quote = asked("quote").unwrap_or_default().chars().take(MAX_QUOTE).collect();
    let draft = ReportDraft { quote, is_sent: asked("sent").is_some(), ..ReportDraft::default() };
    shown(&state, theme(&headers), form, draft)
}

/// `POST /{slug}/slides/{id}/report`: it lands with those who wrote the article. Refused, the form comes back with all that was
/// typed.
pub async fn post(
    State(state): State<AppState>,
    reporter: Reporter,
    Path((at, id)): Path<(String, String)>,
    Posted(post): Posted<ReportPost>,
) -> Response {
    let (Ok(slug), Ok(id)) = (Slug::parse(&at), id.parse::<SlideId>()) else { return not_found_page(&state) };
    let ReportPost { token, website, quote, text } = post;
    let ask = NewReport { token: token.clone(), website, quote: quote.clone(), text: text.clone() };
    let (status, refusal, wait) = match corrections::report(&state.store, (&slug, &id), ask, reporter.from).await {
        Ok(()) => return Redirect::to(&format!("/{slug}/slides/{id}/report?sent")).into_response(),
        Err(Error::Gone | Error::Refused(_)) => return not_found_page(&state),
        Err(Error::Store(error)) => return broken(&error),
        Err(Error::Faulty(faults)) => (StatusCode::UNPROCESSABLE_ENTITY, ReportRefusal::Faulty(faults), None),
        Err(Error::TooFast) => (StatusCode::UNPROCESSABLE_ENTITY, ReportRefusal::TooFast, None),
        Err(Error::FormIsOld) => (StatusCode::UNPROCESSABLE_ENTITY, ReportRefusal::FormIsOld, None),
        Err(Error::Throttled { seconds }) => (StatusCode::TOO_MANY_REQUESTS, ReportRefusal::TooMany, Some(seconds)),
    };
    let form = match form(&state, &slug, &id, Some(&token)).await {
        Ok(form) => form,
        Err(other) => return other,
    };
    let draft = ReportDraft { quote, text, refusal: Some(refusal), is_sent: false };
    let mut response = shown(&state, reporter.theme, form, draft);
    *response.status_mut() = status;
    if let Some(seconds) = wait {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

async fn form(state: &AppState, slug: &Slug, id: &SlideId, old: Option<&str>) -> Result<ReportForm, Response> {
    let found = corrections::report_form(&state.store, slug, id, old).await.map_err(|error| broken(&error))?;
    found_at(state, found, |slug| format!("/{slug}/slides/{id}/report"))
}

/// The page. Nobody keeps it and no search finds it: its form is for whoever asked.
fn shown(state: &AppState, theme: Theme, form: ReportForm, draft: ReportDraft) -> Response {
    let around = state.around(&format!("/{}/slides/{}/report", form.slug, form.slide), theme);
    let page = render(move || ReportError(ReportErrorProps { form, draft, around }));
    let kept = [(header::CACHE_CONTROL, "private, no-store"), (header::HeaderName::from_static("x-robots-tag"), "noindex")];
    (kept, page).into_response()
}
