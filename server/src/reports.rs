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
use domain::articles::{Found, Slug};
use domain::corrections::{self, Error, MAX_QUOTE, NewReport, ReportForm};
use domain::ids::SlideId;
use serde::Deserialize;
use std::convert::Infallible;
use std::net::IpAddr;

/// The most bytes of the form: a text of more characters than fit comes back to be shortened.
pub const MAX_FORM: usize = 64 * 1024;

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
    let form = match form(&state, &slug, &id, query.as_deref()).await {
        Ok(form) => form,
        Err(other) => return other,
    };
    let asked = |key: &str| {
        let mut pairs = url::form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes());
        pairs.find(|(name, _)| name == key).map(|(_, value)| value.into_owned())
    };
    let quote = asked("quote").unwrap_or_default().chars().take(MAX_QUOTE).collect();
    let draft = ReportDraft { quote, is_sent: asked("sent").is_some(), ..ReportDraft::default() };
    if form.place.is_none() && !draft.is_sent {
        // Nobody begins to write about what is not to be seen.
        return not_found_page(&state);
    }
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
    let form = match form_again(&state, &slug, &id, &token).await {
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

/// The form; on an address that moved, whoever loads it is sent on with what they brought.
async fn form(state: &AppState, slug: &Slug, id: &SlideId, query: Option<&str>) -> Result<ReportForm, Response> {
    let found = corrections::report_form(&state.store, slug, id, None).await.map_err(|error| broken(&error))?;
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    found_at(state, found, |slug| format!("/{slug}/slides/{id}/report{query}"))
}

/// The form again for somebody who sent it, under whatever address the article has now: nothing that was typed is lost.
async fn form_again(state: &AppState, slug: &Slug, id: &SlideId, token: &str) -> Result<ReportForm, Response> {
    let again = async |slug: &Slug| corrections::report_form(&state.store, slug, id, Some(token)).await;
    let found = match again(slug).await {
        Ok(Found::Moved(now)) => again(&now).await,
        found => found,
    };
    found_at(state, found.map_err(|error| broken(&error))?, |slug| format!("/{slug}"))
}

/// The page. Nobody keeps it and no search finds it: its form is for whoever asked.
fn shown(state: &AppState, theme: Theme, form: ReportForm, draft: ReportDraft) -> Response {
    let around = state.around(&format!("/{}/slides/{}/report", form.slug, form.slide), theme);
    let page = render(move || ReportError(ReportErrorProps { form, draft, around }));
    let kept = [(header::CACHE_CONTROL, "private, no-store"), (header::HeaderName::from_static("x-robots-tag"), "noindex")];
    (kept, page).into_response()
}

#[cfg(test)]
mod tests {
    use crate::public::site::{Answer, Site};
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use chrono::TimeDelta;

    async fn sent(site: &Site, path: &str, fields: &[(&str, &str)]) -> Answer {
        let form = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::CONTENT_LENGTH, form.len());
        site.ask(request.body(Body::from(form)).unwrap()).await
    }

    fn token(page: &str) -> String {
        page.split("name=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    }

    #[tokio::test]
    async fn what_was_typed_stays_when_the_article_moves_meanwhile() {
        let site = Site::new().await;
        let stage = site.scene.stage(&site.owner, "Lamps").await;
        let path = format!("/lamps/slides/{}/report", stage.slides[0]);
        let form = site.get(&format!("{path}?quote=ten+days")).await;
        assert_eq!(form.status, StatusCode::OK);
        assert!(form.body.contains("ten days") && form.header(header::CACHE_CONTROL) == "private, no-store");
        let token = token(&form.body);
        site.rename(stage.article, ("Lamps", ""), Some("lanterns")).await;

        let early = sent(&site, &path, &[("token", &token), ("quote", "ten days"), ("text", "Eleven </textarea> of them")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("Eleven &lt;/textarea> of them") && early.body.contains("within three seconds"));
        assert!(early.body.contains("action=\"/lanterns/slides/"));
        site.scene.clock.pass(TimeDelta::seconds(5));
        let taken = sent(&site, &path, &[("token", &token), ("text", "Eleven of them")]).await;
        assert_eq!((taken.status, taken.header(header::LOCATION)), (StatusCode::SEE_OTHER, format!("{path}?sent").as_str()));
        let moved = site.get(&format!("{path}?sent")).await;
        let now = format!("/lanterns/slides/{}/report?sent", stage.slides[0]);
        assert_eq!((moved.status, moved.header(header::LOCATION)), (StatusCode::MOVED_PERMANENTLY, now.as_str()));
        assert!(site.get(&now).await.body.contains("Thank you"));
        assert_eq!(site.owner.drafting().unwrap().open_report_count().await.unwrap(), 1);
    }

    #[tokio::test]
    async fn what_was_typed_stays_and_is_taken_when_the_slide_is_taken_out_meanwhile() {
        let site = Site::new().await;
        let stage = site.scene.stage(&site.owner, "Lamps").await;
        let path = format!("/lamps/slides/{}/report", stage.slides[1]);
        let token = token(&site.get(&path).await.body);
        let writing = site.owner.writing(stage.article).await.unwrap();
        writing.remove_slide(stage.slides[1].clone()).await.unwrap();
        site.publish(stage.article).await;
        let early = sent(&site, &path, &[("token", &token), ("quote", "ten days"), ("text", "Eleven of them")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("Eleven of them") && early.body.contains("ten days"));
        assert!(early.body.contains("a slide that was taken out meanwhile"));
        site.scene.clock.pass(TimeDelta::seconds(5));
        let taken = sent(&site, &path, &[("token", &token), ("text", "Eleven of them")]).await;
        assert_eq!((taken.status, taken.header(header::LOCATION)), (StatusCode::SEE_OTHER, format!("{path}?sent").as_str()));
        let thanks = site.get(&format!("{path}?sent")).await;
        assert!(thanks.body.contains("Thank you") && thanks.body.contains("href=\"/lamps\""));
        assert_eq!(site.owner.drafting().unwrap().open_report_count().await.unwrap(), 1);
        assert_eq!(site.get(&path).await.status, StatusCode::NOT_FOUND, "nobody begins to write about it");
    }

    #[tokio::test]
    async fn a06_l04_there_is_no_form_for_what_readers_do_not_see() {
        let site = Site::new().await;
        let stage = site.scene.stage(&site.owner, "Lamps").await;
        site.owner.writing(stage.article).await.unwrap().withdraw().await.unwrap();
        for (path, status) in [
            (format!("/lamps/slides/{}/report", stage.slides[0]), StatusCode::GONE),
            ("/lamps/slides/abcdefghij/report".to_owned(), StatusCode::GONE),
            ("/nothing/slides/abcdefghij/report".to_owned(), StatusCode::NOT_FOUND),
            ("/nothing/slides/x/report".to_owned(), StatusCode::NOT_FOUND),
        ] {
            assert_eq!(site.get(&path).await.status, status, "{path}");
        }
    }
}
