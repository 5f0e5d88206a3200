//! `cargo xtask serve`: everything built, and Lantern running.

use std::thread;

use crate::failure::Failure;
use crate::wasm::{self, Build};
use crate::{assets, programs, tools};

/// Where Lantern listens and keeps its data unless the person says otherwise.
const DEFAULTS: [(&str, &str); 2] = [("--data", "./lantern-data"), ("--listen", "127.0.0.1:3000")];

/// Builds the browser's files and the server, and becomes the server.
///
/// # Errors
/// When something is missing or does not build, or the server cannot be started.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    tools::c_compiler()?;
    tools::wasm_target()?;
    build()?;
    eprintln!("\nBuilt. Ctrl-C stops Lantern; after an edit, stop it and run `cargo xtask serve` again.\n");
    let mut server = programs::program(&programs::target().join("debug/lantern").to_string_lossy());
    server.arg("serve");
    for (flag, value) in DEFAULTS {
        if !arguments.iter().any(|argument| argument == flag || argument.starts_with(&format!("{flag}="))) {
            server.args([flag, value]);
        }
    }
    become_it(server.args(arguments))
}

/// Builds both programs at once: they share no file that cargo locks, and each leaves a core idle for long. The server's is named
/// without its package, as xtask is in `.cargo/config.toml`, so that what xtask was built with serves it too.
fn build() -> Result<(), Failure> {
    thread::scope(|scope| {
        let browser = scope.spawn(|| assets::assemble(Build::Dev, wasm::build(Build::Dev)?));
        let server = programs::run(programs::cargo().args(["build", "--locked", "--bin", "lantern"]));
        browser.join().expect("building the browser's files does not panic")?;
        server
    })
}

/// Replaces this program by the server, so that signals and the exit code are the server's own.
#[cfg(unix)]
fn become_it(server: &mut std::process::Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    let error = server.exec();
    Err(programs::not_started(server, &error))
}

#[cfg(not(unix))]
fn become_it(server: &mut std::process::Command) -> Result<(), Failure> {
    programs::run(server)
}
