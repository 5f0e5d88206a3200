//! The words and the verbs of Lantern.
//!
//! Without features: plain types, parsing and rules, compiled for the browser too. With the feature `store`: the
//! verbs on doors and, private to this crate, SeaORM entities and queries. It knows no HTTP, no HTML page and no Leptos.

pub mod credits;
pub mod imports;
