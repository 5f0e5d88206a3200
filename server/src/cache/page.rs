//! A page or a feed that was rendered: its bytes in every coding, the tag that names it, and how long it is good.
//!
//! Readers take pages in a smaller coding, a fifth of the whole. What is kept is kept in that alone: the few who take none are sent
//! what comes out of it again.

use crate::access::Kind;
use crate::cookies;
use crate::edge;
use crate::encoding::Encoding;
use crate::pieces::pieces;
use axum::body::Body;
use axum::extract::MatchedPath;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::numbers::Counted;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, Weak};

/// A page or a feed for everybody, as it is sent.
#[derive(Debug)]
pub struct Page {
    content_type: HeaderValue,
    whole: Mutex<Whole>,
    whole_bytes: usize,
    brotli: OnceLock<Bytes>,
    gzip: OnceLock<Bytes>,
    /// What names its content, without the quotes.
    tag: String,
    is_weak: bool,
    good_until: Option<DateTime<Utc>>,
    /// The addresses of this site that the page is about, as `Link` has them.
    link: Option<HeaderValue>,
    kind: Kind,
    /// What is counted when it is sent to a reader.
    counted: Option<Counted>,
    /// The line of the access table that made it.
    line: OnceLock<MatchedPath>,
    /// All headers of the answer, for each coding.
    dressed: [OnceLock<HeaderMap>; 3],
}

/// All of a page as it is.
#[derive(Debug)]
enum Whole {
    /// Held until the page is packed.
    Held(Arc<Vec<u8>>),
    /// Unpacked, while somebody is being sent it: all of them share one. Not `Weak<[u8]>`, which would keep the room of the bytes
    /// when nobody has them any more.
    Lent(Weak<Vec<u8>>),
}

/// The whole in the hands of somebody who is being sent it.
struct Sent(Arc<Vec<u8>>);

impl AsRef<[u8]> for Sent {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// How long a page is the same to a reader whose copy has an older form, and so how long it is kept. A form is good for twice as
/// long, so that somebody who reads for hours can still send it.
const SAME_FORM: TimeDelta = TimeDelta::hours(12);

impl Page {
    /// A page of this HTML.
    ///
    /// The tag is strong and made of the bytes, one for each coding. That of a page with a form is weak and leaves the form's
    /// token out: with it no copy would ever be the same, and one with an older token is as good, until half of the time that
    /// a token is good for has passed.
    ///
    /// Source: RFC 9110, 8.8.1 and 8.8.3.
    pub fn new(html: String, form: Option<&Form>, link: Option<HeaderValue>) -> Self {
        let (tag, good_until) = match form {
            None => (tag_of([html.as_str()]), None),
            Some(Form { token, made }) => {
                let while_good = made.timestamp() / SAME_FORM.num_seconds();
                let end = DateTime::from_timestamp((while_good + 1) * SAME_FORM.num_seconds(), 0);
                (tag_of(pieces(&html, token).chain([while_good.to_string().as_str()])), Some(end.unwrap_or(*made)))
            }
        };
        let (brotli, gzip) = (OnceLock::new(), OnceLock::new());
        let content_type = HeaderValue::from_static("text/html; charset=utf-8");
        Self {
            content_type,
            whole_bytes: html.len(),
            whole: Mutex::new(Whole::Held(Arc::new(html.into_bytes()))),
            brotli,
            gzip,
            tag,
            is_weak: form.is_some(),
            good_until,
            link,
            kind: Kind::Page,
            counted: None,
            line: OnceLock::new(),
            dressed: Default::default(),
        }
    }

    /// What is no HTML, such as a feed: it is of that type and depends on its path alone.
    pub fn of_type(content_type: &'static str, body: String, link: Option<HeaderValue>) -> Self {
        Self { content_type: HeaderValue::from_static(content_type), kind: Kind::Feed, ..Self::new(body, None, link) }
    }

    /// The same, counted when it is sent to a reader.
    #[must_use]
    pub fn counting(self, counted: Option<Counted>) -> Self {
        Self { counted, ..self }
    }

    /// What is counted when it is sent to a reader.
    pub fn counted(&self) -> Option<&Counted> {
        self.counted.as_ref()
    }

    /// Whether it may still be sent.
    pub fn is_good(&self, now: DateTime<Utc>) -> bool {
        self.good_until.is_none_or(|until| now < until)
    }

    /// Notes which line of the access table made it.
    pub fn made_by(&self, line: MatchedPath) {
        self.line.get_or_init(|| line);
    }

    /// The line of the access table that made it; empty while nobody has said.
    pub fn line(&self) -> &str {
        self.line.get().map_or("", MatchedPath::as_str)
    }

    /// Lets go of the whole, which comes out of a coding again: out of gzip when none was made yet.
    pub fn pack(&self) {
        if self.brotli.get().is_none() {
            self.bytes(Encoding::Gzip);
        }
        let mut whole = self.held();
        if let Whole::Held(held) = &*whole {
            *whole = Whole::Lent(Arc::downgrade(held));
        }
    }

