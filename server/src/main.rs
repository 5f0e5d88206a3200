//! The command `lantern`.

// The types of views nest deeply.
#![recursion_limit = "512"]

use mimalloc::MiMalloc;
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // Memory in pages of 2 MB is filled from its beginning and never to its end: neither the allocator's nor the stacks'. A system
    // that knows no such pages says so, which changes nothing.
    #[cfg(target_os = "linux")]
    let _unsupported = rustix::thread::disable_transparent_huge_pages(true);
    match server::command::run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("lantern: {error}");
            ExitCode::FAILURE
        }
    }
}
