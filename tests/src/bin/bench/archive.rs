//! A large site beside a small one, both as `lantern demo` makes them: 100,000 articles and 1,000,000 comments, and a hundredth of
//! that. What readers get of the same articles, how long a search takes, and what the panel is asked most.

use crate::figure::{self, Figure};
use crate::process::Usage;
use crate::readers;
use crate::{answered, asked, megabytes};
use domain::accounts::Role;
use domain::articles::ArticleFilter;
use domain::scene::Scene;
use serde_json::json;
use server::config::Config;
use std::collections::BTreeSet;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tests::{Person, Program, Serving};

/// Articles and comments of each site.
const LARGE: (&str, &str) = ("100000", "1000000");
const SMALL: (&str, &str) = ("1000", "10000");
const CONNECTIONS: [u32; 2] = [16, 64];
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_secs(5);
/// The articles that are drawn in turn where nothing is kept.
const IN_TURN: usize = 500;
/// How often each kind of search is asked, with the words of titles from all over the list.
const SEARCHES: usize = 50;
/// What a figure of the large site may be beside that of the small one.
const ALIKE: f64 = 1.10;

/// A site, and how long it took to make.
struct Made {
    program: Program,
    took: Duration,
}

/// Measures all of it and prints the table.
pub async fn run(file: PathBuf) {
    let large = made(Program::of(file.clone()), LARGE).await;
    let small = made(Program::of(file), SMALL).await;
    let mut figures = vec![Figure::of("making the large site", large.took.as_secs_f64(), "s", 300.0)];
    // All searches come from this machine; each says that it comes from somewhere else (security L3).
    let options = ["--log-level", "warn", "--trusted-proxies", "127.0.0.1"];
    let (mut on_large, mut on_small) = (large.program.serve(&options).await, small.program.serve(&options).await);
    let both = both_have(&on_large, &on_small).await;
    assert!(both.len() >= IN_TURN, "the sites have articles in common");
    figures.extend(side_by_side(&on_large, &on_small, &both[0]).await);
    figures.extend(searches(&on_large, &both).await);
    figures.extend(calls(&large, &on_large).await);
    let resident = megabytes(Usage::of(&on_large.process).resident_bytes);
    figures.push(Figure::of("resident memory of the large site", resident, "MB", 64.0));
    print!("{}", figure::table(&figures));
    // One folder has one server: these have to have ended before the next begin.
    on_large.stop().await;
    on_small.stop().await;
    let figures = [cold(&large.program, &small.program, &both).await];
    print!("{}", figure::table(&figures));
}

async fn made(program: Program, (articles, comments): (&str, &str)) -> Made {
    eprintln!("Filling a site with {articles} articles and {comments} comments.");
    let begun = Instant::now();
    let (done, said) = program.run(&["demo", "--data", "data", "--articles", articles, "--comments", comments]).await;
    assert!(done, "{said}");
    Made { program, took: begun.elapsed() }
}

/// The addresses of the articles that both sites have, which are the same there, word for word.
async fn both_have(one: &Serving, other: &Serving) -> Vec<String> {
    let (one, other) = (addresses(one).await, addresses(other).await);
    one.intersection(&other).cloned().collect()
}

/// What the sitemap has of articles: addresses of one step. Those of the archive are long, what the site's own pages have is not.
async fn addresses(serving: &Serving) -> BTreeSet<String> {
    let reader = serving.stranger();
    let mut found = BTreeSet::new();
    for part in locations(&answered(reader.get("/sitemap.xml").await, "/sitemap.xml").body, &serving.address) {
        let all = locations(&answered(reader.get(&part).await, &part).body, &serving.address);
        found.extend(all.into_iter().filter(|path| path.len() > 30 && path.matches('/').count() == 1));
    }
    found
}

/// The paths of `<loc>`.
fn locations(xml: &str, address: &str) -> Vec<String> {
    let begin = format!("<loc>{address}");
    xml.split(&begin).skip(1).filter_map(|rest| rest.split_once('<')).map(|(path, _)| path.to_owned()).collect()
}

/// One page from both sites in turn: how many times as slow the large one is.
async fn side_by_side(large: &Serving, small: &Serving, page: &str) -> Vec<Figure> {
    let mut figures = Vec::new();
    for connections in CONNECTIONS {
        let (mut of_large, mut of_small) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            for (serving, seen) in [(large, &mut of_large), (small, &mut of_small)] {
                seen.push(readers::load(&format!("{}{page}", serving.address), connections, ROUND, None).await);
            }
        }
        let (of_large, of_small) = (readers::middle(&of_large), readers::middle(&of_small));
        let name = |what: &str| format!("{what} at {connections}, large beside small");
        let slower = of_small.requests_a_second / of_large.requests_a_second;
        figures.push(Figure::of(&name("time of a request"), slower, "×", ALIKE));
        figures.push(Figure::of(&name("p99"), of_large.p99_ms / of_small.p99_ms, "×", ALIKE));
    }
    figures
}

