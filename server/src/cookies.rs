//! The cookies of the site: their names, how they are read and how they are set (security S5).

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};
use domain::accounts::SessionToken;
use std::time::Duration;

/// A cookie of ours, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// The session of somebody who signed in.
    Session,
    /// The theme that a reader chose.
    Theme,
    /// The comments that were written in this browser, signed.
    Waiting,
}

impl Name {
    /// The full name. `__Host-` binds it to this host, to https or loopback, and to the path `/`.
    fn full(self) -> &'static str {
        match self {
            Name::Session => "__Host-lantern",
            Name::Theme => "__Host-ln_theme",
            Name::Waiting => "__Host-ln_wait",
        }
    }
}

/// The value of a cookie that came along.
pub fn read(headers: &HeaderMap, name: Name) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| Cookie::split_parse(value.to_owned()))
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name.full())
        .map(|cookie| cookie.value().to_owned())
}

/// The token of the session that came along.
pub fn session(headers: &HeaderMap) -> Option<SessionToken> {
    SessionToken::parse(&read(headers, Name::Session)?)
}

/// Whether any cookie of ours came along.
pub fn any(headers: &HeaderMap) -> bool {
    [Name::Session, Name::Theme, Name::Waiting].into_iter().any(|name| read(headers, name).is_some())
}

/// A header that sets the cookie for `life`.
pub fn set(name: Name, value: String, life: Duration) -> HeaderValue {
    let seconds = i64::try_from(life.as_secs()).unwrap_or(i64::MAX);
    let cookie = Cookie::build((name.full(), value))
        .path("/")
        .secure(true)
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(cookie::time::Duration::seconds(seconds))
        .build();
    HeaderValue::from_str(&cookie.to_string()).expect("our cookies are of visible ASCII characters")
}

/// A header that takes the cookie away.
pub fn forget(name: Name) -> HeaderValue {
    set(name, String::new(), Duration::ZERO)
}
