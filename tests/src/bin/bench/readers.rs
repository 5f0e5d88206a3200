//! Readers at full load: this server beside nginx with the same page as a file that was made smaller beforehand, a cold page,
//! and pages that change while they are read.

use crate::filling::{self, Filled};
use crate::process::Usage;
use crate::{answered, megabytes};
use ::tests::{Person, Program, Serving};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

const CONNECTIONS: [u32; 3] = [1, 16, 64];
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_secs(5);
const UNDER_LOAD: Duration = Duration::from_mins(1);
const ARTICLES: usize = 1_000;

/// What a client saw of a server: requests a second, and the time in which 99 of 100 were answered, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Requests a second.
    pub requests_a_second: f64,
    /// Milliseconds.
    pub p99_ms: f64,
}

/// Measures all of it and prints the table.
pub async fn run(file: PathBuf) {
    let program = Program::of(file.clone());
    eprintln!("Filling a site with {ARTICLES} articles.");
    let filled = filling::fill(&program.data(), ARTICLES).await;
    let serving = program.serve(&["--log-level", "warn"]).await;
    let page = filled.addresses[ARTICLES / 2].clone();
    side_by_side(&serving, &page).await;
    freshness(&serving, &filled).await;
    every_page_once(&serving, &filled).await;
    println!(
        "{:<58} {:>9.2} MB   at most 64 MB",
        "resident memory afterwards",
        megabytes(Usage::of(&serving.process).resident_bytes)
    );
    drop(serving);
    cold(&program, &filled).await;
}

/// The page from this server and, in turn with it, from nginx.
async fn side_by_side(serving: &Serving, page: &str) {
    let folder = tempfile::tempdir().expect("the system has a temporary folder");
    let nginx = Nginx::with(folder.path(), page, &smaller(&serving.stranger(), page).await).await;
    println!(
        "\n{:<26} {:>10} {:>10} {:>7}   {:>9} {:>9} {:>7}",
        page, "requests/s", "nginx", "ratio", "p99 ms", "nginx", "ratio"
    );
    for connections in CONNECTIONS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(load(&format!("{}{page}", serving.address), connections, ROUND, None).await);
            theirs.push(load(&format!("{}{page}", nginx.address), connections, ROUND, None).await);
        }
        let (ours, theirs) = (middle(&ours), middle(&theirs));
        println!(
            "{:<26} {:>10.0} {:>10.0} {:>7.2}   {:>9.2} {:>9.2} {:>7.2}",
            format!("{connections} connections"),
            ours.requests_a_second,
            theirs.requests_a_second,
            ours.requests_a_second / theirs.requests_a_second,
            ours.p99_ms,
            theirs.p99_ms,
            ours.p99_ms / theirs.p99_ms,
        );
    }
    println!("goals at 16 and 64: requests at least 0.85 of nginx's, p99 at most 1.5 of nginx's\n");
}

/// An editor publishes again and again while readers load the page as fast as they can: how often the next answer was old.
async fn freshness(serving: &Serving, filled: &Filled) {
    let editor = serving.stranger().with_cookie("__Host-lantern", &filled.session);
    let reader = serving.stranger();
    let page = filled.addresses.last().expect("the site has articles").clone();
    let readers = tokio::spawn(load_of(format!("{}{page}", serving.address)));
    let (begun, mut published, mut old) = (Instant::now(), 0_u32, 0_u32);
    let mut version = filled.version;
    while begun.elapsed() < UNDER_LOAD {
        let words = format!("Seen in version {published}.");
        version = publish(&editor, filled, (version, &words)).await;
        published += 1;
        if !answered(reader.get(&page).await, &page).body.contains(&words) {
            old += 1;
        }
    }
    let seen = readers.await.expect("the load ends");
    println!(
        "{:<58} {old:>9} of {published} published   at most 0   ({:.0} requests/s meanwhile)",
        "old answers in 60 s at full load", seen.requests_a_second
    );
}

async fn load_of(address: String) -> Seen {
    load(&address, 16, UNDER_LOAD, None).await
}

/// Saves the first slide with these words and publishes; the version that the next save is based on.
async fn publish(editor: &Person, filled: &Filled, (based_on, words): (i32, &str)) -> i32 {
    let ask = json!({ "slide": filled.slide, "based_on": based_on, "heading": "A slide", "body": words, "pictures": [] });
    let saved = answered(editor.call("save_slide", json!({ "article": filled.article, "ask": ask })).await, "save_slide").json();
    let article = answered(editor.call("article", json!({ "article": filled.article })).await, "article").json();
    let seen = |slide: &Value| json!({ "slide": slide["id"], "version": slide["version"], "files": [] });
    let slides: Vec<Value> = article["slides"].as_array().expect("an article has slides").iter().map(seen).collect();
    let seen = json!({ "head": article["head"]["version"], "slides": slides });
    answered(editor.call("publish", json!({ "article": filled.article, "seen": seen })).await, "publish");
    saved["version"].as_i64().and_then(|version| version.try_into().ok()).expect("a saved slide has a version")
}

async fn every_page_once(serving: &Serving, filled: &Filled) {
    let reader = serving.stranger();
    for address in &filled.addresses {
        answered(reader.get(address).await, address);
    }
}

/// Every article in turn from a server that keeps nothing: how many it makes in a second of one core.
async fn cold(program: &Program, filled: &Filled) {
    let serving = program.serve(&KEEPING_NOTHING).await;
    let each = in_turn(program, filled.addresses.iter());
    let a_page = processor_seconds_a_page(&serving, &each, ROUND * 2).await;
    println!("{:<58} {:>9.0}      at least 1500", "cold pages in a second of one core", a_page.recip());
}

