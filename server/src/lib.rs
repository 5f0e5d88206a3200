//! What runs: the command line, configuration, the router and its layers, the page cache, the media store.
//!
//! It knows no SQL and no markup.

// The types of views nest deeply.
#![recursion_limit = "512"]

pub mod access;
pub mod admin;
pub mod assets;
pub mod cache;
pub mod command;
pub mod comments;
pub mod config;
pub mod cookies;
pub mod demo;
pub mod edge;
pub mod encoding;
pub mod feeds;
pub mod front;
pub mod gates;
pub mod key;
mod lines;
pub mod logs;
pub mod media;
pub mod numbers;
mod pieces;
pub mod public;
pub mod reports;
pub mod router;
pub mod serve;
pub mod sheets;
pub mod state;
