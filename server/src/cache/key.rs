//! What a page that is kept depends on: its path, what it knows of the query, and the theme. Nothing else (security H7).

use crate::cookies::{self, Name};
use crate::gates::theme;
use app::frame::Theme;
use axum::extract::Request;
use axum::http::Method;

/// The name of a page that is kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    path: String,
    query: Query,
    theme: Theme,
}

/// What a page knows of a query, in one spelling: two addresses of one page are one page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Query(String);

/// The keys of a query that some page knows.
const KNOWN: [&str; 3] = ["after", "from", "reply"];
/// The longest address that is kept, in bytes. No page of ours has a longer one.
const LONGEST: usize = 512;

impl Key {
    /// The key of the page that is asked for. None for what is not kept: what is not read, and what a cookie makes that is not
    /// the theme's (security H7).
    pub fn of(request: &Request) -> Option<Self> {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let uri = request.uri();
        let length = uri.path().len() + uri.query().map_or(0, str::len);
        let is_everybodys =
            Name::ALL.into_iter().all(|name| name == Name::Theme || cookies::read(request.headers(), name).is_none());
        (is_read && length <= LONGEST && is_everybodys).then(|| Self {
            path: uri.path().to_owned(),
            query: uri.query().map(Query::of).unwrap_or_default(),
            theme: theme(request.headers()),
        })
    }

    /// Whether the page was made from just this part of the query.
    pub fn asks_for(&self, query: &Query) -> bool {
        self.query == *query
    }

    /// How much memory the key takes.
    pub fn weight_bytes(&self) -> usize {
        self.path.len() + self.query.0.len()
    }
}

impl Query {
    /// What of this query some page knows.
    fn of(query: &str) -> Self {
        let mut known: Vec<_> =
            url::form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| KNOWN.contains(&key.as_ref())).collect();
        // Of two values the first counts, as it does for the pages.
        known.sort_by(|one, other| one.0.cmp(&other.0));
        known.dedup_by(|later, first| later.0 == first.0);
        Self(url::form_urlencoded::Serializer::new(String::new()).extend_pairs(known).finish())
    }

    /// The query with this one key.
    pub fn with(key: &str, value: &str) -> Self {
        Self(url::form_urlencoded::Serializer::new(String::new()).append_pair(key, value).finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::header;

    fn key(address: &str, cookie: &str) -> Option<Key> {
        let request = Request::get(address).header(header::COOKIE, cookie).body(Body::empty()).unwrap();
        Key::of(&request)
    }

    #[test]
    fn h07_two_addresses_of_one_page_are_one_page() {
        let plain = key("/lamps", "").unwrap();
        for (address, cookie) in [
            ("/lamps?", ""),
            ("/lamps?utm_source=x&__proto__=1&%00=%ff", ""),
            ("/lamps", "other=1"),
            ("/lamps", "__Host-ln_theme=auto"),
        ] {
            assert_eq!(key(address, cookie).as_ref(), Some(&plain), "{address} {cookie}");
        }
        assert_eq!(key("/?utm=1&from=abc", ""), key("/?from=%61bc&x=y", ""));
        assert_eq!(key("/?from=b&from=a", ""), key("/?from=b", ""));
        assert!(key("/?from=abc", "").unwrap().asks_for(&Query::with("from", "abc")));
        assert!(plain.asks_for(&Query::default()));
    }

    #[test]
    fn h07_what_a_page_depends_on_is_in_its_name() {
        let plain = key("/lamps", "").unwrap();
        for (address, cookie) in [("/lamp", ""), ("/lamps?from=abc", ""), ("/lamps", "__Host-ln_theme=dark")] {
            assert_ne!(key(address, cookie).unwrap(), plain, "{address} {cookie}");
        }
    }

    #[test]
    fn h07_what_a_cookie_makes_has_no_name_and_neither_has_what_is_too_long() {
        for cookie in ["__Host-lantern=x", "__Host-ln_dev=x", "a=b; __Host-ln_wait=x", "__Host-ln_theme=dark; __Host-lantern=x"] {
            assert_eq!(key("/lamps", cookie), None, "{cookie}");
        }
        assert_eq!(key(&format!("/lamps?{}", "x".repeat(600)), ""), None);
        assert_eq!(Key::of(&Request::post("/lamps").body(Body::empty()).unwrap()), None);
    }
}
