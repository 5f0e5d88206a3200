//! `lantern split`: what a pasted page is understood as, in JSON.

use super::{Failed, say};
use domain::sources::Register;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

pub(super) fn run(file: &Path) -> Result<(), Failed> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().read_to_end(&mut bytes)?;
    } else {
        bytes = fs::read(file).map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    }
    let pasted = domain::imports::split(&String::from_utf8_lossy(&bytes), &Register::default());
    say(&serde_json::to_string_pretty(&pasted)?);
    Ok(())
}
