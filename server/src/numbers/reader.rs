//! Whose readings are counted, as their request alone tells.

use crate::cookies::{self, Name};
use axum::http::{HeaderMap, HeaderName, header};

const PURPOSE: [HeaderName; 2] = [HeaderName::from_static("sec-purpose"), HeaderName::from_static("purpose")];
const DESTINATION: HeaderName = HeaderName::from_static("sec-fetch-dest");
/// Global Privacy Control and Do Not Track. Nobody is followed here anyway: whoever asks for it is not even counted.
const LEFT_ALONE: [HeaderName; 2] = [HeaderName::from_static("sec-gpc"), HeaderName::from_static("dnt")];

/// Whether a page that is asked for in this way is counted as opened: by a reader, and to be read.
pub fn opens_page(asked: &HeaderMap) -> bool {
    let is_early = |name: &HeaderName| asked.get(name).is_some_and(|said| said.as_bytes().starts_with(b"prefetch"));
    let is_page = asked.get(DESTINATION).is_none_or(|said| said.as_bytes() == b"document");
    is_page && !PURPOSE.iter().any(is_early) && is_reader(asked)
}

/// Whether a request is a reader's, as far as anybody can tell. Programs that say what they are, staff on a device that signed in
/// before, and whoever asks to be left alone are not counted.
pub fn is_reader(asked: &HeaderMap) -> bool {
    let is_left_alone = |name: &HeaderName| asked.get(name).is_some_and(|said| said.as_bytes() == b"1");
    !LEFT_ALONE.iter().any(is_left_alone)
        && asked.get(header::USER_AGENT).is_some_and(|agent| is_browser(agent.as_bytes()))
        && [Name::Session, Name::Device].into_iter().all(|name| cookies::read(asked, name).is_none())
}

/// What honest programs call themselves by. Those that lie are counted: to find them out, readers would have to be looked at.
const PROGRAMS: [&[u8]; 8] = [b"bot", b"crawl", b"spider", b"headless", b"lighthouse", b"preview", b"monitor", b"http"];

/// Whether something that calls itself that is a browser. Every browser says that it is Mozilla, most other programs do not.
fn is_browser(agent: &[u8]) -> bool {
    agent.starts_with(b"Mozilla/")
        && !(0..agent.len()).any(|at| {
            let rest = &agent[at..];
            PROGRAMS.iter().any(|word| {
                // The first letter spares most of the work.
                rest[0].eq_ignore_ascii_case(&word[0])
                    && rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0";

    fn counted(pairs: &[(&'static str, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert("user-agent", FIREFOX.parse().unwrap());
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        opens_page(&headers)
    }

    #[test]
    fn people_who_open_a_page_are_counted() {
        for pairs in [
            &[] as &[_],
            &[("sec-fetch-dest", "document"), ("sec-gpc", "0"), ("dnt", "0")],
            &[("cookie", "__Host-ln_theme=dark")],
            &[(
                "user-agent",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
            )],
            &[(
                "user-agent",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0",
            )],
        ] {
            assert!(counted(pairs), "{pairs:?}");
        }
    }

    #[test]
    fn programs_staff_and_whoever_asks_to_be_left_alone_are_not() {
        for pairs in [
            &[("user-agent", "")] as &[_],
            &[("user-agent", "curl/8.14.1")],
            &[("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")],
            &[("user-agent", "Mozilla/5.0 (compatible; SomeThing/1.0; +https://thing.example)")],
            &[(
                "user-agent",
                "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/156.0 Safari/537.36",
            )],
            &[("sec-purpose", "prefetch")],
            &[("sec-purpose", "prefetch;prerender")],
            &[("purpose", "prefetch")],
            &[("sec-fetch-dest", "empty")],
            &[("sec-fetch-dest", "iframe")],
            &[("sec-gpc", "1")],
            &[("dnt", "1")],
            &[("cookie", "a=b; __Host-lantern=x")],
            &[("cookie", "__Host-ln_dev=x")],
        ] {
            assert!(!counted(pairs), "{pairs:?}");
        }
        assert!(!opens_page(&HeaderMap::new()), "a browser says what it is");
    }
}
