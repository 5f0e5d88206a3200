//! Starting other programs, and where things lie in this repository.

use std::env;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies inside the workspace")
}

/// `target` in the workspace, where everything that is built goes.
pub fn target() -> PathBuf {
    root().join("target")
}

/// Cargo, about to run in the workspace. By its plain name, so that rustup chooses one toolchain for all it starts: some
/// packages bring a wish of their own.
pub fn cargo() -> Command {
    unnamed("cargo")
}

/// Cargo that lets others go first where there is a `nice`: for what is built beside something that takes longer. Of two cores
/// it has a quarter while both are wanted, so that both builds end at about the same time.
pub fn patient_cargo() -> Command {
    if cfg!(not(unix)) {
        return cargo();
    }
    let mut nice = unnamed("nice");
    nice.args(["-n", "5", "cargo"]);
    nice
}

/// A program that is not told which package this is. The cargo that runs xtask says so in its environment, and some build scripts
/// look there: what a person builds by hand would be built anew by xtask, and the other way round.
fn unnamed(name: &str) -> Command {
    let mut command = program(name);
    for (variable, _) in env::vars_os() {
        if ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|of_package| variable.to_string_lossy().starts_with(of_package)) {
            command.env_remove(variable);
        }
    }
    command
}

/// Any other program, about to run in the workspace.
pub fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.current_dir(root());
    command
}

/// Runs `command` with its output passed through, after saying what it is.
///
/// # Errors
/// When it cannot be started or ends with anything but success.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    eprintln!("\n$ {}", spoken(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` ended with {status}", spoken(command)))) }
}

/// Runs `command` without a word and gives back what it printed.
///
/// # Errors
/// When it cannot be started or ends with anything but success; what it wrote to standard error is in the sentence.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr);
        return Err(Failure::new(format!("`{}` ended with {}: {}", spoken(command), output.status, words.trim())));
    }
    String::from_utf8(output.stdout).map_err(|error| Failure::new(format!("`{}`: {error}", spoken(command))))
}

/// Whether `command` can be started and ends well; its output is dropped.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The command as a person would type it, with paths from the workspace on.
pub fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().map_or_else(|| program.display().to_string(), |name| name.to_string_lossy().into_owned());
    let mut words = vec![name];
    words.extend(command.get_args().map(|word| word.to_string_lossy().replace(&format!("{}/", root().display()), "")));
    words.join(" ")
}

/// Why `command` could not even be started.
pub fn not_started(command: &Command, error: &io::Error) -> Failure {
    let name = command.get_program().to_string_lossy();
    if error.kind() == io::ErrorKind::NotFound {
        Failure::new(format!("`{name}` is not installed, or not on the PATH."))
    } else {
        Failure::new(format!("`{name}` could not be started: {error}"))
    }
}
