//! The real program, `target/debug/lantern`, with a folder of its own and nothing of this process's environment.

use crate::Person;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};

/// The program with its working folder; its data is in `data` below that. What it started ends with it.
pub struct Program {
    folder: tempfile::TempDir,
}

/// A program that serves.
pub struct Serving {
    /// Where it answers.
    pub address: String,
    /// What it wrote before that.
    pub said: String,
    /// Its process.
    pub process: Child,
}

impl Program {
    /// The program in a new, empty folder.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("the system has a temporary folder") }
    }

    /// Its working folder.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Its data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// A command with these arguments.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/lantern");
        let mut command = Command::new(program);
        command.args(arguments).current_dir(self.folder()).env_clear().kill_on_drop(true);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs it to its end: whether it succeeded, and what it wrote to both outputs.
    pub async fn run(&self, arguments: &[&str]) -> (bool, String) {
        ended(self.command(arguments)).await
    }

    /// The same, with that text on its standard input.
    pub async fn run_with(&self, arguments: &[&str], input: &str) -> (bool, String) {
        let mut process = self.command(arguments).stdin(Stdio::piped()).spawn().expect(BUILT);
        let mut stdin = process.stdin.take().expect("its standard input is piped");
        stdin.write_all(input.as_bytes()).await.expect("it reads");
        drop(stdin);
        told(process.wait_with_output().await.expect("it ends"))
    }

    /// Starts it with `serve` and these arguments, and waits until it says where it listens.
    ///
    /// # Panics
    /// With what it said, when it ends before that.
    pub async fn serve(&self, arguments: &[&str]) -> Serving {
        let mut command = self.command(&["serve", "--data", "data", "--listen", "127.0.0.1:0"]);
        let mut process = command.args(arguments).stderr(Stdio::inherit()).spawn().expect(BUILT);
        let mut lines = BufReader::new(process.stdout.take().expect("its output is piped")).lines();
        let mut said = String::new();
        while let Some(line) = lines.next_line().await.expect("its output is text") {
            said.push_str(&line);
            said.push('\n');
            if let Some(address) = line.strip_prefix("Lantern listens at ") {
                let address = address.to_owned();
                // Whoever nobody listens to would stop at a full pipe.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Serving { address, said, process };
            }
        }
        panic!("it ended without listening:\n{said}");
    }
}

impl Default for Program {
    fn default() -> Self {
        Self::new()
    }
}

impl Serving {
    /// Somebody whom it does not know.
    pub fn stranger(&self) -> Person {
        Person::new(&self.address)
    }
}

const BUILT: &str = "target/debug/lantern was built: `cargo build -p server`";

async fn ended(mut command: Command) -> (bool, String) {
    told(command.output().await.expect(BUILT))
}

fn told(output: std::process::Output) -> (bool, String) {
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}
