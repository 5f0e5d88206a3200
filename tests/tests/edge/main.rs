//! What holds at the edge for every request and every answer.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]
#![recursion_limit = "512"]

mod answers;
mod bodies;
mod headers;
mod origin;

use server::access::Entry;
use server::access::Kind;
use server::access::Table;
use server::config::Config;
use server::edge::Posted;
use std::collections::BTreeMap;
use tests::Site;

/// A site with one address of each kind that the table of headers knows.
async fn site_with(change: impl FnOnce(Config) -> Config) -> Site {
    let more = |table: Table| {
        table
            .add(Entry::get("/test-page", Kind::Page), async || "a page")
            .add(Entry::get("/test-picture", Kind::Media), async || "a picture")
            .add(Entry::get("/test-asset", Kind::Asset), async || "an asset")
            .add(Entry::get("/test-fall", Kind::Page), async || -> String { panic!("a-canary in a panic") })
            .add(Entry::get("/test-admin-fall", Kind::Admin), async || -> String { panic!("a-canary in a panic") })
            .add(Entry::post("/test-call-fall", Kind::Call), async || -> String { panic!("a-canary in a panic") })
            .add(Entry::post("/test-form", Kind::Page).with_body(100), async |Posted(form): Posted<BTreeMap<String, String>>| {
                form.len().to_string()
            })
            .add(Entry::post("/test-strangers", Kind::Page).from_strangers(), async || "held")
    };
    Site::with(change, more).await
}

async fn site() -> Site {
    site_with(|config| config).await
}

/// The content of a form.
const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
