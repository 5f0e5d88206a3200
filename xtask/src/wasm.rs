//! The admin panel's program for the browser: compiled, split into parts, and bound to JavaScript.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::parts::{self, Pieces};
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

/// What the browser loads to bring the admin panel to life. Its files name each other and are of use only together.
pub struct Program {
    /// The ES module; its default export takes the address of `wasm`.
    pub script: String,
    /// The ES module that loads the parts; `script` imports it as [`parts::LOADER_IMPORT`].
    pub loader: String,
    /// The WebAssembly that every page needs.
    pub wasm: Vec<u8>,
    /// The files with what a page needs besides, by the names of the parts.
    pub parts: BTreeMap<String, Vec<u8>>,
}

/// Compiles `frontend`, splits it and binds it.
///
/// # Errors
/// When cargo fails, or when the program wants script files besides its own, which are not served.
pub fn build(build: Build) -> Result<Program, Failure> {
    let profile = build.profile();
    let mut cargo = match build {
        // Beside the server, which takes longer.
        Build::Dev => programs::patient_cargo(),
        Build::Release => programs::cargo(),
    };
    programs::run(cargo.args([
        "rustc",
        "--locked",
        "--package",
        "frontend",
        "--target",
        "wasm32-unknown-unknown",
        "--profile",
        profile,
        "--",
        // To move functions into parts one has to know who names them.
        "-Clink-arg=--emit-relocs",
    ]))?;
    let compiled = programs::target().join("wasm32-unknown-unknown").join(profile).join("frontend.wasm");
    let folder = tempfile::tempdir().map_err(|error| Failure::new(format!("no temporary folder: {error}")))?;
    let pieces = parts::split(&compiled, folder.path())?;
    bind(&pieces, &folder.path().join("bound"), build)
}

fn bind(pieces: &Pieces, folder: &Path, build: Build) -> Result<Program, Failure> {
    let bound = |error| Failure::new(format!("wasm-bindgen: {error:#}"));
    let release = build == Build::Release;
    Bindgen::new()
        .input_path(pieces.main())
        .out_name("lantern")
        .web(true)
        .map_err(bound)?
        .typescript(false)
        .debug(!release)
        .demangle(false)
        // The parts import the table of functions and the memory.
        .keep_lld_exports(true)
        .remove_name_section(release)
        .remove_producers_section(release)
        .generate(folder)
        .map_err(bound)?;
    // Only these files are hashed and served: another would be asked for in vain.
    if folder.join("snippets").exists() {
        return Err(Failure::new("frontend: a dependency brings a script of its own (`snippets`); bundle it or do without it."));
    }
    let (script, wasm) = (folder.join("lantern.js"), folder.join("lantern_bg.wasm"));
    Ok(Program {
        script: fs::read_to_string(&script).map_err(|error| Failure::at(&script, error))?,
        loader: pieces.loader()?,
        wasm: fs::read(&wasm).map_err(|error| Failure::at(&wasm, error))?,
        parts: pieces.bundle(release)?,
    })
}
