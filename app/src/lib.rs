//! What people see: Leptos components and pages, and the server functions beside the admin page that calls them.
//!
//! It knows no SQL, no routing and no files.

// The types of views nest deeply.
#![recursion_limit = "512"]
#![allow(
    clippy::needless_pass_by_value,
    clippy::large_types_passed_by_value,
    clippy::too_many_lines,
    reason = "components own their props, and a view is as long as what it shows"
)]

pub mod accounts;
pub mod admin;
pub mod articles;
pub mod audit;
mod browser;
pub mod calls;
pub mod comments;
pub mod corrections;
pub mod credits;
#[cfg(test)]
mod drawn;
pub mod failure;
pub mod feeds;
pub mod form;
pub mod frame;
pub mod icon;
pub mod imports;
mod json;
pub mod media;
pub mod menus;
pub mod moderation;
pub mod numbers;
mod oops;
pub mod pages;
pub mod people;
pub mod search;
pub mod settings;
pub mod slides;
pub mod topics;

pub use admin::AdminApp;
#[cfg(feature = "hydrate")]
pub use admin::load_page;
