//! The program itself: what stops its start, who can read its files, and its command line.

#![allow(clippy::unwrap_used, reason = "a story ends where something fails")]

use domain::scene::PASSWORD;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tests::{Program, Serving};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())).permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the file is ours");
}

/// A site that Marit has set up.
async fn set_up(program: &Program) -> Serving {
    let mut serving = program.serve(&[]).await;
    let code = serving.code().await;
    let form = [
        ("code", code.as_str()),
        ("site_title", "Slow Light"),
        ("name", "Marit Olsen"),
        ("email", "marit@example.org"),
        ("password", PASSWORD),
    ];
    assert_eq!(serving.stranger().post("/setup", &form).await.status, 303);
    serving
}

async fn signs_in(serving: &Serving, email: &str, password: &str) -> bool {
    serving.stranger().post("/sign-in", &[("email", email), ("password", password)]).await.status == 303
}

#[tokio::test]
async fn x01_it_refuses_to_start_and_names_the_key_the_value_and_what_was_expected() {
    let program = Program::new();
    for (arguments, words) in [
        (vec!["--listen", "3000"], "the key `listen`, given as --listen, has the value \"3000\"; expected an address and a port"),
        (vec!["--base-url", "slowlight.example"], "the key `base_url`, given as --base-url, has the value \"slowlight.example\""),
        (vec!["--base-url", "http://slowlight.example"], "insecure_http = true"),
        (vec!["--trusted-proxies", "all"], "the key `trusted_proxies`, given as --trusted-proxies, has the value \"all\""),
        (vec!["--listen", "0.0.0.0:0"], "`base_url` is missing"),
        (vec!["--config", "nowhere.toml"], "nowhere.toml"),
    ] {
        let (succeeded, said) = program.run(&[vec!["serve", "--data", "data"], arguments.clone()].concat()).await;
        assert!(!succeeded && said.contains(words), "{arguments:?}: {said}");
        assert!(!program.data().exists(), "{arguments:?}: something was written");
    }
    fs::write(program.folder().join("lantern.toml"), "lisen = '127.0.0.1:1'").unwrap();
    let (succeeded, said) = program.run(&["serve"]).await;
    assert!(!succeeded && said.contains("there is no key `lisen`, found in lantern.toml"), "{said}");

    let program = Program::new();
    let mut command = program.command(&["serve"]);
    let output = command.env("LANTERN_LISEN", "x").output().await.unwrap();
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).contains("LANTERN_LISEN"));
}

#[tokio::test]
async fn x01_what_everybody_can_read_stops_the_start() {
    let program = Program::new();
    let data = program.data();
    fs::create_dir(&data).unwrap();
    set_mode(&data, 0o755);
    let (succeeded, said) = program.run(&["migrate", "--data", "data"]).await;
    assert!(
        !succeeded && said.contains("`data` is data, which others on this machine can read (mode 0755); chmod 700 data"),
        "{said}"
    );

    set_mode(&data, 0o700);
    assert!(program.run(&["migrate", "--data", "data"]).await.0);
    set_mode(&data.join("lantern.key"), 0o644);
    let (succeeded, said) = program.run(&["migrate", "--data", "data"]).await;
    assert!(!succeeded && said.contains("`secret_key_file` is data/lantern.key") && said.contains("chmod 600"), "{said}");

    set_mode(&data.join("lantern.key"), 0o600);
    set_mode(&data.join("lantern.db"), 0o644);
    let (succeeded, said) = program.run(&["migrate", "--data", "data"]).await;
    assert!(!succeeded && said.contains("data/lantern.db") && said.contains("chmod 600"), "{said}");
}

#[tokio::test]
async fn x01_a_short_key_stops_the_start() {
    let program = Program::new();
    let key = program.folder().join("short.key");
    fs::write(&key, "too short").unwrap();
    set_mode(&key, 0o600);
    let (succeeded, said) = program.run(&["migrate", "--data", "data", "--secret-key-file", "short.key"]).await;
    assert!(!succeeded && said.contains("`secret_key_file` is short.key, which holds 9 bytes; a key has 32"), "{said}");
}

