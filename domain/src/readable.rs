//! Random characters that can be read aloud and typed without a mistake: no `l` beside `1`, no `o` beside `0`.

use crate::store::Rng;

/// The characters: five random bits each.
const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// So many characters.
pub(crate) fn characters(rng: &dyn Rng, count: usize) -> String {
    let mut bytes = vec![0; count];
    rng.fill(&mut bytes);
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// So many groups of so many characters each, with hyphens between: `k7qm-…`.
pub fn groups(rng: &dyn Rng, count: usize, each: usize) -> String {
    let characters: Vec<char> = characters(rng, count * each).chars().collect();
    characters.chunks(each).map(String::from_iter).collect::<Vec<_>>().join("-")
}
