//! The name under which a file is kept: the SHA-256 of the bytes that were uploaded.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// The SHA-256 of an uploaded file; written as 64 lower-case hexadecimal digits.
///
/// Source: FIPS 180-4.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MediaHash([u8; 32]);

/// A text that is not the name of a file: not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 64 lower-case hexadecimal digits")]
pub struct NotAHash;

impl MediaHash {
    /// The name of the file with these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::finished(Sha256::new_with_prefix(bytes))
    }

    /// The name of the file that was fed to this digest piece by piece.
    #[must_use]
    pub fn finished(digest: Sha256) -> Self {
        Self(digest.finalize().into())
    }
}

impl FromStr for MediaHash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let digits: &[u8; 64] = text.as_bytes().try_into().map_err(|_| NotAHash)?;
        let mut hash = [0; 32];
        for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(hash))
    }
}

fn digit(character: u8) -> Result<u8, NotAHash> {
    match character {
        b'0'..=b'9' => Ok(character - b'0'),
        b'a'..=b'f' => Ok(character - b'a' + 10),
        // A second spelling of the same name would be a second address of the same file.
        _ => Err(NotAHash),
    }
}

impl fmt::Display for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for MediaHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MediaHash({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_name_is_the_sha_256_of_the_bytes() {
        assert_eq!(MediaHash::of(b"abc").to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn u06_a_name_has_one_spelling() {
        let name = MediaHash::of(b"abc").to_string();
        for wrong in [
            name.to_uppercase(),
            format!("{name}0"),
            name[1..].to_string(),
            format!("../{}", &name[3..]),
            format!("{}é", &name[2..]),
            String::new(),
        ] {
            assert_eq!(wrong.parse::<MediaHash>(), Err(NotAHash), "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn a_name_reads_back_as_itself(bytes: [u8; 32]) {
            let hash = MediaHash(bytes);
            prop_assert_eq!(hash.to_string().parse(), Ok(hash));
        }
    }
}
