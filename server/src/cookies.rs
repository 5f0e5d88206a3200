//! The cookies of the site: their names, how they are read and how they are set (security S5).

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};
use domain::accounts::SessionToken;
use std::time::Duration;

/// How long the browser keeps the session's cookie. It outlives the longest session; the server decides when one is over.
pub const SESSION_COOKIE: Duration = Duration::from_hours(30 * 24);

/// A cookie of ours, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    /// The session of somebody who signed in.
    Session,
    /// The mark of a device that signed in before (security S3).
    Device,
    /// The theme that a reader chose.
    Theme,
    /// The comments that were written in this browser, signed.
    Waiting,
}

impl Name {
    /// Every cookie of ours.
    pub const ALL: [Name; 4] = [Name::Session, Name::Device, Name::Theme, Name::Waiting];

    /// The full name. `__Host-` binds it to this host, to https or loopback, and to the path `/`.
    pub fn full(self) -> &'static str {
        match self {
            Name::Session => "__Host-lantern",
            Name::Device => "__Host-ln_dev",
            Name::Theme => "__Host-ln_theme",
            Name::Waiting => "__Host-ln_wait",
        }
    }
}

/// The value of a cookie that came along.
pub fn read(headers: &HeaderMap, name: Name) -> Option<String> {
    all(headers).find(|cookie| cookie.name() == name.full()).map(|cookie| cookie.value().to_owned())
}

fn all(headers: &HeaderMap) -> impl Iterator<Item = Cookie<'static>> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| Cookie::split_parse(value.to_owned()))
        .filter_map(Result::ok)
}

/// The token of the session that came along.
pub fn session(headers: &HeaderMap) -> Option<SessionToken> {
    SessionToken::parse(&read(headers, Name::Session)?)
}

/// Whether any cookie of ours came along.
pub fn any(headers: &HeaderMap) -> bool {
    Name::ALL.into_iter().any(|name| read(headers, name).is_some())
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

/// What `__Host-` stands before, in a name of ours.
const PREFIX: &str = "__Host-";

/// Over plain HTTP off loopback browsers refuse a name with the prefix: such a site's cookies travel without it, and get it
/// back here, so that nothing behind the edge knows the difference.
pub fn without_prefix_in(headers: &mut HeaderMap) {
    let renamed: Vec<String> = all(headers)
        .map(|cookie| {
            let ours = Name::ALL.into_iter().find(|name| name.full().strip_prefix(PREFIX) == Some(cookie.name()));
            let name = ours.map_or_else(|| cookie.name().to_owned(), |name| name.full().to_owned());
            format!("{name}={}", cookie.value())
        })
        .collect();
    headers.remove(header::COOKIE);
    if let Ok(value) = HeaderValue::from_str(&renamed.join("; "))
        && !renamed.is_empty()
    {
        headers.insert(header::COOKIE, value);
    }
}

/// The other way round: takes prefix and `Secure` off the cookies that are being set.
pub fn without_prefix_out(headers: &mut HeaderMap) {
    let plain: Vec<HeaderValue> = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .filter_map(|value| Cookie::parse(value.to_str().ok()?.to_owned()).ok())
        .filter_map(|mut cookie| {
            let name = cookie.name().strip_prefix(PREFIX).unwrap_or(cookie.name()).to_owned();
            cookie.set_name(name);
            cookie.set_secure(false);
            HeaderValue::from_str(&cookie.to_string()).ok()
        })
        .collect();
    headers.remove(header::SET_COOKIE);
    for value in plain {
        headers.append(header::SET_COOKIE, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s05_every_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts() {
        for name in Name::ALL {
            let value = set(name, "v".repeat(120), Duration::from_mins(1));
            let value = value.to_str().unwrap();
            assert!(value.starts_with("__Host-"), "{value}");
            for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/", "Max-Age=60"] {
                assert!(value.split("; ").any(|found| found == part), "{part} in {value}");
            }
            assert!(!value.contains("Domain") && value.len() < 4_096, "{value}");
        }
    }

    #[test]
    fn s05_without_https_the_names_travel_without_the_prefix() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, "lantern=abc; other=1; ln_theme=dark".parse().unwrap());
        without_prefix_in(&mut headers);
        assert_eq!(read(&headers, Name::Session).as_deref(), Some("abc"));
        assert_eq!(read(&headers, Name::Theme).as_deref(), Some("dark"));

        let mut headers = HeaderMap::new();
        headers.append(header::SET_COOKIE, set(Name::Session, "abc".into(), Duration::from_mins(1)));
        headers.append(header::SET_COOKIE, forget(Name::Theme));
        without_prefix_out(&mut headers);
        let sent: Vec<&str> = headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
        assert_eq!(
            sent,
            ["lantern=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60", "ln_theme=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0"]
        );
    }
}