    /// How much memory it takes when both codings are made. The other is of about the size of the first, but for a page that repeats
    /// itself from far away, of which only Brotli takes notice.
    pub fn weight_bytes(&self) -> usize {
        /// The headers of three codings, and what holds it all together.
        const AROUND: usize = 6 * 1_024;
        let whole = if matches!(*self.held(), Whole::Held(_)) { self.whole_bytes } else { 0 };
        let made = [&self.brotli, &self.gzip].into_iter().filter_map(|place| place.get().map(Bytes::len)).max().unwrap_or(0);
        whole + made + (4 * made).min(self.whole_bytes / 2) + AROUND
    }

    /// The answer to a reader: the page in the best coding that they take, or 304 when they have it. It depends on nothing
    /// else of their request (security H7, H8).
    ///
    /// Source: RFC 9110, 13.1.2 and 15.4.5.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let encoding = Encoding::best(asked);
        let mut headers = self.headers(encoding);
        // What the theme's cookie made is kept by no browser, so that none asks about it.
        if cookies::any(asked) {
            headers.remove(header::ETAG);
            return self.sent(headers, encoding);
        }
        if names(asked, &self.tag) { unchanged(headers) } else { self.sent(headers, encoding) }
    }

    /// The same with all headers that the layers would give it, for a request without a cookie.
    pub fn answer_dressed(&self, asked: &HeaderMap, is_https: bool) -> Response {
        let encoding = Encoding::best(asked);
        let dressed = self.dressed[encoding as usize].get_or_init(|| {
            let mut headers = self.headers(encoding);
            edge::dress(&mut headers, (self.kind, StatusCode::OK), false, is_https);
            headers
        });
        let headers = dressed.clone();
        if names(asked, &self.tag) { unchanged(headers) } else { self.sent(headers, encoding) }
    }

    /// The headers that the page has by itself.
    fn headers(&self, encoding: Encoding) -> HeaderMap {
        let mut headers = HeaderMap::new();
        if let Some(link) = &self.link {
            headers.insert(header::LINK, link.clone());
        }
        headers.insert(header::ETAG, self.named(encoding));
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        if let Some(value) = encoding.value() {
            headers.insert(header::CONTENT_ENCODING, value);
        }
        headers
    }

    fn sent(&self, headers: HeaderMap, encoding: Encoding) -> Response {
        let mut response = Response::new(Body::from(self.bytes(encoding)));
        *response.headers_mut() = headers;
        response
    }

    /// The answer to somebody whose cookie makes the page theirs: nobody keeps it, so that it has no tag, and it is not made smaller.
    pub fn answer_personally(&self) -> Response {
        let mut response = Response::new(Body::from(self.whole()));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, self.content_type.clone());
        if let Some(link) = &self.link {
            headers.insert(header::LINK, link.clone());
        }
        response
    }

    fn bytes(&self, encoding: Encoding) -> Bytes {
        let made = |place: &OnceLock<Bytes>| place.get_or_init(|| encoding.of(&self.whole()).into_boxed_slice().into()).clone();
        match encoding {
            Encoding::Brotli => made(&self.brotli),
            Encoding::Gzip => made(&self.gzip),
            Encoding::Identity => self.whole(),
        }
    }

    fn whole(&self) -> Bytes {
        let mut whole = self.held();
        let lent = match &*whole {
            Whole::Held(held) => Some(held.clone()),
            Whole::Lent(lent) => lent.upgrade(),
        };
        let shared = lent.unwrap_or_else(|| {
            let packed = [(Encoding::Gzip, &self.gzip), (Encoding::Brotli, &self.brotli)];
            let unpacked = packed.into_iter().find_map(|(encoding, place)| Some(encoding.whole(place.get()?)));
            let shared = Arc::new(unpacked.expect("a page lets go of its whole when it has a coding"));
            *whole = Whole::Lent(Arc::downgrade(&shared));
            shared
        });
        Bytes::from_owner(Sent(shared))
    }

    fn held(&self) -> MutexGuard<'_, Whole> {
        self.whole.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The tag of the page in that coding: other bytes have another one, unless it is weak.
    fn named(&self, encoding: Encoding) -> HeaderValue {
        let tag = &self.tag;
        let value = match (self.is_weak, encoding.token()) {
            (true, _) => format!("W/\"{tag}\""),
            (false, Some(token)) => format!("\"{tag}-{token}\""),
            (false, None) => format!("\"{tag}\""),
        };
        HeaderValue::from_str(&value).expect("a tag is of hexadecimal digits and the name of a coding")
    }
}

/// The answer to a reader who has the page.
fn unchanged(mut headers: HeaderMap) -> Response {
    headers.remove(header::CONTENT_TYPE);
    headers.remove(header::CONTENT_ENCODING);
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    *response.headers_mut() = headers;
    response
}

