//! The real program, `target/debug/lantern` unless another is named, with a folder of its own and nothing of this process's environment.

use crate::Person;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

/// The program with its working folder; its data is in `data` below that. What it started ends with it.
pub struct Program {
    file: PathBuf,
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
    output: mpsc::UnboundedReceiver<String>,
}

impl Program {
    /// The program in a new, empty folder.
    pub fn new() -> Self {
        Self::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/debug/lantern"))
    }

    /// The same with the program in that file.
    pub fn of(file: PathBuf) -> Self {
        Self { file, folder: tempfile::tempdir().expect("the system has a temporary folder") }
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
        let mut command = Command::new(&self.file);
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
        let (sender, mut output) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            // Whoever nobody listens to would stop at a full pipe.
            while let Ok(Some(line)) = lines.next_line().await {
                let _gone = sender.send(line);
            }
        });
        let mut said = String::new();
        while let Some(line) = output.recv().await {
            said.push_str(&line);
            said.push('\n');
            if let Some(address) = line.strip_prefix("Lantern listens at ") {
                return Serving { address: address.to_owned(), said, process, output };
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

    /// The code that set-up asks for, which it says on its first start.
    ///
    /// # Panics
    /// When it says none.
    pub async fn code(&mut self) -> String {
        while let Some(line) = self.output.recv().await {
            if let Some((_, code)) = line.split_once("/setup with the code ") {
                return code.to_owned();
            }
        }
        panic!("it ended without saying a code");
    }

    /// Tells it to end, as a service manager does, and waits until it has.
    pub async fn stop(&mut self) -> ExitStatus {
        let id = self.process.id().expect("it still runs").to_string();
        let told = Command::new("kill").args(["-TERM", &id]).status().await.expect("the system has kill");
        assert!(told.success(), "it takes a signal");
        self.process.wait().await.expect("it ends")
    }

    /// What it has written since it said where it listens.
    pub async fn rest(&mut self) -> String {
        let mut rest = String::new();
        while let Some(line) = self.output.recv().await {
            rest.push_str(&line);
            rest.push('\n');
        }
        rest
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