#[tokio::test]
async fn x01_two_programs_do_not_share_a_data_folder() {
    let program = Program::new();
    let serving = program.serve(&[]).await;
    for command in ["serve", "migrate"] {
        let (succeeded, said) = program.run(&[command, "--data", "data", "--listen", "127.0.0.1:0"]).await;
        assert!(!succeeded && said.contains("another Lantern is using"), "{command}: {said}");
    }
    assert_eq!(serving.stranger().get("/health").await.status, 200);
}

#[tokio::test]
async fn x01_data_of_a_newer_program_is_left_alone() {
    let program = Program::new();
    assert!(program.run(&["migrate", "--data", "data"]).await.0);
    let config = server::config::Config::of_folder(&program.data(), "127.0.0.1:0".parse().unwrap());
    let store = server::serve::open_store(&config).await.unwrap();
    domain::scene::changed_by_a_newer_program(&store).await;
    store.close().await.unwrap();

    let before = fs::read(program.data().join("lantern.db")).unwrap();
    let (succeeded, said) = program.run(&["serve", "--data", "data", "--listen", "127.0.0.1:0"]).await;
    assert!(!succeeded && said.contains("m9999_from_the_future") && said.contains(env!("CARGO_PKG_VERSION")), "{said}");
    assert!(fs::read(program.data().join("lantern.db")).unwrap() == before, "the database was written to");
}

#[tokio::test]
async fn x01_nobody_else_can_read_what_it_writes() {
    let program = Program::new();
    let _serving = set_up(&program).await;
    assert_eq!(mode(&program.data()), 0o700);
    let mut files = Vec::new();
    for entry in fs::read_dir(program.data()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path) & 0o077, 0, "{}", path.display());
        files.push(path.file_name().unwrap().to_string_lossy().into_owned());
    }
    for file in ["lantern.db", "lantern.db-wal", "lantern.key", "lantern.lock"] {
        assert!(files.iter().any(|found| found == file), "{file} is not among {files:?}");
    }
}

#[tokio::test]
async fn the_file_the_environment_and_the_flags_are_read() {
    let program = Program::new();
    fs::write(program.folder().join("lantern.toml"), "log_format = 'json'\naliases = ['slow.example']").unwrap();
    let serving = program.serve(&["--log-level", "debug"]).await;
    let answer = serving.stranger().request(reqwest::Method::GET, "/health").header("host", "slow.example").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    let (succeeded, said) = program.run(&["config"]).await;
    assert!(succeeded && said.contains("| `trusted_proxies` | `LANTERN_TRUSTED_PROXIES` |"), "{said}");
    let (succeeded, said) = program.run(&["help", "config"]).await;
    assert!(succeeded && said.contains("| `base_url` |"), "{said}");
}

