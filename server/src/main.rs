//! The command `lantern`.

// The types of views nest deeply.
#![recursion_limit = "512"]

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match server::command::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lantern: {error}");
            ExitCode::FAILURE
        }
    }
}
