//! The words and the verbs of Lantern.
//!
//! Without features: plain types, parsing and rules, compiled for the browser too. With the feature `store`: the
//! verbs on doors and, private to this crate, SeaORM entities and queries. It knows no HTTP, no HTML page and no Leptos.

pub mod accounts;
pub mod articles;
pub mod audit;
pub mod comments;
pub mod corrections;
pub mod credits;
#[cfg(feature = "store")]
pub mod feeds;
pub mod field;
pub mod ids;
pub mod imports;
pub mod media;
pub mod menus;
pub mod moderation;
pub mod numbers;
pub mod page;
pub mod pages;
pub mod people;
#[cfg(feature = "store")]
pub mod readable;
#[cfg(feature = "scene")]
pub mod scene;
pub mod search;
pub mod settings;
pub mod slides;
pub mod sources;
pub mod stamp;
#[cfg(feature = "store")]
pub mod store;
pub mod topics;

pub use ids::{
    AccountId, ArticleId, AuditId, CommentId, CorrectionId, DecisionId, MediaId, PersonId, PictureId, ReportId, SlideId,
    SourceId, TopicId,
};