/// The form on a page: the part that is new each time it is rendered and says nothing to a reader.
#[derive(Debug, Clone)]
pub struct Form {
    /// Its token.
    pub token: String,
    /// When it was made.
    pub made: DateTime<Utc>,
}

/// The first half of the hash: two pages that share it are not met by chance.
fn tag_of<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    let hash = pieces.into_iter().fold(Sha256::new(), Sha256::chain_update).finalize();
    hash[..16].iter().fold(String::with_capacity(32), |mut tag, byte| {
        write!(tag, "{byte:02x}").expect("a string takes what is written");
        tag
    })
}

/// Whether the request names the page, in whatever coding, or any.
fn names(request: &HeaderMap, tag: &str) -> bool {
    let lines = request.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).map(str::trim).any(|named| named == "*" || content_of(named) == Some(tag))
}

/// What a tag says of the content: neither that it is weak, nor the coding.
fn content_of(named: &str) -> Option<&str> {
    let quoted = named.strip_prefix("W/").unwrap_or(named);
    let opaque = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let mut codings = Encoding::SMALLER.iter().filter_map(|encoding| encoding.token());
    let without = codings.find_map(|token| opaque.strip_suffix(token)?.strip_suffix('-'));
    Some(without.unwrap_or(opaque))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: header::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().unwrap())])
    }

    fn tag(page: &Page, accepted: &str) -> String {
        let answer = page.answer(&asked(header::ACCEPT_ENCODING, accepted));
        answer.headers()[header::ETAG].to_str().unwrap().to_owned()
    }

    #[test]
    fn other_bytes_have_another_tag_and_any_of_them_names_the_page() {
        let page = Page::new("<p>Lamps</p>".repeat(100), None, None);
        let tags = [tag(&page, ""), tag(&page, "br"), tag(&page, "gzip")];
        assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags.iter().all(|tag| tag.starts_with('"')));
        for tag in &tags {
            let answer = page.answer(&asked(header::IF_NONE_MATCH, &format!("\"x\", {tag}")));
            assert_eq!(answer.status(), StatusCode::NOT_MODIFIED, "{tag}");
        }
        for named in ["", "\"", "W/", "W/\"", "\"\"", "br", "-br", "\"-br\"", "\"other\"", ",,,", "\u{1}"] {
            let Ok(value) = HeaderValue::from_str(named) else { continue };
            let answer = page.answer(&HeaderMap::from_iter([(header::IF_NONE_MATCH, value)]));
            assert_eq!(answer.status(), StatusCode::OK, "{named}");
        }
    }

    #[tokio::test]
    async fn what_is_kept_is_kept_in_the_coding_that_was_taken_and_comes_whole_out_of_it() {
        let html = (0..400).map(|number| format!("<p>Lamp {number}</p>")).collect::<Vec<_>>().concat();
        for taken in ["br", "gzip", ""] {
            let page = Page::new(html.clone(), None, None);
            let fresh = Page::new(html.clone(), None, None);
            page.answer(&asked(header::ACCEPT_ENCODING, taken));
            page.pack();
            assert!(page.weight_bytes() + html.len() / 4 < fresh.weight_bytes(), "{taken}");
            for (again, encoding) in [("br", Encoding::Brotli), ("gzip", Encoding::Gzip), ("", Encoding::Identity)] {
                let answer = page.answer(&asked(header::ACCEPT_ENCODING, again));
                assert_eq!(answer.headers()[header::ETAG].to_str().unwrap(), tag(&fresh, again));
                let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
                assert_eq!(encoding.whole(&bytes), html.as_bytes(), "{taken}, then {again}");
            }
        }
    }

    #[test]
    fn those_who_are_sent_the_whole_of_a_packed_page_share_it() {
        let page = Page::new("<p>Lamps</p>".repeat(100), None, None);
        page.pack();
        let (one, other) = (page.whole(), page.whole());
        assert_eq!(one.as_ptr(), other.as_ptr());
        drop((one, other));
        assert!(matches!(&*page.held(), Whole::Lent(lent) if lent.upgrade().is_none()), "nobody has it any more");
    }

    #[test]
    fn a_page_with_a_form_is_the_same_with_a_newer_token_until_the_older_is_half_spent() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let page = |token: &str, made| {
            let form = Form { token: token.to_owned(), made };
            Page::new(format!("<p>Lamps</p><input value=\"{token}\">"), Some(&form), None)
        };
        let first = page("abc", at("2026-03-01T01:00:00Z"));
        assert!(tag(&first, "br").starts_with("W/\""));
        assert_eq!(tag(&first, "br"), tag(&page("def", at("2026-03-01T11:59:00Z")), ""));
        assert_ne!(tag(&first, "br"), tag(&page("def", at("2026-03-01T12:00:00Z")), ""));
        assert!(first.is_good(at("2026-03-01T11:59:59Z")) && !first.is_good(at("2026-03-01T12:00:00Z")));
    }
}
