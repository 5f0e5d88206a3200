//! The admin panel's program for the browser: compiled, and bound to JavaScript.

use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::programs;

/// For whom the browser's files are built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Build {
    /// For the person at the keyboard: quick to make, with names for the debugger.
    Dev,
    /// For readers: small, and slow to make.
    Release,
}

impl Build {
    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "wasm-dev",
            Self::Release => "wasm-release",
        }
    }
}

/// What the browser loads to bring the admin panel to life.
pub struct Program {
    /// The ES module; its default export takes the address of `wasm`.
    pub script: Vec<u8>,
    /// The WebAssembly module.
    pub wasm: Vec<u8>,
}

/// Compiles `frontend` and binds it.
///
/// # Errors
/// When cargo fails, or when the program wants script files besides its own, which are not served.
pub fn build(build: Build) -> Result<Program, Failure> {
    let profile = build.profile();
    programs::run(programs::cargo().args([
        "build",
        "--locked",
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
    ]))?;
    let compiled = programs::target().join("wasm32-unknown-unknown").join(profile).join("frontend.wasm");
    bind(&compiled, build)
}

fn bind(compiled: &Path, build: Build) -> Result<Program, Failure> {
    let bound = |error| Failure::new(format!("{}: wasm-bindgen: {error:#}", compiled.display()));
    let folder = tempfile::tempdir().map_err(|error| Failure::new(format!("no temporary folder: {error}")))?;
    let release = build == Build::Release;
    Bindgen::new()
        .input_path(compiled)
        .out_name("lantern")
        .web(true)
        .map_err(bound)?
        .typescript(false)
        .debug(!release)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(folder.path())
        .map_err(bound)?;
    // Only two files are hashed and served: a third one would be asked for in vain by the first.
    if folder.path().join("snippets").exists() {
        return Err(Failure::new("frontend: a dependency brings a script of its own (`snippets`); bundle it or do without it."));
    }
    let read = |name: &str| {
        let path = folder.path().join(name);
        fs::read(&path).map_err(|error| Failure::at(&path, error))
    };
    Ok(Program { script: read("lantern.js")?, wasm: read("lantern_bg.wasm")? })
}