/// How a server is started that makes every page anew.
pub const KEEPING_NOTHING: [&str; 4] = ["--log-level", "warn", "--page-cache-mb", "0"];

/// A script by which wrk asks for these pages, one after the other and again from the first.
pub fn in_turn<'a>(program: &Program, addresses: impl Iterator<Item = &'a String>) -> PathBuf {
    let script = program.folder().join("each.lua");
    let list: Vec<String> = addresses.map(|address| format!("'{address}'")).collect();
    let each = format!(
        "local n, all = 0, {{ {} }}\nrequest = function()\n  n = n + 1\n  return wrk.format('GET', all[n % #all + 1])\nend\n",
        list.join(", ")
    );
    fs::write(&script, each).expect("the folder takes files");
    script
}

/// How long the server's processor takes for a page, in seconds, while four connections ask for what the script says.
pub async fn processor_seconds_a_page(serving: &Serving, script: &Path, time: Duration) -> f64 {
    let before = Usage::of(&serving.process).cpu;
    let seen = load(&serving.address, 4, time, Some(script)).await;
    let cpu = Usage::of(&serving.process).cpu.saturating_sub(before);
    cpu.as_secs_f64() / (seen.requests_a_second * time.as_secs_f64())
}

/// The page as the server makes it smaller with gzip.
async fn smaller(reader: &Person, page: &str) -> Vec<u8> {
    let request = reader.request(reqwest::Method::GET, page).header("accept-encoding", "gzip");
    let answer = request.send().await.expect("the site answers");
    assert_eq!(answer.headers()["content-encoding"], "gzip");
    answer.bytes().await.expect("the answer comes whole").to_vec()
}

/// nginx with one page. It ends with this.
struct Nginx {
    address: String,
    _process: Child,
}

impl Nginx {
    async fn with(folder: &Path, page: &str, smaller: &[u8]) -> Self {
        let port = {
            let free = std::net::TcpListener::bind("127.0.0.1:0").expect("loopback has a free port");
            free.local_addr().expect("it is bound").port()
        };
        let name = page.trim_start_matches('/');
        fs::write(folder.join(format!("{name}.gz")), smaller).expect("the folder takes files");
        fs::write(folder.join(name), b"").expect("the folder takes files");
        let configuration = folder.join("nginx.conf");
        fs::write(&configuration, Self::configuration(folder, port)).expect("the folder takes files");
        let mut command = Command::new("nginx");
        command.arg("-p").arg(folder).arg("-c").arg(&configuration).kill_on_drop(true).stderr(Stdio::null());
        let process = command.spawn().expect("nginx is installed");
        let address = format!("http://127.0.0.1:{port}");
        while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
            tokio::task::yield_now().await;
        }
        Self { address, _process: process }
    }

    fn configuration(folder: &Path, port: u16) -> String {
        let folder = folder.display();
        format!(
            "daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log {folder}/error.log;\n\
             events {{ worker_connections 1024; }}\n\
             http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html;\n\
             open_file_cache max=100; gzip_static on;\n\
             server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
        )
    }
}

/// What wrk sees with so many connections in that time.
pub async fn load(address: &str, connections: u32, time: Duration, script: Option<&Path>) -> Seen {
    let mut wrk = Command::new("wrk");
    wrk.args(["--latency", "-t1", "-H", "Accept-Encoding: gzip"]);
    wrk.arg(format!("-c{connections}")).arg(format!("-d{}s", time.as_secs()));
    if let Some(script) = script {
        wrk.arg("-s").arg(script);
    }
    let output = wrk.arg(address).output().await.expect("wrk is installed");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success() && !said.contains("Non-2xx"), "{said}");
    seen(&said).unwrap_or_else(|| panic!("wrk said something else:\n{said}"))
}

fn seen(said: &str) -> Option<Seen> {
    let after = |label: &str| said.lines().find_map(|line| line.trim().strip_prefix(label)).map(str::trim);
    Some(Seen { requests_a_second: after("Requests/sec:")?.parse().ok()?, p99_ms: milliseconds(after("99%")?)? })
}

fn milliseconds(text: &str) -> Option<f64> {
    let (number, factor) = [("us", 0.001), ("ms", 1.0), ("s", 1_000.0)]
        .into_iter()
        .find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, factor)))?;
    Some(number.parse::<f64>().ok()? * factor)
}

/// The one in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// The round in the middle, each figure by itself.
pub fn middle(rounds: &[Seen]) -> Seen {
    let of = |pick: fn(&Seen) -> f64| median(rounds.iter().map(pick).collect());
    Seen { requests_a_second: of(|seen| seen.requests_a_second), p99_ms: of(|seen| seen.p99_ms) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wrk_says_is_read() {
        let said = "Running 5s test\n  Latency Distribution\n     50%  312.00us\n     99%    1.25ms\n  100 requests in 5.00s\nRequests/sec:  43210.50\nTransfer/sec: 1MB\n";
        let seen = seen(said).unwrap();
        assert!((seen.requests_a_second - 43_210.5).abs() < 0.01 && (seen.p99_ms - 1.25).abs() < 0.001);
        assert_eq!(milliseconds("2.00s"), Some(2_000.0));
        assert_eq!(milliseconds("980.00us"), Some(0.98));
    }
}
