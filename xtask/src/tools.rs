//! What the commands need on this machine: looked for, brought where that can be done, else named.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::programs::{self, output, program, succeeds};

/// Playwright runs on this and newer.
const NODE_MAJOR: u32 = 20;

/// Adds Rust's WebAssembly target where it is missing.
///
/// # Errors
/// When it is missing and there is no rustup to add it.
pub fn wasm_target() -> Result<(), Failure> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = output(program("rustc").args(["--print", "sysroot"]))?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).exists() {
        return Ok(());
    }
    if !succeeds(program("rustup").arg("--version")) {
        return Err(Failure::new(format!(
            "Rust's target {TARGET} is missing, and so is rustup, which adds it: see https://rustup.rs."
        )));
    }
    programs::run(program("rustup").args(["target", "add", TARGET]))
}

/// Makes sure of the C compiler that SQLite and libwebp are built with.
///
/// # Errors
/// When there is none.
pub fn c_compiler() -> Result<(), Failure> {
    if succeeds(program("cc").arg("--version")) {
        Ok(())
    } else {
        Err(Failure::new("a C compiler is missing: install gcc or clang (on Debian: apt-get install gcc libc6-dev)."))
    }
}

/// Makes sure of the two parts of the toolchain that rustup's smallest profile leaves out.
///
/// # Errors
/// When one is missing: it is added by a person, since that changes their toolchain.
pub fn rust_components() -> Result<(), Failure> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(name, _)| !succeeds(programs::cargo().args([*name, "--version"])))
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::new(format!("{0} is missing: run `rustup component add {0}`.", missing.join(" "))))
}

/// What the tests need besides Rust.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tool {
    /// PostgreSQL's server programs.
    Postgres,
    /// The browser that the browser tests drive.
    Chromium,
    /// Node.js with npm.
    Node,
    /// The server of files that Lantern is measured beside.
    Nginx,
    /// The client that loads a server.
    Wrk,
}

impl Tool {
    fn is_here(self) -> bool {
        match self {
            Self::Postgres => postgres_folder().is_some(),
            Self::Chromium => chromium().is_some(),
            Self::Node => node_is_recent() && succeeds(program("npm").arg("--version")),
            Self::Nginx => succeeds(program("nginx").arg("-v")),
            // It knows no option that ends well.
            Self::Wrk => program("wrk").arg("--version").output().is_ok(),
        }
    }

    fn packages(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgresql"],
            Self::Chromium => &["chromium"],
            Self::Node => &["nodejs", "npm"],
            Self::Nginx => &["nginx"],
            Self::Wrk => &["wrk"],
        }
    }

    fn lack(self) -> String {
        match self {
            Self::Postgres => "PostgreSQL's server programs (initdb, postgres): on Debian, apt-get install postgresql".into(),
            Self::Nginx => "nginx: on Debian, apt-get install nginx".into(),
            Self::Wrk => "wrk: on Debian, apt-get install wrk".into(),
            Self::Chromium => "Chromium: on Debian, apt-get install chromium; elsewhere, name its file in CHROMIUM".into(),
            Self::Node => format!(
                "Node.js {NODE_MAJOR} or newer with npm (Debian 12's own is 18, too old for the browser tests): see https://nodejs.org"
            ),
        }
    }
}

/// Makes sure that every one of `tools` is here, and installs by apt what is not, where that is allowed.
///
/// # Errors
/// One sentence that names everything that is still missing.
pub fn require(tools: &[Tool]) -> Result<(), Failure> {
    let missing: Vec<Tool> = tools.iter().copied().filter(|tool| !tool.is_here()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if let Some(apt) = apt() {
        install(&apt, &missing)?;
    }
    let lacks: Vec<String> = missing.into_iter().filter(|tool| !tool.is_here()).map(Tool::lack).collect();
    if lacks.is_empty() { Ok(()) } else { Err(Failure::new(format!("missing: {}.", lacks.join("; ")))) }
}

fn install(apt: &[&str], missing: &[Tool]) -> Result<(), Failure> {
    let get = |words: &[&str]| {
        let mut command = program(apt[0]);
        command.args(&apt[1..]).args(words);
        programs::run(&mut command)
    };
    get(&["update"])?;
    let packages: Vec<&str> = missing
        .iter()
        .filter(|tool| **tool != Tool::Node || debian_node_is_recent())
        .flat_map(|tool| tool.packages())
        .copied()
        .collect();
    if packages.is_empty() {
        return Ok(());
    }
    let mut words = vec!["install", "--yes", "--no-install-recommends"];
    words.extend(packages);
    get(&words)
}

/// How apt-get is called here, or nothing where it may not be.
fn apt() -> Option<Vec<&'static str>> {
    // Through `env`, since sudo hands no variable on: no package may stop to ask a question.
    const APT: [&str; 3] = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
    if !succeeds(program("apt-get").arg("--version")) {
        None
    } else if is_root() {
        Some(APT.to_vec())
    } else if succeeds(program("sudo").args(["-n", "true"])) {
        Some([&["sudo", "-n"], APT.as_slice()].concat())
    } else {
        None
    }
}

/// Whether this program runs as root, which PostgreSQL refuses to do.
pub fn is_root() -> bool {
    output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn node_is_recent() -> bool {
    output(program("node").arg("--version")).is_ok_and(|version| major(&version) >= Some(NODE_MAJOR))
}

fn debian_node_is_recent() -> bool {
    let policy = output(program("apt-cache").args(["policy", "nodejs"])).unwrap_or_default();
    let candidate = policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:"));
    candidate.and_then(major) >= Some(NODE_MAJOR)
}

/// The first number of a version: 20 of `v20.20.2`.
fn major(version: &str) -> Option<u32> {
    let digits = version.trim().trim_start_matches('v');
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The browser to drive: the file that `CHROMIUM` names, else where Debian puts it.
pub fn chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.or_else(|| Some("/usr/bin/chromium".into())).filter(|path| path.exists())
}

/// The folder that holds PostgreSQL's server programs, of the newest version here.
pub fn postgres_folder() -> Option<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().filter_map(|entry| {
        let folder = entry.ok()?.path();
        let version = major(&folder.file_name()?.to_string_lossy())?;
        Some((version, folder.join("bin")))
    });
    let newest = debian.max_by_key(|(version, _)| *version).map(|(_, folder)| folder);
    newest
        .or_else(|| Some(PathBuf::from(output(program("pg_config").arg("--bindir")).ok()?.trim())))
        .filter(|folder| folder.join("initdb").exists() && folder.join("postgres").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_as_its_programs_write_it() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major(" 18.20.4+dfsg-1~deb12u1"), Some(18));
        assert_eq!(major("(none)"), None);
    }
}
