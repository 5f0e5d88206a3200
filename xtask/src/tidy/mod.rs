//! `cargo xtask tidy`: the rules of the house, each breach with its file, line and way out.

use crate::failure::Failure;

pub fn run() -> Result<(), Failure> {
    Ok(())
}
