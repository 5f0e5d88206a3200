//! Measures the figures that Lantern promises, on a site of a thousand articles. `cargo xtask bench` builds and runs it.

// The types of views nest deeply.
#![recursion_limit = "512"]

mod archive;
mod assets;
mod figure;
mod filling;
mod process;
mod readers;
mod signing_in;

use domain::articles::ArticleFilter;
use domain::slides::SaveSlide;
use figure::Figure;
use filling::Filled;
use process::Usage;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use tests::{Answer, Person, Program, Serving};

const ARTICLES: usize = 1_000;
const READS: usize = 10_000;
const CALLS: usize = 200;

#[tokio::main]
async fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(file), Some(site)) = (arguments.next(), arguments.next()) else {
        eprintln!(
            "bench PROGRAM SITE [readers | archive]: the program to measure, and the folder with the browser's files inside it"
        );
        return ExitCode::FAILURE;
    };
    match arguments.next().as_deref().and_then(Path::to_str) {
        Some("readers") => readers::run(file).await,
        Some("archive") => archive::run(file).await,
        Some(other) => {
            eprintln!("There is no bench {other}.");
            return ExitCode::FAILURE;
        }
        None => run(file, &site).await,
    }
    ExitCode::SUCCESS
}

/// The figures of a site of a thousand articles.
async fn run(file: PathBuf, site: &Path) {
    let program = Program::of(file);
    eprintln!("Filling a site with {ARTICLES} articles.");
    let filled = filling::fill(&program.data(), ARTICLES).await;

    let start = Instant::now();
    let serving = program.serve(&[]).await;
    let reader = serving.stranger();
    let home = answered(reader.get("/").await, "/");
    let mut figures = vec![Figure::of("from start to the first answer", start.elapsed().as_secs_f64(), "s", 0.5)];
    figures.extend(reading(&serving, &reader, &filled).await);
    figures.extend(calls(&serving, &filled).await);
    figures.extend(signing_in::crowd(&serving, &filled.addresses[0]).await);
    figures.push(signing_in::difference().await);
    figures.extend(assets::figures(site, &home.body, html_size_bytes(&reader, &filled).await));
    print!("{}", figure::table(&figures));
}

/// Each article once, which draws it, and then again and again.
async fn reading(serving: &Serving, reader: &Person, filled: &Filled) -> [Figure; 2] {
    let before = Usage::of(&serving.process);
    for address in &filled.addresses {
        answered(reader.get(address).await, address);
    }
    let cpu = Usage::of(&serving.process).cpu.saturating_sub(before.cpu);
    for address in filled.addresses.iter().cycle().take(READS - filled.addresses.len()) {
        answered(reader.get(address).await, address);
    }
    let resident = Usage::of(&serving.process).resident_bytes;
    let count = f64::from(u32::try_from(filled.addresses.len()).expect("a few articles"));
    [
        Figure::of("CPU to draw and send an article", cpu.as_secs_f64() * 1_000.0 / count, "ms", 1.0),
        Figure::of("resident memory after 10,000 reads", megabytes(resident), "MB", 60.0),
    ]
}

/// What the panel asks most.
async fn calls(serving: &Serving, filled: &Filled) -> Vec<Figure> {
    let editor = serving.stranger().with_cookie("__Host-lantern", &filled.session);
    let article = filled.article;
    let list = json!({ "filter": ArticleFilter::default() });
    let inputs: [(&str, Value); 5] = [
        ("articles", list),
        ("article", json!({ "article": article })),
        ("desk_articles", json!({})),
        ("queue", json!({ "state": "pending", "after": null })),
        ("media_counts", json!({})),
    ];
    let mut figures = asked(&editor, inputs).await;
    figures.push(saving(&editor, filled).await);
    figures
}

/// Each call so often that half of the answers say something: a figure for each.
async fn asked<const COUNT: usize>(editor: &Person, inputs: [(&str, Value); COUNT]) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (endpoint, input) in inputs {
        let mut took = Vec::with_capacity(CALLS);
        for _ in 0..CALLS {
            let start = Instant::now();
            answered(editor.call(endpoint, input.clone()).await, endpoint);
            took.push(start.elapsed());
        }
        figures.push(half("panel call", endpoint, took));
    }
    figures
}

/// A slide saved again and again, each time on the version before.
async fn saving(editor: &Person, filled: &Filled) -> Figure {
    let (mut based_on, mut took) = (filled.version, Vec::with_capacity(CALLS));
    for count in 0..CALLS {
        let body = format!("The text of this slide, in its *version* {count}.");
        let ask = SaveSlide { slide: filled.slide.clone(), based_on, heading: "A slide".to_owned(), body, pictures: Vec::new() };
        let input = json!({ "article": filled.article, "ask": ask });
        let start = Instant::now();
        let saved = answered(editor.call("save_slide", input).await, "save_slide").json();
        took.push(start.elapsed());
        based_on = saved["version"].as_i64().and_then(|version| version.try_into().ok()).expect("a saved slide has a version");
    }
    half("panel call", "save_slide", took)
}

fn half(what: &str, endpoint: &str, mut took: Vec<Duration>) -> Figure {
    took.sort();
    Figure::of(&format!("{what} {endpoint}, p50"), took[took.len() / 2].as_secs_f64() * 1_000.0, "ms", 10.0)
}

/// The bytes of an article's page as they go over the line.
async fn html_size_bytes(reader: &Person, filled: &Filled) -> usize {
    let request = reader.request(reqwest::Method::GET, &filled.addresses[0]).header("accept-encoding", "br");
    let answer = request.send().await.expect("the site answers");
    answer.bytes().await.expect("the answer comes whole").len()
}

fn answered(answer: Answer, what: &str) -> Answer {
    assert_eq!(answer.status, 200, "{what}: {}", answer.body);
    answer
}

#[expect(clippy::cast_precision_loss, reason = "a figure is shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
