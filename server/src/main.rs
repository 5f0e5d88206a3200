//! The command `lantern`.
fn main() {}
