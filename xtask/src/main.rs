//! Every command a person types while developing Lantern.

mod assets;
mod bench;
mod browser;
mod bundles;
mod css;
mod dist;
mod failure;
mod licences;
mod metadata;
mod parts;
mod postgres;
mod programs;
mod sbom;
mod serve;
mod sheets;
mod shims;
mod spdx;
mod test;
mod tidy;
mod tools;
mod unused;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// What a person types while developing Lantern.
#[derive(Parser)]
#[command(bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Xtask {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and start Lantern on port 3000 of the loopback, with its data in ./lantern-data
    Serve {
        /// What else `lantern serve` is told, such as `--listen 127.0.0.1:3001`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Run every check and test, or the named steps of it alone
    Test {
        /// Steps to run, in the order of the table; all of them when none is named
        #[arg(value_enum)]
        steps: Vec<test::Step>,
    },
    /// Leave the one file to run on a server, with every asset inside, at target/dist/lantern
    Dist,
    /// Measure what Lantern promises in figures, or what readers get beside nginx or by Lighthouse
    Bench {
        /// What is measured; the promised figures when nothing is named
        #[arg(value_enum)]
        what: Option<bench::What>,
    },
    /// Check the rules of the house
    Tidy,
    /// Check the licences, sources and versions of everything Lantern is built from
    Licences,
    /// Build the browser's files alone, into target/site
    Assets {
        /// As they are shipped: small, and slow to make
        #[arg(long)]
        release: bool,
    },
}

fn main() -> ExitCode {
    let outcome = match Xtask::parse().command {
        Command::Serve { arguments } => serve::run(&arguments),
        Command::Test { steps } => test::run(&steps),
        Command::Dist => dist::run(),
        Command::Bench { what } => bench::run(what),
        Command::Tidy => tidy::run(),
        Command::Licences => licences::run(),
        Command::Assets { release: true } => build_assets(wasm::Build::Release),
        Command::Assets { release: false } => build_assets(wasm::Build::Dev),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn build_assets(build: wasm::Build) -> Result<(), Failure> {
    tools::wasm_target()?;
    let program = wasm::build(build)?;
    assets::assemble(build, program)?;
    Ok(())
}
