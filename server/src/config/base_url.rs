//! The site's own address.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use url::{Host, Url};

/// The site's own address: scheme, host and port, without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// The address of a server that listens at `listen` and nowhere else.
    pub fn of(listen: SocketAddr) -> Self {
        Self(format!("http://{listen}"))
    }

    /// Reads an address: `https://` or `http://`, a host, perhaps a port, and nothing else.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn parse(text: &str) -> Result<Self, NotABaseUrl> {
        let url = Url::parse(text).map_err(|_| NotABaseUrl)?;
        let is_bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let is_anonymous = url.username().is_empty() && url.password().is_none();
        let has_scheme = matches!(url.scheme(), "https" | "http") && url.has_host();
        if !(is_bare && is_anonymous && has_scheme) {
            return Err(NotABaseUrl);
        }
        Ok(Self(url.origin().ascii_serialization()))
    }

    /// The origin: `https://slowlight.example`.
    pub fn origin(&self) -> &str {
        &self.0
    }

    /// The scheme: `https` or `http`.
    pub fn scheme(&self) -> &str {
        self.0.split_once("://").map_or("", |(scheme, _)| scheme)
    }

    /// The host with its port, as `Host` carries it.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, host)| host)
    }

    /// Whether readers come over https.
    pub fn is_https(&self) -> bool {
        self.scheme() == "https"
    }

    /// The port, if the address is one of this machine's own, over plain HTTP: browsers count that as secure.
    pub fn loopback_port(&self) -> Option<u16> {
        let url = Url::parse(&self.0).ok().filter(|url| url.scheme() == "http")?;
        let is_loopback = match url.host()? {
            Host::Domain(name) => name == "localhost",
            Host::Ipv4(address) => IpAddr::from(address).is_loopback(),
            Host::Ipv6(address) => IpAddr::from(address).is_loopback(),
        };
        url.port_or_known_default().filter(|_| is_loopback)
    }
}

/// The text is not the address of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a site")]
pub struct NotABaseUrl;

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_scheme_host_and_port() {
        assert_eq!(BaseUrl::parse("https://Slowlight.example:443/").unwrap().origin(), "https://slowlight.example");
        assert_eq!(BaseUrl::parse("http://127.0.0.1:3000").unwrap().loopback_port(), Some(3000));
        assert_eq!(BaseUrl::parse("http://localhost").unwrap().loopback_port(), Some(80));
        assert_eq!(BaseUrl::parse("https://localhost").unwrap().loopback_port(), None);
        for text in [
            "",
            "slowlight.example",
            "ftp://a.example",
            "https://a.example/blog",
            "https://me@a.example",
            "https://a.example?x",
            "file:///x",
        ] {
            assert!(BaseUrl::parse(text).is_err(), "{text}");
        }
    }
}
