//! Somebody who visits a site: with cookies, and sending forms as a browser does.

use domain::accounts::Caller;
use reqwest::header::{COOKIE, HeaderMap, HeaderName, HeaderValue, ORIGIN, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, redirect};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long anybody waits for an answer. A page that never came is a test that fails, not one that hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// Somebody with a browser of their own. It follows no redirect and keeps no cookie by itself.
#[derive(Clone)]
pub struct Person {
    /// Who they are, once they are signed in.
    pub caller: Option<Caller>,
    /// What their browser brings along.
    pub cookies: BTreeMap<String, String>,
    address: String,
    client: Client,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as text.
    pub body: String,
}

impl Person {
    pub(crate) fn new(address: &str) -> Self {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .no_proxy()
            .timeout(PATIENCE)
            .build()
            .expect("a client without certificates can be built");
        Self { caller: None, cookies: BTreeMap::new(), address: address.to_owned(), client }
    }

    /// The same person with that cookie.
    #[must_use]
    pub fn with_cookie(mut self, name: &str, value: &str) -> Self {
        self.cookies.insert(name.to_owned(), value.to_owned());
        self
    }

    /// A request with their cookies and, where it can change something, the origin of the site.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let is_safe = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
        let mut request = self.client.request(method, format!("{}{path}", self.address));
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(COOKIE, pairs.join("; "));
        }
        if is_safe { request } else { request.header(ORIGIN, &self.address) }
    }

    /// What they get at the path.
    pub async fn get(&self, path: &str) -> Answer {
        Answer::of(self.request(Method::GET, path)).await
    }

    /// What they get when they send the form.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        Answer::of(self.request(Method::POST, path).form(form)).await
    }

    /// What they get when their panel calls the function of that name.
    pub async fn call(&self, endpoint: &str, input: serde_json::Value) -> Answer {
        Answer::of(self.request(Method::POST, &format!("/admin/api/{endpoint}")).json(&input)).await
    }

    /// Takes the cookies that an answer has set, as a browser would.
    pub fn keep(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().expect("cookies are of visible characters");
            let (name, rest) = cookie.split_once('=').expect("a cookie has a name");
            let value = rest.split(';').next().unwrap_or_default();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

impl Answer {
    /// Sends the request and reads the answer.
    pub async fn of(request: RequestBuilder) -> Self {
        let answer = request.send().await.expect("the site answers");
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await.expect("the answer comes whole");
        Self { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// The header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("headers are of visible characters"))
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.body))
    }

    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok()).unwrap_or(0);
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .filter_map(|(name, value)| Some((HeaderName::from_bytes(name.as_bytes()).ok()?, HeaderValue::from_str(value).ok()?)))
            .collect();
        Self { status, headers, body: body.to_owned() }
    }
}
