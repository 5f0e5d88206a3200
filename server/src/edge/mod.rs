//! The edge: what holds for every request and every answer, whatever the address.

mod client;
mod form;
mod headers;
mod host;
mod origin;
mod per_minute;
mod refusal;
mod request;

pub use client::{Client, Network, Networks};
pub use form::{Asked, Called, MAX_FIELDS, Posted};
pub use headers::{admin_policy, marked};
pub use per_minute::PerMinute;
pub use refusal::{problem, refused};
pub use request::{RequestId, RequestIds};

pub(crate) use form::{call_too_large, not_json, says_it_is, too_large};
pub(crate) use headers::dress;
pub(crate) use host::names_own_host;
pub(crate) use origin::{Stranger, unsaid};
pub(crate) use request::{Answered, REQUEST_ID, log, unharmed};

use crate::gates;
use crate::state::AppState;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};

/// Puts the layers around the router. A request passes them from the last to the first.
pub fn around(router: Router, state: &AppState) -> Router {
    router
        .layer(from_fn_with_state(state.clone(), gates::until_set_up))
        .layer(from_fn(origin::same_origin))
        .layer(from_fn_with_state(state.clone(), host::well_formed))
        .layer(from_fn(request::unharmed_by_panics))
        .layer(from_fn_with_state(state.clone(), headers::headers))
        .layer(from_fn_with_state(state.clone(), client::client))
        .layer(from_fn_with_state(state.clone(), request::identified))
}
