//! Identifiers. One macro makes those that are UUIDs; a slide's id is public and short.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// An identifier that is not one: the text was not in its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an identifier")]
pub struct NotAnId;

/// A key must say whether the database may number it; ours are never numbered.
#[cfg(feature = "store")]
macro_rules! never_a_number {
    ($name:ident) => {
        impl sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
                Err(sea_orm::DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    };
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "store", derive(sea_orm::DeriveValueType))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new id at the moment `now`: UUID version 7 (RFC 9562), so that ids sort by time.
            #[cfg(feature = "store")]
            pub fn new(rng: &dyn crate::store::Rng, now: chrono::DateTime<chrono::Utc>) -> Self {
                Self(crate::store::uuid_at(rng, now))
            }
        }

        #[cfg(feature = "store")]
        never_a_number!($name);

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId)
            }
        }
    )*};
}

ids! {
    /// A person: writes, has a biography, may have an account.
    PersonId;
    /// An account: signs in.
    AccountId;
    /// An article.
    ArticleId;
    /// A picture: the use of a media item on a slide.
    PictureId;
    /// A media item: the file.
    MediaId;
    /// An entry of the source register.
    SourceId;
    /// A topic.
    TopicId;
    /// A correction.
    CorrectionId;
    /// A reader's report of an error.
    ReportId;
    /// A comment.
    CommentId;
    /// A decision on a comment.
    DecisionId;
    /// An entry of the audit trail.
    AuditId;
}

/// A slide's public id, for life: ten characters of a–z and 0–9, about 51 bits, never a position.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "store", derive(sea_orm::DeriveValueType))]
#[serde(try_from = "String", into = "String")]
pub struct SlideId(String);

#[cfg(feature = "store")]
never_a_number!(SlideId);

/// The characters of a slide's id.
const SLIDE_ID_LENGTH: usize = 10;

impl SlideId {
    /// A new slide id.
    #[cfg(feature = "store")]
    pub fn new(rng: &dyn crate::store::Rng) -> Self {
        Self(crate::readable::characters(rng, SLIDE_ID_LENGTH))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SlideId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SlideId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let fits = text.len() == SLIDE_ID_LENGTH && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        fits.then(|| Self(text.to_owned())).ok_or(NotAnId)
    }
}

impl TryFrom<String> for SlideId {
    type Error = NotAnId;
    fn try_from(text: String) -> Result<Self, NotAnId> {
        text.parse()
    }
}

impl From<SlideId> for String {
    fn from(id: SlideId) -> Self {
        id.0
    }
}
