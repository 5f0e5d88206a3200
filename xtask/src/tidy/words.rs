//! Words for people: each sentence once, and no address of another host.

use std::collections::BTreeMap;

use crate::tidy::finding::Finding;
use crate::tidy::rust::{RustFile, Token};

/// Hosts that are named in markup without being asked for anything: vocabularies, licences, examples.
const NAMED_HOSTS: [&str; 6] = ["www.w3.org", "schema.org", "creativecommons.org", "example.org", "example.com", "localhost"];

/// Sentences that stand in two places, and foreign hosts.
pub fn breaches(files: &[RustFile]) -> Vec<Finding> {
    let app: Vec<&RustFile> = files.iter().filter(|file| file.storey() == "app").collect();
    let mut breaches: Vec<Finding> = app.iter().flat_map(|file| foreign_hosts(file)).collect();
    breaches.extend(said_twice(&app));
    breaches
}

fn foreign_hosts(file: &RustFile) -> Vec<Finding> {
    let mut breaches = Vec::new();
    for token in &file.tokens {
        for host in token.text().into_iter().flat_map(hosts) {
            if !NAMED_HOSTS.contains(&host) && !host.ends_with(".example") {
                let way_out = "a page asks nobody else: bring what is needed, or leave the address to a person";
                breaches.push(Finding::new(&file.path, token.line, format!("`{host}` is another host"), way_out));
            }
        }
    }
    breaches
}

fn hosts(text: &str) -> impl Iterator<Item = &str> {
    text.split("://")
        .zip(text.split("://").skip(1))
        .filter(|(before, _)| before.ends_with("http") || before.ends_with("https"))
        .filter_map(|(_, after)| {
            let host = after.split(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-')).next()?;
            host.contains(char::is_alphabetic).then_some(host)
        })
}

fn said_twice(files: &[&RustFile]) -> Vec<Finding> {
    let mut places: BTreeMap<&str, Vec<(&RustFile, &Token)>> = BTreeMap::new();
    // A sample says again what the product says once.
    for file in files.iter().filter(|file| file.file_name() != "samples.rs") {
        for token in &file.tokens {
            if let Some(text) = token.text().filter(|text| is_sentence(text)) {
                places.entry(text).or_default().push((file, token));
            }
        }
    }
    let twice = places.into_values().filter(|places| places.len() > 1);
    twice
        .flat_map(|places| {
            let (first, at) = places[0];
            let where_first = format!("{}:{}", first.path, at.line);
            places.into_iter().skip(1).map(move |(file, token)| {
                let rule = format!("this sentence stands at {where_first} too");
                Finding::new(&file.path, token.line, rule, "let one component or one function say it")
            })
        })
        .collect()
}

/// Four words that open with a capital are meant for people; a list of classes or an address is not.
fn is_sentence(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
    words >= 4 && text.trim_start().starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(files: &[(&str, &str)]) -> Vec<String> {
        let files: Vec<RustFile> = files.iter().map(|(path, text)| RustFile::read(path, text).unwrap()).collect();
        breaches(&files).into_iter().map(|finding| finding.to_string()).collect()
    }

    #[test]
    fn d05_another_host_is_named() {
        let page = "//! https://a.test\nfn A() { view! { <img src=\"https://cdn.test/a.js\"/><svg xmlns=\"http://www.w3.org/2000/svg\"/> } }";
        let found = rules(&[("app/src/a.rs", page)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("app/src/a.rs:2: `cdn.test` is another host"));
    }

    #[test]
    fn a_sentence_is_said_once() {
        let one = "fn a() { say(\"You are signed out. Sign in again.\"); say(\"btn btn-primary btn-lg wide\"); }";
        let found = rules(&[("app/src/a.rs", one), ("app/src/b.rs", one)]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("app/src/b.rs:1: this sentence stands at app/src/a.rs:1 too"));
    }
}