/// Every article in turn from servers that keep nothing: how many times the processor time of the small site.
async fn cold(large: &Program, small: &Program, both: &[String]) -> Figure {
    let each = readers::in_turn(large, both.iter().take(IN_TURN));
    let (on_large, on_small) = (large.serve(&readers::KEEPING_NOTHING).await, small.serve(&readers::KEEPING_NOTHING).await);
    let (mut of_large, mut of_small) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        for (serving, took) in [(&on_large, &mut of_large), (&on_small, &mut of_small)] {
            took.push(readers::processor_seconds_a_page(serving, &each, ROUND).await);
        }
    }
    let (of_large, of_small) = (readers::median(of_large), readers::median(of_small));
    eprintln!("A cold page: {:.3} ms of processor on the large site, {:.3} ms on the small one.", of_large * 1e3, of_small * 1e3);
    Figure::of("processor of a cold page, large beside small", of_large / of_small, "×", ALIKE)
}

/// What people search for, made of the words of titles: a figure for each kind, and one for all together.
async fn searches(serving: &Serving, both: &[String]) -> Vec<Figure> {
    type Kind = (&'static str, fn(&[&str]) -> String);
    const KINDS: [Kind; 8] = [
        ("one word", |words| longest(words).to_owned()),
        ("a beginning", |words| longest(words).chars().take(4).collect()),
        ("two words", |words| words[words.len() - 2..].join(" ")),
        ("all words of a title", |words| words.join(" ")),
        ("a phrase", |words| format!("\"{}\"", words[1..3].join(" "))),
        ("a common word", |words| words[0].to_owned()),
        ("a name and a word", |words| format!("Marit {}", longest(words))),
        ("a word nobody wrote", |words| format!("{}q", longest(words))),
    ];
    let (mut figures, mut all) = (Vec::new(), Vec::new());
    for (name, of_words) in KINDS {
        let mut took = Vec::new();
        for (number, path) in both.iter().step_by(both.len() / SEARCHES).take(SEARCHES).enumerate() {
            let words: Vec<&str> = path.trim_start_matches('/').split('-').collect();
            took.push(search(&serving.stranger(), &of_words(&words), number).await);
        }
        all.extend(took.iter().copied());
        figures.push(Figure::of(&format!("search: {name}, p95"), p95(took), "ms", 30.0));
    }
    figures.push(Figure::of("search: all kinds together, p95", p95(all), "ms", 30.0));
    figures
}

async fn search(reader: &Person, looked_for: &str, number: usize) -> Duration {
    let from = format!("10.{}.{}.{}", looked_for.len() % 256, number / 250, number % 250 + 1);
    // Words of addresses have nothing else to be encoded.
    let path = format!("/search?q={}", looked_for.replace(' ', "+").replace('"', "%22"));
    let request = reader.request(reqwest::Method::GET, &path).header("x-forwarded-for", from);
    let begun = Instant::now();
    let answer = request.send().await.expect("the site answers");
    let status = answer.status();
    answer.bytes().await.expect("the answer comes whole");
    assert_eq!(status, 200, "{looked_for}");
    begun.elapsed()
}

fn longest<'a>(words: &[&'a str]) -> &'a str {
    words.iter().max_by_key(|word| word.len()).expect("a title has words")
}

fn p95(mut took: Vec<Duration>) -> f64 {
    took.sort();
    took[took.len() * 95 / 100].as_secs_f64() * 1_000.0
}

/// What the panel is asked most, by an editor.
async fn calls(large: &Made, serving: &Serving) -> Vec<Figure> {
    let config = Config::of_folder(&large.program.data(), SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
    let scene = Scene::over(server::serve::open_store(&config).await.expect("the folder has a store"));
    let (_, token) = scene.signed_in("Vera Nilsen", Role::Editor).await;
    let editor = serving.stranger().with_cookie("__Host-lantern", &token.secret());
    let inputs = [
        ("articles", json!({ "filter": ArticleFilter::default() })),
        ("desk_articles", json!({})),
        ("queue", json!({ "state": "pending", "after": null })),
        ("media_counts", json!({})),
    ];
    asked(&editor, inputs).await
}
