//! Where readers pass articles on: networks that take a link by an address of theirs. Nothing of theirs is on a page.

/// A network that takes what a reader passes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    /// Its name.
    pub name: &'static str,
    /// Where it takes a title and an address.
    template: &'static str,
}

/// The networks that a page leads to, in its order. One that closes goes from here, and into the list of closed ones that imports
/// know.
pub const NETWORKS: [Network; 5] = [
    Network { name: "Mastodon", template: "https://share.joinmastodon.org/#text={title}%20{address}" },
    Network { name: "Bluesky", template: "https://bsky.app/intent/compose?text={title}%20{address}" },
    Network { name: "Facebook", template: "https://www.facebook.com/sharer/sharer.php?u={address}" },
    Network { name: "WhatsApp", template: "https://wa.me/?text={title}%20{address}" },
    Network { name: "Reddit", template: "https://www.reddit.com/submit?url={address}&title={title}" },
];

impl Network {
    /// The address at which it takes that title and that address, both percent-encoded (RFC 3986, 2.1).
    pub fn takes(&self, title: &str, address: &str) -> String {
        self.template.replace("{title}", title).replace("{address}", address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::closed_network;

    #[test]
    fn every_network_is_open_and_takes_the_address() {
        for network in NETWORKS {
            assert_eq!(closed_network(&network.name.to_lowercase()), None, "{}", network.name);
            let address = network.takes("Ten%20days", "https%3A%2F%2Fslowlight.example%2Ften-days");
            let parsed = url::Url::parse(&address).unwrap();
            assert_eq!(parsed.scheme(), "https");
            assert!(address.contains("https%3A%2F%2Fslowlight.example%2Ften-days") && !address.contains('{'), "{address}");
        }
    }
}
