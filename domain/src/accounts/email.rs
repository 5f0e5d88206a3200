//! E-mail addresses, as far as a program can judge them.

use crate::field::Fault;
use serde::{Deserialize, Serialize};
use std::fmt;

/// An e-mail address: `local@domain`, in lower case, at most 254 characters (RFC 5321, 4.5.3.1.3).
///
/// Two addresses that differ in case alone are the same person's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address.
    ///
    /// # Errors
    /// [`Fault::Empty`], [`Fault::TooLong`], or [`Fault::Malformed`] when there is no `@`, no domain ending, or a space.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        const MAX: usize = 254;
        let address = text.trim().to_lowercase();
        let has = address.chars().count();
        if address.is_empty() {
            return Err(Fault::Empty);
        }
        if has > MAX {
            return Err(Fault::TooLong { max: MAX, has });
        }
        let (local, domain) = address.rsplit_once('@').ok_or(Fault::Malformed)?;
        let labels_fit = domain.contains('.')
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            });
        let local_fits = !local.is_empty()
            && local.len() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && local.chars().all(|c| !c.is_whitespace() && !c.is_control() && !"()<>[]:;@\\,\"".contains(c));
        if labels_fit && local_fits { Ok(Self(address)) } else { Err(Fault::Malformed) }
    }

    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not an e-mail address")
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> Self {
        address.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_in_lower_case() {
        assert_eq!(EmailAddress::parse(" Anouk@Example.ORG ").unwrap().as_str(), "anouk@example.org");
    }

    #[test]
    fn an_address_needs_an_at_a_domain_and_its_ending() {
        for text in ["anouk", "anouk@", "@example.org", "anouk@example", "a b@example.org", "a@exa mple.org", "a@.org", "a@b@"] {
            assert_eq!(EmailAddress::parse(text), Err(Fault::Malformed), "{text}");
        }
    }

    #[test]
    fn o08_an_address_cannot_carry_a_line_end() {
        assert_eq!(EmailAddress::parse("a@example.org\r\nbcc: b@example.org"), Err(Fault::Malformed));
    }
}