#[tokio::test]
async fn s03_accounts_are_looked_after_from_the_command_line_while_the_site_serves() {
    let program = Program::new();
    let serving = set_up(&program).await;
    let user = async |arguments: &[&str]| program.run(&[&["user", "--data", "data"], arguments].concat()).await;

    let (succeeded, said) = user(&["add", "vera@example.org", "--name", "Vera", "--role", "editor"]).await;
    assert!(succeeded && said.contains("Added vera."), "{said}");
    let password = said.split("Password: ").nth(1).unwrap().trim().to_owned();
    assert!(signs_in(&serving, "vera@example.org", &password).await);

    let (succeeded, said) = user(&["list"]).await;
    assert!(succeeded, "{said}");
    assert_eq!(
        said.lines().collect::<Vec<_>>(),
        ["owner\tmarit-olsen\tmarit@example.org\tMarit Olsen", "editor\tvera\tvera@example.org\tVera"]
    );

    let (succeeded, said) = user(&["reset-password", "marit@example.org"]).await;
    assert!(succeeded, "{said}");
    let password = said.split("Password: ").nth(1).unwrap().trim().to_owned();
    assert!(!signs_in(&serving, "marit@example.org", PASSWORD).await);
    assert!(signs_in(&serving, "marit@example.org", &password).await);

    let (succeeded, said) = program
        .run_with(&["user", "--data", "data", "reset-password", "marit@example.org", "--password-stdin"], "a heron in the weir\n")
        .await;
    assert!(succeeded && !said.contains("heron"), "{said}");
    assert!(signs_in(&serving, "marit@example.org", "a heron in the weir").await);

    let (succeeded, said) = user(&["set-role", "vera@example.org", "author"]).await;
    assert!(succeeded && said.contains("an author"), "{said}");
    for (arguments, words) in [
        (vec!["set-role", "marit@example.org", "reader"], "the owner stays the owner"),
        (vec!["set-role", "vera@example.org", "owner"], "the owner is made by set-up alone"),
        (vec!["set-role", "nobody@example.org", "reader"], "nobody signs in with that address"),
        (vec!["add", "vera@example.org", "--name", "Vera", "--role", "editor"], "email is in use already"),
        (vec!["add", "no address", "--name", " ", "--role", "editor"], "name is missing; email is not in a form that works"),
    ] {
        let (succeeded, said) = user(&arguments).await;
        assert!(!succeeded && said.contains(words), "{arguments:?}: {said}");
    }
    let (succeeded, said) =
        program.run_with(&["user", "--data", "data", "reset-password", "marit@example.org", "--password-stdin"], "short\n").await;
    assert!(!succeeded && said.contains("password needs at least 12 characters"), "{said}");
}

#[tokio::test]
async fn a_pasted_page_is_printed_as_it_is_understood() {
    let program = Program::new();
    let page = "Ten days of staring at nothing\nBy Someone\n\n1. The first slide\nSome text.\nPhoto: A. Person / Wikimedia Commons, CC0\n\n2. The second slide\nMore text.\n";
    fs::write(program.folder().join("page.txt"), page).unwrap();
    let (succeeded, said) = program.run(&["split", "page.txt"]).await;
    assert!(succeeded, "{said}");
    let understood: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(understood["slides"].as_array().is_some_and(|slides| !slides.is_empty()), "{said}");
    for key in ["left_out", "article"] {
        assert!(!understood[key].is_null(), "{key}: {said}");
    }
    let (succeeded, from_stdin) = program.run_with(&["split", "-"], page).await;
    assert!(succeeded && from_stdin == said);
    assert!(!program.run(&["split", "no-such.txt"]).await.0);
}

#[tokio::test]
async fn whoever_closes_the_pipe_has_read_enough() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let process = Program::new().command(&["config"]).stdout(writer).spawn().unwrap();
    let ended = process.wait_with_output().await.unwrap();
    assert!(ended.status.success() && ended.stderr.is_empty(), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[tokio::test]
async fn it_ends_in_good_order_when_it_is_told_to() {
    let program = Program::new();
    let mut serving = program.serve(&[]).await;
    assert!(serving.stop().await.success());
    assert!(program.run(&["migrate", "--data", "data"]).await.0, "the folder is free again");
}

#[tokio::test]
async fn what_was_asked_before_the_end_is_answered_and_nothing_is_taken_after_it() {
    let program = Program::new();
    let mut serving = set_up(&program).await;
    let host = serving.address.trim_start_matches("http://").to_owned();
    let (head, body) = (
        format!(
            "POST /sign-in HTTP/1.1\r\nHost: {host}\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        ),
        "email=marit%40example.org&password=wrong",
    );
    let mut line = TcpStream::connect(&host).await.unwrap();
    line.write_all(format!("{head}Content-Length: {}\r\nExpect: 100-continue\r\n\r\n", body.len()).as_bytes()).await.unwrap();
    let mut heard = [0; 1_024];
    let length = line.read(&mut heard).await.unwrap();
    assert!(heard[..length].starts_with(b"HTTP/1.1 100"), "it waits for the rest");

    let stopping = tokio::spawn(async move { serving.stop().await });
    while TcpStream::connect(&host).await.is_ok() {
        tokio::task::yield_now().await;
    }
    line.write_all(body.as_bytes()).await.unwrap();
    let mut answer = String::new();
    line.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    assert!(stopping.await.unwrap().success());
}
