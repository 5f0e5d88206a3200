//! What is handed to a browser and must come back unchanged: a text with a keyed hash behind it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What a sealed text is for. It is part of the hash: what was sealed for one thing opens nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The token of the comment form.
    Form,
    /// The list of one's waiting comments.
    Waiting,
}

/// The text with its hash behind it: `text.hash`. `about` binds it to something that is not in the text.
pub(super) fn seal(key: &[u8; 32], purpose: Purpose, about: &[u8], text: &str) -> String {
    let hash = mac(key, purpose, about, text).finalize().into_bytes();
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(hash))
}

/// The text, if this key sealed it for this purpose and about this. The hashes are compared in constant time.
pub(super) fn open<'a>(key: &[u8; 32], purpose: Purpose, about: &[u8], sealed: &'a str) -> Option<&'a str> {
    let (text, hash) = sealed.rsplit_once('.')?;
    let hash = URL_SAFE_NO_PAD.decode(hash).ok()?;
    mac(key, purpose, about, text).verify_slice(&hash).ok()?;
    Some(text)
}

/// HMAC-SHA256 (RFC 2104) over purpose, length of `about`, `about` and text.
fn mac(key: &[u8; 32], purpose: Purpose, about: &[u8], text: &str) -> Hmac<Sha256> {
    let label: &[u8] = match purpose {
        Purpose::Form => b"comments.form",
        Purpose::Waiting => b"comments.waiting",
    };
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    for part in [label, about] {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.update(text.as_bytes());
    mac
}
