//! The command `lantern`.

use std::process::ExitCode;

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
