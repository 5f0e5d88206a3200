//! What is handed to a browser and must come back unchanged: a text with the site's mark behind it.

use crate::store::Store;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

/// What a sealed text is for. It is part of the mark: what was sealed for one thing opens nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The token of the comment form.
    Form,
    /// The list of one's waiting comments.
    Waiting,
}

/// The text with its mark behind it: `text.mark`. `about` binds it to something that is not in the text.
pub(super) fn seal(store: &Store, purpose: Purpose, about: &[u8], text: &str) -> String {
    format!("{text}.{}", URL_SAFE_NO_PAD.encode(mark(store, purpose, about, text)))
}

/// The text, if this site sealed it for this purpose and about this. The marks are compared in constant time.
pub(super) fn open<'a>(store: &Store, purpose: Purpose, about: &[u8], sealed: &'a str) -> Option<&'a str> {
    let (text, brought) = sealed.rsplit_once('.')?;
    let brought = URL_SAFE_NO_PAD.decode(brought).ok()?;
    bool::from(mark(store, purpose, about, text).ct_eq(&brought)).then_some(text)
}

fn mark(store: &Store, purpose: Purpose, about: &[u8], text: &str) -> [u8; 32] {
    let purpose: &[u8] = match purpose {
        Purpose::Form => b"comments.form",
        Purpose::Waiting => b"comments.waiting",
    };
    store.mark(&[purpose, about, text.as_bytes()])
}
