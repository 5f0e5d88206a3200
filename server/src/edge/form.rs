//! Forms and queries as our own handlers take them: bounded, and refused in our own words.

use super::refusal::{problem, refused};
use app::failure::{Failure, Kind};
use axum::Json;
use axum::body::{Bytes, to_bytes};
use axum::extract::rejection::JsonRejection;
use axum::extract::{Form, FromRequest, FromRequestParts, Query, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::de::DeserializeOwned;
use std::convert::Infallible;

/// The most fields of a form (security H1).
pub const MAX_FIELDS: usize = 200;

/// A form that was posted: `application/x-www-form-urlencoded`, within the body limit of its address, at most 200 fields,
/// each as the form has it and none twice.
pub struct Posted<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Posted<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        if !says_it_is("application/x-www-form-urlencoded", request.headers()) {
            return Err(refused(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "This address takes a form, as a page of this site sends it.",
            ));
        }
        let (parts, body) = request.into_parts();
        // The access table has bounded the body already: it ends with an error where the limit is.
        let bytes: Bytes = to_bytes(body, usize::MAX).await.map_err(|_| too_large())?;
        if bytes.split(|byte| *byte == b'&').count() > MAX_FIELDS {
            return Err(refused(StatusCode::BAD_REQUEST, "This form has more fields than any form of this site."));
        }
        let request = Request::from_parts(parts, bytes.into());
        let Ok(Form(form)) = Form::<T>::from_request(request, state).await else {
            let words = "This form is not the one that this site shows. Load the page again and fill it in once more.";
            return Err(refused(StatusCode::UNPROCESSABLE_ENTITY, words));
        };
        Ok(Self(form))
    }
}

/// What a call of the panel brings, in JSON and nothing else (security C2).
pub struct Called<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Called<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(called)) => Ok(Self(called)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(not_json()),
            Err(JsonRejection::BytesRejection(_)) => Err(call_too_large()),
            Err(_) => Err(problem(&Failure::misshapen())),
        }
    }
}

/// Whether the head names that kind of content, with or without parameters (RFC 9110, 8.3.1).
pub(crate) fn says_it_is(kind: &str, headers: &HeaderMap) -> bool {
    let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    named.split(';').next().is_some_and(|named| named.trim().eq_ignore_ascii_case(kind))
}

/// The refusal of a call with more than its address takes.
pub(crate) fn call_too_large() -> Response {
    problem(&Failure::new(Kind::TooLarge, "This is more than fits here. Shorten it and save again."))
}

/// The refusal of a call that is not in JSON.
pub(crate) fn not_json() -> Response {
    problem(&Failure::new(Kind::Unsupported, "This call takes JSON."))
}

/// The refusal of a body that is larger than its address takes.
pub(crate) fn too_large() -> Response {
    refused(StatusCode::PAYLOAD_TOO_LARGE, "This is more than fits here. Shorten it and send it again.")
}

/// What an address was asked after its `?`. What cannot be read counts as not asked.
pub struct Asked<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned + Default> FromRequestParts<S> for Asked<T> {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        Ok(Self(Query::<T>::from_request_parts(parts, state).await.map_or_else(|_| T::default(), |Query(asked)| asked)))
    }
}
