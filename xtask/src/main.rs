//! Every command a person types while developing Lantern.
fn main() {}
