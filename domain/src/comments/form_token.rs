//! The token of the comment form: signed, bound to the article, good from three seconds to a day after it was made.
//!
//! It proves that a page of ours was asked for, and that somebody took a moment to write (security C1, L1). No database
//! is asked.

use super::Error;
use super::sealed::{Purpose, open, seal};
use crate::ids::ArticleId;
use crate::store::Store;
use chrono::{DateTime, TimeDelta, Utc};

/// The shortest time in which a person writes a comment.
const SHORTEST: TimeDelta = TimeDelta::seconds(3);
/// The longest time that a form stays good.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// A token for the form under that article, made now.
pub(crate) fn new(store: &Store, article: ArticleId) -> String {
    made_at(store, article, store.now())
}

/// The token with which a form that was refused is shown again: the old one while it is good. Who waited a day is not
/// asked to wait three seconds more.
pub(crate) fn again(store: &Store, article: ArticleId, old: &str) -> String {
    match check(store, article, old) {
        Ok(()) | Err(Error::TooFast) => old.to_owned(),
        Err(_) if issued(store, article, old).is_some() => made_at(store, article, store.now() - SHORTEST),
        Err(_) => new(store, article),
    }
}

/// Whether the token is one of ours, for this article, and of an age at which people send forms.
pub(crate) fn check(store: &Store, article: ArticleId, token: &str) -> Result<(), Error> {
    let age = store.now() - issued(store, article, token).ok_or(Error::NotOurForm)?;
    match age {
        _ if age < SHORTEST => Err(Error::TooFast),
        _ if age > LONGEST => Err(Error::TooOld),
        _ => Ok(()),
    }
}

fn made_at(store: &Store, article: ArticleId, at: DateTime<Utc>) -> String {
    seal(store, Purpose::Form, article.0.as_bytes(), &at.timestamp_millis().to_string())
}

fn issued(store: &Store, article: ArticleId, token: &str) -> Option<DateTime<Utc>> {
    let text = open(store, Purpose::Form, article.0.as_bytes(), token)?;
    DateTime::from_timestamp_millis(text.parse().ok()?)
}
