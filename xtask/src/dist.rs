//! `cargo xtask dist`: the one file to run on a server, and what is inside it.

use std::fs;

use crate::failure::Failure;
use crate::wasm::{self, Build};
use crate::{assets, programs, sbom, tools};

/// Leaves `lantern`, its bill of materials and the licences of others in `target/dist`.
///
/// # Errors
/// When something is missing or does not build.
pub fn run() -> Result<(), Failure> {
    tools::c_compiler()?;
    tools::wasm_target()?;
    assets::assemble(Build::Release, wasm::build(Build::Release)?)?;
    programs::run(programs::cargo().args([
        "build",
        "--locked",
        "--release",
        "--package",
        "server",
        "--bin",
        "lantern",
        "--features",
        "embed",
    ]))?;
    let folder = programs::target().join("dist");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, error))?;
    let place = folder.join("lantern");
    fs::copy(programs::target().join("release/lantern"), &place).map_err(|error| Failure::at(&place, error))?;
    sbom::write(&folder)?;
    eprintln!("\ntarget/dist/lantern is the whole program; lantern.cdx.json and THIRD-PARTY.txt beside it say what is inside.");
    Ok(())
}
